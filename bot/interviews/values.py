"""Words of an exit interview, and what its messages are written from."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.customers.values import Consent, DealingKind, TouchKind


class InterviewState(enum.Enum):
    """Where an interview stands. `writing`: four questions in writing take its place."""

    seeking = "seeking"
    nobody = "nobody"
    asked = "asked"
    accepted = "accepted"
    arranged = "arranged"
    writing = "writing"
    held = "held"
    ended = "ended"


TAKEN = (InterviewState.accepted, InterviewState.arranged)
"""Somebody has said that they will hold it."""

OVER = (InterviewState.held, InterviewState.ended)

OPENS, CLOSES = timedelta(days=8), timedelta(days=42)
"""The time to call, counted from the departure: its second to its sixth week (FIELD.md, Facts; a vendor's figure)."""


class End(enum.Enum):
    """Why an interview ended without being held."""

    no_longer_needed = "no_longer_needed"
    not_wanted = "not_wanted"
    not_reached = "not_reached"
    declined = "declined"


class Source(enum.Enum):
    """How we know what the customer told us: they said it to somebody, or wrote it themselves."""

    said = "said"
    wrote = "wrote"


class Permission(enum.Enum):
    """How the customer allows a sentence of theirs to be shown."""

    named = "named"
    anonymous = "anonymous"
    hidden = "hidden"


class Recommend(enum.Enum):
    """Whether the customer would recommend us."""

    yes = "yes"
    perhaps = "perhaps"
    no = "no"


class RequestState(enum.Enum):
    """What became of asking one colleague. `chosen`: they are to be asked as soon as they work."""

    chosen = "chosen"
    asked = "asked"
    accepted = "accepted"
    knows_them = "knows_them"
    cannot_now = "cannot_now"
    no_answer = "no_answer"
    handed_over = "handed_over"
    withdrawn = "withdrawn"


STANDING = (RequestState.chosen, RequestState.asked, RequestState.accepted)
"""Somebody is to be asked, is being asked, or has said that they will do it."""


class TryAnswer(enum.Enum):
    """What came of one try to reach the customer. `wrong`: nobody of theirs is reached there."""

    nobody_there = "nobody_there"
    later = "later"
    declined = "declined"
    wrong = "wrong"


class PromptKind(enum.Enum):
    """What a message in private asks, and waits for an answer to.

    `nobody` and `stuck` go to whoever is responsible for the departure, the others to the interviewer.
    """

    reminder = "reminder"
    how_did_it_go = "how_did_it_go"
    not_reached = "not_reached"
    nobody = "nobody"
    stuck = "stuck"


class PromptAnswer(enum.Enum):
    """What became of a prompt. `replaced`: a newer one asks the same; `over`: there was nothing left to ask."""

    done = "done"
    arranged = "arranged"
    tried = "tried"
    handed_over = "handed_over"
    not_reached = "not_reached"
    keep_trying = "keep_trying"
    ask_anyway = "ask_anyway"
    look_later = "look_later"
    no_interview = "no_interview"
    write_instead = "write_instead"
    outsider = "outsider"
    replaced = "replaced"
    over = "over"


class Obstacle(enum.Enum):
    """Why something was not done."""

    not_yours = "not_yours"
    answered = "answered"
    over = "over"


@dataclass(frozen=True)
class Candidate:
    """A colleague as the choice sees them: what speaks against asking them, as counts and dates.

    `dealings` are the kinds of real dealings with the customer; `touches` counts their own logged contacts, of which
    `last_touch` is the newest; `channels` are the customer's channels that they are in; `logged` says that they logged
    this departure; `asked` that they were asked for it before, `declined` that they would rather not; `open` counts the
    interviews they hold or are asked to hold, `recent` those of the last 180 days; `last` is the day of the newest one.
    """

    person: str
    full_member: bool = True
    dealings: frozenset[DealingKind] = frozenset()
    touches: int = 0
    last_touch: date | None = None
    last_touch_kind: TouchKind | None = None
    channels: tuple[str, ...] = ()
    logged: bool = False
    asked: bool = False
    declined: bool = False
    open: int = 0
    recent: int = 0
    last: date | None = None


@dataclass(frozen=True)
class Choice:
    """Who is to be asked, if anybody; out of how many that nothing spoke against, and how many were looked at."""

    chosen: Candidate | None
    eligible: int
    considered: int


@dataclass(frozen=True)
class ChannelsSeen:
    """What Slack said of the customer's channels: who is in which, which could not be read, whether any could be looked for.

    `later` says that Slack could not be asked just now, and that it is worth asking again.
    """

    members: dict[str, frozenset[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    listed: bool = True
    later: bool = False


@dataclass(frozen=True)
class Evidence:
    """Why somebody was asked, kept whole with the request: ids, counts and dates, nobody's words.

    `touches` of `all_touches` logged contacts are theirs; `channels` of the customer's `channels_seen` are those they
    are in; `anyway` says that whoever is responsible chose them although they have dealings.
    """

    touches: int = 0
    all_touches: int = 0
    last_touch: str | None = None
    last_touch_kind: str | None = None
    dealings: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channels_seen: tuple[str, ...] = ()
    channels_unread: tuple[str, ...] = ()
    channels_listed: bool = True
    logged: bool = False
    recent: int = 0
    last: str | None = None
    eligible: int = 0
    considered: int = 0
    anyway: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Evidence:
        """As it was stored, by this version or an earlier one."""
        known: dict[str, Any] = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name, value in known.items():
            known[name] = tuple(value) if isinstance(value, list) else value
        return cls(**known)


@dataclass(frozen=True)
class NextPrompt:
    """What the interviewer is asked next, and when (aware, UTC)."""

    kind: PromptKind
    at: datetime


@dataclass(frozen=True)
class Findings:
    """What the interviewer files. `said` is in their own words, or the customer's; `reason` a code of the taxonomy."""

    said: str
    reason: str
    consent: Consent


@dataclass(frozen=True)
class InterviewView:
    """What every message about an interview is written from. `today` and dates are in the zone of its reader.

    `outsider` is the name of somebody who is not of the firm and calls for us; then the interviewer keeps the record.
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
    outsider: str | None = None
    outsider_email: str | None = None


@dataclass(frozen=True)
class RequestView:
    """One request, as the person who was asked sees it. `until` is when it passes to somebody else, unanswered."""

    request: str
    state: RequestState
    evidence: Evidence
    until: datetime | None
    about: InterviewView


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
class OutsiderForm:
    """Who calls the customer for us, and is not of the firm."""

    name: str
    email: str | None
