"""Sending: how fast the outbox sends beside raw posts, and how near it comes to what Slack allows."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.migrations.run import migrate
from bot.store.engine import open_database
from bot.work.clock import real_now
from bot.work.models import Attempt, Delivery
from tests.bench import senders
from tests.bench.figures import ROUNDS, Besides, Figure
from tests.bench.processes import run_all, start
from tests.support.postgres import PostgresServer

PROGRAM = "tests.bench.senders"
EACH = 40
"""Messages for each channel while Slack's limits are enforced: at one a second, this takes one second less."""


async def figures(folder: Path) -> list[Figure]:
    """`sending`, on both databases, and `pacing`."""
    return await asyncio.to_thread(_figures, folder)


def _figures(folder: Path) -> list[Figure]:
    with PostgresServer(migrate) as server:
        return [*_sending(server, folder), _pacing(folder)]


def _sending(server: PostgresServer, folder: Path) -> Sequence[Figure]:
    raw, ours = [], {"sqlite": [], "postgresql": []}  # type: ignore[var-annotated]
    with _there("slack") as told:
        for number in range(ROUNDS):
            raw += run_all([start(PROGRAM, "raw", told, senders.WORKSPACES * senders.PLACES)])
            file = f"sqlite:///{folder / f'outbox-{number}.sqlite3'}"
            migrate(file)
            urls = server.fresh()
            ours["sqlite"] += run_all([start(PROGRAM, "ours", file, told)])
            ours["postgresql"] += run_all([start(PROGRAM, "ours", urls.app, told)])
            server.drop(urls)
    peer = median(one.rate for one in raw)
    spent = median(one.cpu / one.done for one in raw)
    return [
        Figure(
            f"sending_{kind}", median(one.rate for one in found), peer, "a second", 0.4, most=False,
            note=f"{median(one.cpu / one.done for one in found) / spent:.1f} times the CPU of a raw post",
        )
        for kind, found in ours.items()
    ]  # fmt: skip


def _pacing(folder: Path) -> Figure:
    url = f"sqlite:///{folder / 'pacing.sqlite3'}"
    migrate(url)
    began = real_now().timestamp()
    with _there("local", began) as told:
        run_all([start(PROGRAM, "paced", url, told, began, EACH)])
    places, took, limited = asyncio.run(_sent(url))
    rate, allowed = places * (EACH - 1) / took.total_seconds(), places
    besides = Besides(f"{limited} times 429", limited == 0)
    return Figure("pacing", rate, allowed, "a second", 0.95, most=False, besides=besides)


async def _sent(url: str) -> tuple[int, timedelta, int]:
    """To how many places was sent, in what time from the first to the last message, and how often Slack said to wait."""

    def read(session: Session) -> tuple[int, timedelta, int]:
        places, first, last = session.execute(
            select(func.count(func.distinct(Delivery.target)), func.min(Delivery.ts), func.max(Delivery.ts))
        ).one()
        limited = session.scalar(select(func.count()).where(Attempt.outcome == "ratelimited")) or 0
        return places, timedelta(seconds=float(last) - float(first)), limited

    database = open_database(url)
    try:
        return await database.run(read)
    finally:
        await database.close()


@contextmanager
def _there(*words: object) -> Iterator[str]:
    """Whatever takes the messages, in a process of its own; where it is."""
    process: subprocess.Popen[str] = start(PROGRAM, *words)
    assert process.stdout is not None
    told = process.stdout.readline().strip()
    json.loads(told)
    try:
        yield told
    finally:
        process.communicate()
