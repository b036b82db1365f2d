"""When a returned customer is looked after especially."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from bot.winback.values import CareKind
from bot.work.calendar import UTC, Hours, morning_of, next_working_moment

LATEST = timedelta(days=7)
"""Whoever comes back to work later than this after the day is not waited for: somebody else is asked."""
NOBODYS = Hours(UTC, days=frozenset(range(7)))
TRY_DELIVERY_AFTER = timedelta(days=7)
"""Where nobody said when the first delivery is, it is asked for after this."""


def care_days(back: date, first_delivery: date | None = None) -> Mapping[CareKind, date]:
    """The days of extra care for somebody who is back since `back`.

    A month ends with its last day: half a year after 31 August is the last day of February.
    """
    return {
        CareKind.delivery: first_delivery + timedelta(days=1) if first_delivery else back + TRY_DELIVERY_AFTER,
        CareKind.day_30: back + timedelta(days=30),
        CareKind.day_60: back + timedelta(days=60),
        CareKind.day_90: back + timedelta(days=90),
        CareKind.month_6: back + relativedelta(months=6),
        CareKind.month_12: back + relativedelta(months=12),
    }


def staying_days(since: date) -> Mapping[CareKind, date]:
    """The days of extra care for somebody who had given notice, and stays since that day."""
    days = care_days(since)
    return {kind: days[kind] for kind in (CareKind.day_30, CareKind.day_60, CareKind.day_90)}


def who_looks(people: Sequence[tuple[str, Hours]], day: date, now: datetime) -> tuple[str, datetime]:
    """Who of these is asked how a customer is, and when, in UTC: the first who is at work within a week; else whoever is soonest.

    `people` come in the order in which they are to be asked; there is at least one.
    """
    moments = [(person, care_moment(day, now, hours)) for person, hours in people]
    latest = max(care_moment(day, now, NOBODYS), now) + LATEST
    soon = [one for one in moments if one[1] <= latest]
    return soon[0] if soon else min(moments, key=lambda one: one[1])


def care_moment(day: date, now: datetime, hours: Hours) -> datetime:
    """When to ask on that day: the start of work, on a working day, never in the past; in UTC."""
    return max(morning_of(day, hours), next_working_moment(now, hours))
