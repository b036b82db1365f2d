"""How much each factor counts when it is weighed whom to ask again: ours, until an admin chooses others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from bot.winback.models import OwnWeight
from bot.winback.rules import DEFAULT_WEIGHTS, WEIGHED
from bot.winback.values import Declined, Factor, Obstacle, Weights
from bot.work.unit import Unit
from bot.workspace.service import may_change_settings, record

CHANGED = "weight.changed"


def weights_of(unit: Unit) -> Weights:
    """How much each factor counts here."""
    own = {one.id: float(one.points) for one in unit.all(select(OwnWeight)) if one.id in WEIGHED}
    return replace(DEFAULT_WEIGHTS, **own)


def open_weights(unit: Unit, by: str) -> Weights:
    """What the form for the weights opens with; raises `Declined` for whoever may not change them."""
    if not may_change_settings(unit, by):
        raise Declined(Obstacle.no_admin)
    return weights_of(unit)


def change_weights(unit: Unit, by: str, points: Mapping[str, int | None]) -> None:
    """From now on the factors count so many points; None goes back to ours. Each change is recorded, with both numbers.

    Raises `Declined` where no factor would bring anybody a point: the order of the list would be chance.
    """
    before = open_weights(unit, by)
    wanted = {factor: getattr(DEFAULT_WEIGHTS, factor) if one is None else one for factor, one in points.items()}
    after = replace(before, **wanted)
    if not any(getattr(after, factor.value) for factor in Factor):
        raise Declined(Obstacle.nothing_counts)
    for factor, chosen in wanted.items():
        own, ours = unit.get(OwnWeight, factor), getattr(DEFAULT_WEIGHTS, factor)
        if chosen == getattr(before, factor):
            continue
        if chosen == ours:
            unit.session.delete(unit.need(OwnWeight, factor))
        elif own is None:
            unit.add(OwnWeight(id=factor, points=int(chosen), changed_by=by, changed_at=unit.now))
        else:
            own.points, own.changed_by, own.changed_at = int(chosen), by, unit.now
        record(unit, by, CHANGED, factor, before=f"{getattr(before, factor):g}", after=f"{chosen:g}")
    unit.session.flush()
