"""Departures, and the steps that each of them took."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.departures.values import Came, Size, Stage, TalkKind, TalkState
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Departure(Tenant):
    """One customer's leaving.

    `happened` is the day from which things are counted (they left, or gave notice), in the logger's
    zone. `open_for` is the customer's id while the departure is open and empty afterwards, so that the
    database itself allows one open departure per customer. `owner` is whose account it was; unknown,
    it is asked of the one who logged it. `posted_to` is the channel that holds the card.
    `size_chosen_by` said how much is done about it; nobody did while that follows from what the customer is worth.
    One `from_before` was brought in long after the customer had left: nothing was begun for it, and no channel is told.
    """

    __tablename__ = "departures"
    __table_args__ = (
        belongs_to("customers", "customer"),
        belongs_to("lifetimes", "lifetime"),
        belongs_to("contacts", "contact"),
        UniqueConstraint("workspace", "open_for"),
        Index("ix_departures_customer", "workspace", "customer"),
    )

    customer: Mapped[str]
    lifetime: Mapped[str]
    open_for: Mapped[str | None]
    stage: Mapped[Stage]
    happened: Mapped[date]
    owner: Mapped[str | None]
    logged_by: Mapped[str]
    logged_at: Mapped[datetime]
    quiet: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Words)
    source_link: Mapped[str | None]
    source_words: Mapped[str | None] = mapped_column(Words)
    posted_to: Mapped[str | None]
    size: Mapped[Size] = mapped_column(default=Size.full)
    size_chosen_by: Mapped[str | None]
    from_before: Mapped[bool] = mapped_column(default=False, server_default=false())


class Step(Tenant):
    """A departure moved from one stage to another: who said so, when and why.

    `day_before` is the day that was counted from until then. A step that was taken back stays, with who did and when.
    """

    __tablename__ = "steps"
    __table_args__ = (
        belongs_to("departures", "departure"),
        Index("ix_steps_departure", "workspace", "departure"),
    )

    departure: Mapped[str]
    before: Mapped[Stage | None]
    after: Mapped[Stage]
    who: Mapped[str]
    at: Mapped[datetime]
    why: Mapped[str | None] = mapped_column(Words)
    day_before: Mapped[date | None]
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class Talk(Tenant):
    """Whoever looks after a customer is asked to talk with them, before it is too late; one of each kind and time.

    `until` is a day: when it is asked about again; `turns`, how often that was set. `stays` and `goes` say what of the
    business does, each with what it is worth a year, in `currency`.
    """

    __tablename__ = "talks"
    __table_args__ = (
        belongs_to("departures", "departure"),
        Index("ix_talks_departure", "workspace", "departure"),
        Index("ix_talks_person", "workspace", "person", "state"),
    )

    departure: Mapped[str]
    kind: Mapped[TalkKind]
    person: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[TalkState] = mapped_column(default=TalkState.waiting)
    turns: Mapped[int] = mapped_column(default=1)
    came: Mapped[Came | None]
    until: Mapped[date | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    words: Mapped[str | None] = mapped_column(Words)
    stays: Mapped[str | None] = mapped_column(Words)
    goes: Mapped[str | None] = mapped_column(Words)
    stays_worth: Mapped[Decimal | None]
    goes_worth: Mapped[Decimal | None]
    currency: Mapped[str | None]
