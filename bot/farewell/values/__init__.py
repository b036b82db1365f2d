"""Words of parting."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import Consent
from bot.departures.values import Size, Stage

PARTING = frozenset({Stage.leaving, Stage.left})
"""The stages in which a customer is thanked."""

THANKED = frozenset({Size.full, Size.light})
"""How much must be done about a departure that the customer is thanked; for a handover, all of it."""

OTHER = "other"
"""The reason that says nothing by itself, so it needs a sentence."""


class Outcome(enum.Enum):
    """What came of an answer to a request of this stage."""

    done = "done"
    already = "already"
    over = "over"
    locked = "locked"
    may_not = "may_not"

    @property
    def refuses(self) -> bool:
        """Whether nothing was changed: a form that was refused may come again, put right."""
        return self is not Outcome.done


class HandoverPart(enum.Enum):
    """What a customer takes along, in the order of the list."""

    records = "records"
    open_matters = "open_matters"
    access = "access"
    new_contact = "new_contact"
    last_delivery = "last_delivery"
    mailing_list = "mailing_list"


class ItemState(enum.Enum):
    """Where one thing of a handover stands."""

    open = "open"
    done = "done"
    not_needed = "not_needed"


class Wishes(enum.Enum):
    """What became of the good wishes some weeks after the handover."""

    sent = "sent"
    not_this_time = "not_this_time"


@dataclass(frozen=True)
class GuessForm:
    """What somebody thinks the reason was: a code of the taxonomy, and a sentence if they like."""

    reason: str
    words: str | None


@dataclass(frozen=True)
class ThanksView:
    """All that the request for thanks shows to the one who was asked.

    `since` is when the business began. `answer` is what the customer said about staying in touch since
    they were asked, if anybody heard. The guess itself is not here: a card shows only that there is one.
    """

    id: str
    customer: str
    stage: Stage
    is_owner: bool
    asked_name: str
    since: date | None
    contact: str | None
    email: str | None
    sent_at: datetime | None
    sent_by: str | None
    answer: Consent
    has_guess: bool
    guess_locked: bool
    size: Size = Size.full

    @property
    def is_over(self) -> bool:
        """Whether the customer is not leaving any more, or has come back; or only a record is kept of them."""
        return self.stage not in PARTING or self.size not in THANKED

    @property
    def is_answered(self) -> bool:
        """Whether the customer has said yes or no."""
        return self.answer is not Consent.not_answered


@dataclass(frozen=True)
class HandoverRow:
    """One thing of a handover as it is shown. `by` is a name; `at` is aware."""

    item: str
    part: HandoverPart
    state: ItemState
    by: str | None
    at: datetime | None


@dataclass(frozen=True)
class HandoverView:
    """What a customer takes along, as everybody in the circle sees it."""

    id: str
    customer: str
    stage: Stage
    rows: tuple[HandoverRow, ...]
    size: Size = Size.full

    @property
    def is_over(self) -> bool:
        """Whether the customer is not leaving any more, or has come back; or less is done for them."""
        return self.stage not in PARTING or self.size is not Size.full

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has ticked anything, or left it out."""
        return all(row.state is ItemState.open for row in self.rows)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(row.state for row in self.rows)


@dataclass(frozen=True)
class Progress:
    """How many of the things that are needed are done."""

    done: int
    needed: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.needed


@dataclass(frozen=True)
class WishesView:
    """The good wishes, for the one who is asked to send them. `answered_by` is a name; `answered_at` is aware."""

    id: str
    customer: str
    stage: Stage
    asked_name: str
    is_owner: bool
    contact: str | None
    email: str | None
    in_peace: bool
    wishes: Wishes | None
    answered_by: str | None
    answered_at: datetime | None
    size: Size = Size.full


def progress_of(states: Iterable[ItemState]) -> Progress:
    """How far a handover is, from how its things stand."""
    needed = [state for state in states if state is not ItemState.not_needed]
    return Progress(needed.count(ItemState.done), len(needed))
