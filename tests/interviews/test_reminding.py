"""When an interviewer is asked how it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interviews.rules import keep_trying_until, next_prompt, next_reminder
from bot.interviews.values import PromptKind
from bot.work.calendar import Hours, is_working_day

NEW_YORK = Hours(ZoneInfo("America/New_York"), country="US")
KOLKATA = Hours(ZoneInfo("Asia/Kolkata"), country="IN")
LEFT = date(2026, 3, 2)
ACCEPTED = datetime(2026, 3, 3, 15, tzinfo=UTC)

ZONES = ("America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
HOURS = st.builds(
    lambda zone, country, start: Hours(ZoneInfo(zone), time(start), time(start + 8), country),
    st.sampled_from(ZONES),
    st.sampled_from([None, "US", "DE", "IN", "NZ"]),
    st.integers(6, 11),
)


@given(MOMENTS, st.integers(0, 90), st.integers(0, 60), HOURS)
def test_a_reminder_comes_on_a_working_day_in_working_hours_and_never_in_the_past(
    now: datetime, days_since: int, accepted_before: int, hours: Hours
) -> None:
    happened = now.date() - timedelta(days=days_since)
    accepted = now - timedelta(days=min(accepted_before, days_since))

    at = next_reminder(now, happened, accepted, None, hours)

    local = at.astimezone(hours.zone)
    assert at >= now
    assert is_working_day(local.date(), hours)
    assert hours.start <= local.time() < hours.end
    assert local.date() >= happened + timedelta(days=8)


@given(MOMENTS, st.integers(0, 60), HOURS)
def test_whoever_was_reminded_or_tried_has_at_least_three_days_of_peace(
    now: datetime, days_since: int, hours: Hours
) -> None:
    happened = now.date() - timedelta(days=days_since)

    at = next_reminder(now, happened, now - timedelta(days=1), now, hours)

    assert at.astimezone(hours.zone).date() >= now.astimezone(hours.zone).date() + timedelta(days=3)


def test_reminding_begins_in_the_second_week_twice_a_week_and_later_once() -> None:
    """They left on Monday the 2nd of March; all by the clock of New York, which moves on the 8th."""
    asked = _all_prompts(LEFT, ACCEPTED, NEW_YORK)

    reminders = [at.strftime("%a %d %b %H:%M") for kind, at in asked if kind is PromptKind.reminder]
    assert reminders == [
        "Tue 10 Mar 09:00",
        "Fri 13 Mar 09:00",
        "Mon 16 Mar 09:00",
        "Thu 19 Mar 09:00",
        "Mon 23 Mar 09:00",
        "Thu 26 Mar 09:00",
        "Thu 02 Apr 09:00",
        "Thu 09 Apr 09:00",
        "Thu 16 Apr 09:00",
        "Thu 23 Apr 09:00",
    ]


def test_after_eight_weeks_it_is_asked_whether_to_let_it_be_and_at_last_somebody_else_decides() -> None:
    asked = _all_prompts(LEFT, ACCEPTED, NEW_YORK)

    after = [(kind, at.date()) for kind, at in asked if kind is not PromptKind.reminder]
    assert after == [
        (PromptKind.not_reached, date(2026, 4, 30)),
        (PromptKind.not_reached, date(2026, 5, 7)),
        (PromptKind.stuck, date(2026, 5, 14)),
        (PromptKind.stuck, date(2026, 5, 21)),
    ]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Berlin", datetime(2026, 3, 26, 8, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 5, 14, tzinfo=UTC), datetime(2026, 3, 9, 13, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 22, 7, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ],
)
def test_nine_o_clock_stays_nine_o_clock_when_summer_time_comes_or_goes(
    zone: str, before: datetime, after: datetime
) -> None:
    hours, happened = Hours(ZoneInfo(zone)), before.date() - timedelta(days=10)

    at = next_reminder(before, happened, before - timedelta(days=9), before, hours)

    assert at == after
    assert at.astimezone(hours.zone).time() == time(9)


def test_the_interviewers_own_zone_and_holidays_count() -> None:
    """Wednesday the 4th of March 2026 is Holi, a holiday in India."""
    accepted = datetime(2026, 3, 3, 6, tzinfo=UTC)

    at = next_reminder(accepted, date(2026, 2, 24), accepted, None, KOLKATA)

    assert at == datetime(2026, 3, 5, 9, tzinfo=ZoneInfo("Asia/Kolkata"))


def test_whoever_accepts_late_is_reminded_on_the_next_working_day_and_has_two_weeks_at_least() -> None:
    friday = datetime(2026, 5, 8, 15, tzinfo=UTC)

    asked = _all_prompts(LEFT, friday, NEW_YORK)

    assert asked[0] == (PromptKind.reminder, _in_new_york(datetime(2026, 5, 11, 13, tzinfo=UTC)))
    assert [at.date() for kind, at in asked if kind is PromptKind.reminder][-1] == date(2026, 5, 21)


def test_keeping_on_gives_two_more_weeks() -> None:
    assert keep_trying_until(LEFT + timedelta(days=60)) == LEFT + timedelta(days=74)


def _all_prompts(happened: date, accepted: datetime, hours: Hours) -> list[tuple[PromptKind, datetime]]:
    """What somebody is asked who never answers, with the time by their own clock."""
    asked: list[tuple[PromptKind, datetime]] = []
    now, last, unanswered = accepted, None, 0
    while following := next_prompt(now, happened, accepted, last, hours, unanswered=unanswered):
        asked.append((following.kind, following.at.astimezone(hours.zone)))
        unanswered += following.kind is not PromptKind.reminder
        now = last = following.at
    return asked


def _in_new_york(moment: datetime) -> datetime:
    return moment.astimezone(NEW_YORK.zone)
