"""What was promised to a customer: reminded of before, asked about afterwards; not kept, it is a warning sign."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.customers.models import CueNoted, Touch
from bot.customers.values import Cue, DealingKind, TouchKind
from bot.departures.rules import ask_whether_kept_at, remind_at
from bot.work.calendar import Hours, is_working_day
from tests.departures.test_journey import settle, texts
from tests.departures.test_signs import has_customer
from tests.departures.test_worries import worry
from tests.support.world import World

NEW_YORK = Hours(ZoneInfo("America/New_York"))
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
TUESDAY = date(2026, 3, 3)
PROMISED = "You promised *Acme Bakeries*"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in March, by the clock of New York."""
    return datetime(2026, 3, day, hour, minute, tzinfo=NEW_YORK.zone)


@pytest.mark.parametrize(
    ("due", "reminded"),
    [
        (at(3, 16), at(3, 14)),
        (at(3, 10), at(3, 9)),
        (at(3, 9), at(2, 16)),
        (at(3, 20), at(3, 16)),
        (at(7, 12), at(6, 16)),
        (at(2, 11), None),
    ],
)
def test_the_reminder_comes_before_and_in_their_hours(due: datetime, reminded: datetime | None) -> None:
    """Two hours before; early in the day at its start; for a weekend or an early hour, the working day before."""
    assert remind_at(due, NOW, NEW_YORK) == reminded


@given(st.integers(1, 60 * 24 * 60))
def test_the_reminder_is_never_late_and_the_question_never_early(minutes: int) -> None:
    due = NOW + timedelta(minutes=minutes)

    before, after = remind_at(due, NOW, NEW_YORK), ask_whether_kept_at(due, NEW_YORK)

    assert before is None or NOW < before < due
    assert before is None or is_working_day(before.astimezone(NEW_YORK.zone).date(), NEW_YORK)
    assert due < after
    assert is_working_day(after.astimezone(NEW_YORK.zone).date(), NEW_YORK)


async def promises(world: World, handle: str = "maya", **answers: object) -> None:
    """Somebody writes down that Acme hears on Tuesday at 4, by email."""
    person = world.person(handle)
    await person.types("/lost-customer promise Acme Bakeries")
    told = {"what": "New prices for boxes", "way": "an email", "day": TUESDAY, "at": "16:00"} | answers
    errors = await person.fills(**told)
    await settle(world)
    assert errors == {}
    assert person.modal is not None
    assert "promised *Acme Bakeries*" in "\n".join(person.modal.texts())
    await person.closes()


async def until(world: World, moment: datetime) -> None:
    """Until a minute after that moment."""
    span = moment - world.clock.now()
    await world.clock.advance(seconds=span.total_seconds() + 60)


async def test_a_promise_is_reminded_of_before_and_asked_about_afterwards(world: World) -> None:
    """An email on Tuesday at 4: at 2 the reminder, at half past the question; kept, it is a contact."""
    maya = world.person("maya")
    await promises(world)
    await until(world, at(3, 13, 50))
    assert not any(PROMISED in text for text in texts(maya.dm))

    await until(world, at(3, 14))
    assert "“New prices for boxes” (an email)" in maya.newest(PROMISED).text
    await until(world, at(3, 16, 30))
    await maya.presses("Kept", maya.newest("Was it kept?"))
    await settle(world)

    assert len([text for text in texts(maya.dm) if "was kept, says Maya Okafor" in text]) == 2
    touch = await world.bot.deps.unit(world.team, lambda unit: unit.first(select(Touch)))
    assert touch is not None
    assert (touch.kind, touch.by) == (TouchKind.email, world.id_of("maya"))


async def test_after_a_downtime_only_the_question_comes_and_in_their_hours(world: World) -> None:
    """The reminder before it would be of what is past; and at two at night nobody is asked."""
    maya = world.person("maya")
    await promises(world)

    await world.stop()
    await world.clock.leap(hours=41)
    await world.start()
    await world.clock.advance(minutes=5)
    assert not any("New prices" in text for text in texts(maya.dm)), "it is three on Wednesday night"

    await world.clock.advance(hours=7)
    (told,) = [text for text in texts(maya.dm) if "New prices" in text]
    assert "Was it kept?" in told


async def test_a_moved_promise_begins_anew(world: World) -> None:
    """A day that has passed is none; the new one is reminded of, and asked about, in its turn."""
    maya = world.person("maya")
    await promises(world)
    await until(world, at(3, 14))
    await maya.presses("A new day", maya.newest(PROMISED))

    errors = await maya.fills(day=date(2026, 3, 1), at="16:00")
    corrected = await maya.fills(day=date(2026, 3, 5), at="11:00")
    await settle(world)

    assert "still to come" in errors["day"]
    assert corrected == {}
    assert "was moved to" in maya.newest("New prices").text
    await until(world, at(4, 17))
    assert not any("Was it kept?" in text for text in texts(maya.dm))
    await until(world, at(5, 9))
    assert PROMISED in maya.newest("New prices").text
    await until(world, at(5, 11, 30))
    assert "Was it kept?" in maya.newest("New prices").text


