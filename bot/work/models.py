"""What is to be done, what is to be sent, and which gestures were seen already."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant
from bot.store.types import WordsTree


class Progress(enum.Enum):
    """Where an obligation stands."""

    planned = "planned"
    done = "done"
    cancelled = "cancelled"
    failed = "failed"


class Sending(enum.Enum):
    """Where a delivery stands. `unknown`: it was sent, and nobody knows whether it arrived."""

    waiting = "waiting"
    sending = "sending"
    unknown = "unknown"
    sent = "sent"
    ended = "ended"


class Obligation(Tenant):
    """Something that falls due. `key` is unique for each occurrence, so the database stops a second one.

    `cause` is the number of the request that it came of (`bot.logs.caused_by`), here and in a delivery.
    """

    __tablename__ = "obligations"
    is_beside = True
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index(
            "ix_obligations_due",
            "due",
            postgresql_where=text("state = 'planned'"),
            sqlite_where=text("state = 'planned'"),
        ),
        Index(
            "ix_obligations_held",
            "leased_until",
            postgresql_where=text("leased_until IS NOT NULL"),
            sqlite_where=text("leased_until IS NOT NULL"),
        ),
        Index("ix_obligations_subject", "workspace", "subject"),
    )

    kind: Mapped[str]
    subject: Mapped[str]
    key: Mapped[str]
    due: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cause: Mapped[str | None]
    state: Mapped[Progress] = mapped_column(default=Progress.planned)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    finished: Mapped[datetime | None]


class Delivery(Tenant):
    """One message to be sent once; or a card, which is sent again in the same place whenever `wanted` passes `sent_version`.

    `target` is where it shall go (a person, a channel); `channel` and `ts` are where it went. What is
    said is either in `content`, or drawn by the renderer `card` from the state of `subject` at the
    moment of sending. `lane` is the place in which deliveries wait for each other; `under` is the id
    of the delivery in whose thread it belongs; `tried` is when it was last sent. `file` is Slack's id of the
    file that goes with it: known before it is shared, as Slack marks no file with the delivery. While Slack is searched
    for what was sent then, `looked_for` says so, and `looked_to` is Slack's cursor of what is to be searched next.
    From `away_since` on it is to be taken out of Slack again, and says nothing any more.
    """

    __tablename__ = "deliveries"
    is_beside = True
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index(
            "ix_deliveries_due",
            "due",
            postgresql_where=text("state in ('waiting', 'sending', 'unknown')"),
            sqlite_where=text("state in ('waiting', 'sending', 'unknown')"),
        ),
        Index(
            "ix_deliveries_lane",
            "workspace",
            "lane",
            "id",
            postgresql_where=text("state in ('waiting', 'sending', 'unknown')"),
            sqlite_where=text("state in ('waiting', 'sending', 'unknown')"),
        ),
        Index("ix_deliveries_subject", "workspace", "card", "subject"),
        Index("ix_deliveries_place", "workspace", "channel", "ts"),
    )

    key: Mapped[str]
    target: Mapped[str]
    lane: Mapped[str]
    under: Mapped[str | None]
    card: Mapped[str | None]
    subject: Mapped[str | None]
    content: Mapped[Any | None] = mapped_column(WordsTree)
    cause: Mapped[str | None]
    state: Mapped[Sending] = mapped_column(default=Sending.waiting)
    wanted: Mapped[int] = mapped_column(default=1)
    sent_version: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    created: Mapped[datetime]
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str | None]
    ts: Mapped[str | None]
    tried: Mapped[datetime | None]
    looked_for: Mapped[datetime | None]
    looked_to: Mapped[str | None]
    file: Mapped[str | None]
    trouble: Mapped[str | None]
    away_since: Mapped[datetime | None]


class Attempt(Tenant):
    """One attempt to send a delivery, and its outcome: `sent`, `unknown`, or what stood against it."""

    __tablename__ = "attempts"
    is_beside = True
    __table_args__ = (Index("ix_attempts_delivery", "workspace", "delivery"),)

    delivery: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[str]


class Rest(Tenant):
    """A workspace that Slack does not let us into any more: nothing is sent or done for it while this row (`rest`) is there."""

    __tablename__ = "rests"
    is_beside = True

    since: Mapped[datetime]
    why: Mapped[str]


class Gesture(Tenant):
    """A press, submission or event that took effect: its second arrival changes nothing. `id` is Slack's own id for it."""

    __tablename__ = "gestures"
    is_beside = True

    seen: Mapped[datetime]
