"""What several deliveries of one workspace want of the database at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from bot.work.models import Gesture
from bot.work.outbox.together import MOST, Together
from bot.work.unit import Unit
from tests.work.support import units_on


async def test_those_who_wait_are_done_together_and_each_has_its_own_answer(sqlite_url: str) -> None:
    groups: list[int] = []

    def note(unit: Unit, asked: Sequence[str]) -> Sequence[str]:
        groups.append(len(asked))
        assert all(unit.saw(one) for one in asked)
        return [f"noted {one}" for one in asked]

    async with units_on(sqlite_url) as (units, _clock):
        noted = Together(units, note)

        answers = await asyncio.gather(*(noted(f"T{number % 2}", f"G{number}") for number in range(2 * MOST + 2)))

    assert answers == [f"noted G{number}" for number in range(2 * MOST + 2)]
    assert sorted(groups) == [1, 1, MOST, MOST]


async def test_where_one_cannot_be_done_the_others_are_and_it_alone_fails(sqlite_url: str) -> None:
    def note(unit: Unit, asked: Sequence[str]) -> Sequence[None]:
        for one in asked:
            unit.saw(one)
            if one == "poison":
                raise LookupError(one)
        return [None] * len(asked)

    async with units_on(sqlite_url) as (units, _clock):
        noted = Together(units, note)

        done = await asyncio.gather(*(noted("T1", one) for one in ("a", "poison", "b")), return_exceptions=True)

        kept = select(func.count()).select_from(Gesture)
        assert await units.database.run(lambda session: session.scalar(kept)) == 2
    assert done[0] is done[2] is None
    with pytest.raises(LookupError):
        raise done[1]  # type: ignore[misc]
