"""Those who left are told apart, many at a time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from bot.customers.service.cuts import told_apart
from bot.customers.values.fields import Cutting, Told
from bot.departures.models import Departure
from bot.store.among import among
from bot.work.unit import Unit


def cut(unit: Unit, departures: Collection[str], field: str) -> Cutting:
    """What a field (or `worth`, or `tenure`) says of each of these departures, by its id: worth and tenure as of that time."""
    told = select(Departure.id, Departure.customer, Departure.happened, Departure.lifetime)
    found = unit.session.execute(told.where(among(Departure.id, departures)))
    return told_apart(unit, [Told(row.id, row.customer, row.happened, row.lifetime) for row in found], field)
