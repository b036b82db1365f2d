"""Words of parting."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import Consent
from bot.departures.values import Size, Stage
from bot.reasons.values import SHIPPED_REASONS, Taxonomy
from bot.slack.kit import Letter

PARTING = frozenset({Stage.leaving, Stage.left})
"""The stages in which a customer is thanked."""

THANKED = frozenset({Size.full, Size.light})
"""How much must be done about a departure that the customer is thanked; for a handover, all of it."""


class Outcome(enum.Enum):
    """What came of an answer to a request of this stage."""

    done = "done"
    already = "already"
    over = "over"
    locked = "locked"
    may_not = "may_not"
    full = "full"
    not_a_colleague = "not_a_colleague"
    day_passed = "day_passed"
    unclear = "unclear"
    in_peace = "in_peace"

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


class Since(enum.Enum):
    """From which day the working days until something is due are counted."""

    told = "told"
    last_day = "last_day"


class Whose(enum.Enum):
    """Who does a thing of a handover: the owner of the account, a colleague by name, or nobody yet."""

    account = "account"
    person = "person"
    nobody = "nobody"


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
class GuessView:
    """What the form for somebody's own guess opens with: what they guessed before, and what they can choose."""

    customer: str
    own: GuessForm | None = None
    reasons: Taxonomy = SHIPPED_REASONS


@dataclass(frozen=True)
class ThanksView:
    """All that the request for thanks shows to the one who was asked.

    `since` is when the business began. `answer` is what the customer said about staying in touch since
    they were asked, if anybody heard. `own` is the workspace's own letter, where it has one, `words` are those for this one
    customer. The guess itself is not here: a card shows only that there is one.
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
    words: str | None = None
    own: Letter | None = None
    departure: str = ""
    is_heir: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the customer is not leaving any more, or has come back; or only a record is kept of them."""
        return self.stage not in PARTING or self.size not in THANKED

    @property
    def is_answered(self) -> bool:
        """Whether the customer has said yes or no."""
        return self.answer is not Consent.not_answered


@dataclass(frozen=True)
class Thing:
    """One thing of the workspace's own list: in our words (`part`) or in theirs (`label`).

    It is due `days` working days after the day that `since` names, or on no day. `person` does it where `whose` says so.
    """

    ref: str
    part: HandoverPart | None
    label: str | None
    days: int | None
    since: Since
    whose: Whose
    person: str | None = None
    person_name: str | None = None


SHIPPED = tuple(
    Thing(part.value, part, None, days, since, Whose.account)
    for part, days, since in (
        (HandoverPart.records, 5, Since.told),
        (HandoverPart.open_matters, 10, Since.told),
        (HandoverPart.access, 5, Since.last_day),
        (HandoverPart.new_contact, 5, Since.told),
        (HandoverPart.last_delivery, 5, Since.last_day),
        (HandoverPart.mailing_list, 5, Since.told),
    )
)
"""The list that we ship."""

MOST_THINGS = 15
"""In a list of the workspace."""

MOST_ITEMS = 25
"""In the list of one customer."""


@dataclass(frozen=True)
class TemplateView:
    """A list of the workspace: for one segment, or for everybody else (`segment` is None).

    `lists` are all that there are, id and segment; the one for everybody else has no id while it is the one that we ship.
    """

    id: str
    segment: str | None
    things: tuple[Thing, ...]
    lists: tuple[tuple[str, str | None], ...]

    @property
    def is_shipped(self) -> bool:
        """Whether it is the list that we ship, untouched."""
        return not self.id


@dataclass(frozen=True)
class ThingForm:
    """What an admin says of one thing of a list."""

    label: str
    days: int | None
    since: Since
    whose: Whose
    person: str | None


@dataclass(frozen=True)
class ItemForm:
    """What somebody says of one thing of one customer's list. `state` is None for a new one."""

    label: str
    owner: str | None
    due: date | None
    state: ItemState | None


@dataclass(frozen=True)
class HandoverRow:
    """One thing of a handover as it is shown: in our words (`part`) or somebody's (`label`). `at` is aware.

    `by` is a name, and so is `owner`: who does it, where that is not whoever looks after the customer anyway. A thing
    that `waits` is due some days after their last day, which is not known yet.
    """

    item: str
    part: HandoverPart | None
    state: ItemState
    by: str | None
    at: datetime | None
    label: str | None = None
    owner: str | None = None
    due: date | None = None
    waits: bool = False
    owner_id: str | None = None


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
    def has_days(self) -> bool:
        """Whether anything on it is due on some day."""
        return any(row.due is not None or row.waits for row in self.rows)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(row.state for row in self.rows)


@dataclass(frozen=True)
class MineView:
    """What of one customer's handover is one person's to do, for a message to them (or about them: `name`)."""

    handover: str
    customer: str
    stage: Stage
    rows: tuple[HandoverRow, ...]
    size: Size
    name: str
    given_by: str | None
    may_change: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing is handed over any more."""
        return self.stage not in PARTING or self.size is not Size.full


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
