"""People say when they wish to be asked, and are asked then and at no other time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.colleagues.rules import brief_at, hours_problem
from bot.colleagues.service import choose_hours, hours_of, own_hours
from bot.colleagues.values import HoursForm, HoursProblem
from bot.sandbox.actor import Actor
from bot.work.calendar import UTC, WEEKDAYS, Hours, add_working_days, is_working_day, morning_of, next_working_moment
from tests.departures.test_journey import log, settle
from tests.support.world import World

NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 3, 2)
MORNINGS = HoursForm(frozenset({0, 2, 4}), time(8, 30), time(13), None, None, None)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    start = draw(st.times(max_value=time(20)).map(lambda at: at.replace(second=0, microsecond=0)))
    begins = draw(st.dates(date(2026, 1, 1), date(2028, 1, 1)))
    away = draw(st.none() | st.integers(0, 366).map(lambda days: (begins, begins + timedelta(days=days))))
    return Hours(
        zone=ZoneInfo(draw(st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Chatham"]))),
        start=start,
        end=time(start.hour + 3, start.minute),
        country=draw(st.sampled_from([None, "DE", "US", "IN"])),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        away=away,
    )


@given(some_hours(), st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(0, 20))  # noqa: DTZ001 - made aware below
def test_whatever_somebody_chose_nothing_falls_outside_it(hours: Hours, naive: datetime, days: int) -> None:
    now = naive.replace(tzinfo=UTC)

    for moment in (
        next_working_moment(now, hours),
        add_working_days(now, days, hours),
        morning_of(now.date(), hours),
        brief_at(now, hours),
    ):
        local = moment.astimezone(hours.zone)
        assert is_working_day(local.date(), hours)
        assert local.date().weekday() in hours.days
        assert not hours.is_away(local.date())
        assert hours.start <= local.time() or local.utcoffset() != (local - timedelta(hours=2)).utcoffset()
    assert brief_at(now, hours) >= now


def test_hours_in_which_nobody_could_be_reached_are_none() -> None:
    with pytest.raises(ValueError, match="nobody could ever"):
        Hours(NEW_YORK, days=frozenset())
    with pytest.raises(ValueError, match="nobody could ever"):
        Hours(NEW_YORK, start=time(17), end=time(9))


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        (HoursForm(WEEKDAYS, time(9), time(17), None, None, None), None),
        (HoursForm(frozenset(), time(9), time(17), None, None, None), HoursProblem.no_day),
        (HoursForm(WEEKDAYS, time(9), time(9, 59), None, None, None), HoursProblem.too_short),
        (HoursForm(WEEKDAYS, time(22), time(6), None, None, None), HoursProblem.too_short),
        (HoursForm(WEEKDAYS, time(9), time(17), None, TODAY, None), HoursProblem.backwards),
        (HoursForm(WEEKDAYS, time(9), time(17), None, TODAY, TODAY - timedelta(days=1)), HoursProblem.backwards),
        (HoursForm(WEEKDAYS, time(9), time(17), None, None, TODAY), None),
        (HoursForm(WEEKDAYS, time(9), time(17), None, TODAY - timedelta(days=9), TODAY - timedelta(days=1)), HoursProblem.over),
        (HoursForm(WEEKDAYS, time(9), time(17), None, TODAY, TODAY + timedelta(days=367)), HoursProblem.too_long),
    ],
)
def test_hours_that_make_no_sense_are_said_to(form: HoursForm, problem: HoursProblem | None) -> None:
    assert hours_problem(form, TODAY) is problem


def at_home(person: Actor) -> str:
    assert person.home is not None
    return "\n".join(person.home.texts())


@pytest.mark.slow
async def test_what_waits_comes_on_the_days_and_at_the_time_that_somebody_chose(world: World) -> None:
    """Maya works three mornings, then is away for a week; the reminder to say thank you waits for her."""
    maya = world.person("maya")
    await world.rests()
    await maya.opens_home()
    assert "Monday to Friday, 9:00" in at_home(maya)
    await maya.presses("My hours")
    assert "at least" in (await maya.fills(days=[]))["days"]
    assert await maya.fills(days=["Monday", "Wednesday", "Friday"], start="08:30", end="13:00") == {}
    await settle(world)
    assert "Monday, Wednesday, Friday, 8:30" in at_home(maya)

    await log(world, "theo", "Acme Bakeries", owner="maya")
    await world.clock.advance(days=1)
    assert not any("still welcome" in one.text or "Good morning" in one.text for one in maya.dm)
    await world.clock.advance(days=1)

    brief = next(one for one in maya.dm if "still welcome" in one.text or "Good morning" in one.text)
    came = datetime.fromtimestamp(float(brief.ts), NEW_YORK)
    assert came.date() == date(2026, 3, 4)
    assert time(8, 30) <= came.time() <= time(8, 40)


async def test_whoever_is_away_is_asked_when_they_are_back(world: World) -> None:
    await world.rests()
    maya = world.id_of("maya")
    until = TODAY + timedelta(days=10)

    form = HoursForm(WEEKDAYS, time(9), time(17), "DE", None, until)
    assert await world.bot.deps.unit(world.team, choose_hours, maya, form) is None

    hours = await world.bot.deps.unit(world.team, hours_of, maya)
    assert (hours.country, hours.away) == ("DE", (TODAY, until))
    assert brief_at(world.clock.now(), hours).astimezone(NEW_YORK).date() == date(2026, 3, 13)
    await world.clock.advance(days=12)
    assert (await world.bot.deps.unit(world.team, own_hours, maya)).chosen.away_until is None
