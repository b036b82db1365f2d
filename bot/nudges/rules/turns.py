"""When it is the turn of a customer: about as often as was chosen, within the bounds of their kind, on a date of theirs."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.nudges.rules import next_nudge
from bot.nudges.values import Bounds, TheirDay, Turn
from bot.work.calendar import UTC, Hours, morning_of, next_working_moment

AHEAD = timedelta(days=5)
"""So long before a date of theirs somebody is asked: a card by post takes its time."""


def bounds_for(kinds: Iterable[Bounds]) -> Bounds:
    """The bounds of a customer of several kinds: all of them hold; where they contradict each other, the calmer does."""
    known = [Bounds(), *kinds]
    shortest = max(one.shortest for one in known)
    return Bounds(shortest, max(shortest, min(one.longest for one in known)))


def turn_of(
    last: datetime,
    now: datetime,
    hours: Hours,
    *,
    days: int,
    bounds: Bounds,
    not_before: datetime | None = None,
    theirs: Iterable[TheirDay] = (),
) -> Turn:
    """When somebody is asked next, and which date of the customer's that is for, if any. All moments are aware.

    That is `days` after the last contact, as far as the bounds allow. Where a date of theirs lies around then, it is on
    that: never sooner after the last contact than the bounds say, and at most half as long again as usual.
    """
    usual = bounds.fitted(days)
    regular = next_nudge(last, hours, days=usual, not_before=not_before)
    soonest = max(last.astimezone(UTC) + timedelta(days=bounds.shortest), not_before or last, now)
    furthest = min(regular + timedelta(days=usual // 2), last.astimezone(UTC) + timedelta(days=bounds.longest))
    latest = max(regular, furthest, next_working_moment(now, hours))
    near = [turn for turn in _greetings(theirs, soonest, hours) if turn.due <= latest]
    return min(near, key=lambda turn: turn.due, default=Turn(regular))


def come_round(one: TheirDay, earliest: date) -> date:
    """The first time on or after `earliest` that a date comes round; the 29th of February is the 28th in other years."""
    this_year = _in_year(one.day, earliest.year)
    found = this_year if this_year >= earliest else _in_year(one.day, earliest.year + 1)
    return found if found > one.day or one.name else _in_year(one.day, one.day.year + 1)


def _greetings(theirs: Iterable[TheirDay], soonest: datetime, hours: Hours) -> Iterator[Turn]:
    for one in theirs:
        day = come_round(one, soonest.astimezone(hours.zone).date())
        due = next_working_moment(max(morning_of(day - AHEAD, hours), soonest), hours)
        if due.astimezone(hours.zone).date() <= day:
            yield Turn(due, TheirDay(day, one.name))


def _in_year(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)
