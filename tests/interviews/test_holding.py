"""Whoever took it is reminded in their own hours, says how it goes, and files what was said."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.customers.models import Touch
from bot.customers.service import consent_of, dealings_of
from bot.customers.values import Consent, DealingKind, TouchKind
from bot.departures.service import facts_of, roles_in
from bot.interviews.models import Finding, InterviewPrompt, Try
from bot.interviews.service import hand_over
from bot.interviews.values import End, InterviewState, Obstacle, PromptAnswer, PromptKind, RequestState
from bot.work.calendar import WEEKDAYS
from bot.work.unit import Unit
from bot.workspace.roles import Role
from tests.interviews.support import ACME, ROSA, TODAY, Story, buttons

SAID = "They felt that nobody listened after the second late delivery"
STEPS = ["Done", "Arranged", "Tried", "Hand over"]
LEFT = datetime(2026, 3, 2, tzinfo=UTC)


async def prompts(story: Story, departure: str) -> list[InterviewPrompt]:
    interview = await story.interview(departure)
    query = select(InterviewPrompt).where(InterviewPrompt.interview == interview.id).order_by(InterviewPrompt.number)
    return list(await story.unit(lambda unit: unit.all(query)))


@pytest.mark.slow
async def test_a_try_shows_in_the_guide_at_once(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    assert "so far" not in person.newest("You will call").text

    await person.presses("Tried")
    await person.fills(came="Nobody answered")
    await story.settles()
    assert "1 try so far" in person.newest("You will call").text

    await person.presses("Tried")
    await person.fills(came="Nobody answered", how="I wrote an email")
    await story.settles()
    assert "2 tries so far" in person.newest("You will call").text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("handle", "zone"), [("priya", "Asia/Kolkata"), ("felix", "Europe/Berlin"), ("ben", "America/Los_Angeles")]
)
async def test_reminders_come_in_the_interviewers_morning_twice_a_week_then_once(
    long_story: Story, handle: str, zone: str
) -> None:
    """Summer time begins in Los Angeles on the 8th of March and in Berlin on the 29th."""
    story = long_story
    departure = await story.loses_what_all_worked_on_but(handle)
    person = await story.interviewer(departure)
    assert person.handle == handle

    await story.world.clock.advance_to(LEFT + timedelta(days=43))

    reminders = [one.at.astimezone(ZoneInfo(zone)) for one in await prompts(story, departure)]
    assert {at.time() for at in reminders} == {time(9)}
    assert all(at.weekday() in WEEKDAYS for at in reminders)
    days = [(at.date() - TODAY).days for at in reminders]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    assert 8 <= days[0] <= 10
    assert days[-1] <= 42
    assert set(gaps[:4]) <= {3, 4}
    assert gaps[-1] == 7
    open_ones = [one for one in person.dm if "Have you been able" in one.text and buttons(one)]
    assert len(open_ones) == 1
    assert buttons(open_ones[0]) == STEPS
    assert ROSA in open_ones[0].text


@pytest.mark.slow
async def test_a_try_is_kept_and_the_next_reminder_counts_from_it(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await story.world.clock.advance(days=9)
    before = len(await prompts(story, departure))

    await person.presses("Tried", person.newest("Have you been able"))
    assert await person.fills(anything="The line was busy") == {}
    tried_at = story.world.clock.now()
    await story.world.clock.advance(days=6)

    kept = await story.unit(lambda unit: unit.all(select(Try)))
    assert [(one.by, one.how, one.words) for one in kept] == [(person.user_id, TouchKind.call, "The line was busy")]
    after = await prompts(story, departure)
    assert after[before - 1].answer is PromptAnswer.tried
    assert after[before].at - tried_at >= timedelta(days=2, hours=6)
    assert "1 try so far" in person.newest("Have you been able").text


@pytest.mark.slow
async def test_arranged_is_silent_until_then_and_asks_how_it_went_an_hour_after_its_end(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await story.world.clock.advance(days=9)
    reminder = person.newest("Have you been able")
    now = story.world.clock.now()

    await person.presses("Arranged", reminder)
    errors = await person.fills(day=(now - timedelta(days=3)).date(), time="10:00")
    assert "That moment is over" in errors["day"]
    assert await person.fills(day=(now + timedelta(days=12)).date(), time="15:30") == {}
    appointment = (await story.interview(departure)).appointment

    assert appointment is not None
    assert appointment.astimezone(ZoneInfo(person.user.tz)).time() == time(15, 30)
    assert f"{person.user.name} speaks with them on" in story.card()
    assert "I stay silent until then" in person.newest("You have an appointment with").text
    await story.world.clock.advance_to(appointment + timedelta(minutes=15 + 59))
    assert (await prompts(story, departure))[-1].answer is PromptAnswer.arranged
    await story.world.clock.advance(minutes=2)
    last = (await prompts(story, departure))[-1]
    assert (last.kind, last.at) == (PromptKind.how_did_it_go, appointment + timedelta(hours=1, minutes=15))
    assert buttons(person.newest("How did it go with")) == STEPS


@pytest.mark.slow
async def test_done_asks_three_questions_and_everybody_hears_that_it_was_held_never_what_was_said(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await story.world.clock.advance(days=9)

    await person.presses("Done", person.newest("Have you been able"))
    errors = await person.submits()
    assert set(errors) == {"said", "reason", "consent"}
    assert await person.fills(said=SAID, reason="how we treated them", consent="Yes") == {}
    await story.settles()

    finding = (await story.unit(lambda unit: unit.all(select(Finding))))[0]
    assert (finding.said, finding.reason, finding.consent) == (SAID, "treatment", Consent.yes)
    customer = (await story.unit(facts_of, departure)).customer_id
    touches = await story.unit(lambda unit: unit.all(select(Touch).where(Touch.by == person.user_id)))
    assert [one.kind for one in touches] == [TouchKind.call]
    assert await story.unit(consent_of, customer) is Consent.yes
    assert "Exit interview: held on" in story.card()
    assert any(f"{person.user.name} has spoken with them" in line for line in story.thread())
    assert SAID not in story.in_public()
    assert not [one for one in person.dm if set(buttons(one)) & set(STEPS)]
    await story.world.clock.advance(days=60)
    assert not [one for one in person.dm if set(buttons(one)) & set(STEPS)]


@pytest.mark.slow
async def test_what_they_did_not_say_hides_no_answer_that_they_gave_before(story: Story) -> None:
    departure = await story.loses()
    customer = (await story.unit(facts_of, departure)).customer_id
    maya = story.world.person("maya")
    await maya.presses("They answered")
    await maya.fills(answer="Yes, gladly")
    person = await story.interviewer(departure)

    await person.presses("Done", person.newest("this is all you need for it"))
    await person.fills(said=SAID, reason="price", consent="They did not say")

    assert await story.unit(consent_of, customer) is Consent.yes


@pytest.mark.slow
async def test_handing_over_asks_the_next_and_counts_against_nobody(story: Story) -> None:
    departure = await story.loses()
    first = await story.interviewer(departure)

    await first.presses("Hand over")
    await story.settles()

    assert any("Somebody else is being asked" in line for line in story.thread())
    assert f"{first.user.name} will call" not in story.card()
    assert ACME in first.newest("it does not count against you").text
    assert not [one for one in first.dm if set(buttons(one)) & set(STEPS)]
    second = await story.interviewer(departure)
    assert second.handle != first.handle
    requests = await story.requests(departure)
    assert [one.state for one in requests] == [RequestState.handed_over, RequestState.accepted]
    assert await story.unit(hand_over, first.user_id, requests[0].interview) is Obstacle.not_yours
    customer = (await story.unit(facts_of, departure)).customer_id
    known: list[DealingKind] = [
        one.kind for one in await story.unit(dealings_of, customer) if one.person == first.user_id
    ]
    assert known == []


@pytest.mark.slow
async def test_after_eight_weeks_it_is_proposed_to_let_it_be_and_keeping_on_is_respected(long_story: Story) -> None:
    story = long_story
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await story.interviewer(departure)

    await story.world.clock.advance_to(LEFT + timedelta(days=62))
    proposal = ruth.newest("not everybody wants to talk")
    assert buttons(proposal) == ["Could not be reached", "I'll keep trying", *STEPS]
    await ruth.presses("I'll keep trying", proposal)
    asked = [one for one in await prompts(story, departure) if one.kind is PromptKind.not_reached]
    assert [one.answer for one in asked] == [PromptAnswer.keep_trying]

    await story.world.clock.advance_to(LEFT + timedelta(days=80))
    assert [one.kind for one in await prompts(story, departure)][-2:] == [PromptKind.reminder, PromptKind.not_reached]
    await ruth.presses("Could not be reached")
    await story.settles()

    interview = await story.interview(departure)
    assert (interview.state, interview.end) == (InterviewState.ended, End.not_reached)
    assert "Exit interview: they could not be reached" in story.card()
    assert any("They could not be reached" in line for line in story.thread())
    assert not [one for one in ruth.dm if buttons(one)]


@pytest.mark.slow
async def test_when_nothing_is_heard_the_one_responsible_decides_and_nothing_is_assumed(long_story: Story) -> None:
    story = long_story
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await story.interviewer(departure)

    await story.world.clock.advance_to(LEFT + timedelta(days=100))

    kinds = [one.kind for one in await prompts(story, departure)][-4:]
    assert kinds == [PromptKind.not_reached, PromptKind.not_reached, PromptKind.stuck, PromptKind.stuck]
    assert (await story.interview(departure)).state is InterviewState.accepted
    maya = story.world.person("maya")
    question = maya.newest("I don't know what came of it")
    assert buttons(question) == ["Ask somebody else", "No interview this time"]
    await maya.presses("Ask somebody else", question)
    await story.settles()
    assert not buttons(ruth.newest("it does not count against you"))
    assert (await story.requests(departure))[0].state is RequestState.handed_over


@pytest.mark.slow
async def test_the_interviewer_may_see_the_departure_for_the_time_of_the_interview(story: Story) -> None:
    departure = await story.loses(contact=None)
    person = await story.asked(departure)

    def roles(unit: Unit) -> frozenset[Role]:
        return roles_in(unit, person.user_id, departure)

    assert await story.unit(roles) >= {Role.asked}
    await person.presses("I'll do it")
    assert await story.unit(roles) >= {Role.interviewer}
    assert Role.asked not in await story.unit(roles)
    await person.presses("Hand over")
    assert Role.interviewer not in await story.unit(roles)


@pytest.mark.slow
async def test_an_appointment_can_be_moved_and_only_the_last_one_is_asked_about(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    today = story.world.clock.now()
    for days in (3, 6):
        await person.presses("Arranged")
        assert await person.fills(day=(today + timedelta(days=days)).date(), time="11:00") == {}

    await story.world.clock.advance(days=5)
    assert await prompts(story, departure) == []
    await story.world.clock.advance(days=2)
    assert [one.kind for one in await prompts(story, departure)] == [PromptKind.how_did_it_go]
