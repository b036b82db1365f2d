"""Where a departure may go from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rapidfuzz.distance import OSA

from bot.departures.values import Problem, Stage

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


def meant_word(typed: str, words: Iterable[str]) -> str | None:
    """The word of the command that somebody probably meant: at most two letters off, one where the word is short."""
    plain = typed.casefold()
    near = ((OSA.distance(plain, word), word) for word in words if word)
    best = min(near, default=None)
    if best is None or best[0] > (1 if len(best[1]) <= 5 else 2):
        return None
    return best[1]
