"""A stranger is asked to call them: alone, in their own hours, with the reason; and may say no without a trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.customers.models import Dealing
from bot.customers.service import add_customer, dealings_of, log_touch, note_consent
from bot.customers.values import Consent, DealingKind, TouchKind
from bot.demo.firm import EVERYONE
from bot.departures.service import facts_of
from bot.interviews.service import accept, decline
from bot.interviews.values import Evidence, InterviewState, Obstacle, RequestState
from bot.work.unit import Unit
from tests.interviews.support import ACME, QUESTION, ROSA, Story, buttons

NIGHT_IN_NEW_YORK = datetime(2026, 3, 3, 2, tzinfo=UTC)


async def test_a_stranger_is_asked_alone_with_the_reason_and_on_acceptance_the_thread_says_who_calls(
    story: Story,
) -> None:
    departure = await story.loses(worked_with=["theo", "lena"])
    asked = await story.asked(departure)

    question = story.question(asked)
    assert question is not None
    assert asked.handle not in ("maya", "theo", "lena", "noor", "hal", "june", "dan", "ines", "arjun")
    assert "*Why you:* no contact of yours with them is logged, not in <#" in question.text
    assert "no interview so far" in question.text
    assert "15 minutes" in question.text
    assert ROSA in question.text
    assert buttons(question) == ["I'll do it", "I know this customer", "I can't now", "Why you"]
    assert story.asked_anything() == [asked.handle]
    assert asked.user.name not in story.in_public()
    assert "looking for somebody who never worked with them" in story.card()

    await asked.presses("I'll do it")

    assert f"{asked.user.name} will call them" in story.card()
    assert any(f"{asked.user.name}, who never worked with them, will call them" in line for line in story.thread())
    assert ROSA not in story.in_public()
    guide = asked.newest("You will call")
    assert guide.ts == question.ts
    assert buttons(guide)[:4] == ["Done", "Arranged", "Tried", "Hand over"]
    asks_first = [one["text"]["text"] for block in guide.blocks for one in block.get("elements", []) if "confirm" in one]
    assert asks_first == ["Hand over"]
    assert (await story.interview(departure)).state is InterviewState.accepted


async def test_all_that_was_known_is_kept_with_the_request(story: Story) -> None:
    customer = await story.unit(lambda unit: add_customer(unit, ACME).id)
    await story.unit(log_touch, customer, TouchKind.call, by=story.world.id_of("theo"))

    departure = await story.loses(customer_id=customer, new_name=None)
    await story.asked(departure)

    evidence = Evidence.read((await story.requests(departure))[0].evidence)
    assert evidence.considered == 14
    assert evidence.eligible == 12
    assert evidence.all_touches == 1
    assert evidence.channels == ()
    assert evidence.channels_seen == (story.world.channel("acct-acme").id,)
    assert not evidence.channels_unread


async def test_who_knows_the_customer_says_so_once_and_is_never_asked_about_them_again(story: Story) -> None:
    departure = await story.loses()
    first = await story.asked(departure)
    before = story.in_public()

    await first.presses("I know this customer")
    second = await story.asked(departure)

    assert second.handle != first.handle
    settled = first.newest("I will remember that you know *Acme Bakeries*")
    assert "Nobody else hears of it" in settled.text
    assert buttons(settled) == ["That is not right"]
    assert story.in_public() == before
    assert await _dealing(story, departure, first.user_id) == [DealingKind.said_so]


@pytest.mark.slow
async def test_who_cannot_now_is_thanked_and_the_next_is_asked_without_a_trace(story: Story) -> None:
    departure = await story.loses()
    first = await story.asked(departure)
    before = story.in_public()

    await first.presses("I can't now")
    second = await story.asked(departure)

    assert second.handle != first.handle
    assert ACME in first.newest("it does not count against you").text
    assert story.in_public() == before
    assert await _dealing(story, departure, first.user_id) == []


@pytest.mark.slow
async def test_no_answer_in_two_working_days_passes_it_on_kindly(story: Story) -> None:
    departure = await story.loses()
    first = await story.asked(departure)
    asked_at = (await story.requests(departure))[0].asked_at

    await story.world.clock.advance_to(asked_at + timedelta(days=2, minutes=-1))
    assert story.question(first)
    await story.world.clock.advance(minutes=1)
    await story.asked(departure)

    requests = await story.requests(departure)
    assert [one.state for one in requests[:1]] == [RequestState.no_answer]
    assert requests[1].person != requests[0].person
    assert ACME in first.newest("you probably had your hands full").text
    await first.presses("I'll do it") if story.question(first) else None
    assert (await story.interview(departure)).state is InterviewState.asked


@pytest.mark.slow
async def test_nobody_is_asked_at_night(story: Story) -> None:
    """Only Priya in Kolkata is left, where it is half past eight in the evening."""
    departure = await story.loses_what_all_worked_on_but("priya")
    priya = story.world.person("priya")

    assert story.question(priya) is None
    await story.world.clock.advance(days=1)

    asked_at = (await story.requests(departure))[0].asked_at
    assert story.question(priya) is not None
    assert asked_at == datetime(2026, 3, 3, 3, 30, tzinfo=UTC)


@pytest.mark.slow
async def test_in_the_customers_channel_weighs_but_excludes_nobody(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("dan", "ruth")
    assert (await story.asked(departure)).handle == "ruth"

    await story.world.person("ruth").presses("I can't now")
    assert (await story.asked(departure)).handle == "dan"

    asked = story.world.person("dan").newest(QUESTION)
    assert f"in <#{story.world.channel('acct-acme').id}> without being named as having worked with them" in asked.text


async def test_a_channel_that_cannot_be_read_is_said_so(story: Story) -> None:
    story.world.workspace.faults.add(method="conversations.members", kind="missing_scope", times=50)

    asked = await story.asked(await story.loses())

    channel = story.world.channel("acct-acme").id
    assert f"<#{channel}> could not be read" in asked.newest(QUESTION).text


@pytest.mark.parametrize("kind", ["429", "500"])
async def test_when_slack_cannot_be_asked_just_now_it_is_asked_again(story: Story, kind: str) -> None:
    story.world.workspace.faults.add(method="conversations.list", kind=kind, times=1)

    departure = await story.loses()
    assert await story.requests(departure) == []
    await story.asked(departure)

    assert Evidence.read((await story.requests(departure))[0].evidence).channels_listed


@pytest.mark.slow
async def test_what_is_kept_between_a_few_reaches_a_stranger_only_when_it_is_shared(story: Story) -> None:
    departure = await story.loses(quiet=True)
    await story.world.clock.advance(days=2)
    assert story.asked_anything() == []
    maya = story.world.person("maya")
    assert "No exit interview while it is kept between us" in maya.newest("Kept between us").text

    await maya.presses("Share")
    await story.world.rests()

    assert await story.asked(departure)
    assert "No exit interview" not in maya.newest("Logged by", channel="departures").text


@pytest.mark.slow
async def test_whoever_logged_it_may_be_asked_but_only_after_those_who_know_nothing_of_it(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", "theo", by="theo")
    assert (await story.asked(departure)).handle == "ruth"

    await story.world.person("ruth").presses("I can't now")

    assert (await story.asked(departure)).handle == "theo"
    assert "you logged this" in story.world.person("theo").newest(QUESTION).text


async def test_only_the_one_who_is_asked_may_answer(story: Story) -> None:
    departure = await story.loses()
    asked = await story.asked(departure)
    request = (await story.requests(departure))[0]

    for handle in {"maya", "grace", "noor", "hal"} - {asked.handle}:
        somebody = story.world.id_of(handle)
        assert await story.unit(accept, somebody, request.id) is Obstacle.not_yours
        assert await story.unit(decline, somebody, request.id, RequestState.cannot_now) is Obstacle.not_yours

    assert (await story.requests(departure))[0].state is RequestState.asked
    assert story.question(asked)


async def test_pressing_twice_accepts_once_and_an_old_button_changes_nothing(story: Story) -> None:
    departure = await story.loses()
    asked = await story.asked(departure)
    request = (await story.requests(departure))[0]
    await asked.presses("I'll do it")

    assert await story.unit(accept, asked.user_id, request.id) is None
    assert await story.unit(decline, asked.user_id, request.id, RequestState.cannot_now) is Obstacle.answered

    assert (await story.interview(departure)).state is InterviewState.accepted
    assert len([line for line in story.thread() if "will call them" in line]) == 1


@pytest.mark.slow
async def test_a_button_that_stands_there_too_long_is_answered_kindly(story: Story) -> None:
    """Slack is slow to take the button away, so it is pressed although two working days have gone by."""
    departure = await story.loses()
    asked = await story.asked(departure)
    story.world.workspace.faults.add(method="chat.update", kind="429", retry_after=9_000_000, times=1000)
    await story.world.clock.advance(days=5)
    assert (await story.requests(departure))[0].state is RequestState.no_answer

    await asked.presses("I'll do it", story.question(asked))

    assert "This has been answered already" in asked.newest("already").text
    assert (await story.requests(departure))[0].state is RequestState.no_answer


@pytest.mark.slow
async def test_a_restart_in_the_middle_asks_nobody_twice(story: Story) -> None:
    departure = await story.loses()
    asked = await story.asked(departure)

    await story.world.restart()
    await story.world.clock.advance(hours=1)

    assert len([one for one in asked.dm if QUESTION in one.text]) == 1
    assert len(await story.requests(departure)) == 1


async def test_who_cannot_be_written_to_is_passed_over(story: Story) -> None:
    ruth = story.world.id_of("ruth")
    story.world.workspace.faults.add(
        method="conversations.open", kind="user_not_found", where=lambda arguments: arguments.get("users") == ruth
    )

    departure = await story.loses_what_all_worked_on_but("ruth", "dan")

    assert (await story.asked(departure)).handle == "dan"


@pytest.mark.slow
async def test_nobody_has_more_than_two_open_interviews_and_the_load_is_shared(story: Story) -> None:
    departures = [await story.loses(f"Customer {number} Ltd", contact=None) for number in range(6)]
    await story.world.clock.advance(days=1)

    people = [(await story.requests(one))[-1].person for one in departures]
    assert len(set(people)) == 6


async def _dealing(story: Story, departure: str, person: str) -> list[DealingKind]:
    def look(unit: Unit) -> list[DealingKind]:
        found: list[Dealing] = list(dealings_of(unit, facts_of(unit, departure).customer_id))
        return [one.kind for one in found if one.person == person]

    return await story.unit(look)


@pytest.mark.parametrize("takes_it", [True, False])
@pytest.mark.slow
async def test_once_they_wish_to_be_left_in_peace_nobody_is_asked_to_call_them_any_more(story: Story, *, takes_it: bool) -> None:
    """Whoever heard the no; and whoever had said that they would call is told."""
    departure = await story.loses()
    asked = await story.asked(departure)
    if takes_it:
        await asked.presses("I'll do it")

    def says_no(unit: Unit) -> None:
        note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=story.world.id_of("maya"))

    await story.unit(says_no)
    await story.settles()

    assert "they would rather not talk, and that is respected" in story.card()
    assert [button for one in asked.dm for button in buttons(one)] == []
    await story.world.clock.advance(days=14)
    told = [one for one in asked.dm if "wish to be left in peace, so nobody calls them" in one.text]
    assert len(told) == takes_it
    assert len(asked.dm) == 1 + takes_it
    others = [person for person in EVERYONE if person not in ("maya", asked.handle)]
    assert [person for person in others if story.world.person(person).dm] == []
