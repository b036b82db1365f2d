"""`porchlight demo`: the local workspace and the bot in one process, on files that the next run carries on with."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import sys
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import SecretStr

from bot.app import Bot, build
from bot.demo.firm import FERNHILL
from bot.demo.past import live_through
from bot.migrations.run import is_current, migrate
from bot.sandbox.clock import Clock
from bot.sandbox.records import App
from bot.sandbox.server import serve
from bot.sandbox.workspace import LocalWorkspace
from bot.settings import Settings
from bot.slack.serving import listening_socket
from bot.work.calendar import Hours, next_working_moment
from bot.work.clock import real_now

FOLDER = Path(".porchlight") / "demo"
MANIFEST = Path(__file__).parents[2] / "manifest.yml"
SAVE_EVERY = 1.0
"""Seconds of real time between two savings of the workspace while it changes."""


MIDMORNING = Hours(ZoneInfo("America/New_York"), time(10), time(12), country="US")
"""When most of the firm is at work, so that whoever tries something sees what comes of it."""


class PortTaken(Exception):
    """Something else listens on the port."""


def opening(now: datetime) -> datetime:
    """When a new demo begins: the next midmorning of a working day, for on a Saturday nobody would be asked anything."""
    return next_working_moment(now, MIDMORNING)


async def play(*, port: int, reset: bool, browser: bool, until: Callable[[], Awaitable[None]]) -> None:
    """Run the demo on `port` until told to stop. Raises PortTaken."""
    if reset:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    is_new = not (FOLDER / "workspace.json").exists()
    workspace, app = _open_workspace(FOLDER / "workspace.json")
    settings = _settings(app)
    if not is_current(settings.database_url):
        migrate(settings.database_url)
    async with _served(workspace, port) as (url, api), _saving(workspace, FOLDER / "workspace.json"):
        settings = settings.model_copy(update={"slack_api_url": api})
        async with build(settings, workspace.clock) as bot, listening_socket(bot.door, SecretStr(app.app_token)):
            workspace.clock.next_due, workspace.clock.at_rest = bot.next_due, bot.rest
            print(f"Fernhill's workspace is open: {url}\nCtrl-C closes it; the next start carries on.", flush=True)  # noqa: T201 - the one line a person waits for
            if browser and _has_screen():
                webbrowser.open(url)
            past = asyncio.create_task(_remember(workspace, bot)) if is_new else None
            await until()
            if past is not None:
                await past
            workspace.clock.next_due = workspace.clock.at_rest = None


async def _remember(workspace: LocalWorkspace, bot: Bot) -> None:
    """Write the firm's past while somebody looks around already."""
    ids = {person.handle: workspace.account(person.handle).id for person in FERNHILL.people}
    await live_through(bot, workspace.team_id, ids, workspace.channel("departures").id)


def _open_workspace(saved: Path) -> tuple[LocalWorkspace, App]:
    """The workspace as it was left, its clock never behind the real one; a new one where there is none."""
    if saved.exists():
        kept: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
        clock = Clock(max(real_now(), datetime.fromisoformat(kept["now"])), frozen=False)
        workspace = LocalWorkspace.load(kept, clock)
        return workspace, next(iter(workspace.apps.values()))
    workspace = LocalWorkspace(FERNHILL, Clock(opening(real_now()), frozen=False))
    return workspace, workspace.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))


def _settings(app: App) -> Settings:
    return Settings(
        database_url=f"sqlite:///{FOLDER / 'porchlight.sqlite3'}",
        slack_bot_token=SecretStr(app.bot_token),
        slack_app_token=SecretStr(app.app_token),
        slack_signing_secret=SecretStr(app.signing_secret),
    )


@asynccontextmanager
async def _served(workspace: LocalWorkspace, port: int) -> AsyncIterator[tuple[str, str]]:
    try:
        serving = serve(workspace, port=port)
        address = await serving.__aenter__()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken from error
        raise
    try:
        yield address.url, address.api
    finally:
        await serving.__aexit__(None, None, None)


@asynccontextmanager
async def _saving(workspace: LocalWorkspace, file: Path) -> AsyncIterator[None]:
    """Keep the workspace in a file while it changes, and once more at the end."""
    changed = asyncio.Event()
    unsubscribe = workspace.subscribe(changed.set)
    saving = asyncio.create_task(_save_changes(workspace, file, changed))
    try:
        yield
    finally:
        unsubscribe()
        saving.cancel()
        with suppress(asyncio.CancelledError):
            await saving
        _save(workspace, file)


async def _save_changes(workspace: LocalWorkspace, file: Path, changed: asyncio.Event) -> None:
    while True:
        await changed.wait()
        changed.clear()
        _save(workspace, file)
        await asyncio.sleep(SAVE_EVERY)  # what changes meanwhile is saved with the next


def _save(workspace: LocalWorkspace, file: Path) -> None:
    """Whole or not at all: a half-written file never takes the place of a good one."""
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(workspace.dump(), ensure_ascii=False), encoding="utf-8")
    beside.replace(file)


def _has_screen() -> bool:
    """Where there is none, Python would start a browser inside the terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
