"""What a workspace made of the reasons that we ship, its own ones, and the record of all that was changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.reasons.values import Feedback, ReasonDeed
from bot.store.base import Tenant
from bot.store.types import Words


class OwnReason(Tenant):
    """A reason of the workspace's own, or one that we ship and that it has changed; the id is the reason's code.

    `words` and `about` are empty (None) where they are as we ship them. `into` is the code as which it counts.
    """

    __tablename__ = "reasons"

    words: Mapped[str | None] = mapped_column(Words)
    about: Mapped[str | None] = mapped_column(Words)
    controllable: Mapped[bool]
    curable: Mapped[bool]
    feedback: Mapped[Feedback]
    archived_at: Mapped[datetime | None]
    into: Mapped[str | None]
    added: Mapped[datetime]


class ReasonLog(Tenant):
    """What was done to a reason (`code`), by whom and when; append-only. `before` is what it was called until then.

    From this follows what a reason was called when somebody named it, and across which days no trend is drawn.
    """

    __tablename__ = "reason_log"
    __table_args__ = (Index("ix_reason_log_at", "workspace", "at"),)

    at: Mapped[datetime]
    by: Mapped[str]
    code: Mapped[str]
    deed: Mapped[ReasonDeed]
    before: Mapped[str | None] = mapped_column(Words)
