"""Words of the folder, and what it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.customers.values import Consent, TouchKind
from bot.departures.values import Stage
from bot.work.values import Entry


@dataclass(frozen=True)
class Time:
    """One time with us, and how long it lasted: `until` is the day to which it is counted, `is_over` whether it has ended."""

    number: int
    began: date | None
    until: date
    is_over: bool


@dataclass(frozen=True)
class Facts:
    """What is known of a customer, as somebody may see it. `carers` are Slack ids, `people` as they were typed.

    `value` is a year's, in `currency` (ISO 4217). `stands` says where they stand, since which day, where they leave or left.
    `reasons` are in plain words. `mailing` is None where nobody said so.
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
    more_people: int = 0
    carers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reached_by: TouchKind | None = None
    mailing: bool | None = None
    consent: Consent = Consent.not_answered


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
