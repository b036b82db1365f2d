"""When everybody is read again, and when somebody's morning brief comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.colleagues.values import Absence, HoursForm, HoursProblem
from bot.work.calendar import Hours, next_working_moment

NIGHT = time(2, 30, tzinfo=UTC)
SHORTEST_DAY = 60
"""Minutes: less, and there would be no room for what waits."""
TIME_TO_READ = 30
"""Minutes that are left of the day when the brief comes, so that it is read."""
LONGEST_AWAY = timedelta(days=366)
AFTER_START = timedelta(minutes=1)
"""The brief comes a little after work begins, so that what falls due right then is in it."""
PEACE = timedelta(days=14)
"""So long a status that names no end keeps somebody in peace; people forget to take it away."""


def hours_problem(form: HoursForm, today: date) -> HoursProblem | None:
    """What is wrong with these hours, if anything; `today` is by the clock of whoever chose them."""
    if not form.days:
        return HoursProblem.no_day
    if _minutes(form.end) - _minutes(form.start) < SHORTEST_DAY:
        return HoursProblem.too_short
    if form.brief is not None and not form.start <= form.brief <= _earlier(form.end, TIME_TO_READ):
        return HoursProblem.outside
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
    moment = next_working_moment(now, hours)
    brief = _brief_on(moment, hours)
    if moment > brief:
        tomorrow = datetime.combine(_day(moment, hours) + timedelta(days=1), time(0), tzinfo=hours.zone)
        brief = _brief_on(next_working_moment(tomorrow, hours), hours)
    return brief


def brief_after(now: datetime, hours: Hours) -> datetime:
    """When the morning brief comes that follows one which comes now (aware); in UTC."""
    return brief_at(now + timedelta(seconds=1), hours)


def after_absence(now: datetime, absent: Absence, since: datetime, hours: Hours) -> datetime | None:
    """When somebody who is away or wants no messages now is told what has waited `since` then; None: now, all the same.

    That is when they are back, where that is in their hours and their brief would have come by then, and else with the brief
    that follows. Of whoever does not say until when, nobody knows whether it is forgotten: they are left in peace two weeks.
    All moments are aware; in UTC.
    """
    if absent.until is None:
        return brief_after(now, hours) if now - since < PEACE else None
    is_at_work = next_working_moment(absent.until, hours) == absent.until
    if is_at_work and _brief_on(absent.until, hours) <= absent.until:
        return absent.until.astimezone(UTC)
    return brief_at(absent.until, hours)


def end_of_day(now: datetime, hours: Hours) -> datetime:
    """The midnight that ends somebody's day; aware."""
    return datetime.combine(_day(now, hours) + timedelta(days=1), time(0), tzinfo=hours.zone)


def _brief_on(moment: datetime, hours: Hours) -> datetime:
    """The moment of the brief on the day of that moment, whether it is a working day or not."""
    start = datetime.combine(_day(moment, hours), hours.brief or hours.start, tzinfo=hours.zone)
    return start.astimezone(UTC) + AFTER_START


def _day(moment: datetime, hours: Hours) -> date:
    return moment.astimezone(hours.zone).date()


def _earlier(at: time, minutes: int) -> time:
    left = max(_minutes(at) - minutes, 0)
    return time(left // 60, left % 60)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
