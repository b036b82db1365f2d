"""`porchlight doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.migrations.run import is_current
from bot.settings import Settings
from bot.slack.client import Slack, open_session
from bot.slack.directory import Directory
from bot.slack.errors import SlackError
from bot.slack.installs import StaticInstall
from bot.store.engine import InUse, open_database
from bot.work.clock import SystemClock
from bot.work.parts import Parts
from bot.work.troubles import troubles_of
from bot.work.unit import Units
from bot.work.values import Troubles
from bot.workspace.service import settings_of


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `mend` says what to do where it is not well."""

    name: str
    well: bool
    found: str
    mend: str = ""


async def examine(settings: Settings) -> list[Check]:
    """Look at everything that can be looked at from here; what depends on something broken is left out."""
    return [check async for check in _look(settings)]


def as_text(checks: list[Check]) -> str:
    """For a terminal: a line for each, and under it what to do."""
    lines = []
    for check in checks:
        lines.append(f"{'ok  ' if check.well else 'LOOK'}  {check.name}: {check.found}")
        if not check.well:
            lines.append(f"      {check.mend}")
    return "\n".join(lines)


def as_json(checks: list[Check]) -> str:
    """For programs."""
    return json.dumps({"well": all(check.well for check in checks), "checks": [asdict(check) for check in checks]})


async def _look(settings: Settings) -> AsyncIterator[Check]:
    way_in = _way_in(settings)
    yield way_in
    database = _database(settings)
    yield database
    yield _words(settings)
    if settings.slack_bot_token is None:
        return
    async with open_session() as session:
        try:
            installs = await StaticInstall.learn(settings.slack_bot_token, session, settings.slack_api_url)
        except SlackError as trouble:
            mend = "Check SLACK_BOT_TOKEN (xoxb-…), and that this machine reaches Slack."
            yield Check("Slack", False, str(trouble), mend)
            return
        yield Check("Slack", True, f"the bot is in {installs.install.name}")
        if database.well:
            async for check in _inside(settings, installs.install.workspace, Slack(installs, session, settings.slack_api_url)):
                yield check


def _way_in(settings: Settings) -> Check:
    if settings.slack_bot_token is None:
        return Check("settings", False, "SLACK_BOT_TOKEN is not set", "Copy it from your app's page, OAuth & Permissions.")
    if settings.slack_app_token is not None:
        return Check("settings", True, "Socket Mode")
    if settings.slack_signing_secret is not None:
        return Check("settings", True, f"HTTP on port {settings.port}")
    return Check("settings", False, "no way in for Slack", "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")


def _database(settings: Settings) -> Check:
    try:
        current = is_current(settings.database_url)
    except (SQLAlchemyError, OSError) as trouble:
        mend = "Check DATABASE_URL, and that the database runs."
        return Check("database", False, f"cannot be reached ({type(trouble).__name__})", mend)
    if not current:
        return Check("database", False, "does not have the newest schema", "Run `porchlight migrate`.")
    return Check("database", True, "reachable, with the newest schema")


def _words(settings: Settings) -> Check:
    if settings.words_keys:
        return Check("words", True, "what customers said is kept encrypted")
    return Check("words", True, "what customers said is kept as plain text (set WORDS_KEY to encrypt it)")


async def _inside(settings: Settings, team: str, slack: Slack) -> AsyncIterator[Check]:
    try:
        database = open_database(settings.database_url, words_keys=settings.words_keys)
    except InUse:
        yield Check("work", True, "the bot is at work on this file; stop it to look further")
        return
    units = Units(database, SystemClock(), Parts())
    try:
        channel = await units(team, lambda unit: settings_of(unit).departures_channel)
        yield await _channel(Directory(slack), team, channel)
        yield _work(await units(team, troubles_of))
    finally:
        await database.close()


async def _channel(directory: Directory, team: str, channel: str | None) -> Check:
    if channel is None:
        return Check("channel", True, "none is chosen yet (in Slack: /lost-customer settings)")
    try:
        facts = await directory.channel(team, channel)
    except SlackError as trouble:
        return Check("channel", False, str(trouble), "Choose another channel: /lost-customer settings.")
    if facts.is_archived or facts.is_shared or not facts.is_member:
        found = f"#{facts.name} is archived, shared with another company, or the bot is not in it"
        return Check("channel", False, found, "Invite the bot, or choose another channel: /lost-customer settings.")
    return Check("channel", True, f"#{facts.name}")


def _work(troubles: Troubles) -> Check:
    if not troubles.any:
        return Check("work", True, "everything got through in the last seven days")
    parts = [f"{count} × {code}" for code, count in troubles.undelivered.items()]
    if troubles.failed:
        parts.append(f"{troubles.failed} obligations failed")
    if troubles.resting:
        parts.append(f"the workspace rests ({troubles.resting})")
    return Check("work", False, "; ".join(parts), "See the log for each; Slack's codes are explained at api.slack.com/methods.")
