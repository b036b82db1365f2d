"""The thank-you, and the owner's private guess."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Thanks(Tenant):
    """The thank-you for one departure: whom we asked to send it, and whether it went out.

    From `guesses_locked_at` on nobody may add or change a guess: the findings are filed.
    """

    __tablename__ = "thanks"
    __table_args__ = (belongs_to("departures", "departure"), UniqueConstraint("workspace", "departure"))

    departure: Mapped[str]
    asked: Mapped[str]
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]
    guesses_locked_at: Mapped[datetime | None]


class Guess(Tenant):
    """What the owner thinks the reason was. It belongs to its author alone, and is locked once the findings are filed."""

    __tablename__ = "guesses"
    __table_args__ = (
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "departure", "author"),
    )

    departure: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]
    words: Mapped[str | None] = mapped_column(Words)
    at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
