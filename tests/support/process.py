"""The bot as a process of its own, exactly as `porchlight serve` runs it, told only where its Slack and its clock are."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.demo.firm import FERNHILL
from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace
from tests.support.keys import WORDS_KEY
from tests.support.world import MANIFEST, MONDAY


@dataclass
class ProcessWorld:
    """A local workspace, and the bot beside it in a process that can be stopped or killed."""

    workspace: LocalWorkspace
    clock: Clock
    environment: dict[str, str]
    app_request_url: str | None
    heard: list[str] = field(default_factory=list)
    _process: asyncio.subprocess.Process | None = None

    def person(self, handle: str) -> Actor:
        """Somebody of the firm, to act as."""
        return self.workspace.person(handle)

    async def start(self) -> None:
        """Start `porchlight serve`, and return when it is ready and at rest."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "serve",
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        await asyncio.wait_for(self._ready(), 30)
        await self.clock.rest()

    async def stop(self) -> int:
        """Ask it politely to stop; its exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """Kill it where it stands."""
        await self._end(signal.SIGKILL)

    async def _ready(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.heard.append(line.decode())
            if line.startswith(b"Porchlight is"):
                return
        raise AssertionError("the bot did not start:\n" + "".join(self.heard))

    async def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(ProcessLookupError):
            process.send_signal(how)
        output, _errors = await asyncio.wait_for(process.communicate(), 30)
        self.heard.append(output.decode())
        return process.returncode or 0


@asynccontextmanager
async def open_process_world(
    database_url: str, transport: str, port: int, more: Mapping[str, str] | None = None
) -> AsyncIterator[ProcessWorld]:
    """A workspace, with `porchlight serve` running beside it on `port` (HTTP) or by Socket Mode."""
    clock = Clock(MONDAY, frozen=True)
    workspace = LocalWorkspace(FERNHILL, clock)
    url = f"http://127.0.0.1:{port}/slack/events" if transport == "http" else None
    app = workspace.install(MANIFEST, request_url=url)
    async with serve(workspace) as address:
        told = _environment(address, database_url) | {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "PORT": str(port),
            "HOST": "127.0.0.1",
            **(more or {}),
        }
        if transport == "socket":
            told["SLACK_APP_TOKEN"] = app.app_token
        world = ProcessWorld(workspace, clock, told, url)
        await world.start()
        try:
            yield world
        finally:
            await world.kill()


def _environment(address: Address, database_url: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    clock = address.url.replace("http://", "ws://") + "/clock"
    kept |= {"WORDS_KEY": WORDS_KEY}
    return kept | {"DATABASE_URL": database_url, "SLACK_API_URL": address.api, "REHEARSAL_CLOCK": clock, "LEASE_SECONDS": "2"}
