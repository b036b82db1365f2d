"""Where a departure may go from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from rapidfuzz.distance import OSA

from bot.departures.values import Problem, Size, Stage, Thresholds

TRANSITIONS: dict[Stage, tuple[Stage, ...]] = {
    Stage.at_risk: (Stage.leaving, Stage.left, Stage.saved, Stage.closed),
    Stage.leaving: (Stage.left, Stage.saved, Stage.closed),
    Stage.left: (Stage.returned, Stage.closed),
    Stage.saved: (),
    Stage.returned: (),
    Stage.closed: (),
}
"""Saved, returned and closed are the end of a departure: if it starts again, that is a new one."""

LONGEST_AGO = timedelta(days=30 * 366)
EARLIEST_SINCE = date(1900, 1, 1)
LONGEST_WATCH = timedelta(days=366)
ASK_WITHIN = 2
"""Working days within which somebody is asked to talk with a customer."""
ASK_AGAIN_AFTER = 5
"""Working days after which they are asked once more, and then no more."""
SMALL_FIRM = 3
"""In a firm of so few everybody knows every customer: nobody is left who could hear one out."""


def may_go(before: Stage, after: Stage) -> bool:
    """Whether a departure that stands at `before` may stand at `after` next."""
    return after in TRANSITIONS[before]


def is_believable(day: date, today: date) -> bool:
    """Whether something can have happened on that day: not in the future, and within a working life. `today` is the person's own."""
    return today - LONGEST_AGO <= day <= today


def day_problem(day: date | None, today: date) -> Problem | None:
    """What is wrong with a day on which something happened, if anything. `today` is the person's own."""
    if day is None:
        return Problem.missing
    if is_believable(day, today):
        return None
    return Problem.in_future if day > today else Problem.too_long_ago


def since_problem(since: date, today: date, left: date) -> Problem | None:
    """What is wrong with the day on which business began, if anything. `today` is the person's own, `left` the departure's."""
    if since > today:
        return Problem.in_future
    if since > left:
        return Problem.after_leaving
    return None if since >= EARLIEST_SINCE else Problem.too_long_ago


def watch_problem(until: date | None, today: date) -> Problem | None:
    """What is wrong with the day until which a customer is watched, if anything. `today` is the person's own."""
    if until is None:
        return Problem.missing
    return None if today < until <= today + LONGEST_WATCH else Problem.not_ahead


def going_problem(day: date | None, today: date, *, may_be_ahead: bool) -> Problem | None:
    """What is wrong with the day since which they are gone, or from which they will be. `today` is the person's own."""
    if may_be_ahead and day is not None and today < day <= today + LONGEST_WATCH:
        return None
    return day_problem(day, today)


def size_for(value: Decimal | None, currency: str | None, thresholds: Thresholds, colleagues: int | None) -> Size:
    """How much is done about a departure while nobody has said so.

    `value` is what the customer is worth a year; unknown, or in another currency than the thresholds are, nothing is
    left out for its sake. `colleagues` is how many the firm has, where that is known.
    """
    usual = Size.light if colleagues is not None and colleagues <= SMALL_FIRM else Size.full
    if value is None or (currency and thresholds.currency and currency != thresholds.currency):
        return usual
    if thresholds.record_below is not None and value < thresholds.record_below:
        return Size.record
    if thresholds.light_below is not None and value < thresholds.light_below:
        return Size.light
    return usual


def meant_word(typed: str, words: Iterable[str]) -> str | None:
    """The word of the command that somebody probably meant: at most two letters off, one where the word is short."""
    plain = typed.casefold()
    near = ((OSA.distance(plain, word), word) for word in words if word)
    best = min(near, default=None)
    if best is None or best[0] > (1 if len(best[1]) <= 5 else 2):
        return None
    return best[1]
