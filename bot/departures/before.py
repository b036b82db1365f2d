"""Words of what happens before a customer has left: the talks, and what is asked and answered about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    was set the last time it was asked about, where it was.
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


@dataclass(frozen=True)
class TalkForm:
    """What somebody tells of a talk. `day` is in their zone: until when to watch, or since when they are gone."""

    came: Came
    day: date | None = None
    words: str | None = None
    stays: Part | None = None
    goes: Part | None = None
