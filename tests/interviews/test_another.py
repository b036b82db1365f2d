"""Two people of one customer's are heard, each by a stranger of their own; and a new departure has its own interview."""

from __future__ import annotations

import contextlib

import pytest
from sqlalchemy import select

from bot.demo.firm import EVERYONE
from bot.departures.service import choose_size, facts_of, move, roles_in
from bot.departures.values import Size, Stage
from bot.farewell.service import thanks_for, view_of
from bot.interviews.models import Interview, Request
from bot.interviews.service import another_wanted, ask_another, interviews_of, not_reached
from bot.interviews.values import ContactForm, InterviewState, Obstacle, RequestState
from bot.sandbox.actor import Actor
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.roles import Role
from tests.insights.test_side_by_side import guesses, who_reads
from tests.interviews.support import ROSA, TODAY, Story, buttons
from tests.interviews.test_findings import FIRST, SAID

PAUL, PHONE = "Paul Wirth", "+1 212 555 0199"
FORM = ContactForm(PAUL, PHONE, None)
SECOND = "Paul never liked the boxes"
GUIDE = "this is all you need for it"


async def interviews(story: Story, departure: str) -> list[Interview]:
    return list(await story.unit(interviews_of, departure))


async def another(story: Story, departure: str, by: str = "maya") -> Obstacle | None:
    """Whoever looks after the customer wants another of them heard."""
    came = await story.unit(ask_another, story.world.id_of(by), departure, FORM)
    await story.settles()
    return came


async def takes(story: Story, departure: str, number: int) -> Actor:
    """Whoever is asked for that interview takes it, waited for until their morning."""
    for _step in range(10):
        interview = next(one for one in await interviews(story, departure) if one.number == number)
        waiting = await story.unit(_asked, interview.id)
        await story.settles()
        actor = next((story.world.person(one) for one in EVERYONE if waiting and story.world.id_of(one) == waiting[0].person), None)
        if actor is not None and story.hears(actor):
            await actor.presses("I'll do it")
            await story.settles()
            return actor
        await story.world.clock.advance(hours=12)
    raise AssertionError("nobody is asked")


async def mornings(story: Story, handle: str = "maya") -> None:
    """Two working days pass, wherever a weekend lies, and what waited in the briefs is read, each thing of it."""
    await story.world.clock.advance(days=4)
    person = story.world.person(handle)
    for brief in [one for one in person.dm if "Good morning" in one.text and "wait for you" in one.text]:
        with contextlib.suppress(NotThere):
            for _thing in range(10):
                await person.presses("Open", brief)
    await story.settles()


def guide_of(actor: Actor, contact: str) -> Message:
    return next(one for one in reversed(actor.dm) if GUIDE in one.text and contact in one.text)


