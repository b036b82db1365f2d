"""When somebody is reminded."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.work.calendar import Hours, morning_of


def reminder_at(asked_at: datetime, hours: Hours) -> datetime:
    """The start of work on the next working day after the request (aware), for somebody with these hours; in UTC."""
    return morning_of(asked_at.astimezone(hours.zone).date() + timedelta(days=1), hours)
