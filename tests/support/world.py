"""The bot at work in a local workspace: a real server on both sides, a real database, and a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr

from bot.app import Bot, build
from bot.demo.firm import FERNHILL
from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.firm import Firm
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace
from bot.settings import Settings
from bot.slack.acting import acting
from bot.slack.serving import listening_http, listening_socket
from bot.work.unit import is_person
from tests.support.nights import next_by_day
from tests.support.ways import IS_QUICK

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text(encoding="utf-8"))
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""When stories begin: 10:00 in New York, 7:00 in Los Angeles, 16:00 in Berlin, 20:30 in Kolkata."""
UNHURRIED = 60.0
"""Seconds of real time for an answer: a machine that pauses proves nothing. Slack's own three are tested where they matter,
at the door (`tests/slack/test_door.py`) and in the local workspace (`tests/sandbox/test_delivery.py`)."""


@dataclass
class World:
    """A workspace with the bot in it. `bot` changes at a restart."""

    workspace: LocalWorkspace
    clock: Clock
    app: Any
    settings: Settings
    transport: str
    worker: bool = True
    every_night: bool = not IS_QUICK
    bot: Bot = field(init=False)
    _running: AsyncExitStack = field(init=False)

    def person(self, handle: str) -> Actor:
        """Somebody of the firm, to act as."""
        return self.workspace.person(handle)

    @property
    def team(self) -> str:
        """The workspace's id, as the bot knows it."""
        return str(self.workspace.team_id)

    def channel(self, name: str) -> Any:
        """A channel, with all that is in it."""
        return self.workspace.channel(name)

    def id_of(self, handle: str) -> str:
        """Slack's id of somebody."""
        return str(self.workspace.account(handle).id)

    async def enter(self, name: str) -> str:
        """Let the bot into a public channel; the channel's id."""
        channel = str(self.channel(name).id)
        await self.bot.deps.directory.join(self.team, channel)
        return channel

    async def rests(self) -> None:
        """Return when the bot has nothing left to do now."""
        await self.clock.rest()

    async def start(self) -> None:
        """Start the bot, listening by the transport of this world."""
        self._running = AsyncExitStack()
        self.bot = await self._running.enter_async_context(build(self.settings, self.clock, worker=self.worker))
        self.bot.door.patience = UNHURRIED
        if self.transport == "socket":
            assert self.settings.slack_app_token is not None
            await self._running.enter_async_context(listening_socket(self.bot.door, self.settings.slack_app_token))
        else:
            port = await self._running.enter_async_context(
                listening_http(self.bot.door, "127.0.0.1", 0, [*self.bot.watch.routes(), *self.bot.routes])
            )
            self.app.request_url = f"http://127.0.0.1:{port}/slack/events"
        if self.worker:
            self.clock.next_due = self.bot.next_due if self.every_night else partial(next_by_day, self.bot)
            self.clock.at_rest = self.bot.rest
        await self.rests()

    async def stop(self) -> None:
        """Stop the bot; the workspace goes on without it."""
        self.clock.next_due = self.clock.at_rest = None
        await self._running.aclose()

    async def restart(self) -> None:
        """Stop the bot and start it again on the same database."""
        await self.stop()
        await self.start()


@asynccontextmanager
async def open_world(
    database_url: str,
    transport: str = "http",
    *,
    firm: Firm = FERNHILL,
    start: datetime = MONDAY,
    worker: bool = True,
    frozen: bool = True,
    every_night: bool = not IS_QUICK,
    settings: Mapping[str, Any] | None = None,
) -> AsyncIterator[World]:
    """A workspace with the bot in it, at rest, its clock standing still at `start` or, not `frozen`, running on.

    Without `every_night` the clock does not stop for what is done at night (`tests/support/nights.py`).
    `settings` are those of the bot that differ from what it is told of the workspace.
    """
    clock = Clock(start, frozen=frozen)
    workspace = LocalWorkspace(firm, clock)
    workspace.delivery.ack_seconds = UNHURRIED
    app = workspace.install(MANIFEST)
    async with serve(workspace) as address:
        told = settings_for(database_url, app, address, transport).model_copy(update=dict(settings or {}))
        world = World(workspace, clock, app, told, transport, worker, every_night)
        await world.start()
        try:
            yield world
        finally:
            await world.stop()


@contextmanager
def gesture_of(person: object) -> Iterator[None]:
    """What is done meanwhile is that person's own gesture, as if they had pressed; nobody's where that is no person's id."""
    before = acting.set(person if isinstance(person, str) and is_person(person) else None)
    try:
        yield
    finally:
        acting.reset(before)


def settings_for(database_url: str, app: Any, address: Address, transport: str) -> Settings:
    """What the bot is told of this workspace."""
    return Settings(
        database_url=database_url,
        slack_api_url=address.api,
        slack_bot_token=SecretStr(app.bot_token),
        slack_signing_secret=SecretStr(app.signing_secret),
        slack_app_token=SecretStr(app.app_token) if transport == "socket" else None,
    )
