"""Which customers are kept in touch with, and each time that somebody was asked to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.nudges.rules import EVERY_DAYS
from bot.nudges.values import CadenceState, NudgeKind, NudgeState, Sounded, SuccessionState, Suggestion, WhyYou
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Cadence(Tenant):
    """Staying in touch with one customer after one departure.

    `began` is the moment from which contact is counted while there was none. `not_before` puts the
    next nudge off (the goodbye, a snooze, a nudge that is open). `keeper` is the colleague it was
    handed to. `turns` counts what was planned, so that each occurrence has a name of its own.
    """

    __tablename__ = "cadences"
    __table_args__ = (
        belongs_to("departures", "departure"),
        belongs_to("customers", "customer"),
        UniqueConstraint("workspace", "departure"),
        Index("ix_cadences_customer", "workspace", "customer"),
    )

    departure: Mapped[str]
    customer: Mapped[str]
    state: Mapped[CadenceState] = mapped_column(default=CadenceState.going)
    days: Mapped[int] = mapped_column(default=EVERY_DAYS)
    began: Mapped[datetime]
    not_before: Mapped[datetime | None]
    keeper: Mapped[str | None]
    turns: Mapped[int] = mapped_column(default=0)
    stopped_by: Mapped[str | None]
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str | None] = mapped_column(Words)


class SegmentRhythm(Tenant):
    """Between which bounds, in days, customers of a kind are kept in touch with; `plain_segment` is its folded name."""

    __tablename__ = "segment_rhythms"
    __table_args__ = (UniqueConstraint("workspace", "plain_segment"),)

    segment: Mapped[str]
    plain_segment: Mapped[str]
    shortest: Mapped[int]
    longest: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Succession(Tenant):
    """Whoever kept in touch with a customer (`who`) has left us: an admin (`asked`) is to say who does it instead.

    `offer` is whom the admin (`chosen_by`) has in mind: they are asked before they take it on. `turns` counts how often
    somebody was sought; `declined_by` is who would rather not, the last time.
    """

    __tablename__ = "successions"
    __table_args__ = (
        belongs_to("cadences", "cadence"),
        Index("ix_successions_who", "workspace", "who"),
        Index("ix_successions_offer", "workspace", "offer", "state"),
    )

    cadence: Mapped[str]
    who: Mapped[str]
    asked: Mapped[str]
    state: Mapped[SuccessionState] = mapped_column(default=SuccessionState.open)
    at: Mapped[datetime]
    turns: Mapped[int] = mapped_column(default=0)
    offer: Mapped[str | None]
    chosen_by: Mapped[str | None]
    declined_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class Nudge(Tenant):
    """Somebody was asked to stay in touch: what was proposed, and what came of it.

    Where there was an occasion, `brought_by` read `words` at `link`, or it is because of `day`: their new contract ends, or
    it is a date of theirs that `words` name.
    """

    __tablename__ = "nudges"
    __table_args__ = (
        belongs_to("cadences", "cadence"),
        belongs_to("touches", "touch"),
        UniqueConstraint("workspace", "cadence", "number"),
        Index("ix_nudges_person", "workspace", "person", "state"),
    )

    cadence: Mapped[str]
    number: Mapped[int]
    kind: Mapped[NudgeKind]
    suggestion: Mapped[Suggestion]
    person: Mapped[str]
    why: Mapped[WhyYou]
    at: Mapped[datetime]
    state: Mapped[NudgeState] = mapped_column(default=NudgeState.waiting)
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    until: Mapped[datetime | None]
    handed_to: Mapped[str | None]
    touch: Mapped[str | None]
    sounded: Mapped[Sounded | None]
    brought_by: Mapped[str | None]
    link: Mapped[str | None]
    words: Mapped[str | None] = mapped_column(Words)
    day: Mapped[date | None]
