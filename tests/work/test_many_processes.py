"""Who works on what, when there is more than one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import build
from bot.slack.kit import message
from bot.store.engine import InUse, open_database
from bot.work.unit import Unit
from tests.support.postgres import DatabaseUrls
from tests.support.world import World, open_world


async def test_a_worker_wakes_at_once_for_what_another_process_said(postgres: DatabaseUrls) -> None:
    """Over the bell of PostgreSQL, and not by looking again and again."""
    async with open_world(postgres.app, worker=False) as world, build(world.settings, world.clock) as worker:
        channel = await world.enter("departures")
        await worker.rest()
        arrived = asyncio.Event()
        world.workspace.subscribe(lambda: arrived.set() if "Ring" in texts(world) else None)

        await world.bot.deps.unit(world.team, say, "Ring", channel)

        await asyncio.wait_for(arrived.wait(), 5)
        await worker.rest()
        assert texts(world).count("Ring") == 1


async def test_of_four_workers_each_message_is_sent_by_one(postgres: DatabaseUrls) -> None:
    async with open_world(postgres.app, worker=False) as world:
        channels = [await world.enter(name) for name in ("departures", "random", "acct-acme")]
        for number in range(30):
            await world.bot.deps.unit(world.team, say, f"Message {number}", channels[number % 3])
        async with (
            build(world.settings, world.clock) as first,
            build(world.settings, world.clock) as second,
            build(world.settings, world.clock) as third,
            build(world.settings, world.clock) as fourth,
        ):
            for _second in range(15):
                await asyncio.gather(*(one.rest() for one in (first, second, third, fourth)))
                await world.clock.leap(seconds=1)
            await asyncio.gather(*(one.rest() for one in (first, second, third, fourth)))

        for place, channel in enumerate(("departures", "random", "acct-acme")):
            mine = [one for one in texts(world, channel) if one.startswith("Message")]
            assert mine == [f"Message {number}" for number in range(place, 30, 3)], "each once, and in order"


async def test_a_second_process_on_the_same_sqlite_file_is_refused_with_a_clear_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'porchlight.sqlite3'}"
    first = open_database(url)

    with pytest.raises(InUse, match="Another process works on"):
        open_database(url)

    await first.close()
    await open_database(url).close()


def say(unit: Unit, words: str, channel: str) -> None:
    unit.say(message(words), to=channel, key=words)


def texts(world: World, channel: str = "departures") -> list[str]:
    return [one.text for one in world.channel(channel).messages.values() if one.metadata]
