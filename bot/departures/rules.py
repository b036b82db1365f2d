"""Where a departure may go from where it stands."""

from __future__ import annotations

from datetime import date, timedelta

from bot.departures.values import Stage

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
