"""When somebody is reminded, and when good wishes are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.customers.rules import plain_segment
from bot.farewell.values import Thing
from bot.work.calendar import Hours, add_working_days, morning_of

A_WEEK = timedelta(weeks=1)
SOME_WEEKS = timedelta(weeks=3)
AGAIN_AFTER = 2
"""Working days after which somebody is reminded once more, and after which whoever looks after the customer hears of it."""


def reminder_at(asked_at: datetime, hours: Hours) -> datetime:
    """The start of work on the next working day after the request (aware), for somebody with these hours; in UTC."""
    return morning_of(asked_at.astimezone(hours.zone).date() + timedelta(days=1), hours)


def handover_reminder_at(began: datetime, hours: Hours) -> datetime:
    """The start of work a week after the list was made (aware), for somebody with these hours; in UTC."""
    return morning_of(began.astimezone(hours.zone).date() + A_WEEK, hours)


def wishes_at(done: datetime, left: date, hours: Hours) -> datetime:
    """When good wishes are due: three weeks after all is handed over (aware) and the customer has left; in UTC."""
    return morning_of(max(done.astimezone(hours.zone).date(), left) + SOME_WEEKS, hours)


def due_day(counted_from: date, days: int, made: datetime, hours: Hours) -> date:
    """The working day that lies `days` working days after the day it counts from, for somebody with these hours.

    Never before the first working day after the list was `made` (aware): nobody is late before they know of it.
    """
    start = morning_of(counted_from, hours)
    tomorrow = made.astimezone(hours.zone).date() + timedelta(days=1)
    due = max(add_working_days(start, days, hours), morning_of(tomorrow, hours))
    return due.astimezone(hours.zone).date()


def working_day(day: date, hours: Hours) -> date:
    """That day, or the next one on which somebody with these hours works."""
    return morning_of(day, hours).astimezone(hours.zone).date()


def item_reminder_at(due: date, step: int, now: datetime, hours: Hours) -> datetime:
    """When somebody hears next of a thing due on that day: that morning at first, then (`step`) some working days on; in UTC."""
    return morning_of(due, hours) if step == 0 else add_working_days(now, AGAIN_AFTER, hours)


def list_for(segments: Sequence[str], lists: Mapping[str, Sequence[Thing]], otherwise: Sequence[Thing]) -> Sequence[Thing]:
    """The list of the first of a customer's segments that has one (`lists` are by folded name), or the other."""
    return next((lists[plain_segment(one)] for one in segments if plain_segment(one) in lists), otherwise)
