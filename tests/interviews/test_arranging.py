"""An appointment stands in the interviewer's own calendar; the guide comes an hour before, the question an hour after."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.demo.firm import EVERYONE
from bot.departures.service import move
from bot.departures.values import Stage
from bot.interviews.models import InterviewPrompt
from bot.interviews.values import End, InterviewState, PromptKind
from bot.sandbox.actor import Actor
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.models import Delivery
from bot.work.unit import Unit
from tests.interviews.support import ACME, ROSA, Story, buttons

SOON = "You speak with Acme Bakeries soon"
STEPS = ["Done", "Arranged", "Tried", "Hand over"]
LINK = "https://meet.example/rosa?x=1"


def files(story: Story, person: Actor) -> list[tuple[Message, Any]]:
    """Every calendar file that somebody got, with its message, first to last."""
    return [(one, _event(story, file)) for one in person.dm for file in one.files]


def _event(story: Story, file_id: str) -> Any:
    file = story.world.workspace.file(file_id)
    assert file.name == "Acme Bakeries.ics"
    calendar = Calendar.from_ical(file.data)
    assert isinstance(calendar, Calendar)
    [event] = calendar.events
    return event


async def arranges(story: Story, person: Actor, at: datetime, **more: str) -> datetime:
    """Somebody keeps an appointment, by their own clock; its moment."""
    there = at.astimezone(ZoneInfo(person.user.tz))
    await person.presses("Arranged")
    assert await person.fills(day=there.date(), time=f"{there:%H:%M}", **more) == {}
    await story.settles()
    return at


def in_days(story: Story, days: int, hour: int = 15) -> datetime:
    """A moment some days ahead, on the hour of UTC."""
    return (story.world.clock.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


async def test_the_appointment_comes_as_a_file_for_the_calendar(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)

    at = await arranges(story, person, in_days(story, 12), minutes="30 minutes", place=LINK)

    [(shown, event)] = files(story, person)
    assert ACME in shown.text
    assert "30 minutes" in shown.text
    assert "I show you the guide again an hour before" in shown.text
    assert event["DTSTART"].dt == at
    assert event["DTEND"].dt == at + timedelta(minutes=30)
    assert event["DTSTART"].params["TZID"] == person.user.tz
    assert str(event["SUMMARY"]) == f"Call with {ACME}"
    assert str(event["LOCATION"]) == LINK
    assert ROSA in str(event["DESCRIPTION"])
    assert "What would have to be true for you to come back?" in str(event["DESCRIPTION"])
    interview = await story.interview(departure)
    assert (interview.minutes, interview.place, interview.calendar_turn) == (30, LINK, 1)
    others = [name for name in EVERYONE if name != person.handle]
    assert not any(files(story, story.world.person(name)) for name in others)
    assert not [one for one in story.world.person("maya").messages("departures") if one.files]


async def test_what_the_owner_guesses_stands_in_no_calendar(story: Story) -> None:
    departure = await story.loses()
    maya = story.world.person("maya")
    await maya.presses("My own guess")
    assert await maya.fills(reason="price", words="They found us dear") == {}
    person = await story.interviewer(departure)

    await arranges(story, person, in_days(story, 5))

    [(_shown, event)] = files(story, person)
    assert "dear" not in event.to_ical().decode()
    assert "price" not in event.to_ical().decode()


@pytest.mark.slow
async def test_moved_it_is_the_same_entry_and_only_the_last_is_asked_about(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    first = await arranges(story, person, in_days(story, 3), place="her office")
    last = await arranges(story, person, in_days(story, 6), minutes="45 minutes")

    (_, made), (told, moved) = files(story, person)
    assert "Your new appointment" in told.text
    assert made["UID"] == moved["UID"]
    assert (made["SEQUENCE"], moved["SEQUENCE"]) == (1, 2)
    assert (moved["DTSTART"].dt, moved["DTEND"].dt) == (last, last + timedelta(minutes=45))
    assert str(moved["LOCATION"]) == "her office"
    await story.world.clock.advance_to(first + timedelta(hours=3))
    assert not [one for one in person.dm if SOON in one.text or "How did it go" in one.text]

    await story.world.clock.advance_to(last - timedelta(minutes=59))
    assert len([one for one in person.dm if SOON in one.text]) == 1
    await story.world.clock.advance_to(last + timedelta(minutes=45 + 59))
    assert not [one for one in person.dm if "How did it go" in one.text]
    await story.world.clock.advance(minutes=2)
    assert len([one for one in person.dm if "How did it go" in one.text]) == 1


@pytest.mark.slow
async def test_the_same_once_more_sends_no_second_file(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    at = in_days(story, 4)

    await arranges(story, person, at)
    await arranges(story, person, at)

    assert len(files(story, person)) == 1
    await story.world.clock.advance_to(at)
    assert len([one for one in person.dm if SOON in one.text]) == 1


@pytest.mark.slow
async def test_an_hour_before_the_guide_is_there_again_and_can_be_answered(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    at = await arranges(story, person, in_days(story, 12, hour=4), place=LINK)

    await story.world.clock.advance_to(at - timedelta(minutes=61))
    assert not [one for one in person.dm if SOON in one.text]
    await story.world.clock.advance(minutes=2)
    guide = person.newest(SOON)

    assert ROSA in guide.text
    assert LINK.replace("&", "&amp;") in guide.text
    assert "What not to say" in guide.text
    assert buttons(guide) == STEPS
    await person.presses("Done", guide)
    await person.fills(said="It was the boxes", reason="how we treated them", consent="Yes")
    await story.settles()
    guide = next(one for one in person.dm if one.ts == guide.ts)
    assert buttons(guide) == []
    assert "what they said is kept" in guide.text


@pytest.mark.slow
async def test_less_than_an_hour_ahead_there_is_no_second_guide(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    soon = (story.world.clock.now() + timedelta(minutes=40)).replace(second=0, microsecond=0)

    await arranges(story, person, soon)
    await story.world.clock.advance(hours=1)

    [(shown, _event)] = files(story, person)
    assert "guide" not in shown.text
    assert not [one for one in person.dm if SOON in one.text]
    await story.world.clock.advance_to(soon + timedelta(minutes=76))
    assert buttons(person.newest("How did it go with")) == STEPS


@pytest.mark.slow
async def test_handed_over_it_goes_out_of_the_calendar_and_nothing_is_asked(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    at = await arranges(story, person, in_days(story, 5))

    await person.presses("Hand over")
    await story.settles()

    (_, made), (told, off) = files(story, person)
    assert "is off" in told.text
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (made["UID"], 2, "CANCELLED")
    assert off["DTSTART"].dt == at
    assert str(off["SUMMARY"]).startswith("Called off")
    second = await story.interviewer(departure)
    await story.world.clock.advance_to(at + timedelta(hours=3))
    assert not [one for one in person.dm if SOON in one.text or "How did it go" in one.text]
    assert files(story, second) == []
    again = await arranges(story, second, in_days(story, 3))
    [(_, theirs)] = files(story, second)
    assert (theirs["UID"], theirs["SEQUENCE"], theirs["DTSTART"].dt) == (made["UID"], 3, again)


@pytest.mark.slow
async def test_no_longer_needed_it_goes_out_of_the_calendar(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await arranges(story, person, in_days(story, 5))

    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.settles()

    assert (await story.interview(departure)).state is InterviewState.ended
    assert [event["STATUS"] for _, event in files(story, person)] == ["CONFIRMED", "CANCELLED"]


@pytest.mark.slow
async def test_a_customer_who_would_rather_not_talk_goes_out_of_the_calendar(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await arranges(story, person, in_days(story, 5))

    await person.presses("Tried", person.newest("this is all you need for it"))
    assert await person.fills(came="would rather not") == {}
    await story.settles()

    assert (await story.interview(departure)).end is End.declined
    assert [event["STATUS"] for _, event in files(story, person)] == ["CONFIRMED", "CANCELLED"]


@pytest.mark.slow
async def test_somebody_who_has_left_the_firm_is_sent_nothing_more(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await arranges(story, person, in_days(story, 5))
    before = len(person.dm)

    story.world.workspace.deactivate(person.handle)
    await story.settles()

    assert (await story.interview(departure)).interviewer is None
    assert len(person.dm) == before
    ended = select(Delivery).where(Delivery.target == person.user_id, Delivery.trouble.is_not(None))
    assert not await story.unit(lambda unit: [one for one in unit.all(ended) if one.key.startswith("calendar:")])


@pytest.mark.slow
async def test_whoever_keeps_the_record_has_the_talk_of_somebody_outside_in_their_calendar(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but()
    maya = story.world.person("maya")
    await story.world.clock.advance(days=1)
    with contextlib.suppress(NotThere):
        while True:
            await maya.presses("Open", maya.newest("Good morning"))
    await story.settles()
    await maya.presses("Somebody from outside…")
    await maya.fills(name="Vera Nowak", email="vera@nowak.example")
    await story.settles()

    at = await arranges(story, maya, in_days(story, 4))
    [(_, event)] = files(story, maya)
    assert "How to open" not in str(event["DESCRIPTION"])
    await story.world.clock.advance_to(at)

    guide = maya.newest("Vera Nowak speaks with Acme Bakeries soon")
    assert buttons(guide) == STEPS
    assert (await story.interview(departure)).state is InterviewState.arranged


@pytest.mark.slow
async def test_who_spoke_with_them_sooner_gets_the_hour_back(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    await arranges(story, person, in_days(story, 5))

    await person.presses("Done", person.newest("this is all you need for it"))
    await person.fills(said="She called me herself", reason="price", consent="Yes")
    await story.settles()

    assert [event["STATUS"] for _, event in files(story, person)] == ["CONFIRMED", "CANCELLED"]
    await story.world.clock.advance(days=6)
    assert not [one for one in person.dm if SOON in one.text or "How did it go" in one.text]


@pytest.mark.slow
async def test_once_they_have_spoken_the_calendar_is_left_alone(story: Story) -> None:
    departure = await story.loses()
    person = await story.interviewer(departure)
    at = await arranges(story, person, in_days(story, 5))
    await story.world.clock.advance_to(at + timedelta(minutes=10))

    await person.presses("Done", person.newest("this is all you need for it"))
    await person.fills(said="Short, and friendly", reason="price", consent="Yes")
    await story.settles()

    assert len(files(story, person)) == 1


@pytest.mark.slow
async def test_where_no_file_can_be_sent_the_words_come_alone(story: Story) -> None:
    story.world.app.scopes = tuple(scope for scope in story.world.app.scopes if not scope.startswith("files:"))
    departure = await story.loses()
    person = await story.interviewer(departure)

    at = await arranges(story, person, in_days(story, 5))
    await story.settles()

    assert files(story, person) == []
    assert "I could not add a file for it" in person.newest("Please put it into your calendar").text
    await story.world.clock.advance_to(at)
    assert buttons(person.newest(SOON)) == STEPS
    await person.presses("Hand over")
    await story.settles()
    assert not [one for one in person.dm if "is off" in one.text]


@pytest.mark.parametrize(
    ("handle", "day", "before", "after"),
    [
        ("felix", datetime(2026, 3, 29, 1, 15, tzinfo=UTC), "01:15", "04:30"),
        ("ben", datetime(2026, 3, 8, 9, 30, tzinfo=UTC), "00:30", "03:45"),
        ("priya", datetime(2026, 3, 29, 1, 15, tzinfo=UTC), "05:45", "08:00"),
    ],
)
@pytest.mark.slow
async def test_across_the_beginning_of_summer_time_all_is_an_hour_apart(
    long_story: Story, handle: str, day: datetime, before: str, after: str
) -> None:
    """In Berlin the clocks go from 2:00 to 3:00 on the 29th of March, in Los Angeles on the 8th; in Kolkata never."""
    story = long_story
    departure = await story.loses_what_all_worked_on_but(handle)
    person = await story.interviewer(departure)
    assert person.handle == handle

    at = await arranges(story, person, day)
    [(_, event)] = files(story, person)
    assert event["DTSTART"].dt.astimezone(UTC) == at
    await story.world.clock.advance_to(at + timedelta(hours=2))

    zone = ZoneInfo(person.user.tz)
    guide, asked = person.newest(SOON), person.newest("How did it go with")
    assert f"{_sent(guide, zone):%H:%M}" == before
    assert f"{_sent(asked, zone):%H:%M}" == after
    prompts = await story.unit(lambda unit: [one.kind for one in _prompts(unit)])
    assert prompts == [PromptKind.how_did_it_go]


@pytest.mark.slow
async def test_a_bot_that_was_away_over_the_appointment_shows_no_guide_and_asks_once_in_the_next_brief(
    long_story: Story,
) -> None:
    story = long_story
    departure = await story.loses()
    person = await story.interviewer(departure)
    at = await arranges(story, person, in_days(story, 5))

    await story.world.stop()
    await story.world.clock.advance_to(at + timedelta(hours=5))
    await story.world.start()
    await story.world.clock.advance(days=2)

    assert not [one for one in person.dm if SOON in one.text]
    assert len([one for one in person.dm if "How did it go" in one.text]) == 1


def _sent(message: Message, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(float(message.ts), zone)


def _prompts(unit: Unit) -> list[InterviewPrompt]:
    return list(unit.all(select(InterviewPrompt)))
