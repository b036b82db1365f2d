"""Token rotation: tokens are renewed well before they end, by one process at a time.

Slack takes each refresh token once. So a lease in the row decides who asks; when the answer is lost, the same refresh token
is tried again, and if Slack took it for used, the token that we hold is good until it ends: whoever installed the app is
asked to install it again, and nothing else is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pydantic import SecretStr
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.logs import where
from bot.slack.errors import Refused
from bot.store.base import new_id
from bot.store.engine import Database
from bot.work.clock import Clock, real_now
from bot.work.heartbeat import Ahead
from bot.work.leases import is_free, is_held
from bot.workspace.installing.kept import KeptInstalls, take
from bot.workspace.installing.oauth import OAuth
from bot.workspace.models import Installed

log = structlog.stdlib.get_logger("porchlight.installs")

LEASE = timedelta(seconds=30)
"""Of real time: longer than any call to Slack takes."""
LOOK_AGAIN, OTHERS_LOOKS = 0.1, 100
"""Seconds of real time between looks, and how many, while somebody who needs a token waits for another process that renews it."""
Renewed = Callable[[str], Awaitable[None]]
CannotRenew = Callable[[str, str, datetime], Awaitable[None]]


@dataclass(frozen=True)
class _Claim:
    workspace: str
    refresh: str
    lease: str
    by: str
    expires: datetime | None


class Renewing:
    """Renews what falls due: one of the heartbeat's sources.

    `renewed` is told of each workspace, and `refused` of one whose token Slack does not renew: with who installed the app, and
    until when (aware) the token that we hold is good.
    """

    by_time_alone = True

    def __init__(
        self, database: Database, clock: Clock, oauth: OAuth, installs: KeptInstalls, renewed: Renewed, refused: CannotRenew
    ) -> None:
        self.database, self.clock, self.oauth, self.installs = database, clock, oauth, installs
        self.renewed, self.refused = renewed, refused
        self._locks: dict[str, asyncio.Lock] = {}

    async def turn(self) -> int:
        """Renew every token whose time has come; returns how many."""
        claims = await self._claim()
        await asyncio.gather(*(self._renew(claim) for claim in claims))
        return len(claims)

    def ahead(self) -> Ahead:
        """When the next token is to be renewed that nobody renews now; and when the first lease of those ends that somebody renews."""
        held = select(func.min(Installed.leased_until)).where(Installed.lease.is_not(None), is_held(Installed))
        return Ahead(select(func.min(Installed.renew_at)).where(is_free(Installed)), held)

    def is_busy(self) -> bool:
        return False

    async def finish(self) -> None:
        """A turn ends when all that it claimed is done: nothing is ever left in hand."""

    async def now(self, workspace: str) -> bool:
        """Renew one token now, for somebody needs it; whether it is another one afterwards."""
        async with self._locks.setdefault(workspace, asyncio.Lock()):
            before = await self._version(workspace)
            for claim in await self._claim(workspace):
                await self._renew(claim)
            for _look in range(OTHERS_LOOKS):
                if not await self._is_held(workspace):
                    break
                await asyncio.sleep(LOOK_AGAIN)
            self.installs.drop(workspace)
            return await self._version(workspace) != before

    async def _claim(self, workspace: str | None = None) -> list[_Claim]:
        now, lease, until = self.clock.now(), new_id(), real_now() + LEASE
        due: list[ColumnElement[bool]] = [Installed.renew_at <= now, Installed.refresh.is_not(None), is_free(Installed)]
        if workspace is not None:
            due.append(Installed.workspace == workspace)

        def write(session: Session) -> list[_Claim]:
            rows = session.scalars(select(Installed).where(*due).with_for_update(skip_locked=True)).all()
            for row in rows:
                row.lease, row.leased_until = lease, until
            return [_Claim(row.workspace, row.refresh or "", lease, row.installed_by, row.expires) for row in rows]

        return await self.database.run(write)

    async def _renew(self, claim: _Claim) -> None:
        try:
            grant = await self.oauth.refresh(SecretStr(claim.refresh))
        except Refused as refused:
            log.error("a token cannot be renewed", workspace=claim.workspace, code=refused.code)
            await self._put_back(claim, for_good=True)
            await self.refused(claim.workspace, claim.by, claim.expires or self.clock.now())
            return
        except Exception as error:  # noqa: BLE001 - Slack may be away, or the answer was lost: it is tried again
            log.warning("a token was not renewed", workspace=claim.workspace, **where(error))
            await self._put_back(claim, for_good=False)
            return
        now = self.clock.now()

        def write(session: Session) -> bool:
            row = session.scalar(select(Installed).where(*_mine(claim)).with_for_update())
            if row is not None:
                take(row, grant, now)
            return row is not None

        if await self.database.run(write):
            self.installs.drop(claim.workspace)
            await self.renewed(claim.workspace)

    async def _put_back(self, claim: _Claim, *, for_good: bool) -> None:
        now = self.clock.now()

        def write(session: Session) -> None:
            row = session.scalar(select(Installed).where(*_mine(claim)).with_for_update())
            if row is not None:
                row.tries += 1
                wait = timedelta(seconds=min(600, 5 * 2**row.tries))
                row.renew_at = None if for_good else now + wait
                row.lease, row.leased_until = None, None

        await self.database.run(write)

    async def _version(self, workspace: str) -> str | None:
        query = select(Installed.version).where(Installed.workspace == workspace)
        return await self.database.run(lambda session: session.scalar(query))

    async def _is_held(self, workspace: str) -> bool:
        held = select(Installed.workspace).where(Installed.workspace == workspace, Installed.lease.is_not(None), is_held(Installed))
        return await self.database.run(lambda session: session.scalar(held) is not None)


def _mine(claim: _Claim) -> tuple[ColumnElement[bool], ...]:
    return Installed.workspace == claim.workspace, Installed.lease == claim.lease
