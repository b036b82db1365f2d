"""The installs of all workspaces: in the database for every process, and in memory for every request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pydantic import SecretStr
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.logs import where
from bot.slack.installs import Install
from bot.store.base import new_id
from bot.store.engine import Database
from bot.work.clock import Clock
from bot.workspace.models import Installed

log = structlog.stdlib.get_logger("porchlight.installs")

LOOK_EVERY = 2.0
"""Seconds of real time after which a process has noticed what another one changed."""
RENEW_BEFORE = timedelta(hours=2)
"""So long before a token ends it is renewed; Slack's own tools do it then."""
URGENT = timedelta(minutes=5)
"""A token with less ahead of it is not used before it was tried to renew it."""


@dataclass(frozen=True)
class Grant:
    """What Slack gives when a workspace installs the app, or renews its token. `lives` is for how long, where tokens rotate."""

    token: SecretStr
    refresh: SecretStr | None
    lives: timedelta | None


@dataclass(frozen=True)
class Arrival:
    """A workspace that has just let the app in, as Slack describes it. `scopes` are those that were granted."""

    workspace: str
    name: str
    url: str
    app: str
    bot_id: str
    bot_user: str
    scopes: frozenset[str]
    by: str
    grant: Grant


@dataclass(frozen=True)
class _Known:
    install: Install
    version: str
    expires: datetime | None


class KeptInstalls:
    """Answers from memory: a request of a workspace that is known costs no query and no call to Slack.

    What this process changes it knows at once; what another one changed after `LOOK_EVERY` seconds, while `watch` runs.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.renew: Callable[[str], Awaitable[bool]] | None = None
        """Renews a workspace's token now; whether it is another one afterwards."""
        self._known: dict[str, _Known] = {}
        self._changes = 0

    async def of(self, workspace: str) -> Install | None:
        """The install of this workspace, its token good for a while."""
        known = self._known.get(workspace) or await self._read(workspace)
        if known is None:
            return None
        if known.expires is not None and self.renew is not None and known.expires - self.clock.now() < URGENT:
            await self.renew(workspace)
            known = self._known.get(workspace) or await self._read(workspace)
        return known.install if known else None

    async def serving(self, team: str | None, _enterprise: str | None, /) -> Install | None:
        """The install that a request from this team is for."""
        return await self.of(team) if team else None

    async def all(self) -> tuple[Install, ...]:
        """Every workspace that lets us in."""

        def read(session: Session) -> list[_Known]:
            return [_known(row) for row in session.scalars(select(Installed).where(Installed.token.is_not(None)))]

        return tuple(known.install for known in await self.database.run(read))

    async def keep(self, arrival: Arrival) -> None:
        """A workspace has let the app in, perhaps again: what was known of it before is replaced."""
        now = self.clock.now()

        def write(session: Session) -> None:
            row = session.get(Installed, arrival.workspace) or Installed(workspace=arrival.workspace)
            row.name, row.url, row.app = arrival.name, arrival.url, arrival.app
            row.bot_id, row.bot_user = arrival.bot_id, arrival.bot_user
            row.scopes = ",".join(sorted(arrival.scopes))
            row.installed_by, row.installed_at = arrival.by, now
            take(row, arrival.grant, now)
            session.add(row)

        await self.database.run(write, turn=arrival.workspace)
        self.drop(arrival.workspace)

    async def end(self, workspace: str, /) -> None:
        """Slack does not let us in any more: the tokens are forgotten. What the workspace holds stays for now."""
        gone = {"token": None, "refresh": None, "expires": None, "renew_at": None, "lease": None, "leased_until": None}
        ending = update(Installed).where(Installed.workspace == workspace).values(**gone, version=new_id())
        ending = ending.execution_options(synchronize_session=False)
        await self.database.run(lambda session: session.execute(ending))
        self.drop(workspace)

    def drop(self, workspace: str) -> None:
        """What is known of it is not true any more: it is read anew when it is asked for."""
        self._changes += 1
        self._known.pop(workspace, None)

    async def look(self) -> None:
        """Notice what other processes changed since."""
        query = select(Installed.workspace, Installed.version)
        found = dict(await self.database.run(lambda session: [(row.workspace, row.version) for row in session.execute(query)]))
        for workspace, known in list(self._known.items()):
            if found.get(workspace) != known.version:
                self.drop(workspace)

    async def watch(self) -> None:
        """Look now and then, as long as this runs."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a minute: what is known stays
                log.warning("installs were not looked at", **where(error))

    async def _read(self, workspace: str) -> _Known | None:
        changes = self._changes

        def read(session: Session) -> _Known | None:
            row = session.get(Installed, workspace)
            return _known(row) if row is not None and row.token is not None else None

        known = await self.database.run(read)
        if known is not None and changes == self._changes:  # else it may have been changed while we read
            self._known[workspace] = known
        return known


def take(row: Installed, grant: Grant, now: datetime) -> None:
    """These are the tokens from now on."""
    row.token = grant.token.get_secret_value()
    row.refresh = grant.refresh.get_secret_value() if grant.refresh else None
    row.expires = now + grant.lives if grant.lives else None
    row.renew_at = row.expires - RENEW_BEFORE if row.expires and row.refresh else None
    row.tries, row.lease, row.leased_until, row.version = 0, None, None, new_id()


def _known(row: Installed) -> _Known:
    install = Install(row.workspace, row.name, row.url, SecretStr(row.token or ""), row.bot_id, row.bot_user)
    return _Known(install, row.version, row.expires)