@pytest.mark.slow
async def test_another_of_their_contacts_is_heard_by_another_stranger(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    first = await takes(story, departure, 1)
    maya = story.world.person("maya")

    await maya.presses("Details", maya.newest("Logged by", channel="departures"))
    await maya.presses("Talk to another of them")
    assert "phone number" in (await maya.fills(name=PAUL))["phone"]
    assert await maya.fills(phone=PHONE) == {}
    await maya.leave_modals()
    second = await takes(story, departure, 2)

    assert second.handle != first.handle
    assert ROSA in guide_of(first, "Rosa").text
    assert f"{PAUL}, {PHONE}" in guide_of(second, "Paul").text
    assert f"Exit interview: {first.user.name} will call them\n" in f"{story.card()}\n"
    assert f"Exit interview: {second.user.name} will call them (a second person there)" in story.card()
    assert any(line.startswith(f"A second person there: {second.user.name}, who never worked") for line in story.thread())

    await first.presses("Done", guide_of(first, "Rosa"))
    await first.fills(**FIRST)
    await mornings(story)
    beside = maya.newest("You thought: *price*. They said: *how we treated them*.")
    await second.presses("Done", guide_of(second, "Paul"))
    await second.fills(said=SECOND, reason="what we delivered", consent="Yes")
    await mornings(story)

    assert "another person at" in maya.newest(SECOND).text
    assert "They said: *how we treated them*" in maya.newest("You thought").text
    assert maya.newest("You thought").ts == beside.ts
    assert who_reads(story, SECOND) == who_reads(story, SAID) == ["maya"]
    assert story.card().count("Exit interview: held on") == 2
    assert any(line.startswith("A second person there: ") and "has spoken with them" in line for line in story.thread())
    for private in (PAUL, PHONE, "Rosa", SECOND, SAID):
        assert private not in story.in_public()


@pytest.mark.slow
async def test_whoever_heard_the_first_is_asked_for_the_second_only_when_nobody_else_is_left(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", "dan")
    first = await takes(story, departure, 1)
    await another(story, departure)

    second = await takes(story, departure, 2)
    assert {first.handle, second.handle} == {"ruth", "dan"}
    await second.presses("Hand over", guide_of(second, "Paul"))
    await story.settles()

    again = await takes(story, departure, 2)
    assert again.handle == first.handle
    roles = await story.unit(lambda unit: roles_in(unit, first.user_id, departure))
    assert Role.interviewer in roles
    assert Role.interviewer not in await story.unit(lambda unit: roles_in(unit, second.user_id, departure))


@pytest.mark.slow
async def test_the_second_is_heard_first_and_stands_beside_the_guess(story: Story) -> None:
    """Where the first cannot be reached, a guess stays open until nobody is left to be heard."""
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    first = await takes(story, departure, 1)
    await another(story, departure)
    second = await takes(story, departure, 2)
    await story.unit(not_reached, first.user_id, (await story.interview(departure)).id)
    assert not await _is_locked(story, departure)

    await second.presses("Done", guide_of(second, "Paul"))
    await second.fills(said=SECOND, reason="price", consent="Yes")
    await mornings(story)

    assert await _is_locked(story, departure)
    assert "They said the same" in story.world.person("maya").newest(SECOND).text
    assert "another person at" not in story.world.person("maya").newest(SECOND).text


@pytest.mark.slow
async def test_both_are_called_off_when_the_customer_is_back(story: Story) -> None:
    departure = await story.loses()
    first = await takes(story, departure, 1)
    await another(story, departure)
    second = await takes(story, departure, 2)

    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.settles()

    assert {one.state for one in await interviews(story, departure)} == {InterviewState.ended}
    for person in (first, second):
        await mornings(story, person.handle)
        assert "is no longer needed" in person.newest("Thank you for being ready").text
        assert not [one for one in person.dm if "Hand over" in buttons(one)]


@pytest.mark.slow
async def test_less_is_done_so_the_second_is_called_off_and_the_first_that_was_held_stays(story: Story) -> None:
    departure = await story.loses()
    first = await takes(story, departure, 1)
    await first.presses("Done", guide_of(first, "Rosa"))
    await first.fills(**FIRST)
    await another(story, departure)
    await takes(story, departure, 2)

    await story.unit(choose_size, story.world.id_of("maya"), departure, Size.light)
    await story.settles()

    assert [one.state for one in await interviews(story, departure)] == [InterviewState.held, InterviewState.ended]


@pytest.mark.slow
async def test_where_nobody_is_left_for_the_second_they_are_written_to_at_their_own_address(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", contact="Rosa Marin, rosa@acme.example")
    ruth = await takes(story, departure, 1)
    await ruth.presses("Done", guide_of(ruth, "Rosa"))
    await ruth.fills(**FIRST)
    wanted = ContactForm(PAUL, None, "paul@acme.example")
    await story.unit(ask_another, story.world.id_of("maya"), departure, wanted)
    again = await takes(story, departure, 2)
    await again.presses("Hand over", guide_of(again, "Paul"))
    await mornings(story)
    maya = story.world.person("maya")

    await maya.presses("Send four questions instead")
    await story.settles()

    assert (await story.unit(facts_of, departure)).size is Size.full
    letter = maya.newest("1. What happened, and when was it decided?")
    assert "mailto:paul@acme.example" in "\n".join(letter.texts())
    assert "rosa@acme.example" not in "\n".join(letter.texts())


@pytest.mark.slow
async def test_only_whoever_looks_after_them_asks_for_another_and_three_are_enough(story: Story) -> None:
    departure = await story.loses()
    await story.asked(departure)

    for handle in ("ruth", "walt", "noor", "hal"):
        assert await another(story, departure, by=handle) is Obstacle.not_yours
        assert await story.unit(another_wanted, story.world.id_of(handle), departure) is Obstacle.not_yours
    assert await another(story, departure) is None
    assert await another(story, departure, by="grace") is None
    assert await another(story, departure) is Obstacle.over
    assert [one.number for one in await interviews(story, departure)] == [1, 2, 3]
    maya = story.world.person("maya")
    await maya.presses("Details", maya.newest("Logged by", channel="departures"))
    assert maya.modal is not None
    assert "Talk to another of them" not in str(maya.modal.body)


@pytest.mark.slow
async def test_what_is_kept_between_a_few_or_is_short_has_no_other_talk(story: Story) -> None:
    quiet = await story.loses(quiet=True)
    short = await story.loses("Other Goods", by="theo")
    await story.unit(choose_size, story.world.id_of("maya"), short, Size.light)

    assert await another(story, quiet) is Obstacle.over
    assert await another(story, short) is Obstacle.over


@pytest.mark.slow
async def test_a_new_departure_after_a_return_has_an_interview_of_its_own(story: Story) -> None:
    departure = await story.loses()
    first = await takes(story, departure, 1)
    await first.presses("Done", guide_of(first, "Rosa"))
    await first.fills(**FIRST)
    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.world.clock.advance(days=5)
    customer = (await story.unit(facts_of, departure)).customer_id

    again = await story.loses("once more", customer_id=customer, new_name=None, happened=TODAY)

    [interview] = await interviews(story, again)
    assert (interview.number, interview.departure) == (1, again)
    assert interview.state is not InterviewState.held
    assert [one.state for one in await interviews(story, departure)] == [InterviewState.held]
    second = await takes(story, again, 1)
    assert second.handle != first.handle


def _asked(unit: Unit, interview: str) -> list[Request]:
    waiting = Request.interview == interview, Request.state == RequestState.asked
    return list(unit.all(select(Request).where(*waiting)))


async def _is_locked(story: Story, departure: str) -> bool:
    def read(unit: Unit) -> bool:
        thanks = thanks_for(unit, departure)
        assert thanks is not None
        return view_of(unit, thanks.id).guess_locked

    return await story.unit(read)
