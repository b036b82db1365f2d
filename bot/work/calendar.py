"""Working hours, working days and public holidays, in a person's own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from babel import Locale, UnknownLocaleError

UTC = ZoneInfo("UTC")
WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class Hours:
    """When somebody works: from `start` to `end` by the clock of `zone`, on some `days` of the week (0 is Monday).

    Not on holidays of `country` (ISO 3166), nor while they are `away` (first and last day). What can wait comes at `brief`, or
    at the start.
    """

    zone: ZoneInfo
    start: time = time(9)
    end: time = time(17)
    country: str | None = None
    days: frozenset[int] = WEEKDAYS
    away: tuple[date, date] | None = None
    brief: time | None = None

    def __post_init__(self) -> None:
        if not self.days or self.start >= self.end:
            raise ValueError("nobody could ever be reached in these hours")

    def is_away(self, day: date) -> bool:
        """Whether they said that they are not to be asked on that day."""
        return self.away is not None and self.away[0] <= day <= self.away[1]


def is_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=256)
def usual_days(country: str | None) -> frozenset[int]:
    """The working days that are usual in a country (ISO 3166): Sunday to Thursday in some; Monday to Friday where nobody knows.

    Five at the most: where one day a week is everybody's, the one before it is many people's, and they are left in peace.
    """
    if country is None:
        return WEEKDAYS
    try:
        known = Locale.parse(f"und_{country}", resolve_likely_subtags=True)
    except (ValueError, UnknownLocaleError):
        return WEEKDAYS
    first, last = known.weekend_start, known.weekend_end
    first -= first == last
    free = {day % 7 for day in range(first, (last if last >= first else last + 7) + 1)}
    return frozenset(range(7)) - free


def is_working_day(day: date, hours: Hours) -> bool:
    """Whether somebody with these hours works on that day."""
    is_free = day.weekday() not in hours.days or hours.is_away(day)
    return not is_free and not (hours.country and day in _holidays(hours.country, day.year))


def next_working_moment(moment: datetime, hours: Hours) -> datetime:
    """The first moment not before `moment` (aware) that lies in working hours; in UTC."""
    local = moment.astimezone(hours.zone)
    if is_working_day(local.date(), hours):
        if local.time() < hours.start:
            return _at(local.date(), hours.start, hours)
        if local.time() < hours.end:
            return moment.astimezone(UTC)
    day = local.date() + timedelta(days=1)
    while not is_working_day(day, hours):
        day += timedelta(days=1)
    return _at(day, hours.start, hours)


def add_working_days(moment: datetime, days: int, hours: Hours) -> datetime:
    """`moment` (aware) moved on by that many working days, at the same time of day, in working hours; in UTC."""
    local = next_working_moment(moment, hours).astimezone(hours.zone)
    day = local.date()
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day, hours):
            day += timedelta(days=1)
    return next_working_moment(_at(day, local.time(), hours), hours)


def morning_of(day: date, hours: Hours) -> datetime:
    """The start of work on that day, or on the next working day; in UTC."""
    return next_working_moment(_at(day, hours.start, hours), hours)


def _at(day: date, wall: time, hours: Hours) -> datetime:
    """That time on the wall, in UTC. A time that summer time skips is the moment an hour later; a doubled one is the first."""
    return datetime.combine(day, wall, tzinfo=hours.zone).astimezone(UTC)


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays(country, years=year)
