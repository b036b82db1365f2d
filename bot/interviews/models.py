"""Exit interviews, who was asked, what was tried, and what was found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.customers.values import Consent
from bot.interviews.values import InterviewState, RequestState
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words


class Interview(Tenant):
    """The exit interview of one departure. `appointment` is aware; `reminders` counts those sent since the last try."""

    __tablename__ = "interviews"
    __table_args__ = (belongs_to("departures", "departure"), UniqueConstraint("workspace", "departure"))

    departure: Mapped[str]
    state: Mapped[InterviewState] = mapped_column(default=InterviewState.seeking)
    interviewer: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    appointment: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)


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


class Try(Tenant):
    """The interviewer tried to reach the customer."""

    __tablename__ = "interview_tries"
    __table_args__ = (belongs_to("interviews", "interview"),)

    interview: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    words: Mapped[str | None] = mapped_column(Words)


class Finding(Tenant):
    """What the customer said. `reason` is a code of the taxonomy."""

    __tablename__ = "findings"
    __table_args__ = (belongs_to("interviews", "interview"), UniqueConstraint("workspace", "interview"))

    interview: Mapped[str]
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
    said: Mapped[str] = mapped_column(Words)
    reason: Mapped[str]
    consent: Mapped[Consent]
