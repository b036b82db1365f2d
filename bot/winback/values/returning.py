"""What is told of an answer and of a return, and what the messages of extra care are written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import TouchKind
from bot.reasons.values import SHIPPED_REASONS, Taxonomy
from bot.slack.kit import Letter
from bot.winback.values.states import Answer, CareKind, CareState, Gone
from bot.workspace.rules import Amount


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
