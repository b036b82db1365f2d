"""The agenda: what has fallen due is claimed by a lease, and each obligation is done in a unit of its own."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import Executable, Exists, bindparam, exists, func, select, tuple_, update
from sqlalchemy.orm import Session

from bot import metrics
from bot.logs import caused_by, where
from bot.slack.errors import End, Limited, NotSent, Refused, Unknown
from bot.store.base import new_id
from bot.work.clock import Clock, real_now
from bot.work.heartbeat import Ahead
from bot.work.leases import is_free, is_held, lay_to_rest
from bot.work.models import Obligation, Progress, Rest
from bot.work.parts import Due, Handler
from bot.work.unit import Unit, Units

if TYPE_CHECKING:
    from bot.work.deps import Deps

log = structlog.stdlib.get_logger("porchlight.work")

BATCH = 100
MOST_TRIES = 8
MOST_WAITS = 80
"""So often, which is about three days, is tried what Slack keeps from being done now; other errors are ours, and end sooner."""

SETTLE = (
    update(Obligation)
    .where(Obligation.id == bindparam("mine"), Obligation.lease == bindparam("by_lease"), Obligation.state == Progress.planned)
    .values(state=Progress.done, finished=bindparam("now"), lease=None, leased_until=None)
    .returning(Obligation.id)
    .execution_options(synchronize_session=False)
)
"""Where it is still planned, and this lease still holds it. Built once: it is the most frequent of all."""


class Agenda:
    """Does what falls due. Any number of these, in any number of processes, may work on one database."""

    by_time_alone = False

    def __init__(self, units: Units, clock: Clock, handlers: Mapping[str, Handler], deps: Deps) -> None:
        self.units, self.clock, self.handlers, self.deps = units, clock, handlers, deps
        self.lease = timedelta(seconds=deps.settings.lease_seconds)

    async def turn(self) -> int:
        """Claim what is due and do it; returns how many were claimed."""
        lease = new_id()
        now, until = self.clock.now(), real_now() + self.lease
        claimed = await self.units.database.run(lambda session: _claim(session, now, lease, until))
        done = await asyncio.gather(*(self._do(due, lease) for due in claimed), return_exceptions=True)
        for outcome in done:
            if isinstance(outcome, BaseException):
                raise outcome  # not even putting it back succeeded: the database is away
        return len(claimed)

    def ahead(self) -> Ahead:
        """When the next obligation that nobody holds falls due."""
        return _ahead()

    def is_busy(self) -> bool:
        return False

    async def finish(self) -> None:
        """A turn ends when all that it claimed is done: nothing is ever left in hand."""

    async def _do(self, due: Due, lease: str) -> None:
        with caused_by(due.cause, workspace=due.workspace):
            try:
                await self._act(due, lease)
                metrics.OBLIGATIONS.labels("done").inc()
                log.info("done what was due", kind=due.kind, id=due.id)
            except Exception as error:  # noqa: BLE001 - one failing obligation must not stop the others; it is tried again
                metrics.OBLIGATIONS.labels("put off").inc()
                log.error("an obligation failed", kind=due.kind, id=due.id, **where(error))
                await self.units(due.workspace, _put_back, due, lease, error)

    async def _act(self, due: Due, lease: str) -> None:
        handler = self.handlers.get(due.kind)
        if handler is None:
            raise LookupError(f"nothing handles {due.kind}")
        facts = await handler.look(self.deps, due) if handler.look else None
        await self.units(due.workspace, _act, handler, due, lease, facts)


@cache
def _ahead() -> Ahead:
    planned = Obligation.state == Progress.planned
    due = select(Obligation.due).where(planned, is_free(Obligation), ~_resting()).order_by(Obligation.due)
    return Ahead(due, select(func.min(Obligation.leased_until)).where(planned, is_held(Obligation)))


def _claim(session: Session, now: datetime, lease: str, until: datetime) -> list[Due]:
    taken = session.execute(_taking(), {"now": now, "by_lease": lease, "until": until})
    return sorted((Due(*row) for row in taken), key=lambda due: (due.due, due.id))


@cache
def _taking() -> Executable:
    """Built once: each look at the agenda asks this."""
    first = (
        select(Obligation.workspace, Obligation.id)
        .where(Obligation.state == Progress.planned, Obligation.due <= bindparam("now"), is_free(Obligation), ~_resting())
        .order_by(Obligation.due, Obligation.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=Obligation)
        .cte("first")
        .prefix_with("MATERIALIZED")  # else PostgreSQL may look for the first ones more than once, and take too many
    )
    return (
        update(Obligation)
        .where(tuple_(Obligation.workspace, Obligation.id).in_(select(first)))
        .values(lease=bindparam("by_lease"), leased_until=bindparam("until"))
        .returning(*(getattr(Obligation, name) for name in Due.__dataclass_fields__))
        .execution_options(synchronize_session=False)
    )


def _resting() -> Exists:
    return exists().where(Rest.workspace == Obligation.workspace)


def _act(unit: Unit, handler: Handler, due: Due, lease: str, facts: Any) -> None:
    """What is being done is done for its own handler already; where that fails, it was not."""
    settled = unit.session.execute(SETTLE, {"mine": due.id, "by_lease": lease, "now": unit.now})
    if settled.first() is not None:
        handler.act(unit, due, facts)


def _put_back(unit: Unit, due: Due, lease: str, error: Exception) -> None:
    """It could not be done now: later, but not for ever; where Slack does not let us in any more, when it does."""
    held = _held(unit, due, lease)
    if held is None:
        return
    held.lease, held.leased_until = None, None
    if isinstance(error, Refused) and error.end is End.WORKSPACE_GONE:
        lay_to_rest(unit, error.code)
        return
    held.tries += 1
    told = timedelta(seconds=error.retry_after) if isinstance(error, Limited) else timedelta()
    held.due = unit.now + max(_back_off(held.tries), told)
    if held.tries >= (MOST_WAITS if isinstance(error, Limited | NotSent | Unknown) else MOST_TRIES):
        held.state, held.finished = Progress.failed, unit.now


def _back_off(tries: int) -> timedelta:
    """Ten seconds, doubled at each try up to an hour, with jitter so that many do not return at once."""
    seconds: float = min(3600, 5 * 2**tries)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret


def _held(unit: Unit, due: Due, lease: str) -> Obligation | None:
    """The obligation, locked, if it is still planned and this lease still holds it."""
    mine = Obligation.id == due.id, Obligation.lease == lease, Obligation.state == Progress.planned
    return unit.first(select(Obligation).where(*mine).with_for_update())
