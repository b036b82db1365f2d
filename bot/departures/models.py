"""Departures, and the steps that each of them took."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.departures.values import Size, Stage
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Departure(Tenant):
    """One customer's leaving.

    `happened` is the day from which things are counted (they left, or gave notice), in the logger's
    zone. `open_for` is the customer's id while the departure is open and empty afterwards, so that the
    database itself allows one open departure per customer. `owner` is whose account it was; unknown,
    it is asked of the one who logged it. `posted_to` is the channel that holds the card.
    `size_chosen_by` said how much is done about it; nobody did while that follows from what the customer is worth.
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


class Step(Tenant):
    """A departure moved from one stage to another: who said so, when and why."""

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
