"""The heartbeat wakes the loops when something falls due. It holds no state, so any number of workers may beat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from time import monotonic
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.logs import where
from bot.store.engine import Database
from bot.work.clock import Clock, real_now

log = structlog.stdlib.get_logger("porchlight.work")

SWEEP = timedelta(seconds=30)
"""However far away the next due time is, look again after this (real) time: another process may have planned something."""

SILENT = 300.0
"""Seconds of real time without a beat after which something hangs. A turn takes far less: each call to Slack has an end."""

LOOK_AGAIN = 0.005
"""Seconds of real time between two looks at what somebody else holds."""


Moment = Select[Any]
"""A query of one moment, or of none."""


@dataclass(frozen=True)
class Ahead:
    """How to ask when something falls due next of what nobody holds; and when the first lease ends, by the real clock.

    What `due` finds is due `later` by so much. Both should find their moment without passing over what waits for its time.
    """

    due: Moment
    held_until: Moment | None = None
    later: timedelta = timedelta()


class Source(Protocol):
    """What a loop works off: the agenda, the outbox."""

    by_time_alone: bool
    """Whether only time makes something due here: whatever others commit, there is no need to look at once."""

    async def turn(self) -> int: ...

    async def finish(self) -> None: ...

    def ahead(self) -> Ahead: ...

    def is_busy(self) -> bool:
        """Whether it has something in hand between two turns."""
        ...


@dataclass(frozen=True)
class Glance:
    """What is ahead: when something falls due next, and when, by the real clock, the first lease runs out, if any runs."""

    due: datetime | None
    held_until: datetime | None


class Loop:
    """Works off one source whenever it is woken, until there is nothing more to do."""

    def __init__(self, name: str, source: Source, after: Callable[[], Awaitable[None]]) -> None:
        self.name, self.source, self.after = name, source, after
        self._awake, self._told_to_end, self.idle = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.idle.set()
        self.last_beat = monotonic()

    def wake(self) -> None:
        self.idle.clear()
        self._awake.set()

    def end(self) -> None:
        """Take on nothing more: `run` returns after the turn that is at work."""
        self._told_to_end.set()
        self._awake.set()

    async def run(self) -> None:
        while not self._told_to_end.is_set():
            await self._awake.wait()
            self._awake.clear()
            self.last_beat = monotonic()
            try:
                while not self._told_to_end.is_set() and await self.source.turn():
                    self.last_beat = monotonic()
                if not self._awake.is_set():
                    self.idle.set()
                await self.after()
            except Exception as error:  # noqa: BLE001 - the database may be away for a minute: the loop outlives it
                log.error("a loop stumbled", loop=self.name, **where(error))
                await asyncio.sleep(1)  # whatever is away is not asked without pause
                self._awake.set()
        self.idle.set()


class Heartbeat:
    """Runs the loops as tasks of its own; APScheduler re-arms one job to the next due time, and only wakes them."""

    def __init__(self, database: Database, clock: Clock, sources: dict[str, Source]) -> None:
        self.database, self.clock, self.sources = database, clock, sources
        self._loops = [Loop(name, source, self._arm) for name, source in sources.items()]
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._tasks: list[asyncio.Task[None]] = []
        self._unsubscribe: Callable[[], None] = lambda: None

    async def start(self) -> None:
        """Begin to beat; whatever is due already is done at once."""
        self._scheduler.start()
        self._tasks = [asyncio.create_task(loop.run(), name=loop.name) for loop in self._loops]
        self._unsubscribe = self.clock.subscribe(self.wake)
        self.wake()

    async def stop(self, within: timedelta = timedelta(seconds=10)) -> None:
        """Finish what is in hand, then stop; what is not finished in time is taken up again after its lease."""
        self._unsubscribe()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for loop in self._loops:
            loop.end()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._finish(), within.total_seconds())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def beats(self) -> bool:
        """Whether all loops run, and none hangs: each is woken by the sweep at least."""
        now = monotonic()
        return bool(self._tasks) and all(
            not task.done() and now - loop.last_beat < SILENT for task, loop in zip(self._tasks, self._loops, strict=True)
        )

    def wake(self) -> None:
        """Time has passed: look everywhere now."""
        for loop in self._loops:
            loop.wake()

    def work_made(self) -> None:
        """There may be something more to do: look now, but where only time brings anything."""
        for loop in self._loops:
            if not loop.source.by_time_alone:
                loop.wake()

    async def rest(self) -> None:
        """Return when nothing is left to do at the present moment of the clock, and nobody holds anything any more.

        What a process that died was holding is waited for until its lease runs out.
        """
        while True:
            await self._all_idle()
            if any(source.is_busy() for source in self.sources.values()):
                await asyncio.sleep(LOOK_AGAIN)  # what is in our own hands is soon done
                continue
            ahead = await self._glance()
            if ahead.due is not None and ahead.due <= self.clock.now():
                self.wake()
            elif ahead.held_until is not None:
                await asyncio.sleep(LOOK_AGAIN)  # whoever holds it finishes it, or its lease runs out and it is due again
            elif self._idle():
                return

    async def next_due(self) -> datetime | None:
        """The next moment at which something falls due."""
        return (await self._glance()).due

    async def _glance(self) -> Glance:
        """Of all sources in one statement."""
        ahead = [source.ahead() for source in self.sources.values()]
        asking = _together(*(one.due for one in ahead), *(one.held_until for one in ahead if one.held_until is not None))

        def look(session: Session) -> Glance:
            found = session.execute(asking).one()
            due = [moment + one.later for one, moment in zip(ahead, found, strict=False) if moment is not None]
            ends = [moment for moment in found[len(ahead) :] if moment is not None]
            return Glance(min(due, default=None), min(ends, default=None))

        return await self.database.run(look)

    def _idle(self) -> bool:
        return all(loop.idle.is_set() for loop in self._loops)

    async def _all_idle(self) -> None:
        await asyncio.gather(*(loop.idle.wait() for loop in self._loops))

    async def _finish(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(source.finish() for source in self.sources.values()))

    async def _arm(self) -> None:
        if not self._idle():
            return
        ahead = await self._glance()
        wait = SWEEP if ahead.due is None else min(max(ahead.due - self.clock.now(), timedelta(0)), SWEEP)
        if ahead.held_until is not None:
            wait = min(wait, max(ahead.held_until - real_now(), timedelta(0)))
        if self._scheduler.running:
            self._scheduler.add_job(
                self.wake,
                "date",
                run_date=real_now() + wait,
                id="beat",
                replace_existing=True,
                misfire_grace_time=None,
            )


@lru_cache(8)
def _together(*asked: Moment) -> Select[Any]:
    """The first moment of each, in one row."""
    return select(*(query.limit(1).scalar_subquery() for query in asked))
