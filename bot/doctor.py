"""`porchlight doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from aiohttp import ClientSession
from pydantic import SecretStr
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.checkup import blocks
from bot.checkup.looking import look_into_rows, look_into_slack
from bot.checkup.service import kept_of
from bot.checkup.values import Check, Kept
from bot.migrations.run import load_models, with_connection
from bot.settings import Settings
from bot.slack.client import Slack, open_session
from bot.slack.directory import Directory
from bot.slack.errors import Refused, SlackError
from bot.slack.installs import StaticInstall
from bot.slack.wire import ask, web_client
from bot.store.engine import InUse, open_database
from bot.work.clock import SystemClock
from bot.work.parts import Parts
from bot.work.unit import Unit, Units
from bot.workspace.installing import KeptInstalls

__all__ = ["Check", "as_json", "as_text", "examine"]

SOCKET_MEND = (
    "On your app's page turn Socket Mode on, and make an app-level token with connections:write under Basic Information; "
    "set it as SLACK_APP_TOKEN."
)


async def examine(settings: Settings, now: datetime | None = None) -> list[Check]:
    """Look at everything that can be looked at from here; what depends on something broken is left out.

    Nothing is written, and the bot may be at work meanwhile. `now` is the moment of the clock that the bot goes by, where that
    is not this machine's (a rehearsal).
    """
    load_models()
    return [check async for check in _look(settings, now or SystemClock().now())]


def as_text(checks: Sequence[Check]) -> str:
    """For a terminal: a line for each, and under it what to do."""
    lines = []
    for check in checks:
        lines.append(f"{'ok  ' if check.well else 'LOOK'}  {check.name}: {check.found}")
        if not check.well:
            lines.append(f"      {check.mend}")
    return "\n".join(lines)


def as_json(checks: Sequence[Check]) -> str:
    """For programs."""
    return json.dumps({"well": all(check.well for check in checks), "checks": [asdict(check) for check in checks]})


async def _look(settings: Settings, now: datetime) -> AsyncIterator[Check]:
    for check in _settings(settings):
        yield check
    rows = _rows(settings)
    for check in rows:
        yield check
    async with open_session(settings.slack_timeout_seconds) as session:
        if settings.slack_client_id is not None and all(check.well for check in rows):
            async for check in _workspaces(settings, session, now):
                yield check
        if settings.slack_bot_token is None:
            return
        try:
            installs = await StaticInstall.learn(settings.slack_bot_token, session, settings.slack_api_url)
        except SlackError as trouble:
            yield blocks.token_refused(trouble.code if isinstance(trouble, Refused) else str(trouble))
            return
        workspace, slack = installs.install.workspace, Slack(installs, session, settings.slack_api_url)
        kept = _kept(settings, workspace, now) if all(check.well for check in rows) else None
        for check in await look_into_slack(slack, Directory(slack), workspace, kept, now):
            yield check
        if settings.slack_app_token is not None:
            yield await _socket(slack, settings.slack_app_token)


def _settings(settings: Settings) -> list[Check]:
    if settings.slack_client_id is not None:
        return _of_many(settings)
    if settings.slack_bot_token is None:
        mend = "Copy it from your app's page, OAuth & Permissions."
        return [Check("Settings", False, "SLACK_BOT_TOKEN is not set", mend)]
    odd = [
        _odd(name, begins)
        for name, token, begins in (
            ("SLACK_BOT_TOKEN", settings.slack_bot_token, ("xoxb-", "xoxe.xoxb-")),
            ("SLACK_APP_TOKEN", settings.slack_app_token, ("xapp-",)),
        )
        if token is not None and not token.get_secret_value().startswith(begins)
    ]
    if settings.slack_app_token is not None:
        return odd or [Check("Settings", True, "Socket Mode")]
    if settings.slack_signing_secret is not None:
        return odd or [Check("Settings", True, f"HTTP on port {settings.port}")]
    mend = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
    return [*odd, Check("Settings", False, "there is no way in for Slack", mend)]


def _of_many(settings: Settings) -> list[Check]:
    """For workspaces that install the app themselves."""
    wanted = {
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "WORDS_KEY": settings.words_key,
    }
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        mend = "The secrets are on your app's page under Basic Information; docs/running.md says how a key is made."
        return [Check("Settings", False, f"not set: {', '.join(missing)}", mend)]
    if settings.slack_bot_token is not None:
        return [Check("Settings", False, "both SLACK_BOT_TOKEN and SLACK_CLIENT_ID are set", "Leave one of them out.")]
    return [Check("Settings", True, f"HTTP on port {settings.port}, for workspaces that install the app themselves")]


async def _workspaces(settings: Settings, session: ClientSession, now: datetime) -> AsyncIterator[Check]:
    """Every workspace that has the app: what is wrong there, by its id."""
    try:
        database = open_database(settings.database_url, words_keys=settings.words_keys)
    except InUse:
        yield Check("Workspaces", True, "the bot is at work on this file: an admin can check it in the app's Home")
        return
    try:
        installs = KeptInstalls(database, SystemClock())
        everywhere = await installs.all()
        yield Check("Workspaces", True, f"{len(everywhere)} have the app")
        slack = Slack(installs, session, settings.slack_api_url)
        for workspace in (install.workspace for install in everywhere):
            kept = await Units(database, SystemClock(), Parts())(workspace, kept_of)
            for check in await look_into_slack(slack, Directory(slack), workspace, kept, now):
                if not check.well:
                    yield replace(check, name=f"{check.name} in {workspace}")
    finally:
        await database.close()


def _odd(name: str, begins: Sequence[str]) -> Check:
    """A setting holds something else than it should; what it holds is not shown."""
    mend = "The bot token is on your app's page under OAuth & Permissions, the app token under Basic Information."
    return Check("Settings", False, f"{name} does not begin with {' or '.join(begins)}", mend)


def _rows(settings: Settings) -> list[Check]:
    """The database itself, its schema, and whether the key fits."""

    def look(connection: Connection) -> list[Check]:
        with Session(connection) as session:
            return look_into_rows(session, settings.words_keys)

    try:
        with_connection(settings.database_url, _reach)
    except (SQLAlchemyError, OSError) as trouble:
        return [_away(trouble)]
    well = Check("Database", True, f"{'SQLite' if settings.on_sqlite else 'PostgreSQL'}, within reach")
    try:
        return [well, *with_connection(settings.database_url, look)]
    except SQLAlchemyError:  # there is no table of versions yet
        return [well, blocks.schema_check(is_newest=False)]


def _away(trouble: Exception) -> Check:
    mend = "See that the database runs, and that DATABASE_URL is right; with SQLite, that the folder can be written."
    return Check("Database", False, f"cannot be reached ({type(trouble).__name__})", mend)


def _reach(connection: Connection) -> None:
    connection.exec_driver_sql("SELECT 1")


def _kept(settings: Settings, workspace: str, now: datetime) -> Kept:
    def look(connection: Connection) -> Kept:
        with Session(connection) as session:
            return kept_of(Unit(session, workspace, now, Parts()))

    return with_connection(settings.database_url, look)


async def _socket(slack: Slack, token: SecretStr) -> Check:
    try:
        client = web_client(None, slack.session, slack.api_url)
        await ask(client, "apps.connections.open", {"app_token": token.get_secret_value()})
    except SlackError as trouble:
        return Check("Socket Mode", False, trouble.code if isinstance(trouble, Refused) else str(trouble), SOCKET_MEND)
    return Check("Socket Mode", True, "Slack lets us connect")
