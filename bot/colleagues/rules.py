"""When everybody is read again, and when somebody's morning brief comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.colleagues.values import HoursForm, HoursProblem
from bot.work.calendar import Hours, next_working_moment

NIGHT = time(2, 30, tzinfo=UTC)
SHORTEST_DAY = 60
"""Minutes: less, and there would be no room for what waits."""
LONGEST_AWAY = timedelta(days=366)
AFTER_START = timedelta(minutes=1)
"""The brief comes a little after work begins, so that what falls due right then is in it."""


def hours_problem(form: HoursForm, today: date) -> HoursProblem | None:
    """What is wrong with these hours, if anything; `today` is by the clock of whoever chose them."""
    if not form.days:
        return HoursProblem.no_day
    if _minutes(form.end) - _minutes(form.start) < SHORTEST_DAY:
        return HoursProblem.too_short
    if form.away_until is None:
        return HoursProblem.backwards if form.away_from else None
    begins = form.away_from or today
    if begins > form.away_until:
        return HoursProblem.backwards
    if form.away_until < today:
        return HoursProblem.over
    return HoursProblem.too_long if form.away_until - begins > LONGEST_AWAY else None


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


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
