"""The customer's folder."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.customers.values import (
    Consent,
    Correction,
    Cue,
    DealingKind,
    Direction,
    Erased,
    FileState,
    PromiseState,
    TouchKind,
)
from bot.store.base import Tenant, belongs_to
from bot.store.types import Sealed, Words, WordsTree


class Customer(Tenant):
    """A firm or person that buys, or bought. `plain_name` is the name folded for finding (case, accents, legal form).

    `value` is what they were worth a year, in `currency` (ISO 4217), where anybody said so; `zone` where they work (IANA).
    `segments` are the kinds of customer they are, as the workspace calls them. `mailing` says whether they are on the
    mailing list, `reached_by` how they like to hear from us; None where nobody said so. `own_day` is a date of theirs that
    comes round every year, and `own_day_name` what it is. `fields` is what is said of them in the workspace's own fields:
    ids of values, by the field's id.

    `merged_into` is the customer that this one turned out to be: it is found under that one's name, and listed nowhere.
    Once `erased_at`, nothing that says who it was is left here.
    """

    __tablename__ = "customers"
    __table_args__ = (UniqueConstraint("workspace", "plain_name"),)

    name: Mapped[str]
    plain_name: Mapped[str]
    since: Mapped[date | None]
    value: Mapped[Decimal | None]
    currency: Mapped[str | None]
    zone: Mapped[str | None]
    created: Mapped[datetime]
    segments: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    mailing: Mapped[bool | None]
    reached_by: Mapped[TouchKind | None]
    own_day: Mapped[date | None]
    own_day_name: Mapped[str | None] = mapped_column(Words)
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    merged_into: Mapped[str | None]
    erased_at: Mapped[datetime | None]


class OwnField(Tenant):
    """Something that this workspace tells customers apart by; `segment` is the one that all have, and without a row as it is.

    `choices` are what can be said: for each its `id`, `words`, whether it is `gone`, and the id it counts `into`.
    """

    __tablename__ = "customer_fields"

    name: Mapped[str | None]
    choices: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    several: Mapped[bool] = mapped_column(default=False, server_default=false())
    archived_at: Mapped[datetime | None]
    added: Mapped[datetime]


class FormerName(Tenant):
    """What a customer was called before: they are still found by it."""

    __tablename__ = "former_names"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_former_names_plain_name", "workspace", "plain_name"),
    )

    customer: Mapped[str]
    name: Mapped[str]
    plain_name: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class Merge(Tenant):
    """Two customers turned out to be one: what belonged to the one that `goes` belongs to the one that `stays`.

    `filled` is what the one that stays learned about itself by it: for each column what stood there before, and since.
    """

    __tablename__ = "merges"
    __table_args__ = (belongs_to("customers", "stays"), belongs_to("customers", "goes"))

    stays: Mapped[str]
    goes: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    filled: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class MergeMove(Tenant):
    """One row that a merge moved, by table and id: what its columns said `before`. A row that the merge added has none."""

    __tablename__ = "merge_moves"
    __table_args__ = (belongs_to("merges", "merge"), Index("ix_merge_moves_merge", "workspace", "merge"))

    merge: Mapped[str]
    table: Mapped[str]
    row: Mapped[str]
    before: Mapped[dict[str, Any] | None]


class Erasure(Tenant):
    """Something was erased, and stays so when a backup is restored: the id is that of the row, a customer or a contact.

    `marks` are keyed hashes of the names of an erased customer: by them the same name is known again, and by nothing else.
    """

    __tablename__ = "erasures"

    kind: Mapped[Erased]
    by: Mapped[str]
    at: Mapped[datetime]
    marks: Mapped[list[str]] = mapped_column(default=list)


class NameKey(Tenant):
    """The workspace's own random key, by which names are hashed; its id is always `names`."""

    __tablename__ = "name_keys"

    key: Mapped[str] = mapped_column(Words)


class Lifetime(Tenant):
    """One time with us, first, second …: from the first business to a departure.

    `value` is what they were worth a year then, in `currency` (ISO 4217), kept when the next time begins; of the newest
    time the customer's own counts.
    """

    __tablename__ = "lifetimes"
    __table_args__ = (
        belongs_to("customers", "customer"),
        UniqueConstraint("workspace", "customer", "number"),
    )

    customer: Mapped[str]
    number: Mapped[int]
    began: Mapped[date | None]
    ended: Mapped[date | None]
    value: Mapped[Decimal | None]
    currency: Mapped[str | None]


class Contact(Tenant):
    """Somebody to talk to at a customer's. `words` is what was typed; phone and email are read out of it."""

    __tablename__ = "contacts"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_contacts_customer", "workspace", "customer"),
    )

    customer: Mapped[str]
    words: Mapped[str] = mapped_column(Words)
    phone: Mapped[str | None] = mapped_column(Words)
    email: Mapped[str | None] = mapped_column(Words)
    added: Mapped[datetime]
    added_by: Mapped[str]


