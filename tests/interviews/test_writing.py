"""Three sizes through the running bot: four questions in writing, somebody from outside, or only a record."""

from __future__ import annotations

import contextlib

import pytest
from sqlalchemy import select

from bot.customers.service import touches_of
from bot.customers.values import Consent, TouchKind
from bot.demo.firm import PEOPLE
from bot.departures.service import choose_size, facts_of, name_owner
from bot.departures.values import Size
from bot.interviews.models import Finding
from bot.interviews.service import answers_of, file_answers, interview_of, no_questions, questions_sent
from bot.interviews.service.records import questions_of
from bot.interviews.values import End, InterviewState, Obstacle, Source
from bot.interviews.values.heard import Findings
from bot.sandbox.errors import NotThere
from bot.sandbox.firm import Channel, Firm
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.interviews.support import ACME, ROSA, Story, buttons, opens_in_brief
from tests.support.world import open_world

ANSWERS = {"said": "You were late three times.", "reason": "small things added up", "consent": "Yes"}
LETTER = "1. What happened, and when was it decided?"
THREE = Firm(
    name="Trio",
    domain="trio",
    people=tuple(one for one in PEOPLE if one.handle in ("grace", "maya", "theo", "noor", "hal")),
    channels=(
        Channel("general", ("grace", "maya", "theo")),
        Channel("departures", ("grace", "maya", "theo")),
    ),
)


@pytest.mark.slow
async def test_what_they_are_worth_decides_and_their_answers_are_filed(story: Story) -> None:
    """An admin sets the limits; the worth is said; the call becomes four questions; what they write is kept, and not shown."""
    grace, maya = story.world.person("grace"), story.world.person("maya")
    await grace.types("/lost-customer settings")
    await grace.presses("Small customers")
    errors = await grace.fills(light_below="5.000", record_below="9000")
    assert "read in two ways" in errors["light_below"]
    assert await grace.fills(light_below="5,000", record_below="1,000", currency="US Dollar") == {}
    await grace.closes()
    departure = await story.loses(contact="Rosa Marin, rosa@acme.example")
    asked = await story.asked(departure)

    await maya.presses("Details", maya.newest("Logged by", channel="departures"))
    await maya.presses("Worth and since when")
    assert "read in two ways" in (await maya.fills(value="3.200"))["value"]
    assert await maya.fills(value="3,200 USD", currency="US Dollar") == {}
    assert maya.modal is not None
    assert "How much we do: Short" in "\n".join(maya.modal.texts()), "the details below say what was saved"
    await maya.closes()
    await story.settles()
    assert not buttons(asked.newest(f"You need not call *{ACME}* any more"))
    assert "How much we do: Short: a letter and four questions" in story.card()
    assert "Four questions instead of a call: Maya Okafor sends them" in story.card()
    assert any("By the rule of this workspace" in line for line in story.thread())

    await _morning(story)
    question = _questions(story, "maya")
    assert "mailto:rosa@acme.example?subject=Four%20short%20questions" in "\n".join(question.texts())
    assert buttons(question) == ["I've sent it", "They answered…", "Not this time"]
    await maya.presses("I've sent it", question)
    await story.settles()
    assert "Four questions instead of a call: sent on" in story.card()
    assert story.thread().count("Maya Okafor has sent them four questions in writing.") == 1

    await maya.presses("They answered…", maya.newest("four short questions in writing"))
    assert await maya.fills(**ANSWERS) == {}
    await story.settles()
    assert buttons(maya.newest("has let us know why they left")) == ["Add to it…"]
    assert "Four questions instead of a call: answered on" in story.card()
    assert "They have answered our four questions. Thank you, Maya Okafor." in story.thread()
    assert "late three times" not in story.in_public()
    finding = await story.unit(_finding)
    assert (finding.source, finding.reason, finding.consent) == (Source.wrote, "small_things", Consent.yes)
    customer = (await story.unit(facts_of, departure)).customer_id
    kinds = [one.kind for one in await story.unit(touches_of, customer)]
    assert kinds == [TouchKind.email, TouchKind.email]


