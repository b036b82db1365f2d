"""Who is in a digest, and when the next one is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.customers.values import Consent
from bot.winback.values import Candidate, Place
from bot.work.calendar import Hours, is_working_day

MOST = 5
FIRST_WEEKS = timedelta(days=42)
"""The first six weeks belong to the goodbye and the exit interview, which is not about getting the business back."""
NEVER = datetime.min.replace(tzinfo=UTC)


def may_be_asked(
    today: date, left: date, consent: Consent, *, again: date | None = None, not_now: date | None = None
) -> bool:
    """Whether a customer who left on that day may be asked again: nobody is who said no, or whom it is too early to ask."""
    if consent is Consent.no or today < left + FIRST_WEEKS:
        return False
    return not any(until is not None and today < until for until in (again, not_now))


def choose(candidates: Iterable[Candidate], most: int = MOST) -> list[Place]:
    """Who is in the digest: the best of whom there is something new to say, and at the end whoever was longest never asked.

    Where there is nothing new of anybody, there is nobody in it. The kept place goes round: to somebody who was in no
    digest yet before anybody who was, and to somebody never asked, with or without news, before anybody who was; so
    everybody who may be asked comes up until they are asked, however small the score. The order is the same for the same
    input.
    """
    waiting = sorted(candidates, key=_longest_never_asked)
    fresh = [one for one in waiting if one.is_new]
    if not fresh:
        return []
    kept = waiting[0] if not waiting[0].asked else fresh[0]
    ranked = sorted(fresh, key=lambda one: (-one.score, one.left, one.departure))
    best = [one for one in ranked if one != kept][: most - 1]
    return [*(Place(one.departure, kept=False) for one in best), Place(kept.departure, kept=True)]


def next_digest(now: datetime, weekday: int, hour: int, hours: Hours) -> datetime:
    """The next time for a digest after `now`, in UTC: that weekday (0 is Monday) and hour; on a day off, the working day after.

    So on a Tuesday after a holiday that of the Monday may still be ahead.
    """
    day = now.astimezone(hours.zone).date()
    day -= timedelta(days=(day.weekday() - weekday) % 7)
    while True:
        at = _on_working_day(day, hour, hours)
        if at > now:
            return at
        day += timedelta(days=7)


def _longest_never_asked(one: Candidate) -> tuple[bool, datetime, date, str]:
    return one.asked, one.shown or NEVER, one.left, one.departure


def _on_working_day(day: date, hour: int, hours: Hours) -> datetime:
    while not is_working_day(day, hours):
        day += timedelta(days=1)
    return datetime.combine(day, time(hour), tzinfo=hours.zone).astimezone(UTC)
