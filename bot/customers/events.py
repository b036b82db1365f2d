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
