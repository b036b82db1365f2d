"""Rows found by many ids at once."""

import pytest
from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.store.among import among
from bot.work.unit import Unit
from tests.work.support import units_on

MANY = 40_000
"""More than PostgreSQL's driver takes parameters in a query."""


@pytest.mark.every_way
async def test_a_query_takes_as_many_ids_as_there_are_and_finds_each_row_once(database_url: str) -> None:
    def fill(unit: Unit) -> None:
        for number in range(5):
            unit.add(Colleague(id=f"U{number}", name="", seen=unit.now))

    def find(unit: Unit, ids: list[str]) -> list[str]:
        return list(unit.all(select(Colleague.id).where(among(Colleague.id, ids)).order_by(Colleague.id)))

    async with units_on(database_url) as (units, _clock):
        await units("T1", fill)
        await units("T2", fill)

        assert await units("T1", find, [f"U{number}" for number in range(2, MANY)]) == ["U2", "U3", "U4"]
        assert await units("T1", find, ["U3", 'a "quoted" one', "U3"]) == ["U3"]
        assert await units("T1", find, []) == []
