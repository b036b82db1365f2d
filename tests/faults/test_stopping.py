"""A stop finishes what is in hand, takes on nothing more, and takes less than ten seconds."""

from __future__ import annotations

import asyncio
from collections import Counter

from bot.sandbox.records import Json
from bot.slack.kit import message
from bot.work.outbox.claims import SETTLE
from bot.work.unit import Unit
from tests.faults.doomed import plan_stamps, stamped
from tests.faults.support import FULL, open_scene
from tests.support.world import World, open_world

MANY = 3000 if FULL else 400


async def test_in_the_middle_of_much_work_it_stops_at_once_and_the_rest_is_done_later(database_url: str) -> None:
    async with open_scene(database_url, LEASE_SECONDS="60") as scene:
        async with scene.units() as units:
            await units(scene.workspace.team_id, plan_stamps, MANY)
        life = await scene.begin()
        working = asyncio.create_task(scene.clock.leap(hours=1))
        await asyncio.wait({working}, timeout=0.5)

        started = asyncio.get_running_loop().time()
        assert await life.stop() == 0
        took = asyncio.get_running_loop().time() - started
        await working

        assert took < 5
        await scene.begin()
        await scene.clock.rest()
        await scene.lives[-1].stop()
        async with scene.units() as units:
            ran = Counter(await units(scene.workspace.team_id, stamped))
        assert len(ran) == MANY
        assert set(ran.values()) == {1}


async def test_slack_that_does_not_answer_holds_up_nobody(sqlite_url: str) -> None:
    """A message and the form of a command are on their way when it is told to stop."""
    async with open_world(sqlite_url) as world:
        channel = await world.enter("departures")
        met: list[Json] = []
        both = asyncio.Event()

        def meet(arguments: Json) -> bool:
            met.append(arguments)
            if len(met) == 2:
                both.set()
            return True

        world.workspace.faults.add(method="*", kind="slow", times=2, seconds=11, where=meet)
        typing = asyncio.create_task(world.person("maya").types("/lost-customer Acme Bakeries"))
        await world.bot.deps.unit(world.team, _say, channel)
        await asyncio.wait_for(both.wait(), 5)

        started = asyncio.get_running_loop().time()
        await world.stop()
        took = asyncio.get_running_loop().time() - started

        assert took < 10
        typing.cancel()
        await world.start()
        assert await world.workspace.until(lambda: _said(world) == ["On its way"], seconds=10)
        await world.clock.advance(seconds=2 * SETTLE.total_seconds())
        assert _said(world) == ["On its way"]


def _said(world: World) -> list[str]:
    return [one.text for one in world.channel("departures").messages.values() if one.metadata]


def _say(unit: Unit, channel: str) -> None:
    unit.say(message("On its way"), to=channel, key="on its way")
