"""The heartbeat wakes the loops when something falls due. It holds no state, so any number of workers may beat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import where
from bot.work.clock import Clock, real_now

log = structlog.stdlib.get_logger("porchlight.work")

SWEEP = timedelta(seconds=30)
"""However far away the next due time is, look again after this (real) time: another process may have planned something."""

LOOK_AGAIN = 0.005
"""Seconds of real time between two looks at what somebody else holds."""


class Source(Protocol):
    """What a loop works off: the agenda, the outbox."""

    async def turn(self) -> int: ...

    async def next_due(self) -> datetime | None: ...

    async def held(self) -> bool: ...

    async def finish(self) -> None: ...


class Loop:
    """Works off one source whenever it is woken, until there is nothing more to do."""

    def __init__(self, name: str, source: Source, after: Callable[[], Awaitable[None]]) -> None:
        self.name, self.source, self.after = name, source, after
        self._awake, self.idle = asyncio.Event(), asyncio.Event()
        self.idle.set()

    def wake(self) -> None:
        self.idle.clear()
        self._awake.set()

    async def run(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                while await self.source.turn():
                    pass
                await self.after()
            except Exception as error:  # noqa: BLE001 - the database may be away for a minute: the loop outlives it
                log.error("a loop stumbled", loop=self.name, **where(error))
                await asyncio.sleep(1)
                self._awake.set()
            if not self._awake.is_set():
                self.idle.set()


class Heartbeat:
    """Runs the loops as tasks of its own; APScheduler re-arms one job to the next due time, and only wakes them."""

    def __init__(self, clock: Clock, sources: dict[str, Source]) -> None:
        self.clock, self.sources = clock, sources
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
        self._scheduler.shutdown(wait=False)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._finish(), within.total_seconds())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self) -> None:
        """There may be something to do: look now."""
        for loop in self._loops:
            loop.wake()

    async def rest(self) -> None:
        """Return when nothing is left to do at the present moment of the clock, and nobody holds anything any more.

        What a process that died was holding is waited for until its lease runs out.
        """
        while True:
            self.wake()
            await self._all_idle()
            due = await self.next_due()
            if due is not None and due <= self.clock.now():
                continue
            if not any([await source.held() for source in self.sources.values()]):
                return
            await asyncio.sleep(LOOK_AGAIN)

    async def next_due(self) -> datetime | None:
        """The next moment at which something falls due."""
        found = await asyncio.gather(*(source.next_due() for source in self.sources.values()))
        moments: Sequence[datetime] = [moment for moment in found if moment is not None]
        return min(moments, default=None)

    async def _all_idle(self) -> None:
        await asyncio.gather(*(loop.idle.wait() for loop in self._loops))

    async def _finish(self) -> None:
        await self._all_idle()
        await asyncio.gather(*(source.finish() for source in self.sources.values()))

    async def _arm(self) -> None:
        due = await self.next_due()
        wait = SWEEP if due is None else min(max(due - self.clock.now(), timedelta(0)), SWEEP)
        if self._scheduler.running:
            self._scheduler.add_job(
                self.wake,
                "date",
                run_date=real_now() + wait,
                id="beat",
                replace_existing=True,
                misfire_grace_time=None,
            )
