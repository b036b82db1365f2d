"""Four workers on one PostgreSQL, two of which die in the middle of their work."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.sandbox.errors import StuckClock
from tests.faults.doomed import Doom, plan_stamps, stamped, stamps_left
from tests.faults.mortal import KILLED
from tests.faults.support import FULL, Scene, open_scene
from tests.support.postgres import DatabaseUrls

MANY = 10_000 if FULL else 1_000
WITHIN = 500 if FULL else 100


@pytest.mark.slow
async def test_of_many_obligations_each_runs_once_though_two_of_four_workers_die(postgres: DatabaseUrls) -> None:
    async with open_scene(postgres.app, LEASE_SECONDS="3") as scene:
        async with scene.units() as units:
            await units(scene.workspace.team_id, plan_stamps, MANY)
        first = await scene.begin(Doom("_act: not committed", MANY // 50), "worker")
        second = await scene.begin(Doom("_act: committed", MANY // 25), "worker")
        for _worker in range(2):
            await scene.begin(command="worker")

        await asyncio.wait_for(_fall_due(scene), WITHIN)

        assert await first.ended() == await second.ended() == KILLED
        async with scene.units() as units:
            ran = Counter(await units(scene.workspace.team_id, stamped))
            left = await units(scene.workspace.team_id, stamps_left)
        assert len(ran) == MANY
        assert set(ran.values()) == {1}
        assert left == []


async def _fall_due(scene: Scene) -> None:
    """All of it is due at once; nobody answers for how long it takes."""
    moving = scene.clock.leap(hours=1)
    while True:
        try:
            await moving
        except StuckClock:
            moving = scene.clock.rest()
        else:
            return
