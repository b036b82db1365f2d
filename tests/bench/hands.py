"""Three that do what falls due, each in a process of its own: ours, Procrastinate and APScheduler.

`python -m tests.bench.hands ours|procrastinate|apscheduler URL MOST`; `MOST` where not all is done.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from sqlalchemy import create_engine

from bot.store.engine import open_database
from bot.work.clock import SystemClock, real_now
from bot.work.heartbeat import Heartbeat
from tests.bench import duties
from tests.bench.processes import Run, begin


@asynccontextmanager
async def ours(url: str, _most: int) -> AsyncIterator[Run]:
    """The product's own heartbeat and agenda."""
    done = 0

    def did() -> None:
        nonlocal done
        done += 1

    database = open_database(url)
    heartbeat = Heartbeat(database, SystemClock(), {"agenda": duties.agenda(database, url, did)})

    async def run() -> int:
        await heartbeat.start()
        await heartbeat.rest()
        return done

    try:
        yield run
    finally:
        await heartbeat.stop()
        await database.close()


@asynccontextmanager
async def procrastinate(url: str, most: int) -> AsyncIterator[Run]:
    """Its worker as its documentation runs it, eight jobs at once; each writes one row in a transaction of its own."""
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=url, max_size=12))
    done, enough = 0, asyncio.Event()

    @app.task(name=duties.KIND)
    async def act(subject: str) -> None:
        nonlocal done
        await app.connector.execute_query_async(
            "INSERT INTO written (workspace, id, delivery, at, outcome) VALUES ('T', %(id)s, %(id)s, now(), 'bench')", id=subject
        )
        done += 1
        if done >= most:
            enough.set()

    async with app.open_async():

        async def run() -> int:
            working = asyncio.create_task(app.run_worker_async(concurrency=8, wait=True, install_signal_handlers=False))
            await enough.wait()
            count = done
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
            return count

        yield run


@asynccontextmanager
async def apscheduler(url: str, most: int) -> AsyncIterator[Run]:
    """Its scheduler on asyncio with its SQLAlchemy job store; a job only counts, and writes nothing."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    engine = create_engine(url)
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone="UTC")
    scheduler.start(paused=True)
    ago = real_now() - timedelta(minutes=1)
    for number in range(most):
        scheduler.add_job(count, "date", run_date=ago, id=str(number), args=[most], misfire_grace_time=None)

    async def run() -> int:
        scheduler.resume()
        await ENOUGH.wait()
        return next(COUNTED) - 1

    try:
        yield run
    finally:
        scheduler.shutdown(wait=False)
        engine.dispose()


COUNTED, ENOUGH = itertools.count(1), asyncio.Event()


async def count(most: int) -> None:
    """What a job of APScheduler's does."""
    if next(COUNTED) == most:
        ENOUGH.set()


if __name__ == "__main__":
    kinds = {"ours": ours, "procrastinate": procrastinate, "apscheduler": apscheduler}
    begin(lambda: kinds[sys.argv[1]](sys.argv[2], int(sys.argv[3])))
