"""When the things of a handover are due: on working days, never before anybody knows of them, and in order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.customers.rules import plain_segment
from bot.farewell.rules import due_day, item_reminder_at, list_for, working_day
from bot.farewell.values import SHIPPED, Since, Thing, Whose
from bot.work.calendar import Hours, is_working_day

ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Europe/Berlin", "America/St_Johns")
starts = st.dates(date(2024, 1, 1), date(2028, 12, 31))
away = st.builds(lambda first, length: (first, first + timedelta(days=length)), starts, st.integers(0, 30))
hours = st.builds(
    Hours,
    zone=st.sampled_from([ZoneInfo(name) for name in ZONES]),
    country=st.sampled_from([None, "US", "DE", "IN"]),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    away=st.none() | away,
)
days = st.integers(0, 40)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds take no zone


@given(starts, days, moments, hours)
def test_nothing_is_due_on_a_day_off_of_whoever_does_it(start: date, count: int, made: datetime, theirs: Hours) -> None:
    assert is_working_day(due_day(start, count, made, theirs), theirs)


@given(starts, days, days, moments, hours)
def test_more_days_are_never_sooner(start: date, one: int, other: int, made: datetime, theirs: Hours) -> None:
    few, many = sorted((one, other))

    assert due_day(start, few, made, theirs) <= due_day(start, many, made, theirs)


@given(starts, days, moments, hours)
def test_nothing_is_due_before_the_first_working_day_after_the_list_was_made(
    start: date, count: int, made: datetime, theirs: Hours
) -> None:
    assert due_day(start, count, made, theirs) > made.astimezone(theirs.zone).date()


@given(starts, days, hours)
def test_as_many_working_days_lie_between_as_were_asked_for(start: date, count: int, theirs: Hours) -> None:
    due = due_day(start, count, datetime(2020, 1, 1, tzinfo=UTC), theirs)
    first = working_day(start, theirs)
    between = [first + timedelta(days=number) for number in range(1, (due - first).days + 1)]

    assert sum(is_working_day(day, theirs) for day in between) == count


@given(starts, moments, hours, st.integers(0, 2))
def test_reminders_come_when_they_work(due: date, now: datetime, theirs: Hours, step: int) -> None:
    at = item_reminder_at(due, step, now, theirs).astimezone(theirs.zone)

    assert is_working_day(at.date(), theirs)
    assert theirs.start <= at.time() < theirs.end


@given(starts, moments, hours)
def test_the_first_reminder_comes_on_the_morning_itself(due: date, now: datetime, theirs: Hours) -> None:
    due = working_day(due, theirs)
    at = item_reminder_at(due, 0, now, theirs).astimezone(theirs.zone)

    assert at.date() == due
    assert at.time() == theirs.start


def test_a_day_off_becomes_the_next_working_day() -> None:
    theirs = Hours(ZoneInfo("America/New_York"), country="US")

    assert working_day(date(2026, 7, 3), theirs) == date(2026, 7, 6)
    assert working_day(date(2026, 3, 7), theirs) == date(2026, 3, 9)
    assert working_day(date(2026, 3, 9), theirs) == date(2026, 3, 9)


def test_the_first_segment_that_has_a_list_decides() -> None:
    keys = [Thing("k", None, "Keys", 1, Since.told, Whose.nobody)]
    moulds = [Thing("m", None, "Moulds", 1, Since.told, Whose.nobody)]
    lists = {plain_segment("Big accounts"): keys, plain_segment("Bakeries"): moulds}

    assert list_for(["Germany", "BAKERIES", "Big accounts"], lists, SHIPPED) == moulds
    assert list_for(["big  Accounts ", "Bakeries"], lists, SHIPPED) == keys
    assert list_for(["Germany"], lists, SHIPPED) == SHIPPED
    assert list_for([], lists, SHIPPED) == SHIPPED
