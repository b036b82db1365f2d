"""Several workspaces that install one app: each a local workspace of its own, all behind one address of Slack's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.app import Bot, build
from bot.demo.firm import FERNHILL
from bot.sandbox.clock import Clock
from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.server import serve, serve_api
from bot.sandbox.workspace import LocalWorkspace
from bot.settings import Settings
from bot.slack.serving import listening_http
from tests.support.world import MANIFEST, MONDAY, UNHURRIED

HILLTOP = Firm(
    "Hilltop",
    "hilltop",
    (
        Person("olga", "Olga Hahn", "Europe/Berlin", admin=True, owner=True),
        Person("pete", "Pete Lind", "Europe/Berlin"),
        Person("quinn", "Quinn Ray", "Europe/Berlin"),
    ),
    (Channel("general", ("olga", "pete", "quinn")), Channel("leavers", ("olga", "pete", "quinn"))),
)


@dataclass
class Many:
    """Two workspaces, and the bot that is in neither of them yet."""

    first: LocalWorkspace
    second: LocalWorkspace
    clock: Clock
    settings: Settings
    app: Any
    bot: Bot = field(init=False)
    url: str = ""
    browser: aiohttp.ClientSession = field(init=False)
    _running: AsyncExitStack = field(init=False)

    async def start(self) -> None:
        """Start the bot, at a fresh address that both workspaces know."""
        self._running = AsyncExitStack()
        self.bot = await self._running.enter_async_context(build(self.settings, self.clock))
        self.bot.door.patience = UNHURRIED
        serving = listening_http(self.bot.door, "127.0.0.1", 0, [*self.bot.watch.routes(), *self.bot.routes])
        self.url = f"http://127.0.0.1:{await self._running.enter_async_context(serving)}"
        for workspace in (self.first, self.second):
            there = workspace.apps[self.app.app_id]
            there.request_url = f"{self.url}/slack/events"
            there.manifest["oauth_config"]["redirect_urls"] = [f"{self.url}/slack/oauth_redirect"]
        self.browser = await self._running.enter_async_context(fresh_browser(self.url))
        self.clock.next_due, self.clock.at_rest = self.bot.next_due, self.bot.rest
        await self.clock.rest()

    async def stop(self) -> None:
        """Stop the bot; the workspaces go on without it."""
        self.clock.next_due = self.clock.at_rest = None
        await self._running.aclose()

    @asynccontextmanager
    async def another(self) -> AsyncIterator[Bot]:
        """Another process of the same bot, on the same database."""
        async with build(self.settings, self.clock) as bot:
            yield bot

    async def install(self, workspace: LocalWorkspace) -> str:
        """Somebody of that workspace goes to Slack and back; what the last page says."""
        url = f"{self.url}/slack/install/begin?team={workspace.team_id}"
        async with self.browser.get(url) as page:
            text = await page.text()
        await self.clock.rest()
        return text

    async def to_slack(self, workspace: LocalWorkspace) -> str:
        """The address that Slack sends somebody back to, who has said yes (or no)."""
        url = f"{self.url}/slack/install/begin?team={workspace.team_id}"
        async with self.browser.get(url, allow_redirects=False) as begun:
            consent = begun.headers["location"]
        async with self.browser.get(consent, allow_redirects=False) as answered:
            return answered.headers["location"]


def fresh_browser(origin: str) -> aiohttp.ClientSession:
    """A browser of its own, that keeps cookies, and counts this machine as secure, as browsers do."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[origin]))


@asynccontextmanager
async def open_many(database_url: str, *, rotating: bool = False, start: datetime = MONDAY) -> AsyncIterator[Many]:
    """The two workspaces and the bot, at rest."""
    clock = Clock(start, frozen=True)
    first, second = LocalWorkspace(FERNHILL, clock), LocalWorkspace(HILLTOP, clock)
    manifest = deepcopy(MANIFEST)
    manifest["settings"]["token_rotation_enabled"] = rotating
    manifest["settings"]["socket_mode_enabled"] = False
    app = first.offer(first.install(manifest))
    second.offer(app)
    async with serve(first), serve(second), serve_api([first, second]) as slack:
        for workspace in (first, second):
            workspace.delivery.ack_seconds = UNHURRIED
        settings = Settings(
            database_url=database_url,
            slack_api_url=slack.api,
            slack_client_id=app.client_id,
            slack_client_secret=SecretStr(app.client_secret),
            slack_signing_secret=SecretStr(app.signing_secret),
            words_key=SecretStr(Fernet.generate_key().decode()),
        )
        many = Many(first, second, clock, settings, app)
        await many.start()
        try:
            yield many
        finally:
            await many.stop()

