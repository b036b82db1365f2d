"""Words of asking again and welcoming back, and what their messages are written from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.customers.values import Consent, TouchKind
from bot.interviews.values import Recommend
from bot.reasons.values import SHIPPED_REASONS, Taxonomy
from bot.slack.kit import Letter
from bot.workspace.rules import Amount


class Cure(enum.Enum):
    """Whether what they left over can be put right: by us, by time, not at all; or nobody knows it."""

    by_us = "by_us"
    by_time = "by_time"
    unknown = "unknown"
    never = "never"


FIXED = "fixed"
"""In place of a cure: what they left over is put right, and somebody has checked it."""


class Factor(enum.Enum):
    """What speaks for asking a customer again."""

    value = "value"
    tenure = "tenure"
    cure = "cure"
    consent = "consent"
    asked = "asked"
    warmth = "warmth"
    recommends = "recommends"
    doors = "doors"
    recency = "recency"


class AskState(enum.Enum):
    """What became of taking up to ask a customer.

    `unanswered`: they were asked, and did not answer; `lapsed`: nobody asked in time; `over`: there was nothing left to ask.
    """

    claimed = "claimed"
    back = "back"
    later = "later"
    no = "no"
    unanswered = "unanswered"
    given_back = "given_back"
    lapsed = "lapsed"
    over = "over"


MADE = (AskState.back, AskState.later, AskState.no, AskState.unanswered)
"""After these the customer was really asked."""


class Answer(enum.Enum):
    """What a customer said when they were asked again; `waiting`: nothing yet."""

    back = "back"
    later = "later"
    no = "no"
    waiting = "waiting"


class ItemState(enum.Enum):
    """What became of one place in a digest."""

    open = "open"
    claimed = "claimed"
    not_now = "not_now"
    in_peace = "in_peace"
    over = "over"


class CareKind(enum.Enum):
    """When a returned customer is looked after especially."""

    delivery = "delivery"
    day_30 = "day_30"
    day_60 = "day_60"
    day_90 = "day_90"
    month_6 = "month_6"
    month_12 = "month_12"


class CareState(enum.Enum):
    """What became of one look at a returned customer. `overtaken`: the next one came before an answer."""

    planned = "planned"
    waiting = "waiting"
    green = "green"
    amber = "amber"
    overtaken = "overtaken"
    over = "over"


class Gone(enum.Enum):
    """Whether what they once left over is gone."""

    yes = "yes"
    no = "no"
    unsure = "unsure"


class Obstacle(enum.Enum):
    """Why something was not done."""

    may_not = "may_not"
    taken = "taken"
    answered = "answered"
    over = "over"
    bad_day = "bad_day"
    unknown = "unknown"
    no_admin = "no_admin"


class Declined(Exception):
    """Something was not done, and nothing was changed: the unit that raises it leaves no trace."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Signals:
    """What is known of a lost customer when it is weighed whether to ask them again.

    `value` is what they were worth a year, `years` how long they were with us; None where nobody said so.
    `days_since_asked` is None for one whom nobody ever asked; `days_since_shown` for one who was in no digest yet.
    `fixed`: what they left over is put right, and somebody has checked it. `warmth` is how they sounded lately, from 0
    (reserved) to 1 (glad); `days_to_doors` how long their new contract still runs, where we may ask before that.
    """

    value: Decimal | None
    years: float | None
    cure: Cure
    consent: Consent
    days_since_asked: int | None
    days_since_left: int
    days_since_shown: int | None
    fixed: bool = False
    warmth: float | None = None
    recommends: Recommend | None = None
    days_to_doors: int | None = None


@dataclass(frozen=True)
class Weights:
    """How much each factor may count, in points. `shown` is taken off for one who was in a digest lately."""

    value: float = 20
    tenure: float = 10
    cure: float = 20
    consent: float = 10
    asked: float = 10
    warmth: float = 10
    recommends: float = 10
    doors: float = 5
    recency: float = 5
    shown: float = 20


