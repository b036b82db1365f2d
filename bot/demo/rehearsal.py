"""Follow the clock of a local workspace that runs in another process (the wire of `bot/sandbox/clock.py`)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

import aiohttp
import structlog

from bot.app import Bot
from bot.logs import where
from bot.settings import Settings
from bot.work.clock import Clock, SystemClock, real_now

T = TypeVar("T")
AGAIN_AFTER = 0.5
"""Seconds of real time until the bot is asked again."""

log = structlog.stdlib.get_logger("porchlight.work")


class FollowedClock:
    """Shows the time that a local workspace last told."""

    def __init__(self) -> None:
        self._told, self._frozen, self._heard_at = real_now(), True, real_now()
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._told if self._frozen else self._told + (real_now() - self._heard_at)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def hear(self, now: str, *, frozen: bool) -> None:
        """The workspace says what time it is."""
        self._told, self._frozen, self._heard_at = datetime.fromisoformat(now), frozen, real_now()
        for callback in list(self._callbacks):
            callback()


@asynccontextmanager
async def the_clock(settings: Settings) -> AsyncIterator[tuple[Clock, Callable[[Bot], None]]]:
    """The clock to go by, and what to call with the running bot: the system's own, or in a rehearsal the followed one."""
    if settings.rehearsal_clock is None:
        yield SystemClock(), lambda _bot: None
        return
    clock = FollowedClock()
    async with aiohttp.ClientSession() as session, session.ws_connect(settings.rehearsal_clock) as socket:
        first = await socket.receive_json()
        clock.hear(first["now"], frozen=first["frozen"])
        tasks: list[asyncio.Task[None]] = []
        yield clock, lambda bot: tasks.append(asyncio.create_task(_follow(socket, clock, bot)))
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _follow(socket: aiohttp.ClientWebSocketResponse, clock: FollowedClock, bot: Bot) -> None:
    """Reads all the while, also when an answer takes long, or the connection would be taken for dead."""
    asked: asyncio.Queue[str] = asyncio.Queue()
    answering = asyncio.create_task(_answer(socket, asked, bot))
    try:
        async for message in socket:
            heard: dict[str, Any] = json.loads(message.data)
            if "now" in heard:
                clock.hear(heard["now"], frozen=heard["frozen"])
            elif "ask" in heard:
                asked.put_nowait(heard["ask"])
    finally:
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)


async def _answer(socket: aiohttp.ClientWebSocketResponse, asked: asyncio.Queue[str], bot: Bot) -> None:
    while True:
        question = await asked.get()
        if question == "next_due":
            due = await _sooner_or_later(bot.next_due)
            await socket.send_json({"next_due": due.isoformat() if due else None})
        elif question == "rest":
            await _sooner_or_later(bot.rest)
            await socket.send_json({"at_rest": True})


async def _sooner_or_later(ask: Callable[[], Awaitable[T]]) -> T:
    """The bot's answer. While its database is away it has none, and the workspace waits."""
    while True:
        try:
            return await ask()
        except Exception as error:  # noqa: BLE001 - whoever follows the clock outlives what happens to the bot
            log.warning("the clock waits for the bot", **where(error))
            await asyncio.sleep(AGAIN_AFTER)  # its database may be away for a while
