"""Nobody phones a stranger cold: the call is announced, the contact is right, and what cannot be said can be written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.customers.values import Consent
from bot.departures.service import facts_of, list_lost, move, name_owner
from bot.departures.values import Stage
from bot.interviews.models import Finding, Try
from bot.interviews.service import announced
from bot.interviews.values import End, InterviewState, Obstacle, Source, TryAnswer
from bot.sandbox.actor import Actor
from bot.sandbox.errors import NotThere
from tests.interviews.support import ACME, ROSA, Story, buttons

ANNOUNCE = "Would you announce a call"
MORNING = datetime(2026, 3, 3, 15, tzinfo=UTC)


async def thanks(story: Story, handle: str) -> Actor:
    """Somebody has thanked the customer, so that nothing else waits for their morning."""
    actor = story.world.person(handle)
    await actor.presses("I've sent it", actor.newest("This happens to good firms"))
    if actor.modal is not None:  # no email is known, so it is asked how it went out
        assert await actor.fills(How="By letter") == {}
    await story.settles()
    return actor


def form_of(actor: Actor) -> str:
    """The form that somebody has open."""
    assert actor.modal is not None
    return "\n".join(actor.modal.texts()) + str(actor.modal.body)


@pytest.mark.slow
async def test_the_owner_is_asked_to_announce_the_call_and_the_interviewer_sees_that_it_was(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("lena")
    maya = await thanks(story, "maya")
    person = await story.interviewer(departure)
    assert "Maya Okafor is asked to announce your call" in person.newest("You will call").text

    with pytest.raises(NotThere):
        maya.newest(ANNOUNCE)
    await maya.opens_home()
    assert maya.home is not None
    assert "what is new comes there when you next begin to work." in "\n".join(maya.home.texts())

    await story.world.clock.advance_to(MORNING)
    card = maya.newest(ANNOUNCE)
    assert person.user.name in card.text
    assert "had nothing to do with your account" in card.text
    assert "Hello Rosa Marin," in card.text
    assert ROSA in card.text
    assert buttons(card) == ["I've sent it", "Whom to phone…"]
    await maya.presses("I've sent it", card)
    await story.settles()

    assert "You announced the call" in maya.newest("You announced the call").text
    assert "Maya Okafor announced your call to them on" in person.newest("You will call").text
    interview = await story.interview(departure)
    assert await story.unit(announced, maya.user_id, interview.id) is Obstacle.answered
    assert await story.unit(announced, story.world.id_of("hal"), interview.id) is Obstacle.not_yours


@pytest.mark.slow
async def test_whom_to_phone_is_asked_for_and_errors_stand_at_their_field(story: Story) -> None:
    departure = await story.loses(contact=None)
    maya = await thanks(story, "maya")
    person = await story.interviewer(departure)
    assert "nobody is noted yet" in person.newest("You will call").text
    await story.world.clock.advance_to(MORNING)
    assert "Nobody to phone is noted yet" in maya.newest(ANNOUNCE).text
    assert "Hello," in maya.newest(ANNOUNCE).text

    await maya.presses("Whom to phone", maya.newest(ANNOUNCE))
    assert "phone number" in (await maya.fills(name="Rosa Marin"))["phone"]
    assert await maya.fills(name="Rosa Marin", phone="+1 212 555 0134") == {}
    await story.settles()

    assert "Rosa Marin, +1 212 555 0134" in person.newest("You will call").text
    assert (await story.unit(facts_of, departure)).contact_phone == "+1 212 555 0134"


@pytest.mark.slow
async def test_a_wrong_number_asks_the_owner_for_a_better_one_and_goes_on(story: Story) -> None:
    departure = await story.loses()
    maya = story.world.person("maya")
    person = await story.interviewer(departure)
    await story.world.clock.advance(days=9)

    await person.presses("Tried", person.newest("Have you been able"))
    assert await person.fills(came="wrong number or address") == {}
    await story.world.clock.advance(days=1)
    question = maya.newest("Do you know better whom to phone")
    assert person.user.name in question.text
    await maya.presses("Whom to phone", question)
    assert await maya.fills(name="Ana Ruiz", email="ana@acme.example") == {}
    await story.settles()

    assert "Ana Ruiz, ana@acme.example" in person.newest("You will call").text
    await story.world.clock.advance(days=4)  # their next morning, wherever they live: a weekend may be between
    assert "Ana Ruiz, ana@acme.example" in person.newest("has noted whom to phone").text
    assert "is settled" in maya.newest("is settled").text
    interview = await story.interview(departure)
    assert (interview.state, interview.contact_wrong_at) == (InterviewState.accepted, None)
    await person.presses("Tried", person.newest("You will call"))
    assert await person.fills(came="wrong number or address") == {}
    await story.world.clock.advance(days=3)  # where it took them a day to be asked, a weekend is between
    assert "could not reach anybody" in maya.newest("could not reach anybody").text


@pytest.mark.slow
async def test_who_did_not_find_them_is_named_whoever_calls_next(story: Story) -> None:
    departure = await story.loses()
    maya = await thanks(story, "maya")
    person = await story.interviewer(departure)
    await person.presses("Tried")
    assert await person.fills(came="wrong number or address") == {}
    await story.world.clock.advance(days=1)

    await person.presses("Hand over")
    await story.settles()
    assert f"{person.user.name} could not reach anybody" in maya.newest("could not reach anybody").text

    await story.interviewer(departure)
    assert f"{person.user.name} could not reach anybody" in maya.newest("could not reach anybody").text


@pytest.mark.slow
async def test_who_would_rather_not_talk_is_left_alone(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)

    await person.presses("Tried")
    assert await person.fills(came="would rather not", anything="Too much to do") == {}
    await story.settles()

    interview = await story.interview(departure)
    assert (interview.state, interview.end) == (InterviewState.ended, End.declined)
    assert "they would rather not talk, and that is respected" in story.card()
    assert any("They would rather not talk" in line for line in story.thread())
    assert "Too much to do" not in story.in_public()
    assert "we respect that" in next(one.text for one in person.dm if "would rather not talk" in one.text)
    await story.world.clock.advance(days=60)
    assert not [one for one in person.dm if "Done" in buttons(one)]


@pytest.mark.slow
async def test_after_two_tries_four_questions_in_writing_are_proposed_and_their_answers_filed(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await story.world.clock.advance(days=9)
    for _number in range(2):
        await person.presses("Tried", person.newest("You will call"))
        assert await person.fills(came="nobody answered") == {}
    await story.world.clock.advance(days=6)

    reminder = person.newest("would rather write than talk")
    await person.presses("Four questions", reminder)
    assert "What happened, and when was it decided" in form_of(person)
    assert await person.submits() == {}
    await story.world.clock.advance(days=5)
    tries = await story.unit(lambda unit: unit.all(select(Try).order_by(Try.at, Try.id)))
    assert [one.answer for one in tries] == [TryAnswer.nobody_there, TryAnswer.nobody_there, None]

    await person.presses("They answered in writing", person.newest("You sent them four questions"))
    assert await person.fills(said="Late, twice", reason="price", consent="Yes") == {}
    await story.settles()

    finding = (await story.unit(lambda unit: unit.all(select(Finding))))[0]
    assert (finding.said, finding.source, finding.consent) == ("Late, twice", Source.wrote, Consent.yes)
    assert (await story.interview(departure)).state is InterviewState.held
    assert any("They have answered our four questions" in line for line in story.thread())
    assert "Late, twice" not in story.in_public()


@pytest.mark.slow
async def test_a_message_to_the_customer_is_ready_and_names_whoever_calls(story: Story) -> None:
    departure = await story.loses(contact="Rosa Marin, rosa@acme.example")
    person = await story.interviewer(departure)

    await person.presses("A message to them", person.newest("You will call"))

    assert person.user.name in form_of(person)
    assert "It is not about keeping your business" in form_of(person)
    assert "mailto:rosa@acme.example" in form_of(person)


@pytest.mark.slow
async def test_announcing_passes_to_the_owner_once_it_is_known_who_that_is(story: Story) -> None:
    departure = await story.loses(owner=None, by="theo")
    theo, lena = await thanks(story, "theo"), story.world.person("lena")
    await story.interviewer(departure)
    await story.world.clock.advance_to(MORNING)
    assert ANNOUNCE in theo.newest(ANNOUNCE).text

    await story.unit(name_owner, theo.user_id, departure, lena.user_id)
    await story.world.clock.advance(days=1)

    assert "so I ask them to announce the call" in theo.newest("announce the call. There is nothing more").text
    assert ANNOUNCE in lena.newest(ANNOUNCE).text


@pytest.mark.slow
async def test_whoever_asked_hears_when_the_customer_is_back(long_story: Story) -> None:
    story = long_story
    departure = await story.loses()
    person = await story.interviewer(departure)
    await person.presses("Done", person.newest("You will call"))
    await person.fills(said="Late, twice", reason="price", consent="Yes")
    await story.world.clock.advance(days=100)

    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned, None)
    await story.world.clock.advance(days=1)

    told = person.newest("They do business with us again")
    assert f"you spoke with *{ACME}*" in told.text


async def test_nobody_is_asked_to_announce_a_call_that_is_needed_no_more(story: Story) -> None:
    departure = await story.loses()
    await story.unit(move, story.world.id_of("maya"), departure, Stage.closed, None)
    await story.world.clock.advance_to(MORNING + timedelta(days=1))

    assert not [one for one in story.world.person("maya").dm if ANNOUNCE in one.text]


async def test_the_guide_opens_all_that_is_known_of_the_customer_for_the_time_of_the_interview(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", note="They asked about delivery times twice")
    person = await story.interviewer(departure)
    guide = person.newest("You will call")

    await person.presses("Details", guide)
    assert "They asked about delivery times twice" in form_of(person)
    assert "Say where it stands" not in form_of(person)
    await person.closes()
    await person.presses("Hand over", guide)
    await story.settles()

    assert "Details" not in [label for one in person.dm for label in buttons(one)]


@pytest.mark.slow
async def test_whoever_holds_the_interview_finds_the_customer_in_their_list_for_that_time(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth")
    person = await story.interviewer(departure)
    assert [one.customer for one in (await story.unit(list_lost, person.user_id)).rows] == [ACME]

    await person.presses("Hand over")
    await story.settles()

    assert (await story.unit(list_lost, person.user_id)).rows == ()