@dataclass(frozen=True)
class Score:
    """How much speaks for asking a customer again: in sum, and by factor."""

    total: float
    parts: dict[Factor, float]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked again, as the choice sees them. `shown` is when they were last in a digest.

    `is_new`: there is something to say of them that no digest has said.
    """

    departure: str
    score: float
    asked: bool
    shown: datetime | None
    left: date
    is_new: bool = True


@dataclass(frozen=True)
class Place:
    """A place in a digest. `kept`: it goes to the one longest never asked, whatever the score."""

    departure: str
    kept: bool


@dataclass(frozen=True)
class Opportunity:
    """A lost customer who may be asked again: how much speaks for it, and why, strongest reason first.

    `news` is what changed since they were last in a digest, as codes; empty where there is nothing new to say. `channel`
    holds the card, for those who are in it.
    """

    departure: str
    customer: str
    signals: Signals
    score: Score
    reasons: dict[str, Any]
    shown: datetime | None
    left: date
    news: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True)
class Reason:
    """One reason to ask a customer again, ready to be put into words. `worth` is shown where the workspace shows amounts."""

    factor: Factor
    fact: Any
    worth: str | None = None


class WayKind(enum.Enum):
    """What is different now: we offer something, or have fixed something."""

    offer = "offer"
    fixed = "fixed"


@dataclass(frozen=True)
class WayIn:
    """The news with which a customer may be asked."""

    launch: str
    kind: WayKind
    words: str
    at: datetime


@dataclass(frozen=True)
class ItemView:
    """One place in a digest as it stands. People are called by name; `carer` looks after them, and so could ask.

    `news` are codes of what changed since they were last in a digest; `way` is something new here with which to ask them.
    """

    item: str
    customer: str
    state: ItemState
    kept: bool
    reasons: tuple[Reason, ...]
    by: str | None
    until: date | None
    undoable: bool
    news: tuple[str, ...] = ()
    carer: str | None = None
    way: WayIn | None = None


class Happening(enum.Enum):
    """What happened to a customer since the digest before: somebody is going to ask them, has asked them, or they are back."""

    taken_up = "taken_up"
    asked = "asked"
    back = "back"


@dataclass(frozen=True)
class Since:
    """One thing that happened since the digest before. `by` is a name; `until` the day until which they want to have asked."""

    customer: str
    what: Happening
    by: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class DigestView:
    """What a digest shows: whom to ask, and what happened since the digest before."""

    items: tuple[ItemView, ...]
    since: tuple[Since, ...] = ()


@dataclass(frozen=True)
class AskedForm:
    """What came of asking. `day` is in the zone of whoever asked; `again` until when they are not asked again."""

    answer: Answer
    kind: TouchKind
    day: date
    words: str | None = None
    again: date | None = None
    in_peace: bool = False


@dataclass(frozen=True)
class BackForm:
    """They are back: since when, when the first delivery is, what won them, on which terms, and what it cost to win them.

    `worth` is what they are worth a year from now on.
    """

    day: date
    first_delivery: date | None = None
    words: str | None = None
    terms: str | None = None
    cost: Amount | None = None
    worth: Amount | None = None


@dataclass(frozen=True)
class BackOpening:
    """What the form for a return opens with: the day today for whoever opens it, which time with us it is, and what is known.

    `came_back` is the return, where they are back already, and more is told of it.
    """

    departure: str
    customer: str
    today: date
    time: int = 2
    form: BackForm | None = None
    came_back: str | None = None


@dataclass(frozen=True)
class ReturnView:
    """What whoever looks after a returned customer sees of the return. `asks_delivery`: the day of the first is not known.

    `mistake`: somebody took it back that they returned. `welcomed_by` is a name, `welcomed_at` aware.
    """

    came_back: str
    customer: str
    time: int
    day: date
    first_delivery: date | None
    contact: str | None
    is_over: bool
    letter: Letter
    email: str | None = None
    words: str | None = None
    terms: str | None = None
    cost: Amount | None = None
    asks_delivery: bool = False
    mistake: bool = False
    welcomed_at: datetime | None = None
    welcomed_by: str | None = None


@dataclass(frozen=True)
class CareView:
    """One look at a returned customer, who is back since `day`; it is, or was, asked about `due`.

    `cause` is what they once left over, where it is known, in plain words; `fixed_since` when that was put right, as far as
    we know. `is_stand_in`: it is asked of somebody else than whoever looks after them.
    """

    check: str
    customer: str
    kind: CareKind
    state: CareState
    day: date
    cause: str | None
    contact: str | None
    by: str | None
    note: str | None
    cause_gone: Gone | None
    new_cause: str | None
    stayed: bool = False
    reasons: Taxonomy = SHIPPED_REASONS
    due: date | None = None
    came_back: str = ""
    is_stand_in: bool = False
    fixed_since: date | None = None


@dataclass(frozen=True)
class AmberForm:
    """Something is off: whether the first cause is gone, whether there is a new one, and what it is."""

    cause_gone: Gone
    new_cause: str | None
    note: str | None
