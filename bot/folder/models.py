"""Which threads are kept in folders."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from bot.store.base import Tenant, belongs_to


class KeptThread(Tenant):
    """The thread of a departure's card in one channel, once its people were told that what is said there is kept.

    `told` is the key of the delivery that told them; empty while nothing more is kept. What was said before it stays out.
    `link` is the address of the card, as Slack says it.
    """

    __tablename__ = "kept_threads"
    __table_args__ = (
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "departure", "channel"),
        Index("ix_kept_threads_channel", "workspace", "channel"),
    )

    departure: Mapped[str]
    channel: Mapped[str]
    told: Mapped[str | None]
    link: Mapped[str | None]
