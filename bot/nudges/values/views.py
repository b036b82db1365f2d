"""What forms of staying in touch bring, and what its messages are written from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import Consent, TouchKind
from bot.nudges.values.states import (
    NudgeKind,
    NudgeState,
    Sounded,
    SuccessionState,
    Suggestion,
    WhyYou,
)


@dataclass(frozen=True)
class DoneForm:
    """What somebody tells of a contact. `day` is in their zone; `consent` where they asked whether we may stay in touch."""

    kind: TouchKind
    day: date
    sounded: Sounded | None = None
    words: str | None = None
    consent: Consent | None = None


@dataclass(frozen=True)
class Occasion:
    """Why somebody is asked now. `brought_by` is a colleague by id; `day` is when the doors open, or a date of theirs.

    What that date is stands in `words`; without any, it is the day on which they first did business with us.
    """

    kind: NudgeKind
    brought_by: str | None = None
    link: str | None = None
    words: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class TheirDay:
    """A date of a customer's that comes round every year. Without a `name` it is the day of their first business with us."""

    day: date
    name: str | None = None


@dataclass(frozen=True)
class Bounds:
    """How many days may lie between two times of being in touch with a kind of customer: as few as that, as many as that."""

    shortest: int = 30
    longest: int = 365

    def fitted(self, days: int) -> int:
        """As near to `days` as the bounds allow."""
        return min(max(days, self.shortest), self.longest)


@dataclass(frozen=True)
class SegmentBounds:
    """The bounds for a kind of customer, as the workspace calls it."""

    segment: str
    bounds: Bounds


@dataclass(frozen=True)
class Turn:
    """When somebody is asked to be in touch next (aware, in UTC), and on which date of theirs, if it is for one."""

    due: datetime
    greets: TheirDay | None = None


@dataclass(frozen=True)
class NewsForm:
    """What somebody read about a customer: one that is known, by id, or by the name that was typed."""

    customer_id: str | None
    name: str | None
    link: str
    words: str | None


@dataclass(frozen=True)
class Article:
    """Something that somebody read, and what it is about."""

    link: str
    about: str


@dataclass(frozen=True)
class Suited:
    """A lost customer whom it may interest, and what they have in common with it."""

    departure: str
    customer: str
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Brought:
    """Who is asked to congratulate, and whether that is the one who brought it."""

    customer: str
    who: str
    oneself: bool


@dataclass(frozen=True)
class SuccessionRow:
    """A customer for whom somebody new is sought; `offer` and `declined` are names."""

    succession: str
    customer: str
    state: SuccessionState
    offer: str | None
    declined: str | None


@dataclass(frozen=True)
class SuccessionView:
    """What an admin is asked: who stays in touch with these, now that a colleague (`gone`, a name) is not here any more."""

    who: str
    gone: str
    rows: tuple[SuccessionRow, ...]

    @property
    def open(self) -> tuple[SuccessionRow, ...]:
        """Those for whom nobody is named."""
        return tuple(one for one in self.rows if one.state is SuccessionState.open)


@dataclass(frozen=True)
class OfferView:
    """What a colleague is asked before they take customers on. All are names; `answered` once they said yes, or no."""

    who: str
    gone: str
    chosen_by: str
    customers: tuple[str, ...]
    answered: bool | None


@dataclass(frozen=True)
class Recipient:
    """Who is asked, and why they."""

    person: str
    why: WhyYou


@dataclass(frozen=True)
class LastContact:
    """The last real contact with a customer; `by` is a name."""

    kind: TouchKind
    at: datetime
    by: str
    words: str | None


@dataclass(frozen=True)
class NudgeView:
    """What a nudge is written from. People are called by name; `left` is a day, the moments are aware.

    `at` is when it was asked, `days` how often they are kept in touch with, `since` the day of their first business with us.
    """

    nudge: str
    customer: str
    at: datetime
    state: NudgeState
    suggestion: Suggestion
    why: WhyYou
    left: date
    last: LastContact | None
    contact: str | None
    email: str | None
    days: int
    since: date | None
    occasion: Occasion
    brought_by: str | None
    consent: Consent
    answered_by: str | None
    until: datetime | None
    handed_to: str | None
    undoable: bool

    @property
    def kind(self) -> NudgeKind:
        """What is asked for."""
        return self.occasion.kind

    @property
    def asked_anew(self) -> bool:
        """Whether something newer is asked instead, and nobody was in touch."""
        return self.state is NudgeState.overtaken and (self.last is None or self.last.at < self.at)


@dataclass(frozen=True)
class Asking:
    """What the forms of a nudge open with. `today` is in the zone of whoever opens it; `bounds` are those of their kind."""

    customer: str
    kind: NudgeKind
    suggestion: Suggestion
    consent: Consent
    today: date
    days: int
    bounds: Bounds = Bounds()
