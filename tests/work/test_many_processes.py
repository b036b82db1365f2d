"""Who works on what, when there is more than one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.app import build
from bot.slack.kit import message
from bot.store.engine import InUse, open_database
from bot.work.clock import real_now
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.unit import Unit, Units
from tests.support.postgres import DatabaseUrls
from tests.support.world import World, open_world
from tests.work.support import units_on

pytestmark = pytest.mark.every_way


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


@pytest.mark.slow
async def test_a_worker_whose_bell_was_cut_off_hears_it_again(postgres: DatabaseUrls) -> None:
    """What was rung meanwhile is looked for as soon as it hears again."""
    async with open_world(postgres.app, worker=False) as world, build(world.settings, world.clock) as worker:
        channel = await world.enter("departures")
        await worker.rest()
        listens = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        async with units_on(postgres.app) as (units, _clock):
            [before] = await _until_there(units, listens)
            await units.database.run(lambda session: session.execute(text(f"SELECT pg_terminate_backend({before})")))
            await world.bot.deps.unit(world.team, say, "While it was deaf", channel)
            [after] = await _until_there(units, f"{listens} AND pid <> {before}")
        await worker.rest()

        assert before != after
        assert texts(world) == ["While it was deaf"]


async def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(database_url: str) -> None:
    """Leases go by the clock of the machine, and end within minutes; one that ends in an hour was given by a wrong clock."""

    def hold(unit: Unit) -> None:
        for row in (unit.first(select(Delivery)), unit.first(select(Obligation).where(Obligation.kind == "read_people"))):
            assert row is not None
            row.lease, row.leased_until = "somebody", real_now() + timedelta(hours=1)
            row.state = Sending.sending if isinstance(row, Delivery) else row.state

    async with open_world(database_url) as world:
        channel = await world.enter("departures")
        world.workspace.faults.add(method="chat.postMessage", kind="429", retry_after=10)
        await world.bot.deps.unit(world.team, say, "Held", channel)
        await world.rests()
        await world.bot.deps.unit(world.team, hold)

        await world.clock.advance(days=1)

        assert texts(world) == ["Held"]
        read = select(Obligation.state).where(Obligation.kind == "read_people").order_by(Obligation.due)
        assert Progress.done in await world.bot.deps.unit(world.team, lambda unit: list(unit.all(read)))


@pytest.mark.slow
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


async def _until_there(units: Units, query: str) -> list[int]:
    """What a query of the database's own activity finds, once it finds something."""
    async with asyncio.timeout(10):
        while not (found := await units.database.run(lambda session: list(session.scalars(text(query))))):
            pass
    return found


def say(unit: Unit, words: str, channel: str) -> None:
    unit.say(message(words), to=channel, key=words)


def texts(world: World, channel: str = "departures") -> list[str]:
    return [one.text for one in world.channel(channel).messages.values() if one.metadata]
