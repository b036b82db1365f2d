"""What a choice was decided by, told from how it was kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.interviews.values import Considered, Decision
from bot.interviews.values.known import Criterion

_ORDER: Sequence[tuple[Criterion, Callable[[Considered], Any]]] = (
    (Criterion.acquaintance, lambda one: one.acquaintance),
    (Criterion.recent, lambda one: one.recent),
    (Criterion.last, lambda one: one.last or ""),
    (Criterion.overlap, lambda one: -(one.overlap or 0)),
)


def decided_by(decision: Decision) -> tuple[Criterion, int]:
    """What told the chosen one apart, and how many were equal in all that came before it."""
    equal = [one for one in decision.people if one.out is None]
    if decision.by is not None or not equal:
        return Criterion.by_hand, len(equal)
    if len(equal) == 1:
        return Criterion.only_one, 1
    for criterion, value in _ORDER:
        best = [one for one in equal if value(one) == min(map(value, equal))]
        if len(best) == 1:
            return criterion, len(equal)
        equal = best
    return Criterion.lot, len(equal)
