"""When everybody is read again, and when somebody's morning brief comes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.work.calendar import Hours, next_working_moment

NIGHT = time(2, 30, tzinfo=UTC)
AFTER_START = timedelta(minutes=1)
"""The brief comes a little after work begins, so that what falls due right then is in it."""


def next_night(now: datetime) -> datetime:
    """The next 02:30 UTC after `now` (aware)."""
    today = datetime.combine(now.astimezone(UTC).date(), NIGHT)
    return today if today > now else today + timedelta(days=1)


def brief_at(now: datetime, hours: Hours) -> datetime:
    """When the next morning brief comes to somebody with these hours: not before `now` (aware); in UTC."""
    moment = next_working_moment(now, hours).astimezone(hours.zone)
    brief = datetime.combine(moment.date(), hours.start, tzinfo=hours.zone) + AFTER_START
    if moment > brief:
        tomorrow = datetime.combine(moment.date() + timedelta(days=1), time(0), tzinfo=hours.zone)
        brief = next_working_moment(tomorrow, hours) + AFTER_START
    return brief.astimezone(UTC)
