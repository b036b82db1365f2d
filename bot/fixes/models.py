"""What we change, and who left over it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.fixes.values import FixState
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Fix(Tenant):
    """Something that we change: `owner` sees to it until `due`, a day in their zone; `by` wanted it.

    `departure` is the one whose interview it came from, if any: its words hang on that customer. `reason` is a code of the
    taxonomy; where `everyone`, all who left over that reason left over this. `turns` counts how often its day or its owner
    was set, `step` how often they were reminded since. `asked` looks whether it holds, and was reminded `looks` times.
    """

    __tablename__ = "fixes"
    __table_args__ = (
        belongs_to("departures", "departure"),
        Index("ix_fixes_departure", "workspace", "departure"),
        Index("ix_fixes_state", "workspace", "state"),
    )

    what: Mapped[str] = mapped_column(Words)
    reason: Mapped[str | None]
    everyone: Mapped[bool]
    departure: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    owner: Mapped[str]
    due: Mapped[date]
    state: Mapped[FixState]
    turns: Mapped[int] = mapped_column(default=1)
    step: Mapped[int] = mapped_column(default=0)
    done_by: Mapped[str | None]
    done_at: Mapped[datetime | None]
    done_words: Mapped[str | None] = mapped_column(Words)
    asked: Mapped[str | None]
    looks: Mapped[int] = mapped_column(default=0)
    verified_by: Mapped[str | None]
    verified_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(default=0)
    reopened_by: Mapped[str | None]
    reopened_why: Mapped[str | None] = mapped_column(Words)
    dropped_by: Mapped[str | None]


class FixCase(Tenant):
    """That a customer left over what a fix changes."""

    __tablename__ = "fix_cases"
    __table_args__ = (
        belongs_to("fixes", "fix"),
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "fix", "departure"),
        Index("ix_fix_cases_departure", "workspace", "departure"),
    )

    fix: Mapped[str]
    departure: Mapped[str]
    at: Mapped[datetime]
