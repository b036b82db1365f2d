"""Which deliveries a worker takes into its hands: what is due and stands first in its lane, by a lease."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from bot.store.types import Instant
from bot.work.clock import real_now
from bot.work.leases import is_free, is_held
from bot.work.models import Delivery, Rest, Sending

SETTLE = timedelta(seconds=15)
"""How long a request that timed out may still be on its way: only then is Slack asked whether it arrived."""
Key = tuple[str, str]
"""A delivery's workspace and id."""
KEPT = 8
"""So many statements: what is in hand after its lease is over, which is nearly always nothing, is part of them."""
OPEN = (Sending.waiting, Sending.sending, Sending.unknown)


_ITS = update(Delivery.__table__).where(  # type: ignore[arg-type] # a mapped class has a table
    Delivery.workspace == bindparam("its_workspace"), Delivery.id == bindparam("its_id")
)
TAKE = _ITS.values(
    state=Sending.sending,
    lease=bindparam("by"),
    leased_until=bindparam("until"),
    tried=case((Delivery.state == Sending.waiting, bindparam("now", type_=Instant())), else_=Delivery.tried),
)
LEAVE_OPEN = _ITS.values(state=Sending.unknown, due=bindparam("from"), lease=None, leased_until=None)


@dataclass(frozen=True)
class Claim:
    """A delivery in this worker's hands, until `until` by the real clock: afterwards others may take it for dead.

    `state` is how it was found: anything but waiting means it may have been sent. `cause` is the request that it came of.
    """

    workspace: str
    id: str
    target: str
    state: Sending
    lease: str
    until: datetime
    cause: str | None = None

    @property
    def key(self) -> Key:
        """What makes it one among those of all workspaces."""
        return self.workspace, self.id

    @property
    def in_doubt(self) -> bool:
        """Whether it may have been sent already."""
        return self.state is not Sending.waiting

    @property
    def is_over(self) -> bool:
        """Whether this process was stuck for so long that another may have it by now."""
        return real_now() >= self.until


def claim_heads(
    session: Session, now: datetime, lease: str, until: datetime, most: int, in_hand: Collection[Key] = ()
) -> list[Claim]:
    """Claim what is to be sent and stands first in its lane; workspaces that are at rest are left alone.

    What somebody was sending when their lease ran out is not claimed yet: it may still be on its way to
    Slack, so it is looked up after the settle time. What this process still has `in_hand`, though its lease is over, is never
    taken twice.
    """
    rows = session.execute(_heads(frozenset(in_hand)), {"now": now, "most": most})
    found = [(row.state, {"its_workspace": row.workspace, "its_id": row.id}, row) for row in rows]
    late = [its | {"from": now + SETTLE} for state, its, _ in found if state is Sending.sending]
    if late:
        session.execute(LEAVE_OPEN, late)
    taken = [its | {"by": lease, "until": until, "now": now} for state, its, _ in found if state is not Sending.sending]
    if taken:
        session.execute(TAKE, taken)
    claimed = (row for state, _, row in found if state is not Sending.sending)
    return [Claim(row.workspace, row.id, row.target, row.state, lease, until, row.cause) for row in claimed]


def next_due(in_hand: Collection[Key] = ()) -> Select[datetime]:
    """When the next delivery that nobody holds may be sent; what stands behind another in its lane waits for that one."""
    return _next_due(frozenset(in_hand))


@lru_cache(KEPT)
def _next_due(in_hand: frozenset[Key]) -> Select[datetime]:
    return select(Delivery.due).where(*_free_heads(in_hand)).order_by(Delivery.due)


@lru_cache(KEPT)
def _heads(in_hand: frozenset[Key]) -> Select[str, str, str, Sending, str | None]:
    return (
        select(Delivery.workspace, Delivery.id, Delivery.target, Delivery.state, Delivery.cause)
        .where(Delivery.due <= bindparam("now"), *_free_heads(in_hand))
        .order_by(Delivery.due, Delivery.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, of=Delivery)
    )


def _free_heads(in_hand: frozenset[Key]) -> list[ColumnElement[bool]]:
    resting = exists().where(Rest.workspace == Delivery.workspace)
    heads = [Delivery.state.in_(OPEN), is_free(Delivery), ~resting, ~_stands_behind()]
    return [*heads, tuple_(Delivery.workspace, Delivery.id).not_in(in_hand)] if in_hand else heads


@cache
def _stands_behind() -> ColumnElement[bool]:
    """Whether another delivery of the same lane comes first."""
    before = aliased(Delivery)
    return exists().where(
        before.workspace == Delivery.workspace,
        before.lane == Delivery.lane,
        before.state.in_(OPEN),
        before.id < Delivery.id,
    )


@cache
def held_until() -> Select[datetime | None]:
    """When the first lease ends of all that somebody, perhaps a process that died, has in hand."""
    return select(func.min(Delivery.leased_until)).where(Delivery.state.in_(OPEN), is_held(Delivery))


def free(row: Delivery, state: Sending, due: datetime) -> None:
    """Nobody holds it any more."""
    row.state, row.due, row.lease, row.leased_until = state, due, None, None
