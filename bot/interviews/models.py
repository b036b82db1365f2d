"""Exit interviews, who was asked, what was tried, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.customers.values import Consent, TouchKind
from bot.interviews.values import (
    End,
    InterviewState,
    Permission,
    PromptAnswer,
    PromptKind,
    Recommend,
    RequestState,
    Source,
    TryAnswer,
)
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words, WordsTree


class Interview(Tenant):
    """An exit interview about one departure. The first has the `number` 1; another is held with somebody else (`contact`).
    One of number 0 (`FROM_BEFORE`) was not held here: under it stands what was known of the reason from before.

    `appointment` is when the interviewer meant to speak with the customer. `moved_at` is when they were last reminded,
    or last did something; `keep_until` the last day of going on beyond the usual window, if they said so. `turns`
    counts what was planned, so that each occurrence has a name of its own. Where `outsider` is the name of somebody
    from outside who calls, the interviewer only keeps the record.

    The appointment takes `minutes`, at `place` (where, or a link); `calendar_turn` counts what its calendar file was
    told. `contact_asked_of` was asked for name, number and a line of introduction, `introduced_at` is when that went out,
    `contact_wrong_at` when the interviewer said that nobody is reached there.
    """

    __tablename__ = "interviews"
    __table_args__ = (
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "departure", "number"),
        Index("ix_interviews_interviewer", "workspace", "interviewer"),
    )

    departure: Mapped[str]
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    contact: Mapped[str | None]
    state: Mapped[InterviewState] = mapped_column(default=InterviewState.seeking)
    end: Mapped[End | None]
    interviewer: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    appointment: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]
    keep_until: Mapped[date | None]
    held_at: Mapped[datetime | None]
    turns: Mapped[int] = mapped_column(default=0)
    outsider: Mapped[str | None] = mapped_column(Words)
    outsider_email: Mapped[str | None] = mapped_column(Words)
    minutes: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(Words)
    calendar_turn: Mapped[int] = mapped_column(default=0, server_default="0")
    contact_asked_of: Mapped[str | None]
    contact_asked_at: Mapped[datetime | None]
    introduced_at: Mapped[datetime | None]
    contact_wrong_at: Mapped[datetime | None]


class Request(Tenant):
    """One colleague was asked to hold the interview: with which evidence, and what came of it.

    `decision` is the whole choice: everybody who was considered, in the order of the choice, with what counted.
    """

    __tablename__ = "interview_requests"
    __table_args__ = (
        belongs_to("interviews", "interview"),
        UniqueConstraint("workspace", "interview", "number"),
        Index("ix_interview_requests_person", "workspace", "person"),
    )

    interview: Mapped[str]
    number: Mapped[int]
    person: Mapped[str]
    state: Mapped[RequestState] = mapped_column(default=RequestState.asked)
    evidence: Mapped[dict[str, Any]]
    decision: Mapped[dict[str, Any] | None]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class InterviewPrompt(Tenant):
    """Somebody was asked in private how an interview goes, or what is to be done about it. The id is `interview:number`.

    `offer` is the colleague who is proposed although they have dealings, with `evidence` of those.
    """

    __tablename__ = "interview_prompts"
    __table_args__ = (
        belongs_to("interviews", "interview"),
        UniqueConstraint("workspace", "interview", "number"),
    )

    interview: Mapped[str]
    number: Mapped[int]
    kind: Mapped[PromptKind]
    person: Mapped[str]
    at: Mapped[datetime]
    answer: Mapped[PromptAnswer | None]
    answered_at: Mapped[datetime | None]
    offer: Mapped[str | None]
    evidence: Mapped[dict[str, Any] | None]


class Try(Tenant):
    """The interviewer tried to reach the customer: by which way, and what came of it, also in their words."""

    __tablename__ = "interview_tries"
    __table_args__ = (
        belongs_to("interviews", "interview"),
        Index("ix_interview_tries_interview", "workspace", "interview"),
    )

    interview: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    how: Mapped[TouchKind]
    answer: Mapped[TryAnswer | None]
    words: Mapped[str | None] = mapped_column(Words)


class Questionnaire(Tenant):
    """Four questions in writing, in place of an interview: who sends them, and whether they went out."""

    __tablename__ = "questionnaires"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview"))

    interview: Mapped[str]
    asked: Mapped[str]
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]


class Finding(Tenant):
    """What the customer said, or wrote. `reason` and `more_reasons` are codes of the taxonomy.

    `did_well` is what they valued, `fix_owed` what we owe them, `would_return` what would bring them back. Their new contract
    ends on `contract_ends`; `check_in_welcome` says whether we may ask them before that. `stay_by` is the way in which they
    like to hear from us.
    """

    __tablename__ = "findings"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview"))

    interview: Mapped[str]
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
    said: Mapped[str] = mapped_column(Words)
    reason: Mapped[str]
    consent: Mapped[Consent]
    source: Mapped[Source] = mapped_column(default=Source.said)
    more_reasons: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    competitor: Mapped[str | None] = mapped_column(Words)
    contract_ends: Mapped[date | None]
    check_in_welcome: Mapped[bool | None]
    did_well: Mapped[str | None] = mapped_column(Words)
    fix_owed: Mapped[str | None] = mapped_column(Words)
    would_return: Mapped[str | None] = mapped_column(Words)
    recommend: Mapped[Recommend | None]
    stay_by: Mapped[TouchKind | None]


class Quote(Tenant):
    """A sentence of the customer's own, and how they allow it to be shown."""

    __tablename__ = "quotes"
    __table_args__ = (belongs_to("findings", "finding"), Index("ix_quotes_finding", "workspace", "finding"))

    finding: Mapped[str]
    words: Mapped[str] = mapped_column(Words)
    permission: Mapped[Permission]


class Draft(Tenant):
    """What the interviewer has filled in of the findings so far. `answers` are theirs, step by step."""

    __tablename__ = "finding_drafts"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview", "author"))

    interview: Mapped[str]
    author: Mapped[str]
    step: Mapped[int]
    answers: Mapped[Any] = mapped_column(WordsTree)
    saved_at: Mapped[datetime]


class FrankNote(Tenant):
    """What is not for the owner: only its author and the workspace's named reader see it. Its `reason` counts."""

    __tablename__ = "frank_notes"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview"))

    interview: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Words)
    reason: Mapped[str | None]


class Willingness(Tenant):
    """Whether a colleague wishes to be asked to hold interviews. The id is theirs; without a row they may be asked."""

    __tablename__ = "willingness"

    never: Mapped[bool] = mapped_column(default=False)
    paused_until: Mapped[date | None]
