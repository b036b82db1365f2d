"""What the messages about an interview are written from, and what their forms bring back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.interviews.values.choosing import Evidence
from bot.interviews.values.states import (
    End,
    InterviewState,
    PromptAnswer,
    PromptKind,
    RequestState,
)


@dataclass(frozen=True)
class NextPrompt:
    """What the interviewer is asked next, and when (aware, UTC)."""

    kind: PromptKind
    at: datetime


USUAL_MINUTES = 15
"""How long a talk is meant to take."""


@dataclass(frozen=True)
class Appointment:
    """When the interviewer will speak with the customer: `at` (aware), for how long, and where (or a link)."""

    at: datetime
    minutes: int
    place: str | None = None


@dataclass(frozen=True)
class InterviewView:
    """What every message about an interview is written from. `today` and dates are in the zone of its reader.

    `outsider` is the name of somebody who is not of the firm and calls for us; then the interviewer keeps the record.
    The appointment takes `minutes`, at `place`. `has_draft`: the reader has begun to fill in what was said; `is_author`:
    they have filed it.
    """

    interview: str
    customer: str
    state: InterviewState
    end: End | None
    happened: date
    today: date
    since: date | None
    contact: str | None
    responsible: str
    zone: str
    accepted_at: datetime | None
    appointment: datetime | None
    held_at: datetime | None
    tries: int
    minutes: int = USUAL_MINUTES
    place: str | None = None
    outsider: str | None = None
    outsider_email: str | None = None
    has_draft: bool = False
    is_author: bool = False
    email: str | None = None
    owner_name: str | None = None
    own_name: str = ""
    introduced_at: datetime | None = None
    contact_asked: bool = False
    departure: str = ""
    questions_sent_at: datetime | None = None


@dataclass(frozen=True)
class RequestView:
    """One request, as the person who was asked sees it. `until` is when it passes to somebody else, unanswered."""

    request: str
    state: RequestState
    evidence: Evidence
    until: datetime | None
    about: InterviewView
    departure: str = ""


@dataclass(frozen=True)
class PromptView:
    """One prompt, as the person who was prompted sees it. `answer` is None while it waits.

    `offer_name` is whom to ask all the same, and `offer_evidence` what is known of their dealings.
    """

    prompt: str
    kind: PromptKind
    answer: PromptAnswer | None
    number: int
    about: InterviewView
    interviewer_name: str | None = None
    offer_name: str | None = None
    offer_evidence: Evidence | None = None


@dataclass(frozen=True)
class QuestionsView:
    """The four questions in writing, as the one who sends them sees them. `email` is the customer's, where one is known."""

    questions: str
    asked_name: str
    is_owner: bool
    email: str | None
    sent_at: datetime | None
    sent_by: str | None
    about: InterviewView

    @property
    def is_open(self) -> bool:
        """Whether there is still something to send, or to hear."""
        return self.about.state is InterviewState.writing


@dataclass(frozen=True)
class ContactView:
    """What whoever looks after the customer sees of announcing the call.

    `is_wrong`: nobody was reached where it says; `sought_by` is who last found nobody there.
    """

    interview: str
    customer: str
    asked_name: str
    is_owner: bool
    contact: str | None
    email: str | None
    introduced_at: datetime | None
    interviewer_name: str | None
    is_wrong: bool
    is_over: bool
    sought_by: str | None = None


@dataclass(frozen=True)
class ContactForm:
    """Whom to phone at the customer's: a name, and at least one way to reach them."""

    name: str
    phone: str | None
    email: str | None

    @property
    def words(self) -> str:
        """As it is kept, on one line."""
        return ", ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True)
class OutsiderForm:
    """Who calls the customer for us, and is not of the firm; and the colleague who keeps the record, where one was named."""

    name: str
    email: str | None
    keeper: str | None = None
