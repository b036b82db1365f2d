"""Words of a departure, and what its cards and messages are written from."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.customers.values import ConsentFacts, Cue
from bot.work.values import Way


class Stage(enum.Enum):
    """Where a departure stands."""

    at_risk = "at_risk"
    leaving = "leaving"
    left = "left"
    saved = "saved"
    returned = "returned"
    closed = "closed"


OPEN_STAGES = frozenset({Stage.at_risk, Stage.leaving, Stage.left})


class Size(enum.Enum):
    """How much is done about a departure.

    `full` is all of it; `light` a thank-you, four questions in writing and check-ins; `record` keeps only what is known.
    """

    full = "full"
    light = "light"
    record = "record"


@dataclass(frozen=True)
class Thresholds:
    """Below which worth a year less is done. All in `currency` (ISO 4217) where one was named; None is no limit."""

    light_below: Decimal | None = None
    record_below: Decimal | None = None
    currency: str | None = None


class TalkKind(enum.Enum):
    """A talk with a customer before it is too late: asking first, over warning signs; or once they have given notice."""

    ask_first = "ask_first"
    before_they_go = "before_they_go"


class TalkState(enum.Enum):
    """Where a talk stands. `watching` is until a day: then it is asked about again."""

    waiting = "waiting"
    watching = "watching"
    over = "over"


class Came(enum.Enum):
    """What came of a talk. The first five of asking first, the others of the talk before they go."""

    resolved = "resolved"
    watch = "watch"
    notice = "notice"
    left = "left"
    opening = "opening"
    stays = "stays"
    goes = "goes"
    in_part = "in_part"
    no_fit = "no_fit"


class Outcome(enum.Enum):
    """What came of wanting to change a departure."""

    done = "done"
    may_not = "may_not"
    not_from_here = "not_from_here"
    bad_day = "bad_day"

    @property
    def refuses(self) -> bool:
        """Whether nothing was changed: a form that was refused may come again, put right."""
        return self is not Outcome.done


@dataclass(frozen=True)
class DepartureFacts:
    """What is known of a departure, for whoever writes about it.

    `happened` is the day from which things are counted, in the logger's zone. `since` is when the
    business began, where anybody said so; `time` is 1 for their first time with us. `note` and the
    `contact_…` are for those in the circle alone: never for a channel.
    """

    id: str
    customer_id: str
    customer: str
    stage: Stage
    happened: date
    owner: str | None
    logged_by: str
    logged_at: datetime
    responsible: str
    quiet: bool
    since: date | None
    time: int
    contact_words: str | None
    contact_phone: str | None
    contact_email: str | None
    note: str | None
    source_link: str | None
    source_words: str | None
    posted_to: str | None
    size: Size = Size.full


class Problem(enum.Enum):
    """What is wrong with an answer in a form."""

    missing = "missing"
    too_long = "too_long"
    in_future = "in_future"
    too_long_ago = "too_long_ago"
    after_leaving = "after_leaving"
    not_a_colleague = "not_a_colleague"
    not_ahead = "not_ahead"


class Field(enum.Enum):
    """The questions of the log form and of the form that moves a departure. The value is the block id."""

    customer = "customer"
    stage = "stage"
    happened = "happened"
    owner = "owner"
    worked_with = "worked_with"
    contact = "contact"
    note = "note"
    quiet = "quiet"
    why = "why"
    since = "since"
    signs = "signs"
    by = "by"


Problems = Mapping[Field, Problem]


@dataclass(frozen=True)
class CardFacts:
    """What the card shows. People are called by name, so that the card notifies nobody. `lines` are the other stages'."""

    departure: str
    customer: str
    stage: Stage
    happened: date
    owner: str | None
    logged_by: str
    logged_at: datetime
    since: date | None
    time: int
    worth: str | None
    quiet: bool
    in_channel: bool
    lines: tuple[str, ...]
    size: Size = Size.full


@dataclass(frozen=True)
class StepFacts:
    """One step that a departure took; `who`, and `undone_by` where it was taken back, are names."""

    before: Stage | None
    after: Stage
    who: str
    at: datetime
    why: str | None
    undone_by: str | None = None


@dataclass(frozen=True)
class SignFacts:
    """One warning sign; `who` is a name."""

    kind: Cue
    who: str
    at: datetime
    words: str | None
    link: str | None = None


@dataclass(frozen=True)
class Details:
    """All that those in the circle may read of a departure; people by id. `ways` are the other stages' buttons.

    `more` are lines about promises and talks, `said` what was noted at the talks, both escaped. `undoable` is the step
    that they may take back; `consents` are the customer's answers to "may we stay in touch", oldest first. An interviewer
    reads all of it and changes none: `may_change` is for the others.
    """

    facts: DepartureFacts
    worked_with: tuple[str, ...]
    steps: tuple[StepFacts, ...]
    ways: tuple[Way, ...] = ()
    signs: tuple[SignFacts, ...] = ()
    more: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    undoable: str | None = None
    consents: tuple[ConsentFacts, ...] = ()
    may_change: bool = True


@dataclass(frozen=True)
class MoveForm:
    """What somebody said of where a departure stands. `happened` is in their zone."""

    departure: str
    after: Stage | None
    happened: date | None
    why: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class About:
    """What the form about a customer opens with: what they are worth a year, since when they have been one, and their zone."""

    departure: str
    customer: str
    value: Decimal | None
    currency: str | None
    since: date | None
    zone: str | None = None


@dataclass(frozen=True)
class AboutForm:
    """What somebody said about a customer; what is None was left empty. `zone` is an IANA name."""

    value: Decimal | None
    currency: str | None
    since: date | None
    zone: str | None = None


@dataclass(frozen=True)
class LostRow:
    """One line of the list. `owner` is a name; `last_contact` is the last touch, else the departure's day."""

    departure: str
    customer: str
    stage: Stage
    owner: str | None
    last_contact: date
    touched: bool
    customer_id: str = ""


@dataclass(frozen=True)
class LostList:
    """The lost customers somebody may see, the oldest contact first, and how many more there are."""

    rows: tuple[LostRow, ...]
    more: int
