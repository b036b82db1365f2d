"""That something is off with a customer who is back reaches whoever looks after them on the day, whatever else came that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.colleagues.service import take_for_appointment
from bot.sandbox.errors import NotThere
from bot.winback.models import CareCheck
from bot.winback.service import come_back, tell_amber
from bot.winback.values import AmberForm, BackForm, CareState, Gone
from bot.work.unit import Unit
from tests.support.world import World, gesture_of
from tests.winback.test_journey import lost, opens, settles

OFF = ", and something is off"


def _tell(unit: Unit, by: str) -> None:
    check = unit.first(select(CareCheck).where(CareCheck.state == CareState.waiting))
    assert check is not None
    tell_amber(unit, by, check.id, AmberForm(Gone.no, None, "Two pallets were late"))


@pytest.mark.slow
async def test_amber_reaches_the_owner_the_same_day_though_something_else_had_interrupted_them(world: World) -> None:
    await opens(world)
    departure = await lost(world)
    maya, grace, lena = (world.id_of(one) for one in ("maya", "grace", "lena"))
    with gesture_of(maya):
        await world.bot.deps.unit(world.team, come_back, maya, departure, BackForm(date(2026, 3, 2)))
    await world.clock.advance(days=8)  # a Tuesday, in the morning
    for person in (maya, lena):
        await world.bot.deps.unit(world.team, take_for_appointment, person)

    with gesture_of(grace):
        await world.bot.deps.unit(world.team, _tell, grace)
    await settles(world)

    told = world.person("maya").newest(OFF)
    assert "Two pallets were late" in told.text
    assert datetime.fromtimestamp(float(told.ts), UTC).date() == date(2026, 3, 10)
    assert len([one for one in world.person("maya").dm if OFF in one.text]) == 1
    with pytest.raises(NotThere):
        world.person("grace").newest(OFF)

    await world.clock.advance(days=3)
    assert len([one for one in world.person("maya").dm if OFF in one.text]) == 1


@pytest.mark.slow
async def test_amber_in_the_evening_waits_for_the_morning(world: World) -> None:
    await opens(world)
    departure = await lost(world)
    maya, grace = world.id_of("maya"), world.id_of("grace")
    with gesture_of(maya):
        await world.bot.deps.unit(world.team, come_back, maya, departure, BackForm(date(2026, 3, 2)))
    await world.clock.advance(days=8, hours=10)  # eight in the evening for Maya

    with gesture_of(grace):
        await world.bot.deps.unit(world.team, _tell, grace)
    await settles(world)
    with pytest.raises(NotThere):
        world.person("maya").newest(OFF)

    await world.clock.advance(days=1)
    told = world.person("maya").newest(OFF)
    assert datetime.fromtimestamp(float(told.ts), UTC) < datetime(2026, 3, 11, 14, tzinfo=UTC)
