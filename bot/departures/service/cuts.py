"""Those who left are told apart, many at a time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from bot.customers.service.cuts import told_apart
from bot.customers.service.fields import in_parts
from bot.customers.values.fields import Cutting, Told
from bot.departures.models import Departure
from bot.work.unit import Unit


def cut(unit: Unit, departures: Collection[str], field: str) -> Cutting:
    """What a field (or `worth`, or `tenure`) says of each of these departures, by its id: worth and tenure as of that time."""
    found = (
        row
        for ids in in_parts(departures)
        for row in unit.session.execute(
            select(Departure.id, Departure.customer, Departure.happened, Departure.lifetime).where(
                Departure.id.in_(ids)
            )
        )
    )
    return told_apart(unit, [Told(row.id, row.customer, row.happened, row.lifetime) for row in found], field)
