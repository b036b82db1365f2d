"""What a customer said is filled in page by page: each is kept as it is left, and nothing counts before it is filed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.values import Consent, TouchKind
from bot.departures.service import choose_size
from bot.departures.values import Size
from bot.interviews.models import Draft, Finding, Quote
from bot.interviews.service import file_page, hand_over, not_reached, open_findings, turn_page
from bot.interviews.values import InterviewState, Obstacle, Permission, Recommend, Source
from bot.interviews.values.heard import Place, Step
from bot.nudges.service import DOORS
from bot.sandbox.actor import Actor
from bot.work.models import Obligation
from bot.work.unit import Unit
from tests.interviews.support import ACME, Story, buttons

SAID = "They felt that nobody listened after the second late delivery"
FIRST = {"said": SAID, "reason": "how we treated them", "consent": "Yes"}
GUIDE = "this is all you need for it"


async def finding(story: Story) -> Finding:
    found = await story.unit(lambda unit: unit.all(select(Finding)))
    assert len(found) == 1
    return found[0]


async def drafts(story: Story) -> list[Draft]:
    return list(await story.unit(lambda unit: unit.all(select(Draft))))


async def quotes(story: Story) -> list[tuple[str, Permission]]:
    def read(unit: Unit) -> list[tuple[str, Permission]]:
        return [(one.words, one.permission) for one in unit.all(select(Quote).order_by(Quote.id))]

    return await story.unit(read)


async def speaking(story: Story, departure: str) -> Actor:
    """Somebody took the call, has made it, and opens the form."""
    person = await story.interviewer(departure)
    await person.presses("Done", person.newest(GUIDE))
    return person


def filled(person: Actor) -> dict[str, Any]:
    """What stands in the form, by question."""
    assert person.modal is not None
    answers: dict[str, Any] = {}
    for block_id, inputs in person.modal.values.items():
        for state in inputs.values():
            value = next((one for name, one in state.items() if name != "type"), None)
            if isinstance(value, dict):
                value = value["text"]["text"]
            if isinstance(value, list):
                value = [one["text"]["text"] for one in value]
            answers[block_id] = value
    return answers


@pytest.mark.slow
async def test_every_page_of_it_is_kept(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)

    await person.enters(**FIRST)
    await person.presses("More…")
    await person.enters(
        more_reasons=["price", "small things added up"],
        competitor="Nordpack",
        contract_ends=date(2027, 3, 31),
        check_in="Yes, a call then is welcome",
        did_well="Dan in the warehouse",
    )
    await person.presses("Go on…")
    await person.enters(quote1="I liked the boxes.", permission1="With their name")
    await person.enters(quote2="I did not like waiting.", permission2="Without their name")
    await person.presses("Go on…")
    await person.enters(
        fix_owed="The credit note", would_return="Somebody who answers", recommend="Perhaps", stay_by="A letter"
    )
    assert await person.fills() == {}
    await story.settles()

    kept = await finding(story)
    assert (kept.said, kept.reason, kept.consent) == (SAID, "treatment", Consent.yes)
    assert kept.more_reasons == ["price", "small_things"]
    assert (kept.competitor, kept.contract_ends, kept.check_in_welcome) == ("Nordpack", date(2027, 3, 31), True)
    assert kept.did_well == "Dan in the warehouse"
    assert (kept.fix_owed, kept.would_return) == ("The credit note", "Somebody who answers")
    assert (kept.recommend, kept.stay_by) == (Recommend.perhaps, TouchKind.letter)
    assert await quotes(story) == [
        ("I liked the boxes.", Permission.named),
        ("I did not like waiting.", Permission.anonymous),
    ]
    assert await drafts(story) == []
    doors = await story.unit(lambda unit: unit.all(select(Obligation.due).where(Obligation.kind == DOORS)))
    assert [one.date() for one in doors] == [date(2026, 12, 31)], "ninety days before the contract ends"
    for words in (SAID, "Nordpack", "Dan in the warehouse", "I liked the boxes", "The credit note", "Somebody who answers"):
        assert words not in story.in_public()


@pytest.mark.slow
async def test_closing_it_loses_nothing_that_was_stepped_through_and_it_goes_on_where_it_was_left(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    await person.enters(competitor="Nordpack")
    await person.presses("Go on…")
    await person.presses("Not yet")
    await story.settles()

    assert (await story.interview(departure)).state is InterviewState.accepted
    assert "Resume" in buttons(person.newest(GUIDE))
    await person.presses("Resume", person.newest(GUIDE))
    assert "quote1" in filled(person)
    await person.presses("Back")
    assert filled(person)["competitor"] == "Nordpack"
    await person.presses("Back")
    assert filled(person) == {"said": SAID, "reason": "how we treated them", "consent": "Yes"}
    assert await person.fills() == {}

    assert (await finding(story)).competitor == "Nordpack"
    assert await drafts(story) == []


@pytest.mark.slow
async def test_it_can_be_resumed_from_home_and_from_the_reminder(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    await person.presses("Not yet")

    await person.opens_home()
    assert person.home is not None
    assert f"You have begun to note what *{ACME}* said" in str(person.home.body["blocks"])
    await story.world.clock.advance(days=9)
    reminder = person.newest("Have you been able")
    assert "Resume" in buttons(reminder)
    await person.presses("Resume", reminder)
    assert "competitor" in filled(person)
    await person.closes()

    await person.opens_home()
    assert "You said that you would call" not in str(person.home.body["blocks"])
    block = next(one for one in person.home.body["blocks"] if "You have begun" in str(one))
    button = block["accessory"]
    await person.press(
        {"type": "view", "view_id": person.home.id}, block["block_id"], button["action_id"], button["value"]
    )
    assert "competitor" in filled(person)


@pytest.mark.slow
async def test_a_page_that_is_not_ready_is_kept_all_the_same(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    await person.presses("Go on…")

    errors = await person.fills(quote1="I liked the boxes.")
    assert errors == {"permission1": "Please say whether this sentence may be shown."}
    await person.closes()
    await person.presses("Resume", person.newest(GUIDE))

    assert filled(person)["quote1"] == "I liked the boxes."
    assert await person.fills(permission1="Not at all") == {}
    assert await quotes(story) == [("I liked the boxes.", Permission.hidden)]


@pytest.mark.slow
async def test_what_is_missing_on_another_page_is_shown_there(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.presses("More…")

    assert await person.fills(competitor="Nordpack") == {}

    assert person.modal is not None
    assert "Please write down what they said" in str(person.modal.body["blocks"][0])
    assert (await story.interview(departure)).state is InterviewState.accepted
    assert await person.fills(**FIRST) == {}
    assert (await finding(story)).competitor == "Nordpack"


@pytest.mark.slow
async def test_the_main_reason_is_no_further_reason(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")

    errors = await person.fills(more_reasons=["how we treated them"])

    assert "said already" in errors["more_reasons"]


@pytest.mark.slow
async def test_pressing_keep_it_twice_files_it_once(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    await person.enters(competitor="Nordpack")

    await person.submits_twice()
    await story.settles()

    assert (await finding(story)).competitor == "Nordpack"
    assert len([line for line in story.thread() if "has spoken with them" in line]) == 1


@pytest.mark.slow
async def test_a_second_form_that_was_open_before_it_was_filed_changes_nothing(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    interview = (await story.interview(departure)).id
    await person.fills(**FIRST)
    stale = Place(interview, Source.said, Step.three)
    answers = {"said": "Something else", "reason": "price", "consent": "no"}

    assert await story.unit(turn_page, person.user_id, stale, answers, Step.around, "g1") is Obstacle.answered
    assert await story.unit(file_page, person.user_id, stale, answers, "g2") is Obstacle.answered

    assert (await finding(story)).said == SAID
    assert await drafts(story) == []


@pytest.mark.slow
async def test_what_was_begun_before_it_was_handed_over_is_for_nobody_else(story: Story) -> None:
    departure = await story.loses()
    first = await speaking(story, departure)
    await first.enters(**FIRST)
    await first.presses("More…")
    interview = (await story.interview(departure)).id
    await story.unit(hand_over, first.user_id, interview)
    second = await story.interviewer(departure)

    errors = await first.fills(competitor="Nordpack")
    assert "with somebody else" in errors["more_reasons"]
    assert first.modal is not None
    await first.presses("Go on…")
    assert "with somebody else" in first.newest("with somebody else").text
    assert filled(first)["competitor"] == "Nordpack"
    await first.closes()
    await first.opens_home()
    assert first.home is not None
    assert "You have begun" not in str(first.home.body["blocks"])

    await second.presses("Done", second.newest(GUIDE))
    assert filled(second) == {"said": None, "reason": None, "consent": None}
    await second.fills(**FIRST)
    assert await drafts(story) == []


@pytest.mark.slow
async def test_what_was_begun_is_not_kept_when_nothing_came_of_it(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    interview = (await story.interview(departure)).id
    assert len(await drafts(story)) == 1

    await story.unit(not_reached, person.user_id, interview)

    assert await drafts(story) == []
    assert "no longer needed" in (await person.fills(competitor="Nordpack"))["more_reasons"]


@pytest.mark.slow
async def test_what_they_wrote_is_filled_in_the_same_way(story: Story) -> None:
    departure = await story.loses()
    await story.unit(choose_size, story.world.id_of("maya"), departure, Size.light)
    await story.settles()
    maya = story.world.person("maya")
    await maya.presses("They answered…")
    await maya.enters(said="You were late three times.", reason="small things added up", consent="Yes")
    await maya.presses("More…")
    await maya.presses("Not yet")
    await story.settles()

    await maya.presses("Resume", maya.newest("four short questions in writing"))
    assert await maya.fills(competitor="Nordpack") == {}
    await story.settles()

    kept = await finding(story)
    assert (kept.source, kept.said, kept.competitor) == (Source.wrote, "You were late three times.", "Nordpack")
    assert any("They have answered our four questions" in line for line in story.thread())
    await maya.presses("Add to it…", maya.newest("has let us know why they left"))
    assert filled(maya)["competitor"] == "Nordpack"


async def test_only_the_interviewer_fills_it_in(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    interview = (await story.interview(departure)).id

    for handle in {"maya", "grace", "noor", "hal", "ruth"} - {person.handle}:
        somebody = story.world.id_of(handle)
        place = Place(interview, Source.said, Step.three)
        assert await story.unit(open_findings, somebody, interview) is Obstacle.not_yours
        assert await story.unit(turn_page, somebody, place, {}, Step.around, f"t{handle}") is Obstacle.not_yours
        assert await story.unit(file_page, somebody, place, {}, f"f{handle}") is Obstacle.not_yours


@pytest.mark.slow
async def test_whoever_filed_it_adds_the_rest_later_and_nobody_else_does(story: Story) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.fills(**FIRST)
    await story.settles()
    settled = person.newest("and what they said is kept")
    assert buttons(settled) == ["Add to it…"]

    await person.presses("Add to it…", settled)
    assert "said" not in filled(person)
    await person.enters(competitor="Nordpack")
    await person.presses("Go on…")
    assert await person.fills(quote1="I liked the boxes.", permission1="With their name") == {}
    await person.presses("Add to it…", settled)
    assert filled(person)["competitor"] == "Nordpack"
    assert await person.fills(competitor="Boxwell") == {}
    await story.world.clock.advance(days=2)

    kept = await finding(story)
    assert (kept.said, kept.reason, kept.competitor) == (SAID, "treatment", "Boxwell")
    assert await quotes(story) == [("I liked the boxes.", Permission.named)]
    heard = story.world.person("maya").newest("They left over this")
    assert "*Who takes our place:* Boxwell" in heard.text
    assert "How sure this is: they said it themselves." in heard.text
    assert "They let us quote: “I liked the boxes.”" in heard.text
    for handle in {"maya", "grace", "theo"} - {person.handle}:
        assert await story.unit(open_findings, story.world.id_of(handle), kept.interview) is Obstacle.answered


@pytest.mark.parametrize("permission", ["Without their name", "Not at all"])
@pytest.mark.slow
async def test_the_owner_reads_no_sentence_that_is_not_to_be_shown_with_a_name(story: Story, permission: str) -> None:
    departure = await story.loses()
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("More…")
    await person.presses("Go on…")
    await person.fills(quote1="I liked the boxes.", permission1=permission)
    await story.world.clock.advance(days=2)

    maya = story.world.person("maya")
    assert SAID in maya.newest("They left over this").text
    assert not [one for one in maya.messages() if "I liked the boxes" in "\n".join(one.texts())]
