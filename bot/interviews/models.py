"""Exit interviews, who was asked, what was tried, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.customers.values import Consent, TouchKind
from bot.interviews.values import End, InterviewState, PromptAnswer, PromptKind, RequestState, Source
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Interview(Tenant):
    """The exit interview of one departure.

    `appointment` is when the interviewer meant to speak with the customer. `moved_at` is when they were last reminded,
    or last did something; `keep_until` the last day of going on beyond the usual window, if they said so. `turns`
    counts what was planned, so that each occurrence has a name of its own. Where `outsider` is the name of somebody
    from outside who calls, the interviewer only keeps the record.
    """

    __tablename__ = "interviews"
    __table_args__ = (
        belongs_to("departures", "departure"),
        UniqueConstraint("workspace", "departure"),
        Index("ix_interviews_interviewer", "workspace", "interviewer"),
    )

    departure: Mapped[str]
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


class Request(Tenant):
    """One colleague was asked to hold the interview: with which evidence, and what came of it."""

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
    """The interviewer tried to reach the customer: by which way, and in their words what came of it."""

    __tablename__ = "interview_tries"
    __table_args__ = (
        belongs_to("interviews", "interview"),
        Index("ix_interview_tries_interview", "workspace", "interview"),
    )

    interview: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    how: Mapped[TouchKind]
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
    """What the customer said, or wrote. `reason` is a code of the taxonomy."""

    __tablename__ = "findings"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview"))

    interview: Mapped[str]
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
    said: Mapped[str] = mapped_column(Words)
    reason: Mapped[str]
    consent: Mapped[Consent]
    source: Mapped[Source] = mapped_column(default=Source.said)
