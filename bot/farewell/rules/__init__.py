"""When somebody is reminded, and when good wishes are due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.work.calendar import Hours, morning_of

A_WEEK = timedelta(weeks=1)
SOME_WEEKS = timedelta(weeks=3)


def reminder_at(asked_at: datetime, hours: Hours) -> datetime:
    """The start of work on the next working day after the request (aware), for somebody with these hours; in UTC."""
    return morning_of(asked_at.astimezone(hours.zone).date() + timedelta(days=1), hours)


def handover_reminder_at(began: datetime, hours: Hours) -> datetime:
    """The start of work a week after the list was made (aware), for somebody with these hours; in UTC."""
    return morning_of(began.astimezone(hours.zone).date() + A_WEEK, hours)


def wishes_at(done: datetime, left: date, hours: Hours) -> datetime:
    """When good wishes are due: three weeks after all is handed over (aware) and the customer has left; in UTC."""
    return morning_of(max(done.astimezone(hours.zone).date(), left) + SOME_WEEKS, hours)
