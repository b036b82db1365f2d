"""Working hours and working days, wherever somebody is."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.work.calendar import Hours, add_working_days, is_working_day, next_working_moment

ZONES = st.sampled_from(
    ["America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
)
COUNTRIES = st.sampled_from([None, "US", "DE", "IN", "NZ"])
HOURS = st.builds(lambda zone, country: Hours(ZoneInfo(zone), country=country), ZONES, COUNTRIES)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once


@given(MOMENTS, HOURS)
def test_the_next_working_moment_is_in_working_hours_and_not_earlier(moment: datetime, hours: Hours) -> None:
    found = next_working_moment(moment, hours)

    local = found.astimezone(hours.zone)
    assert found >= moment
    assert is_working_day(local.date(), hours)
    assert hours.start <= local.time() < hours.end


@given(MOMENTS, HOURS)
def test_a_moment_in_working_hours_is_left_as_it_is(moment: datetime, hours: Hours) -> None:
    found = next_working_moment(moment, hours)

    assert next_working_moment(found, hours) == found


@given(MOMENTS, HOURS, st.integers(0, 20))
def test_working_days_are_counted_one_by_one(moment: datetime, hours: Hours, days: int) -> None:
    one_by_one = moment
    for _ in range(days):
        one_by_one = add_working_days(one_by_one, 1, hours)

    at_once = add_working_days(moment, days, hours)

    assert at_once.astimezone(hours.zone).date() == next_working_moment(one_by_one, hours).astimezone(hours.zone).date()


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("Europe/Berlin", datetime(2026, 3, 27, 16, 30, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 6, 23, tzinfo=UTC), datetime(2026, 3, 9, 13, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 30, 22, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)),
    ],
    ids=["into summer time in Berlin", "into summer time in New York", "out of summer time in New York"],
)
def test_a_weekend_across_a_change_of_the_clocks_ends_at_nine_by_the_wall(
    zone: str, moment: datetime, expected: datetime
) -> None:
    hours = Hours(ZoneInfo(zone))

    found = next_working_moment(moment, hours)

    assert found == expected
    assert found.astimezone(hours.zone).time() == time(9)


def test_a_public_holiday_is_not_a_working_day() -> None:
    """The third of October in Germany; elsewhere it is a day like others."""
    friday_evening = datetime(2025, 10, 2, 18, tzinfo=UTC)

    german = next_working_moment(friday_evening, Hours(ZoneInfo("Europe/Berlin"), country="DE"))
    other = next_working_moment(friday_evening, Hours(ZoneInfo("Europe/Berlin")))

    assert german - other == timedelta(days=3)