@pytest.mark.slow
async def test_only_a_record_asks_nobody_for_anything_until_somebody_wants_more(story: Story) -> None:
    """The open requests end kindly and nothing comes for a year; then all of it begins."""
    departure = await story.loses()
    maya, person = story.world.person("maya"), await story.interviewer(departure)

    await maya.presses("Change how much we do", maya.newest("Logged by", channel="departures"))
    assert await maya.fills(how_much="Only keep a record") == {}
    await story.settles()

    assert not buttons(person.newest("need not call"))
    await story.world.clock.advance(days=1)
    assert "is no longer needed" in person.newest("Thank you for being ready").text
    assert not buttons(maya.newest("we do less from now on"))
    assert "How much we do: Only keep a record" in story.card()
    assert "Exit interview" not in story.card()
    assert "Staying in touch" not in story.card()
    before = [len(story.world.person(one).dm) for one in ("maya", person.handle)]
    await story.world.clock.advance(days=200)
    assert [len(story.world.person(one).dm) for one in ("maya", person.handle)] == before
    await maya.types("/lost-customer list")
    assert ACME in maya.newest("ost customer").text

    await story.unit(choose_size, maya.user_id, departure, Size.full)
    await story.asked(departure)
    assert "Exit interview: looking for somebody" in story.card()


@pytest.mark.slow
async def test_the_short_way_and_back_again(story: Story) -> None:
    """Chosen by hand it counts at once, both ways; an old button says that it is settled."""
    departure = await story.loses()
    maya = story.world.person("maya")
    await story.unit(choose_size, maya.user_id, departure, Size.light)
    await story.settles()
    question = _questions(story, "maya")
    assert ROSA in question.text

    await story.unit(choose_size, maya.user_id, departure, Size.full)
    await story.settles()

    assert not buttons(maya.newest("Somebody calls *Acme Bakeries* instead"))
    assert await story.unit(questions_sent, maya.user_id, await _questions_id(story, departure)) is Obstacle.over
    await story.asked(departure)
    await story.unit(choose_size, maya.user_id, departure, Size.light)
    await story.settles()
    assert buttons(_questions(story, "maya"))


async def test_whoever_says_so_need_not_ask_them_anything(story: Story) -> None:
    departure = await _light(story)
    maya = story.world.person("maya")

    await maya.presses("Not this time")
    await story.settles()

    interview = await story.interview(departure)
    assert (interview.state, interview.end) == (InterviewState.ended, End.not_wanted)
    assert not buttons(maya.newest("No questions to *Acme Bakeries* this time"))
    assert "Exit interview: none this time" in story.card()


@pytest.mark.slow
async def test_it_is_asked_once_whether_they_answered(story: Story) -> None:
    await _light(story)
    maya = story.world.person("maya")
    await maya.presses("I've sent it", _questions(story, "maya"))
    await story.world.clock.advance(days=12)
    with pytest.raises(NotThere):
        maya.newest("Has *Acme Bakeries* answered the four questions?")

    await story.world.clock.advance(days=5)

    assert buttons(maya.newest("Has *Acme Bakeries* answered the four questions?")) == [
        "They answered…",
        "Not this time",
    ]
    await story.world.clock.advance(days=60)
    asked = [one for one in maya.dm if "Has *Acme Bakeries* answered" in "\n".join(one.texts())]
    assert len(asked) == 1


