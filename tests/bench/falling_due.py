"""Scheduled work: how fast is done what falls due, beside Procrastinate and APScheduler, and with two processes beside one.

An obligation of ours goes through the product's own heartbeat, agenda and unit: claimed by a lease with up to a hundred others,
settled and done in a transaction of its own, which has its workspace's turn and adds one row through the ORM. A job of
Procrastinate's adds one row as well; a job of APScheduler's does nothing at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import asyncpg
from procrastinate.schema import SchemaManager

from bot.migrations.run import migrate
from tests.bench import duties
from tests.bench.figures import ROUNDS, Besides, Figure
from tests.bench.processes import Told, run_all, start
from tests.support.postgres import DatabaseUrls, PostgresServer

HANDS = "tests.bench.hands"
PENDING, DUE = 100_000, 10_000
SAMPLE = 500
"""So many of those that are due Procrastinate does in each round; all would take it minutes."""
FOR_APSCHEDULER, FOR_TWO = 1_000, 4_000
STALL = 0.020
"""Seconds for which the event loop may stand still at most; APScheduler's was seen to stand still for 0.480."""

PEER = """
    CREATE TABLE written (workspace text, id text, delivery text, at timestamptz, outcome text, PRIMARY KEY (workspace, id));
    CREATE INDEX ON written (workspace, delivery);
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO porchlight_app;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO porchlight_app;
    ALTER TABLE procrastinate_jobs DISABLE TRIGGER USER
"""
JOBS = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at, status)
    SELECT 'default', $1, jsonb_build_object('subject', 's' || n),
           now() + CASE WHEN {is_due} THEN interval '-1 day' ELSE interval '1 day' END,
           (CASE WHEN {is_due} AND {is_done} THEN 'succeeded' ELSE 'todo' END)::procrastinate_job_status
    FROM generate_series(0, {pending} - 1) AS n
"""


async def figures(folder: Path) -> list[Figure]:
    """`agenda_vs_procrastinate`, `agenda_vs_apscheduler` and `agenda_scaling`."""
    return await asyncio.to_thread(_figures, folder)


def _figures(folder: Path) -> list[Figure]:
    with PostgresServer(migrate) as server:
        return [_procrastinate(server), _apscheduler(folder), _scaling(server)]


def _procrastinate(server: PostgresServer) -> Figure:
    ours, last, mixed = [], [], []
    for _ in range(2):
        ours.append(_ours(server, PENDING, DUE)[0].rate)
        last.append(_theirs(server, "n >= {pending} - {due}", "false"))
        mixed.append(_theirs(server, "n % ({pending} / {due}) = 0", "n < {pending} / 2"))
    ratio = median(ours) / median(mixed)
    note = f"those that are due planned last; with these anywhere among the others {ratio:.1f}"
    return Figure("agenda_vs_procrastinate", median(ours), median(last), "a second", 6, most=False, note=note)


def _apscheduler(folder: Path) -> Figure:
    ours, theirs = [], []
    for number in range(ROUNDS):
        url, peer = (f"sqlite:///{folder / f'{name}-{number}.sqlite3'}" for name in ("agenda", "apscheduler"))
        migrate(url)
        asyncio.run(duties.fill(url, FOR_APSCHEDULER, FOR_APSCHEDULER))
        ours += run_all([start(HANDS, "ours", url, 0)])
        theirs += run_all([start(HANDS, "apscheduler", peer, FOR_APSCHEDULER)])
    rates, stalls = ([(median(getattr(one, what) for one in all_)) for all_ in (ours, theirs)] for what in ("rate", "stall"))
    note = "SQLite; its jobs do nothing, ours write a row each"
    told = f"longest stall {stalls[0] * 1000:.0f} ms beside its {stalls[1] * 1000:.0f}, under {STALL * 1000:.0f}"
    besides = Besides(told, stalls[0] < STALL)
    return Figure("agenda_vs_apscheduler", *rates, "a second", 0.5, most=False, note=note, besides=besides)


def _scaling(server: PostgresServer) -> Figure:
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for processes, found in rates.items():
            told = _ours(server, FOR_TWO, FOR_TWO, processes)
            found.append(sum(one.done for one in told) / max(one.took for one in told))
    return Figure("agenda_scaling", median(rates[2]), median(rates[1]), "a second", 1.5, most=False, note="two processes to one")


def _ours(server: PostgresServer, pending: int, due: int, processes: int = 1) -> Sequence[Told]:
    urls = server.fresh()
    asyncio.run(duties.fill(urls.owner, pending, due))
    try:
        told = run_all([start(HANDS, "ours", urls.app, 0) for _ in range(processes)])
    finally:
        server.drop(urls)
    if sum(one.done for one in told) != due:
        raise RuntimeError(f"{due} were due, and {told} were done")
    return told


def _theirs(server: PostgresServer, is_due: str, is_done: str) -> float:
    urls = server.empty()
    how = {name: text.format(pending=PENDING, due=DUE) for name, text in (("is_due", is_due), ("is_done", is_done))}
    asyncio.run(_fill_peer(urls, JOBS.format(pending=PENDING, **how)))
    try:
        [told] = run_all([start(HANDS, "procrastinate", _plain(urls.app), SAMPLE)])
    finally:
        server.drop(urls)
    return told.rate


async def _fill_peer(urls: DatabaseUrls, jobs: str) -> None:
    connection = await asyncpg.connect(_plain(urls.owner))
    try:
        await connection.execute(SchemaManager.get_schema())
        await connection.execute(PEER)
        await connection.execute(jobs, duties.KIND)
        await connection.execute("ALTER TABLE procrastinate_jobs ENABLE TRIGGER USER")
        await connection.execute("VACUUM ANALYZE procrastinate_jobs")
    finally:
        await connection.close()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://")