class Dealing(Tenant):
    """Evidence that a colleague really dealt with a customer: who said so, and when (`at`).

    `correction` is what the colleague concerned says of it; the evidence stays beside it.
    """

    __tablename__ = "dealings"
    __table_args__ = (
        belongs_to("customers", "customer"),
        UniqueConstraint("workspace", "customer", "person", "kind"),
    )

    customer: Mapped[str]
    person: Mapped[str]
    kind: Mapped[DealingKind]
    said_by: Mapped[str]
    at: Mapped[datetime]
    correction: Mapped[Correction | None]
    corrected_at: Mapped[datetime | None]


class Touch(Tenant):
    """A real contact with a customer: call, meeting, letter, email. `whom` is whom it was with, in people's own words.

    `at` is when it was, `noted_at` when somebody wrote it down; `direction` and `whom` where anybody said so.
    """

    __tablename__ = "touches"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_touches_customer", "workspace", "customer", "at"),
    )

    customer: Mapped[str]
    kind: Mapped[TouchKind]
    by: Mapped[str]
    at: Mapped[datetime]
    words: Mapped[str | None] = mapped_column(Words)
    direction: Mapped[Direction | None]
    whom: Mapped[str | None] = mapped_column(Words)
    noted_at: Mapped[datetime | None]


class Note(Tenant):
    """Something that somebody wrote into the folder."""

    __tablename__ = "notes"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_notes_customer", "workspace", "customer"),
    )

    customer: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Words)


class KeptFile(Tenant):
    """A file in the folder: what is in it (`data`), once it was fetched from Slack, where it is `slack_file`.

    `kind` is its media type, `size` in bytes; `words` is what somebody wrote beside it. `data` is read only where it is named.
    """

    __tablename__ = "kept_files"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_kept_files_customer", "workspace", "customer"),
    )

    customer: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[str]
    size: Mapped[int]
    slack_file: Mapped[str]
    state: Mapped[FileState] = mapped_column(default=FileState.coming)
    words: Mapped[str | None] = mapped_column(Words)
    data: Mapped[bytes | None] = mapped_column(Sealed, deferred=True)


class ConsentAnswer(Tenant):
    """What a customer answered to "may we stay in touch": who of ours heard it, when. The newest counts; older ones are kept.

    `said_by` is who of theirs said it, `words` how it was asked or answered.
    """

    __tablename__ = "consents"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_consents_customer", "workspace", "customer", "at"),
    )

    customer: Mapped[str]
    answer: Mapped[Consent]
    heard_by: Mapped[str]
    at: Mapped[datetime]
    said_by: Mapped[str | None] = mapped_column(Words)
    words: Mapped[str | None] = mapped_column(Words)


class CueNoted(Tenant):
    """A warning sign that somebody noticed about a customer, with their words and the message it was in, where there is one."""

    __tablename__ = "cues"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_cues_customer", "workspace", "customer", "at"),
    )

    customer: Mapped[str]
    kind: Mapped[Cue]
    by: Mapped[str]
    at: Mapped[datetime]
    words: Mapped[str | None] = mapped_column(Words)
    link: Mapped[str | None]


class Promise(Tenant):
    """Something promised to a customer: what, by which way, and by when (`due`, a moment).

    `by` promised it; `keeper` is reminded and asked: the same person, until they are gone. `turns` counts how often the
    day was set.
    """

    __tablename__ = "promises"
    __table_args__ = (
        belongs_to("customers", "customer"),
        Index("ix_promises_customer", "workspace", "customer"),
        Index("ix_promises_keeper", "workspace", "keeper", "state"),
    )

    customer: Mapped[str]
    what: Mapped[str] = mapped_column(Words)
    way: Mapped[TouchKind]
    due: Mapped[datetime]
    by: Mapped[str]
    keeper: Mapped[str]
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]
    state: Mapped[PromiseState] = mapped_column(default=PromiseState.open)
    turns: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    link: Mapped[str | None]


class KeptMessage(Tenant):
    """A message kept with a customer, words and all: Slack may not keep it, and the folder does.

    Kept by somebody (`kept_by`), or said in the thread of a `departure` while such threads are kept. `author` is Slack's id
    of who wrote it, where it was a person; `author_name` is for those who are no colleagues. `ts` is Slack's name for the
    message in its channel. Of what Slack says about it the newest counts, however it arrives: `version` is the timestamp
    of its newest wording, `left_out` says of each person who marked it to be left out when they last did, or took
    that back. Of a message that is gone or left out the row remains, without words.
    """

    __tablename__ = "kept_messages"
    __table_args__ = (
        belongs_to("customers", "customer"),
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "customer", "channel", "ts"),
        Index("ix_kept_messages_place", "workspace", "channel", "ts"),
    )

    customer: Mapped[str]
    departure: Mapped[str | None]
    channel: Mapped[str]
    ts: Mapped[str]
    thread: Mapped[str | None]
    author: Mapped[str | None]
    author_name: Mapped[str | None] = mapped_column(Words)
    words: Mapped[str | None] = mapped_column(Words)
    files: Mapped[Any | None] = mapped_column(WordsTree)
    link: Mapped[str | None]
    said_at: Mapped[datetime]
    kept_by: Mapped[str | None]
    kept_at: Mapped[datetime]
    version: Mapped[str]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    left_out: Mapped[dict[str, Any]] = mapped_column(default=dict)
