"""What happens in a customer's folder that others act upon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.customers.values import Consent


@dataclass(frozen=True)
class TouchLogged:
    """Somebody was really in contact with a customer, at that (aware) moment."""

    customer: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ConsentHeard:
    """A customer answered to "may we stay in touch"."""

    customer: str
    answer: Consent
    heard_by: str


@dataclass(frozen=True)
class CustomerDescribed:
    """Somebody said what kind of customer they are, since when, or what a date of theirs is."""

    customer: str


@dataclass(frozen=True)
class NamedAgain:
    """Somebody named a customer anew who was erased here (`erasure`), and is left alone from the start."""

    customer: str
    erasure: str


@dataclass(frozen=True)
class CustomerErased:
    """Nothing that says who a customer was is held any more. `people` (Slack ids) may have seen something of them."""

    customer: str
    people: frozenset[str]


@dataclass(frozen=True)
class ContactErased:
    """Nothing that says who somebody at a customer's was is held any more. `contact` is the row that was theirs."""

    contact: str
