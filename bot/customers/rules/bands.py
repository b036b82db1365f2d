"""Bands of amounts, made from the data: three of about the same size, between round numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.customers.values.fields import Band

ENOUGH = 6
"""Of fewer there are no bands: each would be a customer or two."""
PARTS = 3
STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


def edges(known: Iterable[Decimal], least: Decimal = Decimal(0)) -> tuple[Decimal, ...]:
    """Where one band ends and the next begins: round numbers near the terciles, none below `least`.

    Each band has something in it; so there are fewer edges where many amounts are alike, and none of very few.
    """
    ordered = sorted(known)
    if len(ordered) < ENOUGH:
        return ()
    terciles = (ordered[len(ordered) * part // PARTS] for part in range(1, PARTS))
    rounded = sorted({max(round_number(one), least) for one in terciles})
    return _each_with_something(ordered, rounded)


def bands(known: Iterable[Decimal], unit: str = "", least: Decimal = Decimal(0)) -> tuple[Band, ...]:
    """The bands of these amounts, the lowest first; none of very few."""
    ordered = sorted(known)
    if len(ordered) < ENOUGH:
        return ()
    ends = [None, *edges(ordered, least), None]
    return tuple(Band(low, high, unit) for low, high in pairwise(ends))


def band_of(value: Decimal, among: Sequence[Band]) -> Band | None:
    """The band that a value is in."""
    if not among:
        return None
    return among[bisect_right([one.low for one in among if one.low is not None], value)]


def round_number(value: Decimal) -> Decimal:
    """The nearest of 1, 2 and 5 times a power of ten; nothing below nought is rounded."""
    if value <= 0:
        return Decimal(0)
    power = Decimal(10) ** value.adjusted()
    return min((step * power for step in STEPS), key=lambda one: (abs(one - value), one))


def _each_with_something(ordered: Sequence[Decimal], rounded: Sequence[Decimal]) -> tuple[Decimal, ...]:
    kept: list[Decimal] = []
    before = ordered[0]
    for edge in rounded:
        if before < edge <= ordered[-1] and any(before <= one < edge for one in ordered):
            kept.append(edge)
            before = edge
    return tuple(kept)
