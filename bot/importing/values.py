"""Words of bringing in what is known from before."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.customers.values import Consent
from bot.interviews.values import Source

Cell = str | int | float | None
"""What stands in a cell: numbers only where the file itself says that it is one; days are ISO 8601."""


class Kind(enum.Enum):
    """What a file is about."""

    departures = "departures"
    customers = "customers"
    contacts = "contacts"
    new_customers = "new_customers"
    proposals = "proposals"
    each_new_customer = "each_new_customer"
    each_proposal = "each_proposal"


OF_MONTHS = frozenset({Kind.new_customers, Kind.proposals, Kind.each_new_customer, Kind.each_proposal})
"""What comes to numbers of months: told month by month, or one a row, and counted."""


class Field(enum.Enum):
    """What a column may say."""

    customer = "customer"
    left = "left"
    reason = "reason"
    words = "words"
    competitor = "competitor"
    valued = "valued"
    owner = "owner"
    value = "value"
    currency = "currency"
    since = "since"
    segment = "segment"
    contact = "contact"
    email = "email"
    phone = "phone"
    role = "role"
    stay = "stay"
    known_by = "known_by"
    month = "month"
    new = "new"
    at_start = "at_start"
    sent = "sent"
    won = "won"
    sent_on = "sent_on"
    proposal = "proposal"
    outcome = "outcome"


ASKED: Mapping[Kind, tuple[Field, ...]] = {
    Kind.departures: (
        Field.customer, Field.left, Field.reason, Field.words, Field.valued, Field.competitor, Field.known_by, Field.owner,
        Field.value, Field.currency, Field.since, Field.segment, Field.contact, Field.email, Field.phone, Field.stay,
    ),
    Kind.customers: (
        Field.customer, Field.since, Field.value, Field.currency, Field.segment, Field.owner, Field.contact, Field.email,
        Field.phone, Field.stay,
    ),
    Kind.contacts: (Field.customer, Field.contact, Field.role, Field.email, Field.phone),
    Kind.new_customers: (Field.month, Field.new, Field.at_start),
    Kind.proposals: (Field.month, Field.sent, Field.won),
    Kind.each_new_customer: (Field.customer, Field.since),
    Kind.each_proposal: (Field.customer, Field.sent_on, Field.outcome, Field.proposal),
}  # fmt: skip
"""What can be told of each kind, the most important first."""

NEEDED: Mapping[Kind, frozenset[Field]] = {
    Kind.departures: frozenset({Field.customer, Field.left}),
    Kind.customers: frozenset({Field.customer}),
    Kind.contacts: frozenset({Field.customer}),
    Kind.new_customers: frozenset({Field.month, Field.new}),
    Kind.proposals: frozenset({Field.month, Field.sent}),
    Kind.each_new_customer: frozenset({Field.customer, Field.since}),
    Kind.each_proposal: frozenset({Field.customer, Field.sent_on}),
}


class Order(enum.Enum):
    """How a day like 3/4/2025 is meant."""

    day_first = "day_first"
    month_first = "month_first"


class Mark(enum.Enum):
    """What stands before the cents: how an amount like 1.234 is meant."""

    point = "point"
    comma = "comma"


class Problem(enum.Enum):
    """What is wrong with a cell, so that its row stays out."""

    missing = "missing"
    not_a_day = "not_a_day"
    ambiguous_day = "ambiguous_day"
    in_future = "in_future"
    too_long_ago = "too_long_ago"
    after_leaving = "after_leaving"
    no_number = "no_number"
    ambiguous_amount = "ambiguous_amount"
    too_much = "too_much"
    too_long = "too_long"
    formula = "formula"
    not_a_currency = "not_a_currency"
    not_yes_or_no = "not_yes_or_no"
    not_won_or_lost = "not_won_or_lost"
    not_a_month = "not_a_month"
    not_whole = "not_whole"
    more_won_than_sent = "more_won_than_sent"
    no_way = "no_way"
    too_many_cells = "too_many_cells"
    unknown_customer = "unknown_customer"
    already_open = "already_open"
    another_number = "another_number"


class Remark(enum.Enum):
    """What is worth knowing of a row that comes in all the same."""

    unknown_owner = "unknown_owner"
    unknown_reason = "unknown_reason"
    rough_day = "rough_day"
    told_month = "told_month"


class Broken(enum.Enum):
    """Why a file cannot be read at all."""

    empty = "empty"
    old_excel = "old_excel"
    locked = "locked"
    not_a_table = "not_a_table"
    damaged = "damaged"
    too_large = "too_large"
    endless_cell = "endless_cell"
    no_such_sheet = "no_such_sheet"


class Unreadable(Exception):
    """The file cannot be read; `why`, and about where (a row, where that is known)."""

    def __init__(self, why: Broken, row: int | None = None) -> None:
        super().__init__(why.value)
        self.why, self.row = why, row


@dataclass(frozen=True)
class Trouble:
    """What is wrong in which row (as a spreadsheet counts) and column (its name in the file); `shown` is what stands there."""

    row: int
    column: str
    problem: Problem
    shown: str


@dataclass(frozen=True)
class Way:
    """How a file is to be read: the place of each thing's column, and what its days and amounts mean."""

    kind: Kind
    columns: Mapping[Field, int]
    order: Order | None = None
    mark: Mark | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Known:
    """What words in a file may mean here: names of colleagues (folded) and words of reasons (plain); `today` is the reader's own."""

    today: date
    people: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row as it was understood. `number` is as a spreadsheet counts; `extra` is what found no place of its own."""

    number: int
    customer: str = ""
    left: date | None = None
    reason: str | None = None
    words: str | None = None
    competitor: str | None = None
    valued: str | None = None
    source: Source = Source.thought
    owner: str | None = None
    value: Decimal | None = None
    currency: str | None = None
    since: date | None = None
    segments: tuple[str, ...] = ()
    contact: str | None = None
    stay: Consent | None = None
    month: date | None = None
    new: int | None = None
    at_start: int | None = None
    sent: int | None = None
    won: int | None = None
    sent_on: date | None = None
    proposal: str | None = None
    is_won: bool | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass
class Seen:
    """What the days and amounts of a file show of how they are meant; examples where they leave it open."""

    days_first: bool = False
    months_first: bool = False
    open_day: str | None = None
    points: bool = False
    commas: bool = False
    open_amount: str | None = None


class State(enum.Enum):
    """Where a file stands that somebody brings in. `asking`: it was looked at, and its reader decides."""

    reading = "reading"
    looking = "looking"
    asking = "asking"
    bringing = "bringing"
    done = "done"
    dropped = "dropped"
    broken = "broken"


@dataclass(frozen=True)
class Came:
    """What came of rows: how many are new, how many were known, how many began something; what is wrong with the others.

    `recent` is how many of the new left so lately that the usual may begin for them; `remarks` how often which was made.
    """

    new: int = 0
    known: int = 0
    recent: int = 0
    begun: int = 0
    troubles: tuple[Trouble, ...] = ()
    remarks: Mapping[Remark, int] = field(default_factory=dict)
    wrong: frozenset[int] = frozenset()


class Refusal(enum.Enum):
    """Why something was not done."""

    may_not = "may_not"
    gone = "gone"
    nothing = "nothing"
    too_many = "too_many"

    @property
    def refuses(self) -> bool:
        """Nothing was changed: the same form may come again."""
        return True


@dataclass(frozen=True)
class View:
    """How it stands with a file that somebody brings in, as its card says it. `done` of `rows` are looked at or brought in."""

    id: str
    kind: Kind
    state: State
    name: str
    rows: int
    done: int = 0
    new: int = 0
    known: int = 0
    wrong: int = 0
    begun: int = 0
    broken: Broken | None = None
    broken_row: int | None = None


@dataclass(frozen=True)
class Review:
    """What is asked before a file comes in. `asks_order` and `asks_mark` are examples that may be meant in two ways.

    `first` are the first rows as they are understood, in words; `troubles` the first of what is wrong; `missing` has no column.
    """

    view: View
    headers: tuple[str, ...]
    way: Way
    recent: int
    may_begin: bool
    remarks: Mapping[Remark, int]
    troubles: tuple[Trouble, ...]
    first: tuple[Row, ...]
    missing: tuple[Field, ...]
    asks_order: str | None
    asks_mark: str | None
    pasted: bool
    turn: int


@dataclass(frozen=True)
class Reply:
    """What somebody answered to a review."""

    columns: Mapping[Field, int]
    order: Order | None
    mark: Mark | None
    begin: bool
