"""News for those who left, digests, who takes up to ask whom, who is left in peace, returns, and the extra care after them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant, belongs_to
from bot.store.types import Words
from bot.winback.values import AskState, CareKind, CareState, Gone, ItemState, WayKind
from bot.winback.ways import WayBack


class Digest(Tenant):
    """One week's list of customers to ask again, in a channel; in none (empty) where only people were to hear it."""

    __tablename__ = "digests"

    at: Mapped[datetime]
    channel: Mapped[str]


class Launch(Tenant):
    """Something is new here, or fixed: which reasons for leaving (codes) and which segments (by name) it answers.

    `words` is about us, as a customer may read it; nothing of any one customer stands in it. `source` is the fix that it
    follows from, where nobody told of it by hand. A launch that was taken back is no news.
    """

    __tablename__ = "launches"
    __table_args__ = (UniqueConstraint("workspace", "source"),)

    kind: Mapped[WayKind]
    words: Mapped[str]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    segments: Mapped[list[str]] = mapped_column(default=list)
    by: Mapped[str]
    at: Mapped[datetime]
    source: Mapped[str | None]
    taken_back_by: Mapped[str | None]
    taken_back_at: Mapped[datetime | None]


class LaunchTold(Tenant):
    """Of a launch `person` was told, who looks after a customer for whom it may be a way back."""

    __tablename__ = "launches_told"
    __table_args__ = (
        belongs_to("launches", "launch"),
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "launch", "departure"),
        Index("ix_launches_told_departure", "workspace", "departure"),
    )

    launch: Mapped[str]
    departure: Mapped[str]
    person: Mapped[str]
    at: Mapped[datetime]


class Ask(Tenant):
    """Somebody takes it upon themselves to ask a customer again, `until` a moment.

    `follow_ups` counts how often they were asked what came of it, `follow_up_open` says that it is asked now.
    `again` is the day until which the customer is not asked again. `touch` is the contact it was.

    Since `made_at` they are asked, and it is their answer that is waited for. `launch` is the news to begin with, where there
    is any; `way` the way back that was chosen, and `text` the words to the customer, where somebody wrote their own.
    """

    __tablename__ = "asks"
    __table_args__ = (
        belongs_to("departures", "departure"),
        belongs_to("customers", "customer"),
        belongs_to("touches", "touch"),
        belongs_to("launches", "launch"),
        Index("ix_asks_departure", "workspace", "departure"),
        Index("ix_asks_customer", "workspace", "customer"),
    )

    departure: Mapped[str]
    customer: Mapped[str]
    by: Mapped[str]
    claimed_at: Mapped[datetime]
    until: Mapped[datetime]
    state: Mapped[AskState] = mapped_column(default=AskState.claimed)
    turns: Mapped[int] = mapped_column(default=0)
    follow_ups: Mapped[int] = mapped_column(default=0)
    follow_up_open: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None]
    words: Mapped[str | None] = mapped_column(Words)
    again: Mapped[date | None]
    touch: Mapped[str | None]
    made_at: Mapped[datetime | None]
    launch: Mapped[str | None]
    way: Mapped[WayBack | None]
    text: Mapped[str | None] = mapped_column(Words)


class Peace(Tenant):
    """A customer is left in peace: who said so, and why. Undone, they may be asked again."""

    __tablename__ = "peaces"
    __table_args__ = (
        belongs_to("departures", "departure"),
        belongs_to("customers", "customer"),
        Index("ix_peaces_customer", "workspace", "customer"),
    )

    departure: Mapped[str]
    customer: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    why: Mapped[str | None] = mapped_column(Words)
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class DigestItem(Tenant):
    """One place in a digest. `reasons` are factors and facts, strongest first: numbers and codes, nobody's words.

    `news` are codes of what had changed since they were last in a digest.
    """

    __tablename__ = "digest_items"
    __table_args__ = (
        belongs_to("digests", "digest"),
        belongs_to("departures", "departure"),
        belongs_to("asks", "ask"),
        UniqueConstraint("workspace", "digest", "place"),
        Index("ix_digest_items_departure", "workspace", "departure"),
    )

    digest: Mapped[str]
    departure: Mapped[str]
    place: Mapped[int]
    kept: Mapped[bool]
    reasons: Mapped[dict[str, Any]]
    news: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    state: Mapped[ItemState] = mapped_column(default=ItemState.open)
    by: Mapped[str | None]
    until: Mapped[date | None]
    ask: Mapped[str | None]


class OwnWeight(Tenant):
    """How much a factor counts in this workspace, in points; its id is the factor. Without a row ours counts."""

    __tablename__ = "own_weights"

    points: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Return(Tenant):
    """A lost customer is back since `day`. `first_delivery` is a day, where anybody said so; `words` is what won them,

    `terms` on which terms they came, `cost` what it took to win them back, in `currency` (ISO 4217).
    `stayed`: they never left, but had given notice and stayed; they get extra care, too, and count as no return.
    `ended` is when the extra care ended early, because they are leaving again. `welcome` are the words of the letter that
    welcomes them, where somebody changed them, and once it went out.
    """

    __tablename__ = "returns"
    __table_args__ = (
        belongs_to("departures", "departure"),
        belongs_to("customers", "customer"),
        belongs_to("lifetimes", "lifetime"),
        UniqueConstraint("workspace", "departure"),
        Index("ix_returns_customer", "workspace", "customer"),
    )

    departure: Mapped[str]
    customer: Mapped[str]
    lifetime: Mapped[str]
    day: Mapped[date]
    said_by: Mapped[str]
    said_at: Mapped[datetime]
    first_delivery: Mapped[date | None]
    words: Mapped[str | None] = mapped_column(Words)
    turns: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None]
    stayed: Mapped[bool] = mapped_column(default=False)
    terms: Mapped[str | None] = mapped_column(Words)
    cost: Mapped[Decimal | None]
    currency: Mapped[str | None]
    welcome: Mapped[str | None] = mapped_column(Words)
    printed_at: Mapped[datetime | None]
    welcomed_at: Mapped[datetime | None]
    welcomed_by: Mapped[str | None]


class CareCheck(Tenant):
    """One look at how a returned customer is doing. `due` is a day; `new_cause` is a code of the taxonomy.

    `asked` counts how often it was asked: again where the first delivery had not come yet, or somebody is gone.
    """

    __tablename__ = "care_checks"
    __table_args__ = (
        belongs_to("returns", "came_back"),
        UniqueConstraint("workspace", "came_back", "kind"),
        Index("ix_care_checks_person", "workspace", "person", "state"),
    )

    came_back: Mapped[str]
    kind: Mapped[CareKind]
    due: Mapped[date]
    state: Mapped[CareState] = mapped_column(default=CareState.planned)
    person: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
    cause_gone: Mapped[Gone | None]
    new_cause: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Words)