async def test_a_broken_promise_is_a_warning_sign(world: World) -> None:
    """Said without blame, and counted with the others."""
    await has_customer(world, maya=DealingKind.owner)
    maya = world.person("maya")
    await promises(world)
    await until(world, at(3, 16, 30))
    await maya.presses("Not kept", maya.newest("Was it kept?"))
    await settle(world)

    assert "It counts as a warning sign" in maya.newest("New prices").text
    kinds = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(CueNoted.kind)))
    assert list(kinds) == [Cue.promise]


async def test_what_is_not_needed_any_more_is_let_go(world: World) -> None:
    """Nobody is asked about it afterwards."""
    maya = world.person("maya")
    await promises(world)
    await until(world, at(3, 14))
    await maya.presses("Not needed any more", maya.newest(PROMISED))
    await until(world, at(4, 12))

    assert any("is not needed any more" in text for text in texts(maya.dm))
    assert not any("Was it kept?" in text for text in texts(maya.dm))


async def test_a_colleagues_promise_is_told_to_them_at_once(world: World) -> None:
    """Whoever wrote it down is not reminded; whoever promised it is."""
    await promises(world, "theo", by="maya")

    maya, theo = world.person("maya"), world.person("theo")
    assert "Theo Marchetti wrote down that you promised" in maya.newest("New prices").text
    await until(world, at(3, 16, 30))
    assert "Was it kept?" in maya.newest("New prices").text
    assert not any("New prices" in text for text in texts(theo.dm))


async def test_who_leaves_the_firm_leaves_their_promises_to_whoever_looks_after_the_customer(world: World) -> None:
    """They are told whose it was."""
    await has_customer(world, theo=DealingKind.owner)
    await promises(world)
    world.workspace.deactivate("maya")
    await settle(world)

    theo = world.person("theo")
    assert "and cannot see to it any more" in theo.newest("New prices").text
    await until(world, at(3, 14, 30))
    assert "You get this because you look after this customer now" in theo.newest("New prices").text
    await until(world, at(3, 16, 30))
    assert "Was it kept?" in theo.newest("New prices").text


async def test_a_guest_promises_nothing_and_yesterday_is_no_day(world: World) -> None:
    """The form stays, with a sentence under its question."""
    maya = world.person("maya")
    await maya.types("/lost-customer promise Acme Bakeries")
    told = {"what": "New prices", "way": "a call", "at": "16:00"}

    by_a_guest = await maya.fills(**told, day=TUESDAY, by="noor")
    in_the_past = await maya.fills(**told, day=TUESDAY - timedelta(days=3), by="maya")

    assert "colleague" in by_a_guest["by"]
    assert "still to come" in in_the_past["day"]


async def test_a_message_can_be_a_promise(world: World) -> None:
    """The customer who was chosen stays chosen."""
    maya, dan = world.person("maya"), world.person("dan")
    said = await dan.says("Told Acme they get the prices on Tuesday", channel="acct-acme")
    await maya.uses_message_shortcut("This is about a customer", said)
    await maya.enters(customer="Acme Bakeries")

    await maya.presses("Something we promised")
    errors = await maya.fills(what="The prices", day=TUESDAY, at="16:00", by="dan")
    await settle(world)

    assert errors == {}
    assert "*Acme Bakeries* “The prices”" in world.person("dan").newest("The prices").text


async def test_a_promise_tells_nothing_of_a_customer_kept_from_whoever_made_it(world: World) -> None:
    """Whom to talk to there is known to those who may see them."""
    await worry(world, "maya", owner=None, contact="Paula Reyes")
    await promises(world, "dan")
    await promises(world, "maya")
    await until(world, at(3, 14))

    assert "Paula Reyes" in world.person("maya").newest(PROMISED).text
    assert PROMISED in world.person("dan").newest(PROMISED).text
    assert not any("Paula" in text for text in texts(world.person("dan").dm))


def test_hours_are_of_the_one_who_promised() -> None:
    """Four in the afternoon in New York is night in Kolkata: they are reminded at the end of their day."""
    kolkata = Hours(ZoneInfo("Asia/Kolkata"), time(9), time(17))

    before = remind_at(at(3, 16), NOW, kolkata)

    assert before is not None
    assert before.astimezone(kolkata.zone).time() == time(16)
