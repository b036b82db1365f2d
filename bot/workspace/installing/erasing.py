"""A workspace that took the app out is forgotten when its time has passed: every row of it, in every table."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session

from bot.migrations.run import load_models
from bot.store.base import Base
from bot.store.engine import Busy, Database
from bot.work.clock import Clock
from bot.work.heartbeat import Ahead
from bot.work.leases import TAKEN_OUT
from bot.work.models import Rest
from bot.workspace.models import AuditEntry, Installed

log = structlog.stdlib.get_logger("porchlight.installs")

LAST = (AuditEntry.__tablename__, Rest.__tablename__, Installed.__tablename__)
"""The record of who did what may go when there are no customers any more; and what says that there is something to erase,
when nothing else is left, so that a crash is made good."""


class Erasing:
    """Erases what has rested for too long: one of the heartbeat's sources."""

    by_time_alone = True

    def __init__(self, database: Database, clock: Clock, after: timedelta) -> None:
        self.database, self.clock, self.after = database, clock, after
        self._ahead = Ahead(select(func.min(Rest.since)).where(Rest.why.in_(TAKEN_OUT)), later=after)

    async def turn(self) -> int:
        """Erase every workspace whose time has passed; returns how many."""
        passed = select(Rest.workspace).where(Rest.why.in_(TAKEN_OUT), Rest.since <= self.clock.now() - self.after)
        workspaces = await self.database.run(lambda session: list(session.scalars(passed)))
        for workspace in workspaces:
            await self._erase(workspace)
        return len(workspaces)

    def ahead(self) -> Ahead:
        """When the time of the next workspace has passed. Two that erase the same do no harm: nothing is ever held."""
        return self._ahead

    def is_busy(self) -> bool:
        return False

    async def finish(self) -> None:
        """A turn ends when all is erased: nothing is ever left in hand."""

    async def before_return(self, workspace: str) -> None:
        """The workspace is about to come back: if its time has passed, nothing of it is left by then, and else all of it."""
        passed = select(Rest.id).where(
            Rest.workspace == workspace, Rest.why.in_(TAKEN_OUT), Rest.since <= self.clock.now() - self.after
        )
        if await self.database.run(lambda session: session.scalar(passed) is not None):
            await self._erase(workspace)

    async def _erase(self, workspace: str) -> None:
        """Table by table, what hangs on others first; in the order in which they hang no half-erased row is ever left."""
        for table in tables():
            await self.database.run(partial(_empty, table=table, workspace=workspace), turn=workspace)
        self.database.memory.forget(workspace)
        with suppress(Busy):  # somebody reads the file: its log is emptied with the next erasure
            await self.database.scrub()
        log.info("a workspace was erased", workspace=workspace)


def tables() -> Sequence[Table]:
    """Every table with rows of workspaces, whoever added it, in the order in which they can be emptied."""
    load_models()
    ours = [table for table in reversed(Base.metadata.sorted_tables) if "workspace" in table.columns]
    return [table for table in ours if table.name not in LAST] + [Base.metadata.tables[name] for name in LAST]


def _empty(session: Session, table: Table, workspace: str) -> None:
    session.execute(delete(table).where(table.c.workspace == workspace))
