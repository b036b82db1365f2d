"""Scheduled work: what a look costs when nothing is due."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert

from bot.migrations.run import migrate
from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.directory import Directory
from bot.store.engine import Database, open_database
from bot.work.agenda import Agenda
from bot.work.clock import SystemClock, real_now
from bot.work.deps import Deps
from bot.work.models import Obligation, Progress
from bot.work.parts import Parts
from bot.work.unit import Units
from tests.bench.fake import TEAM
from tests.bench.figures import Figure

FEW, MANY, LOOKS = 10_000, 1_000_000, 300


async def figures(folder: Path) -> list[Figure]:
    """`agenda_growth`."""
    few, many = [await _tick(folder, pending) for pending in (FEW, MANY)]
    return [Figure("agenda_growth", many * 1000, few * 1000, "ms", 1.3, note="SQLite: an empty look, 1,000,000 pending to 10,000")]


async def _tick(folder: Path, pending: int) -> float:
    """The median of an empty look, in seconds."""
    url = f"sqlite:///{folder / f'pending-{pending}.sqlite3'}"
    migrate(url)
    database = open_database(url)
    try:
        await _fill(database, pending)
        agenda = _agenda(database, url)
        took = []
        for _ in range(LOOKS):
            began = perf_counter()
            await agenda.turn()
            await database.run(agenda.next_due)
            took.append(perf_counter() - began)
        return median(took)
    finally:
        await database.close()


async def _fill(database: Database, pending: int) -> None:
    ahead = real_now() + timedelta(days=1)
    for start in range(0, pending, 10_000):
        rows = [
            {"workspace": TEAM, "id": f"{number:032}", "kind": "k", "subject": "s", "key": f"k{number}", "facts": {}, "tries": 0}
            | {"due": ahead + timedelta(seconds=number), "state": Progress.planned}
            for number in range(start, min(start + 10_000, pending))
        ]
        await database.run(lambda session, rows=rows: session.execute(insert(Obligation), rows) and None)


def _agenda(database: Database, url: str) -> Agenda:
    units = Units(database, SystemClock(), Parts())
    slack: Slack = None  # type: ignore[assignment] # nothing falls due, so nobody asks Slack
    deps = Deps(Settings(database_url=url), SystemClock(), units, slack, Directory(slack))
    return Agenda(units, SystemClock(), {}, deps)
