"""Words of the folder, and what it is drawn from."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal

from bot.customers.values import Consent, Direction, TouchKind
from bot.customers.values.fields import Chosen, CustomerField
from bot.departures.values import Stage
from bot.work.values import Entry
from bot.workspace.rules import Amount


@dataclass(frozen=True)
class Time:
    """One time with us, and how long it lasted: `until` is the day to which it is counted, `is_over` whether it has ended.

    `worth` is what they were worth a year then, `reasons` (in plain words) why it ended, `cost` what it took to win them
    back for it; each as far as it is known, and this reader may know it.
    """

    number: int
    began: date | None
    until: date
    is_over: bool
    worth: Amount | None = None
    reasons: tuple[str, ...] = ()
    cost: Amount | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of a customer, as somebody may see it. `carers` are Slack ids, `people` as they were typed.

    `value` is a year's, in `currency` (ISO 4217). `stands` says where they stand, since which day, where they leave or left.
    `reasons` are in plain words. `mailing` is None where nobody said so. `own_day` is a date of
    theirs that comes round every year, and what it is. `fields` are what else they are told apart by: its name, and what is
    said of them, in words.
    """

    customer: str
    name: str
    old_names: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    value: Decimal | None = None
    currency: str | None = None
    times: tuple[Time, ...] = ()
    stands: tuple[Stage, date] | None = None
    people: tuple[str, ...] = ()
    carers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reached_by: TouchKind | None = None
    mailing: bool | None = None
    consent: Consent = Consent.not_answered
    own_day: tuple[date, str] | None = None
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Line:
    """One thing in the timeline, and who brought it, by name."""

    entry: Entry
    who: str | None


@dataclass(frozen=True)
class FolderView:
    """One page of a folder, newest first. `page` counts from 0; `found` of `held` things have the words of `query`."""

    facts: Facts
    lines: tuple[Line, ...]
    page: int
    pages: int
    found: int
    held: int
    query: str | None
    may_write: bool


@dataclass(frozen=True)
class Found:
    """A customer who may be meant."""

    id: str
    name: str


@dataclass(frozen=True)
class Ambiguous:
    """Several may be meant by what was typed."""

    typed: str
    among: tuple[Found, ...]


@dataclass(frozen=True)
class Unknown:
    """Nobody of that name whom this person may see; `near` are called something like it."""

    typed: str
    near: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Nameless:
    """Nothing was typed."""


@dataclass(frozen=True)
class Hidden:
    """A stretch of time of which somebody may know nothing; `until` is None while it lasts. Both aware."""

    since: datetime
    until: datetime | None = None

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


class Unwritten(enum.Enum):
    """Why something was not written into a folder."""

    may_not = "may_not"
    in_future = "in_future"
    too_long_ago = "too_long_ago"
    after_leaving = "after_leaving"

    @property
    def refuses(self) -> bool:
        """Whoever meets it changed nothing: the form may come again, put right."""
        return True


@dataclass(frozen=True)
class Written:
    """It stands in the folder of this customer, by name."""

    customer: str


@dataclass(frozen=True)
class TouchForm:
    """A contact with a customer, as it was typed. `day` is by the clock of whoever typed it."""

    kind: TouchKind
    direction: Direction | None
    day: date
    whom: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Profile:
    """What is said of a customer; what is None, or empty, is not known. `zone` is an IANA name.

    `own_day` is a date of theirs that comes round every year, `own_day_name` what it is. `fields` is what is said in the
    fields of the workspace, by field.
    """

    segments: tuple[str, ...] = ()
    value: Decimal | None = None
    currency: str | None = None
    since: date | None = None
    zone: str | None = None
    mailing: bool | None = None
    reached_by: TouchKind | None = None
    own_day: date | None = None
    own_day_name: str | None = None
    fields: Chosen = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """What a form of the folder opens with: about whom, the day today for whoever opens it, and what is known.

    `fields` are what the workspace tells customers apart by.
    """

    customer: str
    name: str
    today: date
    profile: Profile = Profile()
    fields: tuple[CustomerField, ...] = ()


@dataclass(frozen=True)
class PackedFile:
    """A file of a folder that is taken along: `path` is where it stands in the zip, None where it was left out."""

    id: str
    name: str
    kind: str
    size: int
    path: str | None


@dataclass(frozen=True)
class Export:
    """A whole folder, as somebody may see it, to be taken along. `at` is aware; `zone` is theirs, `carers` are names."""

    facts: Facts
    carers: tuple[str, ...]
    lines: tuple[Line, ...]
    files: tuple[PackedFile, ...]
    by: str
    at: datetime
    zone: tzinfo


@dataclass(frozen=True)
class HandedOut:
    """A folder as a zip, and what it is called."""

    name: str
    data: bytes
