"""The composition root: builds the parts from settings, an install and a clock. Nothing else knows them all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from aiohttp import ClientSession
from sqlalchemy import Table, select
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot import journey
from bot.colleagues.models import Colleague
from bot.customers.models import Customer
from bot.folder.erasures import apply
from bot.folder.service import hand_out
from bot.folder.values import HandedOut
from bot.importing.everything import put_back, take_out, whose
from bot.migrations.run import all_tables, with_connection
from bot.settings import Settings
from bot.slack.client import Slack, open_session
from bot.slack.directory import Directory
from bot.slack.door import Door
from bot.slack.installs import StaticInstall
from bot.slack.serving import listening_http, listening_socket, serving
from bot.store.backup import private_file
from bot.store.engine import Database, PostgresDatabase, open_database
from bot.store.keys import (
    NoKey,
    begin_rotation,
    end_rotation,
    fits,
    key_file,
    keyed,
    keys_beside,
    make_first_key,
    reseal,
)
from bot.work.agenda import Agenda
from bot.work.bell import Bell
from bot.work.clock import Clock, SystemClock
from bot.work.deps import Deps
from bot.work.heartbeat import Heartbeat, Source
from bot.work.leases import free_all, wake_up, wake_up_unless_taken_out
from bot.work.models import Delivery
from bot.work.outbox import Outbox
from bot.work.unit import Units
from bot.work.watching import Watch
from bot.workspace.installing import Arrival, Erasing, KeptInstalls, OAuth, Renewing
from bot.workspace.installing import routes as install_routes
from bot.workspace.installing.saying import access_ends
from bot.workspace.service import take_in

STOP_WITHIN = timedelta(seconds=6)
"""With the three seconds in which the door's last answers are given (`bot/slack/serving.py`), less than ten in all."""
RING_WITHIN = 0.5


class NotConfigured(Exception):
    """A setting is missing; the text says which, and what to do."""


@dataclass(frozen=True)
class Bot:
    """The running app. `rest` and `next_due` are what a movable clock asks of it."""

    deps: Deps
    door: Door
    heartbeat: Heartbeat
    database: Database
    watch: Watch
    routes: Sequence[BaseRoute] = ()
    """What is served over HTTP beside Slack's own requests."""

    async def rest(self) -> None:
        """Return when nothing is left to do: no request at work, nothing due, nothing to send."""
        while True:
            await self.door.rest()
            begun = self.door.begun
            await self.heartbeat.rest()
            if begun == self.door.begun:
                return  # what a request commits while we look is only seen by looking again

    async def next_due(self) -> datetime | None:
        """The next moment at which something falls due."""
        return await self.heartbeat.next_due()


@asynccontextmanager
async def build(settings: Settings, clock: Clock, *, worker: bool = True) -> AsyncIterator[Bot]:
    """The whole bot on its database and its Slack, working as long as the context lasts.

    With `worker` it also does what falls due and sends what is to be sent; without, another process
    does. Raises `NotConfigured`, or what `StaticInstall.learn` raises when Slack does not know the token.
    """
    _check(settings)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session(settings.slack_timeout_seconds))
        learnt = await _one_workspace(settings, session)
        database = open_database(settings.database_url, words_keys=settings.words_keys)
        stack.push_async_callback(database.close)
        installs = learnt or KeptInstalls(database, clock)
        slack = Slack(installs, session, settings.slack_api_url)
        directory = Directory(slack)
        parts = journey.parts()
        units = Units(database, clock, parts)
        deps = Deps(settings, clock, units, slack, directory)
        door = Door(slack, settings.slack_signing_secret)
        journey.register(door, deps)
        outbox = Outbox(units, clock, slack, directory, lease=timedelta(seconds=settings.lease_seconds))
        erasing = Erasing(database, clock, timedelta(days=settings.erase_after_days))
        sources: dict[str, Source] = {"agenda": Agenda(units, clock, parts.handlers, deps), "outbox": outbox, "erasing": erasing}
        routes: Sequence[BaseRoute] = ()
        if isinstance(installs, KeptInstalls):
            many = _Many(deps, installs, erasing, session)
            sources["renewing"], routes = many.renewing, many.routes()
        heartbeat = Heartbeat(database, clock, sources)
        outbox.on_done = heartbeat.work_made

        async def knows_installs() -> bool:
            await installs.all()
            return True

        watch = Watch(database, clock, heartbeat if worker else None, knows_installs)
        bell = Bell(database.engine) if isinstance(database, PostgresDatabase) else None
        try:
            if bell is not None:
                units.on_work = bell.ring
                if isinstance(installs, KeptInstalls):
                    stack.enter_context(_task(installs.watch()))
            else:
                await database.run(free_all)
            if worker:
                units.on_work = heartbeat.work_made
                await heartbeat.start()
            if worker and bell is not None:
                bell.listen(heartbeat.work_made)
            for install in await installs.all():
                await units(install.workspace, wake_up if learnt else wake_up_unless_taken_out)
                await journey.begin(deps, install.workspace)
            yield Bot(deps, door, heartbeat, database, watch, routes)
        finally:
            await asyncio.gather(door.drain(STOP_WITHIN.total_seconds()), heartbeat.stop(STOP_WITHIN))
            if bell is not None:
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.stop(), RING_WITHIN)


