"""Who has opened their Home, how far an admin has come in setting up, and who tries it with a practice customer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant


class OpenHome(Tenant):
    """Somebody's Home; its id is the person. `first_at` they saw it first, `opened_at` last; `shown` is a hash of what it says."""

    __tablename__ = "homes"
    __table_args__ = (Index("ix_homes_opened", "workspace", "opened_at"),)
    is_beside = True

    first_at: Mapped[datetime]
    opened_at: Mapped[datetime]
    shown: Mapped[str]


class HomePace(Tenant):
    """One row (`pace`): until when the Homes that were to be shown anew have used up their share of Slack's rate."""

    __tablename__ = "home_pace"
    is_beside = True

    used_until: Mapped[datetime]


class Onboarding(Tenant):
    """One row (`onboarding`): whom the three steps are shown, and which of them they took that leave no other trace."""

    __tablename__ = "onboarding"

    person: Mapped[str]
    began: Mapped[datetime]
    pool_at: Mapped[datetime | None]
    digest_at: Mapped[datetime | None]


class Practice(Tenant):
    """Somebody tries the journey with a practice customer; the id is the person. All that there is of it is in this row.

    `guess` and `found` are codes of reasons; what is typed is kept nowhere. The row goes when they end it, or a day after they
    began.
    """

    __tablename__ = "practices"

    began: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0, server_default="0")
    guess: Mapped[str | None]
    found: Mapped[str | None]
