"""Nobody is left who never worked with them: whoever is responsible decides, with one press."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.customers.models import Touch
from bot.customers.service import add_customer, log_touch
from bot.customers.values import TouchKind
from bot.demo.firm import EVERYONE
from bot.departures.service import move, name_owner
from bot.departures.values import Stage
from bot.interviews.service import ask_anyway, no_interview, replace_interviewer
from bot.interviews.values import End, Evidence, InterviewState, Obstacle, RequestState
from bot.sandbox.firm import Person
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.interviews.support import ACME, QUESTION, Story, buttons, opens_in_brief

NOBODY = "Everybody whom I may still ask has worked with them"


@pytest.mark.slow
async def test_the_one_with_the_least_contact_is_offered_and_asked_only_by_a_press(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")

    question = maya.newest(NOBODY)
    assert buttons(question) == [
        "Ask Ruth Abelson anyway",
        "Send four questions instead",
        "Somebody from outside…",
        "Look again later",
        "No interview this time",
    ]
    assert "*Ruth Abelson*: one call, 2 years ago" in question.text
    assert "Maya Okafor decides" in story.card()
    assert story.asked_anything() == []

    await maya.presses("Ask Ruth Abelson anyway")
    await story.settles()

    ruth = story.world.person("ruth")
    assert "and you the least (one call, 2 years ago)" in ruth.newest(QUESTION).text
    assert not buttons(maya.newest("and say why"))
    await ruth.presses("I'll do it")
    await story.settles()
    assert any(line == "Ruth Abelson will call them and ask why they left." for line in story.thread())
    assert Evidence.read((await story.requests(departure))[0].evidence).anyway


@pytest.mark.slow
async def test_what_somebody_said_of_themselves_alone_is_not_told_to_whoever_decides(story: Story) -> None:
    """Ruth knows the customer after all. "Nobody else hears of it", she was told; she may still be the best to ask."""
    customer = await _known_to_all_but(story, "ruth")
    await story.loses(customer_id=customer, new_name=None)
    ruth, maya = story.world.person("ruth"), story.world.person("maya")
    await ruth.presses("I know this customer")
    await _comes_to_the_decision(story)

    question = maya.newest(NOBODY)
    assert "*Ruth Abelson*: no contact is logged" in question.text
    assert "know the customer" not in question.text


@pytest.mark.slow
async def test_looking_again_later_looks_again_in_a_week(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    maya = story.world.person("maya")

    await maya.presses("Look again later")
    await story.world.clock.advance(days=5)
    assert not _to_decide(story)
    await story.world.clock.advance(days=4)

    await opens_in_brief(maya, NOBODY)
    await story.settles()
    assert buttons(maya.newest(NOBODY))
    assert (await story.interview(departure)).state is InterviewState.nobody


@pytest.mark.slow
async def test_somebody_new_in_the_firm_is_found_without_a_press(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    story.world.workspace.add_person(_newcomer())

    await story.world.clock.advance(days=6, hours=1)

    assert [one.state for one in await story.requests(departure)] == [RequestState.asked]
    assert not _to_decide(story)


@pytest.mark.slow
async def test_no_interview_this_time_is_said_on_the_card(story: Story) -> None:
    departure = await _everybody_knows_them(story)

    await story.world.person("maya").presses("No interview this time")

    interview = await story.interview(departure)
    assert (interview.state, interview.end) == (InterviewState.ended, End.not_wanted)
    assert "Exit interview: none this time" in story.card()


@pytest.mark.slow
async def test_only_the_owner_the_logger_or_an_admin_decides_and_only_once(story: Story) -> None:
    departure = await _everybody_knows_them(story)
    prompt = f"{(await story.interview(departure)).id}:1"

    for handle in ("ruth", "theo", "noor", "hal"):
        assert await story.unit(ask_anyway, story.world.id_of(handle), prompt) is Obstacle.not_yours
    assert await story.unit(no_interview, story.world.id_of("grace"), prompt) is None
    assert await story.unit(ask_anyway, story.world.id_of("maya"), prompt) is Obstacle.answered


@pytest.mark.slow
async def test_when_the_customer_stays_after_all_whoever_is_asked_need_not_answer(story: Story) -> None:
    departure = await story.loses()
    asked = await story.asked(departure)

    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.settles()

    assert not buttons(asked.newest("You need not call *Acme Bakeries* any more"))
    await story.world.clock.advance(days=4)
    assert len(await story.requests(departure)) == 1
    assert (await story.interview(departure)).state is InterviewState.ended


@pytest.mark.slow
async def test_when_the_customer_comes_back_the_interviewer_is_told_and_thanked(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)

    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.world.clock.advance(days=2)

    assert "is no longer needed" in person.newest("Thank you for being ready").text
    before = len(person.dm)
    await story.world.clock.advance(days=14)
    assert len(person.dm) == before


@pytest.mark.slow
async def test_a_form_that_is_sent_too_late_says_so_and_keeps_what_was_typed(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await person.presses("Done", person.newest("this is all you need for it"))
    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)

    errors = await person.fills(said="They want to come back", reason="price", consent="Yes")

    assert "no longer needed" in errors["said"]
    assert person.modal is not None


@pytest.mark.slow
async def test_an_interviewer_whose_account_is_closed_is_replaced_at_once(story: Story) -> None:
    departure = await story.loses()
    first = await story.interviewer(departure)

    story.world.workspace.deactivate(first.handle)
    await story.settles()
    second = await story.asked(departure)

    assert second.handle != first.handle
    assert any("Somebody else is being asked" in line for line in story.thread())


@pytest.mark.slow
async def test_replacing_somebody_touches_only_what_they_hold_now(story: Story) -> None:
    departure = await story.loses()
    first = await story.interviewer(departure)
    await first.presses("Hand over")
    second = await story.interviewer(departure)

    await story.unit(replace_interviewer, first.user_id)

    interview = await story.interview(departure)
    assert (interview.state, interview.interviewer) == (InterviewState.accepted, second.user_id)


@pytest.mark.slow
async def test_an_owner_who_is_named_later_is_no_stranger(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", "theo", owner=None, by="theo")
    ruth = await story.asked(departure)
    assert ruth.handle == "ruth"

    await story.unit(name_owner, story.world.id_of("theo"), departure, ruth.user_id)
    await story.settles()

    assert not buttons(ruth.newest("You need not call *Acme Bakeries* any more"))
    assert (await story.asked(departure)).handle != "ruth"


async def _everybody_knows_them(story: Story) -> str:
    """Everybody has spoken with them, Ruth but once, two years ago; and Maya has read her morning brief."""
    ruth = story.world.id_of("ruth")
    customer = await _known_to_all_but(story, "ruth")
    touch = await story.unit(lambda unit: log_touch(unit, customer, TouchKind.call, by=ruth))

    def long_ago(unit: Unit) -> None:
        unit.need(Touch, touch.id).at = unit.now - timedelta(days=731)

    await story.unit(long_ago)
    departure = await story.loses(customer_id=customer, new_name=None)
    await _comes_to_the_decision(story)
    return departure


async def _comes_to_the_decision(story: Story) -> None:
    """Maya has thanked them, and opens what she is to decide out of her morning brief."""
    maya = story.world.person("maya")
    await maya.presses("I've sent it")
    await story.world.clock.advance(days=1)
    await opens_in_brief(maya, NOBODY)
    await story.settles()


async def _known_to_all_but(story: Story, stranger: str) -> str:
    """A customer with whom everybody but one, and Maya, has spoken twice."""
    customer: str = await story.unit(lambda unit: add_customer(unit, ACME).id)
    for handle in EVERYONE:
        if handle not in (stranger, "maya"):
            for _contact in range(2):
                await story.unit(log_touch, customer, TouchKind.call, by=story.world.id_of(handle))
    return customer


def _to_decide(story: Story) -> list[Message]:
    """The questions that Maya can still answer."""
    return [one for one in story.world.person("maya").dm if "Look again later" in one.texts()]


def _newcomer() -> Person:
    return Person("nell", "Nell Fairweather", "America/New_York")
