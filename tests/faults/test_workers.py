"""Four workers on one PostgreSQL, two of which die in the middle of their work."""

from __future__ import annotations

import asyncio
from collections import Counter

from sqlalchemy import insert, select

from bot.sandbox.errors import StuckClock
from bot.store.base import new_id
from bot.work.models import Obligation, Progress
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.faults.doomed import Doom
from tests.faults.mortal import KILLED
from tests.faults.support import FULL, Scene, open_scene
from tests.support.postgres import DatabaseUrls

MANY = 10_000 if FULL else 1_000
WITHIN = 500 if FULL else 100


async def test_of_many_obligations_each_runs_once_though_two_of_four_workers_die(postgres: DatabaseUrls) -> None:
    async with open_scene(postgres.app, LEASE_SECONDS="3") as scene:
        async with scene.units() as units:
            await units(scene.workspace.team_id, _plan_many)
        first = await scene.begin(Doom("_act: not committed", MANY // 20), "worker")
        second = await scene.begin(Doom("_act: committed", MANY // 10), "worker")
        for _worker in range(2):
            await scene.begin(command="worker")

        await asyncio.wait_for(_fall_due(scene), WITHIN)

        assert await first.ended() == await second.ended() == KILLED
        async with scene.units() as units:
            ran = Counter(await units(scene.workspace.team_id, _stamped))
            left = await units(scene.workspace.team_id, _left)
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


def _plan_many(unit: Unit) -> None:
    due = unit.now.replace(minute=30)
    unit.session.execute(
        insert(Obligation),
        [
            {
                "workspace": unit.workspace,
                "id": new_id(),
                "kind": "stamp",
                "subject": str(number),
                "key": f"stamp:{number}",
            }
            | {"due": due, "facts": {}, "state": Progress.planned, "tries": 0}
            for number in range(MANY)
        ],
    )


def _stamped(unit: Unit) -> list[str]:
    return list(unit.all(select(AuditEntry.what).where(AuditEntry.did == "stamp")))


def _left(unit: Unit) -> list[str]:
    return list(unit.all(select(Obligation.id).where(Obligation.kind == "stamp", Obligation.state != Progress.done)))
