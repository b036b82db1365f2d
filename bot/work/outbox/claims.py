"""Which deliveries a worker takes into its hands: what is due and stands first in its lane, by a lease."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from bot.work.clock import real_now
from bot.work.leases import is_free, is_held
from bot.work.models import Delivery, Rest, Sending

SETTLE = timedelta(seconds=15)
"""How long a request that timed out may still be on its way: only then is Slack asked whether it arrived."""
Key = tuple[str, str]
"""A delivery's workspace and id."""
OPEN = (Sending.waiting, Sending.sending, Sending.unknown)


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
    Slack, so it is looked up after the settle time. What this process has `in_hand` is never taken twice.
    """
    query = (
        select(Delivery)
        .where(
            Delivery.state.in_(OPEN),
            Delivery.due <= now,
            is_free(Delivery),
            tuple_(Delivery.workspace, Delivery.id).not_in(in_hand),
            ~_stands_behind(),
            ~exists().where(Rest.workspace == Delivery.workspace),
        )
        .order_by(Delivery.due, Delivery.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    claims = []
    for row in session.scalars(query).all():
        if row.state is Sending.sending:
            free(row, Sending.unknown, now + SETTLE)
            continue
        claims.append(Claim(row.workspace, row.id, row.target, row.state, lease, until, row.cause))
        if row.state is Sending.waiting:
            row.tried = now
        row.state, row.lease, row.leased_until = Sending.sending, lease, until
    return claims


def next_due(in_hand: Collection[Key] = ()) -> Select[datetime]:
    """When the next delivery that nobody holds may be sent; what stands behind another in its lane waits for that one."""
    resting = exists().where(Rest.workspace == Delivery.workspace)
    others = tuple_(Delivery.workspace, Delivery.id).not_in(in_hand)
    unheld = Delivery.state.in_(OPEN), is_free(Delivery), others, ~resting, ~_stands_behind()
    return select(Delivery.due).where(*unheld).order_by(Delivery.due)


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


def held_until(now: datetime) -> Select[datetime | None]:
    """When the first lease ends of all that somebody, perhaps a process that died, has in hand. Only what is due is held."""
    return select(func.min(Delivery.leased_until)).where(Delivery.state.in_(OPEN), Delivery.due <= now, is_held(Delivery))


def free(row: Delivery, state: Sending, due: datetime) -> None:
    """Nobody holds it any more."""
    row.state, row.due, row.lease, row.leased_until = state, due, None, None
