"""Words of what happens before a customer has left: the talks, and what is asked and answered about them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from bot.customers.values import Cue, PromiseState, TouchKind
from bot.departures.values import Came, SignFacts, Stage, TalkKind, TalkState

LEADS_TO: Mapping[TalkKind, Mapping[Came, Stage | None]] = {
    TalkKind.ask_first: {
        Came.resolved: Stage.saved,
        Came.watch: None,
        Came.notice: Stage.leaving,
        Came.left: Stage.left,
        Came.opening: Stage.saved,
    },
    TalkKind.before_they_go: {
        Came.stays: Stage.saved,
        Came.goes: Stage.left,
        Came.in_part: Stage.saved,
        Came.no_fit: Stage.left,
    },
}
"""What can come of a talk, and where the departure stands then; None leaves it where it is."""

STAGE_OF: Mapping[TalkKind, Stage] = {TalkKind.ask_first: Stage.at_risk, TalkKind.before_they_go: Stage.leaving}
"""Where a departure stands while there is something to talk about."""


@dataclass(frozen=True)
class Part:
    """Some of the business: what it is, and what it is worth a year, in `currency` (ISO 4217) where that is known."""

    what: str | None
    worth: Decimal | None
    currency: str | None


@dataclass(frozen=True)
class TalkView:
    """A talk as its card shows it. `person` is who is asked, `by` who answered, both by name; `before` is the day that
    was set the last time it was asked about, where it was, and `before_words` what was noted then; `words`, this time.
    """

    id: str
    kind: TalkKind
    state: TalkState
    came: Came | None
    departure: str
    customer: str
    person: str
    is_owner: bool
    by: str | None
    until: date | None
    before: date | None
    before_came: Came | None
    signs: tuple[SignFacts, ...]
    note: str | None
    contact: str | None
    quiet: bool
    stays: Part | None = None
    goes: Part | None = None
    before_words: str | None = None
    words: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class TalkForm:
    """What somebody tells of a talk. `day` is in their zone: until when to watch, or since when they are gone."""

    came: Came
    day: date | None = None
    words: str | None = None
    stays: Part | None = None
    goes: Part | None = None


class Hears(enum.Enum):
    """Why somebody hears of a customer who has not left."""

    owner = "owner"
    team = "team"
    admin = "admin"


@dataclass(frozen=True)
class SignForm:
    """What somebody noticed. Either `customer_id` or `new_name` says about whom."""

    customer_id: str | None
    new_name: str | None
    signs: tuple[Cue, ...]
    words: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class SignsView:
    """Warning signs that add up; `is_looked_after` once somebody has logged it."""

    customer: str
    signs: tuple[SignFacts, ...]
    why: Hears
    is_looked_after: bool


@dataclass(frozen=True)
class PromiseForm:
    """What was promised. `day` and `at` are by the clock of whoever fills in the form; `by` promised it."""

    customer_id: str | None
    new_name: str | None
    what: str
    way: TouchKind
    day: date
    at: time
    by: str
    link: str | None = None


@dataclass(frozen=True)
class PromiseView:
    """A promise as its messages show it. People are names; `new_due` is its later day, where this message is of an earlier one."""

    id: str
    customer: str
    what: str
    way: TouchKind
    due: datetime
    state: PromiseState
    by: str
    keeper: str
    keeper_promised: bool
    noted_by: str | None
    answered_by: str | None
    contact: str | None
    new_due: datetime | None
    is_asked: bool


@dataclass(frozen=True)
class PromiseFacts:
    """One promise in a list; `by` is a name."""

    what: str
    way: TouchKind
    due: datetime
    by: str
    state: PromiseState
