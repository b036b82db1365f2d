"""Scheduled work: what a look costs when nothing is due, with few and with many obligations that wait for their day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.migrations.run import migrate
from bot.slack.client import Slack
from bot.slack.directory import Directory
from bot.store.engine import open_database
from bot.work.heartbeat import Heartbeat
from bot.work.outbox import Outbox
from bot.workspace.installing import Erasing
from tests.bench import duties
from tests.bench.figures import Figure
from tests.support.postgres import PostgresServer

FEW, MANY, LOOKS = 10_000, 1_000_000, 300
Look = Callable[[], Awaitable[object]]


async def figures(folder: Path) -> list[Figure]:
    """`agenda_growth`, on both databases."""
    found = []
    with PostgresServer(migrate) as server:
        for kind in ("sqlite", "postgresql"):
            async with AsyncExitStack() as stack:
                looks = [await stack.enter_async_context(_pending(_urls(kind, server, folder, many), many)) for many in (FEW, MANY)]
                took: list[list[float]] = [[], []]
                for number in range(2 * LOOKS):
                    took[number % 2].append(await _seconds(looks[number % 2]))
            few, many = (median(one) for one in took)
            note = f"an empty look of all loops, {MANY:,} pending to {FEW:,}"
            found.append(Figure(f"agenda_growth_{kind}", many * 1000, few * 1000, "ms", 1.3, note=note))
    return found


def _urls(kind: str, server: PostgresServer, folder: Path, pending: int) -> tuple[str, str]:
    """As whoever owns the tables, and as the app."""
    if kind == "postgresql":
        fresh = server.fresh()
        return fresh.owner, fresh.app
    url = f"sqlite:///{folder / f'pending-{pending}.sqlite3'}"
    migrate(url)
    return url, url


@asynccontextmanager
async def _pending(urls: tuple[str, str], pending: int) -> AsyncIterator[Look]:
    """All that the heartbeat does when it is woken and finds nothing."""
    await duties.fill(urls[0], pending, 0)
    database = open_database(urls[1])
    agenda = duties.agenda(database, urls[1])
    slack: Slack = None  # type: ignore[assignment] # nothing falls due, so nobody asks Slack
    outbox = Outbox(agenda.units, agenda.clock, slack, Directory(slack), lease=timedelta(minutes=1))
    erasing = Erasing(database, agenda.clock, timedelta(days=30))
    heartbeat = Heartbeat(database, agenda.clock, {"agenda": agenda, "outbox": outbox, "erasing": erasing})

    async def look() -> None:
        for source in heartbeat.sources.values():
            await source.turn()
        await heartbeat.next_due()

    try:
        yield look
    finally:
        await database.close()


async def _seconds(look: Look) -> float:
    began = perf_counter()
    await look()
    return perf_counter() - began