def _check(settings: Settings) -> None:
    many = settings.slack_client_id is not None
    if many and settings.slack_bot_token is not None:
        raise NotConfigured(
            "Set either SLACK_BOT_TOKEN, for one workspace, or SLACK_CLIENT_ID, for workspaces that install the app themselves."
        )
    if not many and settings.slack_bot_token is None:
        raise NotConfigured("SLACK_BOT_TOKEN is not set: it is the bot token (xoxb-…) of your workspace.")
    if many and settings.slack_client_secret is None:
        raise NotConfigured("SLACK_CLIENT_SECRET is not set: it stands beside the client id on your app's page, Basic Information.")
    if many and settings.slack_app_token is not None:
        raise NotConfigured("Many workspaces are served over HTTP: leave out SLACK_APP_TOKEN, and set SLACK_SIGNING_SECRET.")
    if many and not settings.words_keys:
        raise NotConfigured("WORDS_KEY is not set, and the tokens of workspaces are kept encrypted only: see docs/keys.md.")


async def _one_workspace(settings: Settings, session: ClientSession) -> StaticInstall | None:
    if settings.slack_bot_token is None:
        return None
    return await StaticInstall.learn(settings.slack_bot_token, session, settings.slack_api_url)


class _Many:
    """What is there beside when workspaces install the app themselves."""

    def __init__(self, deps: Deps, installs: KeptInstalls, erasing: Erasing, session: ClientSession) -> None:
        settings, secret = deps.settings, deps.settings.slack_client_secret
        assert settings.slack_client_id is not None and secret is not None  # noqa: S101, PT018 - `_check` saw to it
        self.deps, self.installs, self.erasing = deps, installs, erasing
        database = deps.unit.database
        self.oauth = OAuth(database, deps.clock, settings.slack_client_id, secret, session, settings.slack_api_url)
        self.renewing = Renewing(database, deps.clock, self.oauth, installs, self._renewed, self._refused)
        installs.renew = self.renewing.now

    def routes(self) -> Sequence[BaseRoute]:
        """The pages where a workspace installs the app."""
        return install_routes(self.oauth, self._welcome, self.deps.settings.erase_after_days)

    async def _welcome(self, arrival: Arrival) -> bool:
        """Take a workspace in: what is due to be erased of it goes first, and only then may anything be added."""
        workspace = arrival.workspace
        await self.erasing.before_return(workspace)
        await self.installs.keep(arrival)
        was_here = await self.deps.unit(workspace, take_in, arrival.by)
        await journey.begin(self.deps, workspace)
        return was_here

    async def _renewed(self, workspace: str) -> None:
        await self.deps.unit(workspace, wake_up_unless_taken_out)

    async def _refused(self, workspace: str, by: str, until: datetime) -> None:
        """Its token lives on for a while, in which whoever installed the app hears that it is to be installed again."""
        await self.deps.unit(workspace, access_ends, by, until)


@contextmanager
def _task(work: Coroutine[Any, Any, None]) -> Iterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def offline(settings: Settings) -> AsyncIterator[Units]:
    """The use cases on the database, without Slack and without anything that falls due.

    Raises InUse where the bot itself runs on the same SQLite database.
    """
    database = open_database(settings.database_url, words_keys=settings.words_keys)
    try:
        yield Units(database, SystemClock(), journey.parts())
    finally:
        await database.close()


async def folder_called(settings: Settings, typed: str) -> HandedOut | tuple[str, ...]:
    """The folder of the customer of that name, for whoever runs the bot; else the names that may be meant.

    Raises InUse where the bot itself runs on the same SQLite database.
    """
    near: list[str] = []
    async with offline(settings) as units:
        workspaces = select(Customer.workspace).distinct()
        for workspace in await units.database.run(lambda session: list(session.scalars(workspaces))):
            found = await units(workspace, hand_out, typed)
            if isinstance(found, HandedOut):
                return found
            near += found or ()
        return tuple(near)


