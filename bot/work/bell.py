"""The bell between processes on one PostgreSQL: whoever made work rings it, and the workers look at once.

It only saves time. A ring that is lost, or a connection that died silently, costs at most one sweep of
the heartbeat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.logs import where

log = structlog.stdlib.get_logger("porchlight.work")

CHANNEL = "porchlight_work"
THROTTLE = 0.02
"""Seconds of real time in which many rings are one."""
PING_EVERY = 30.0
PONG_WITHIN = 5.0
AGAIN_AFTER = 1.0


class Bell:
    """Rings and hears. Lives as long as the process; `stop` ends both."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._ringing: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """There is work: tell all processes, soon and once."""
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring_soon())

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` whenever somebody rings, and after every (re)connection, for something may have been missed."""
        self._listening = asyncio.create_task(self._listen(heard))

    async def stop(self) -> None:
        """Finish ringing, and hear no more."""
        if self._listening is not None:
            self._listening.cancel()
        tasks = [task for task in (self._ringing, self._listening) if task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _ring_soon(self) -> None:
        await asyncio.sleep(THROTTLE)
        try:
            async with self._engine.begin() as connection:
                await connection.execute(text(f"NOTIFY {CHANNEL}"))
        except Exception as error:  # noqa: BLE001 - the sweep finds what a lost ring leaves
            log.warning("the bell did not ring", **where(error))

    async def _listen(self, heard: Callable[[], None]) -> None:
        while True:
            try:
                await self._listen_once(heard)
            except Exception as error:  # noqa: BLE001 - the database may be away for a while: connect again
                log.warning("the bell is not heard", **where(error))
            await asyncio.sleep(AGAIN_AFTER)

    async def _listen_once(self, heard: Callable[[], None]) -> None:
        async with self._engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            lost = asyncio.Event()

            def rung(*_about: object) -> None:
                heard()

            driver.add_termination_listener(lambda _driver: lost.set())
            await driver.add_listener(CHANNEL, rung)
            heard()
            try:
                while not await _comes(lost, within=PING_EVERY):
                    await driver.execute("SELECT 1", timeout=PONG_WITHIN)
            finally:
                with suppress(Exception):  # the connection may be gone already
                    await driver.remove_listener(CHANNEL, rung)


async def _comes(event: asyncio.Event, *, within: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), within)
    return event.is_set()
