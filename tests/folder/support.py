"""What tests of the folder look at."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.customers.models import Customer, KeptMessage
from bot.work.unit import Unit
from bot.work.values import Entry
from tests.support.world import World


async def timeline(world: World, reader: str, customer: str = "Acme Bakeries") -> list[Entry]:
    """What somebody reads of messages in a customer's folder, oldest first."""

    def look(unit: Unit) -> Sequence[Entry]:
        found = unit.first(select(Customer).where(Customer.name == customer))
        if found is None:
            return []
        return [one for stage in unit.parts.timeline for one in stage(unit, found.id, world.id_of(reader))]

    entries = await world.bot.deps.unit(world.team, look)
    return sorted((one for one in entries if one.kind.startswith("message.")), key=lambda one: one.at)


async def words(world: World, reader: str = "maya", customer: str = "Acme Bakeries") -> list[str | None]:
    """The words of those messages."""
    return [one.words for one in await timeline(world, reader, customer)]


async def rows(world: World) -> Sequence[KeptMessage]:
    """All that is kept, words or not."""
    return await world.bot.deps.unit(world.team, lambda unit: unit.all(select(KeptMessage).order_by(KeptMessage.ts)))
