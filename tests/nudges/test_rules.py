"""When somebody is asked to stay in touch, whom it is asked of, and what is proposed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.values import Consent
from bot.nudges.rules import (
    VARIED,
    choose_recipient,
    contact_at,
    kind_due,
    next_nudge,
    snoozed_until,
    suggestion_for,
)
from bot.nudges.values import NudgeKind, Recipient, Snooze, WhyYou
from bot.work.calendar import Hours, is_working_day
from bot.workspace.values import Unanswered

ZONES = ["America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
HOURS = st.builds(
    lambda zone, country: Hours(ZoneInfo(zone), country=country),
    st.sampled_from(ZONES),
    st.sampled_from([None, "US", "DE", "IN", "NZ"]),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
BERLIN = Hours(ZoneInfo("Europe/Berlin"), country="DE")
NEW_YORK = Hours(ZoneInfo("America/New_York"), country="US")


@given(MOMENTS, HOURS, st.integers(1, 400), st.one_of(st.none(), MOMENTS))
@pytest.mark.slow
def test_never_before_the_interval_and_always_in_working_hours(
    last: datetime, hours: Hours, days: int, not_before: datetime | None
) -> None:
    due = next_nudge(last, hours, days=days, not_before=not_before)

    local = due.astimezone(hours.zone)
    assert due - last >= timedelta(days=days)
    assert not_before is None or due >= not_before
    assert is_working_day(local.date(), hours)
    assert hours.start <= local.time() < hours.end


@given(MOMENTS, HOURS, st.lists(st.integers(0, 200), max_size=8))
def test_through_any_history_of_contact_each_nudge_keeps_its_distance_from_the_last_one(
    began: datetime, hours: Hours, gaps: list[int]
) -> None:
    """Contact moves the next nudge; whatever is asked is asked a quarter after the newest contact, at the earliest."""
    contacts, moment = [began], began
    for gap in gaps:
        moment += timedelta(days=gap, hours=gap % 24)
        contacts.append(moment)

    for before, after in zip(contacts, [*contacts[1:], None], strict=True):
        due = next_nudge(before, hours)
        if after is None or due < after:
            assert due - before >= timedelta(days=91)
            assert due - before < timedelta(days=91 + 12)


@given(MOMENTS, MOMENTS, HOURS)
def test_later_contact_never_makes_it_earlier(one: datetime, other: datetime, hours: Hours) -> None:
    earlier, later = sorted((one, other))

    assert next_nudge(earlier, hours) <= next_nudge(later, hours)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # 31 January: 91 days on is 2 May, a Saturday; the Friday before is too early, the Monday after is right.
        (datetime(2026, 1, 31, 10, tzinfo=UTC), datetime(2026, 5, 4, 7, tzinfo=UTC)),
        # 24 September: 91 days on is Christmas Eve, a working day for the calendar; a day later it is Christmas.
        (datetime(2026, 9, 25, 10, tzinfo=UTC), datetime(2026, 12, 28, 8, tzinfo=UTC)),
        # The clocks go forward on 29 March 2026: nine in the morning is 7:00 UTC afterwards.
        (datetime(2025, 12, 28, 10, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        # and back on 25 October 2026.
        (datetime(2026, 7, 26, 10, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ],
)
def test_weekends_holidays_month_ends_and_summer_time(last: datetime, due: datetime) -> None:
    assert next_nudge(last, BERLIN) == due


@pytest.mark.parametrize(
    ("consent", "unanswered", "checked_in", "kind"),
    [
        (Consent.yes, Unanswered.nothing, True, NudgeKind.nudge),
        (Consent.no, Unanswered.nudge, False, None),
        (Consent.no, Unanswered.check_in_once, False, None),
        (Consent.not_answered, Unanswered.check_in_once, False, NudgeKind.check_in),
        (Consent.not_answered, Unanswered.check_in_once, True, None),
        (Consent.not_answered, Unanswered.nudge, True, NudgeKind.nudge),
        (Consent.not_answered, Unanswered.nothing, False, None),
    ],
)
def test_yes_no_and_not_answered_are_three_things(
    consent: Consent, unanswered: Unanswered, checked_in: bool, kind: NudgeKind | None
) -> None:
    assert kind_due(consent, unanswered, checked_in=checked_in) is kind


@pytest.mark.parametrize(
    ("keeper", "owner", "here", "chosen"),
    [
        (None, "owner", {"owner", "logger", "admin"}, Recipient("owner", WhyYou.owner)),
        ("keeper", "owner", {"keeper", "owner"}, Recipient("keeper", WhyYou.handed_over)),
        ("keeper", "owner", {"owner"}, Recipient("owner", WhyYou.owner)),
        (None, None, {"logger", "admin"}, Recipient("logger", WhyYou.logger)),
        (None, "owner", {"logger", "admin"}, Recipient("admin", WhyYou.admin)),
        (None, None, {"admin"}, Recipient("admin", WhyYou.admin)),
        (None, "owner", set(), None),
    ],
)
def test_it_is_asked_of_the_owner_else_the_logger_else_an_admin(
    keeper: str | None, owner: str | None, here: set[str], chosen: Recipient | None
) -> None:
    assert choose_recipient(keeper, owner, "logger", here, ["admin"]) == chosen


def test_what_is_proposed_varies() -> None:
    proposed = [suggestion_for(number) for number in range(1, 11)]

    assert proposed[: len(VARIED)] == list(VARIED)
    assert all(one is not other for one, other in pairwise(proposed))


@given(MOMENTS, HOURS, st.sampled_from([Snooze.tomorrow, Snooze.monday, Snooze.week]))
def test_what_is_put_off_comes_back_on_a_later_working_morning(now: datetime, hours: Hours, choice: Snooze) -> None:
    until = snoozed_until(choice, now, hours)

    assert until is not None
    local, today = until.astimezone(hours.zone), now.astimezone(hours.zone).date()
    assert local.date() > today
    assert is_working_day(local.date(), hours)
    assert local.time() == hours.start
    if choice is Snooze.monday:
        assert local.date() >= today + timedelta(days=(7 - today.weekday()))


def test_a_day_to_be_asked_again_lies_in_the_year_ahead() -> None:
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)

    assert snoozed_until(Snooze.day, now, NEW_YORK, date(2026, 7, 3)) == datetime(2026, 7, 6, 13, tzinfo=UTC)
    for day in (None, date(2026, 3, 2), date(2020, 1, 1), date(2028, 1, 1)):
        assert snoozed_until(Snooze.day, now, NEW_YORK, day) is None


def test_a_contact_is_dated_in_the_zone_of_whoever_tells_of_it() -> None:
    late = datetime(2026, 3, 3, 3, tzinfo=UTC)  # the evening of the 2nd in New York

    assert contact_at(date(2026, 3, 2), late, NEW_YORK) == late
    assert contact_at(date(2026, 3, 1), late, NEW_YORK) == datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert contact_at(date(2026, 3, 3), late, NEW_YORK) is None
    assert contact_at(date(2024, 3, 3), late, NEW_YORK) is None