async def take_everything_out(settings: Settings, to: Path) -> str:
    """Write a zip of each workspace into a folder; returns what is to be said of it. Raises InUse."""
    lines = []
    async with offline(settings) as units:
        for workspace in await units.database.run(lambda session: list(session.scalars(select(Colleague.workspace).distinct()))):
            path = to / f"porchlight-{workspace}-{units.clock.now():%Y-%m-%d}.zip"
            private_file(path)
            told = await units(workspace, take_out, path)
            lines.append(f"Everything is in {path}: {told.rows} rows and {told.files} files, also what only a few may read.")
    return "\n".join(lines) or "There is nothing in this database yet."


async def put_everything_back(settings: Settings, file: Path) -> str:
    """Bring in what such a zip holds; returns what is to be said of it. Raises InUse and Unfit."""
    async with offline(settings) as units:
        told = await units(whose(file), put_back, file)
    return f"Everything is in again: {told.rows} rows and {told.files} files."


async def erase_again(settings: Settings, lines: Sequence[str]) -> str:
    """Erase what a list names; returns what is to be said of it. Raises InUse and Unreadable."""
    async with offline(settings) as units:
        came = await apply(units, lines)
    told = f"Erased again: {came.again}. Not there, or erased before: {came.before}."
    return f"{told}\nWhat the bot says in Slack of those is taken away once it runs."


KEY_MISFIT = (
    "The key does not open what was written here before, so nobody can read that: porchlight doctor says what to do. "
    "What is written from now on can be read with it."
)


def with_key(settings: Settings) -> tuple[Settings, str]:
    """With a key, which is made at the first start where there is one process alone; and what is to be said then. Raises NoKey."""
    url = settings.database_url
    if settings.words_keys:
        fitting = with_connection(url, lambda connection: fits(connection, settings.words_keys, cast("Table", Delivery.__table__)))
        return settings, "" if fitting else KEY_MISFIT
    file = with_connection(url, lambda connection: make_first_key(connection, url, all_tables()))
    told = f"A key was made that encrypts what customers say: {file}. Keep a copy where you keep passwords (docs/keys.md)."
    return keyed(settings), told


async def rotate(settings: Settings) -> str:
    """Seal everything anew; returns what is to be said of it. Raises InUse, and NoKey where there is none to seal with."""
    url, given = settings.database_url, settings.words_keys
    if not given:
        raise NoKey("There is no key yet: it is made at the first start on SQLite, and given as WORDS_KEY on PostgreSQL.")
    database = open_database(url, words_keys=given)
    try:
        beside = set(keys_beside(url)) >= set(given)  # else the first of WORDS_KEY seals, and nothing is made
        keys = begin_rotation(url) if beside else given
        done = await reseal(database, keys, all_tables())
    finally:
        await database.close()
    if done.shut:
        return f"{done.shut} values were encrypted with a key that is not here, and were left as they are. No key was put away."
    told = f"Everything is encrypted with the {'new' if beside else 'first'} key; {done.changed} values were not before."
    if not beside:
        return f"{told} Leave only that one in WORDS_KEY, and keep the others with the backups from before."
    before = end_rotation(url, f"{SystemClock().now():%Y-%m-%d}")
    return f"{told} It is in {key_file(url)}. The one before is in {before}: keep it with the backups that it belongs to."


@asynccontextmanager
async def watched(bot: Bot) -> AsyncIterator[int | None]:
    """Answer whoever watches over the process on a port of its own, where there is to be one; that port is handed out."""
    settings = bot.deps.settings
    if settings.health_port is None:
        yield None
        return
    async with serving(Starlette(routes=bot.watch.routes()), settings.host, settings.health_port) as port:
        yield port


@asynccontextmanager
async def listening(bot: Bot) -> AsyncIterator[str]:
    """Let Slack in: by Socket Mode with an app token, else over HTTP. Hands out a line that says how."""
    settings = bot.deps.settings
    if settings.slack_app_token is not None:
        async with listening_socket(bot.door, settings.slack_app_token) as is_connected:
            bot.watch.slack = is_connected
            yield "connected to Slack by Socket Mode"
        return
    if settings.slack_signing_secret is None:
        raise NotConfigured(
            "Neither SLACK_APP_TOKEN (for Socket Mode) nor SLACK_SIGNING_SECRET (for HTTP) is set: set one of them."
        )
    routes = bot.watch.routes(numbers=settings.health_port is None)
    async with listening_http(bot.door, settings.host, settings.port, [*routes, *bot.routes]) as port:
        yield f"listening on http://{settings.host}:{port}/slack/events"
