"""The thank-you, the owner's private guess, and what the customer takes along."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.farewell.values import HandoverPart, ItemState, Since, Whose, Wishes
from bot.farewell.values.letters import ApologyState
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Thanks(Tenant):
    """The thank-you for one departure: whom we asked to send it, and whether it went out.

    `words` are those for this one customer, where somebody changed them; and, once it went out, those that went out.
    From `guesses_locked_at` on nobody may add or change a guess: the findings are filed.
    """

    __tablename__ = "thanks"
    __table_args__ = (belongs_to("departures", "departure"), UniqueConstraint("workspace", "departure"))

    departure: Mapped[str]
    asked: Mapped[str]
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]
    words: Mapped[str | None] = mapped_column(Words)
    printed_at: Mapped[datetime | None]
    guesses_locked_at: Mapped[datetime | None]


class Apology(Tenant):
    """Where we were wrong: `what` went wrong, as `by` wrote it for the customer, and what became of it.

    `keeper` looks after it: `by`, until they are gone. `words` and `fixed_words` are the apology and the letter that it is
    changed, where somebody changed them, and once they went out. `asked` counts how often the keeper was asked whether it
    is changed, `not_yet` how often they said so.
    """

    __tablename__ = "apologies"
    __table_args__ = (
        belongs_to("departures", "departure"),
        Index("ix_apologies_departure", "workspace", "departure"),
        Index("ix_apologies_keeper", "workspace", "keeper", "state"),
    )

    departure: Mapped[str]
    what: Mapped[str] = mapped_column(Words)
    by: Mapped[str]
    keeper: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[ApologyState] = mapped_column(default=ApologyState.written)
    words: Mapped[str | None] = mapped_column(Words)
    printed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]
    asked: Mapped[int] = mapped_column(default=0)
    not_yet: Mapped[int] = mapped_column(default=0)
    fixed_at: Mapped[datetime | None]
    fixed_by: Mapped[str | None]
    fixed_words: Mapped[str | None] = mapped_column(Words)
    fixed_printed_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    told_by: Mapped[str | None]
    ended_by: Mapped[str | None]


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


class Handover(Tenant):
    """What one customer takes along when they go.

    `touched_at` is when anything of it was first ticked, `done_at` since when nothing is left to do. `asked` was asked for
    good wishes some weeks after that. `turns` counts what was planned, so that each occurrence has a name of its own.
    """

    __tablename__ = "handovers"
    __table_args__ = (belongs_to("departures", "departure"), UniqueConstraint("workspace", "departure"))

    departure: Mapped[str]
    began: Mapped[datetime]
    touched_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    asked: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    wishes: Mapped[Wishes | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    turns: Mapped[int] = mapped_column(default=0)


class HandoverItem(Tenant):
    """One thing that a customer takes along: how it stands, and who said so.

    It is in our words (`part`) or in somebody's own (`label`). `owner` does it where `whose` says so, and `given_by` gave
    it to them by hand. While it is due by the template it has `days` and `since`; a day set by hand is `due` alone.
    `step` counts the reminders of that day, `turns` all that was planned.
    """

    __tablename__ = "handover_items"
    __table_args__ = (
        belongs_to("handovers", "handover"),
        UniqueConstraint("workspace", "handover", "part"),
        Index("ix_handover_items_owner", "workspace", "owner", "state"),
    )

    handover: Mapped[str]
    part: Mapped[HandoverPart | None]
    state: Mapped[ItemState] = mapped_column(default=ItemState.open)
    by: Mapped[str | None]
    at: Mapped[datetime | None]
    label: Mapped[str | None] = mapped_column(Words)
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    whose: Mapped[Whose] = mapped_column(default=Whose.nobody, server_default=Whose.nobody.value)
    owner: Mapped[str | None]
    given_by: Mapped[str | None]
    due: Mapped[date | None]
    days: Mapped[int | None]
    since: Mapped[Since | None]
    step: Mapped[int] = mapped_column(default=0, server_default="0")
    turns: Mapped[int] = mapped_column(default=0, server_default="0")


class HandoverTemplate(Tenant):
    """A list of the workspace's own: for one segment of customers, or (`plain_segment` is empty) for everybody else."""

    __tablename__ = "handover_templates"
    __table_args__ = (UniqueConstraint("workspace", "plain_segment"),)

    segment: Mapped[str | None]
    plain_segment: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class HandoverTemplateItem(Tenant):
    """One thing of such a list: in our words (`part`) or in the workspace's own (`label`)."""

    __tablename__ = "handover_template_items"
    __table_args__ = (
        belongs_to("handover_templates", "template"),
        Index("ix_handover_template_items_template", "workspace", "template"),
    )

    template: Mapped[str]
    place: Mapped[int]
    part: Mapped[HandoverPart | None]
    label: Mapped[str | None]
    days: Mapped[int | None]
    since: Mapped[Since]
    whose: Mapped[Whose]
    person: Mapped[str | None]