@pytest.mark.slow
async def test_only_the_owner_the_logger_or_an_admin_sends_and_files(story: Story) -> None:
    departure = await _light(story)
    questions, interview = await _questions_id(story, departure), (await story.interview(departure)).id
    findings = Findings("They moved.", "other", Consent.not_answered)

    for handle in ("ruth", "theo", "noor", "hal"):
        person = story.world.id_of(handle)
        assert await story.unit(questions_sent, person, questions) is Obstacle.not_yours
        assert await story.unit(answers_of, person, questions) is Obstacle.not_yours
        assert await story.unit(no_questions, person, questions) is Obstacle.not_yours
        assert await story.unit(file_answers, person, interview, findings) is Obstacle.not_yours
    assert await story.unit(file_answers, story.world.id_of("grace"), interview, findings) is None
    assert await story.unit(file_answers, story.world.id_of("maya"), interview, findings) is Obstacle.answered


@pytest.mark.slow
async def test_an_owner_who_is_named_later_sends_the_questions(story: Story) -> None:
    departure = await story.loses(owner=None, by="theo")
    theo, walt = story.world.id_of("theo"), story.world.id_of("walt")
    await story.unit(choose_size, theo, departure, Size.light)
    await story.settles()
    assert buttons(_questions(story, "theo"))

    await story.unit(name_owner, theo, departure, walt)
    await story.world.clock.advance(days=1)

    assert not buttons(story.world.person("theo").newest("Walt Jensen looks after *Acme Bakeries* now"))
    await opens_in_brief(story.world.person("walt"), "four short questions")
    await story.settles()
    assert buttons(_questions(story, "walt"))


@pytest.mark.slow
async def test_what_was_with_somebody_who_left_the_firm_goes_to_who_is_left(story: Story) -> None:
    departure = await story.loses(by="theo")
    await story.unit(choose_size, story.world.id_of("maya"), departure, Size.light)
    await story.settles()

    story.world.workspace.deactivate("maya")
    await story.world.clock.advance(days=1)
    await opens_in_brief(story.world.person("theo"), "four short questions")
    await story.settles()

    assert buttons(_questions(story, "theo"))


@pytest.mark.slow
async def test_nobody_is_left_to_call_so_they_are_asked_in_writing(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")

    await maya.presses("Send four questions instead")
    await story.settles()

    assert not buttons(maya.newest("gets four questions in writing instead of a call"))
    assert buttons(_questions(story, "maya"))
    assert (await story.unit(facts_of, departure)).size is Size.light


@pytest.mark.slow
@pytest.mark.parametrize("change", [{"deactivated": True}, {"guest": True}])
async def test_nobody_is_left_to_call_or_to_say_what_then_so_who_logged_it_decides(story: Story, change: dict[str, bool]) -> None:
    """Maya, who looked after them, is a colleague no longer: Theo is asked, and what he decides is his to do."""
    await story.loses_what_all_worked_on_but(by="theo")
    story.world.workspace.change_person("maya", **change)
    await story.world.clock.advance(days=1)
    theo = story.world.person("theo")
    await opens_in_brief(theo, "Who could call")
    await story.settles()

    await theo.presses("Send four questions instead")
    await story.settles()

    assert buttons(_questions(story, "theo"))


@pytest.mark.slow
async def test_nobody_is_left_to_call_so_somebody_from_outside_does(story: Story) -> None:
    """Nothing is written to them; the one who looks after the customer hands on the words, and keeps the record."""
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")

    await maya.presses("Somebody from outside…")
    assert "email" in await maya.fills(name="Vera Nowak", email="vera at nowak")
    assert await maya.fills(name="Vera Nowak", email="vera@nowak.example") == {}
    await story.settles()

    card = maya.newest("Vera Nowak calls *Acme Bakeries* for us")
    assert "mailto:vera@nowak.example?subject=" in "\n".join(card.texts())
    assert ROSA in card.text
    assert buttons(card) == ["Done", "Arranged", "Tried", "Hand over"]
    assert "somebody from outside will call them; Maya Okafor keeps the record" in story.card()
    assert "Vera" not in story.in_public()
    await story.world.clock.advance(days=16)
    assert "Has Vera Nowak been able to speak with" in maya.newest("Has Vera Nowak").text

    await maya.presses("Done", card)
    assert await maya.fills(**ANSWERS) == {}
    await story.settles()
    assert (await story.interview(departure)).state is InterviewState.held
    assert (await story.unit(_finding)).source is Source.said
    assert any("Somebody from outside has spoken with them" in line for line in story.thread())
    assert "thanks to Vera Nowak" in maya.newest("What *Acme Bakeries* said is kept").text


@pytest.mark.slow
async def test_a_stand_in_can_keep_the_record_so_that_the_customer_can_be_frank(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya, ruth = story.world.person("maya"), story.world.person("ruth")

    await maya.presses("Somebody from outside…")
    assert "own company" in (await maya.fills(name="Vera Nowak", keeper="noor"))["keeper"]
    assert await maya.fills(name="Vera Nowak", keeper="ruth") == {}
    await story.settles()

    assert "Ruth Abelson keeps the record" in story.card()
    assert "Done" in buttons(ruth.newest("Vera Nowak calls *Acme Bakeries* for us"))
    assert (await story.interview(departure)).interviewer == ruth.user_id


@pytest.mark.slow
async def test_whoever_keeps_the_record_for_somebody_outside_may_hand_over(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")
    await maya.presses("Somebody from outside…")
    await maya.fills(name="Vera Nowak")
    await story.settles()

    await maya.presses("Hand over", maya.newest("Vera Nowak calls"))
    await story.settles()

    assert not buttons(maya.newest("Nobody from outside calls *Acme Bakeries* any more"))
    assert (await story.interview(departure)).state in (InterviewState.seeking, InterviewState.nobody)


@pytest.mark.slow
async def test_when_the_one_who_keeps_the_record_leaves_the_firm_it_is_looked_for_anew(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")
    await maya.presses("Somebody from outside…")
    await maya.fills(name="Vera Nowak")
    await story.settles()

    story.world.workspace.deactivate("maya")
    await story.settles()

    interview = await story.interview(departure)
    assert (interview.interviewer, interview.outsider) == (None, None)
    assert interview.state in (InterviewState.seeking, InterviewState.nobody)


@pytest.mark.slow
async def test_in_a_firm_of_three_everybody_knows_everybody_so_they_are_asked_in_writing(database_url: str) -> None:
    """Guests and people from outside do not count."""
    async with open_world(database_url, firm=THREE) as world:
        story = Story(world)
        await story.opens()
        departure = await story.loses()

        await _morning(story)

        assert (await story.unit(facts_of, departure)).size is Size.light
        assert buttons(_questions(story, "maya"))
        assert "Four questions instead of a call" in story.card()


async def _light(story: Story) -> str:
    """Maya has chosen the short way, and the questions are with her."""
    departure = await story.loses()
    await story.unit(choose_size, story.world.id_of("maya"), departure, Size.light)
    await story.settles()
    return departure


async def _everybody_knows_them(story: Story) -> str:
    """Nobody is left to call, and Maya is asked what to do."""
    departure = await story.loses_what_all_worked_on_but()
    await story.world.person("maya").presses("I've sent it")
    await _morning(story)
    return departure


async def _morning(story: Story) -> None:
    """The next working morning: what waited in briefs is read, each thing of it."""
    await story.world.clock.advance(days=1)
    maya = story.world.person("maya")
    for brief in [one for one in maya.dm if "Good morning" in one.text and "wait" in one.text]:
        with contextlib.suppress(NotThere):
            while True:
                await maya.presses("Open", brief)
    await story.settles()


def _questions(story: Story, handle: str) -> Message:
    """The four questions, as they are with somebody."""
    return story.world.person(handle).newest(LETTER)


async def _questions_id(story: Story, departure: str) -> str:
    def look(unit: Unit) -> str:
        interview = interview_of(unit, departure)
        questions = questions_of(unit, interview) if interview else None
        assert questions is not None
        return questions.id

    return await story.unit(look)


def _finding(unit: Unit) -> Finding:
    [found] = unit.all(select(Finding))
    return found
