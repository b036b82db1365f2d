"""What speaks for asking a lost customer again, and how much."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.customers.values import Consent
from bot.interviews.values import Recommend


class Cure(enum.Enum):
    """Whether what they left over can be put right: by us, by time, not at all; or nobody knows it."""

    by_us = "by_us"
    by_time = "by_time"
    unknown = "unknown"
    never = "never"


FIXED = "fixed"
"""In place of a cure: what they left over is put right, and somebody has checked it."""


class Factor(enum.Enum):
    """What speaks for asking a customer again."""

    value = "value"
    tenure = "tenure"
    cure = "cure"
    consent = "consent"
    asked = "asked"
    warmth = "warmth"
    recommends = "recommends"
    doors = "doors"
    recency = "recency"


@dataclass(frozen=True)
class Signals:
    """What is known of a lost customer when it is weighed whether to ask them again.

    `value` is what they were worth a year, `years` how long they were with us; None where nobody said so.
    `days_since_asked` is None for one whom nobody ever asked; `days_since_shown` for one who was in no digest yet.
    `fixed`: what they left over is put right, and somebody has checked it. `warmth` is how they sounded lately, from 0
    (reserved) to 1 (glad); `days_to_doors` how long their new contract still runs, where we may ask before that.
    """

    value: Decimal | None
    years: float | None
    cure: Cure
    consent: Consent
    days_since_asked: int | None
    days_since_left: int
    days_since_shown: int | None
    fixed: bool = False
    warmth: float | None = None
    recommends: Recommend | None = None
    days_to_doors: int | None = None


@dataclass(frozen=True)
class Weights:
    """How much each factor may count, in points. `shown` is taken off for one who was in a digest lately."""

    value: float = 20
    tenure: float = 10
    cure: float = 20
    consent: float = 10
    asked: float = 10
    warmth: float = 10
    recommends: float = 10
    doors: float = 5
    recency: float = 5
    shown: float = 20


@dataclass(frozen=True)
class Score:
    """How much speaks for asking a customer again: in sum, and by factor."""

    total: float
    parts: dict[Factor, float]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked again, as the choice sees them. `shown` is when they were last in a digest.

    `is_new`: there is something to say of them that no digest has said.
    """

    departure: str
    score: float
    asked: bool
    shown: datetime | None
    left: date
    is_new: bool = True


@dataclass(frozen=True)
class Place:
    """A place in a digest. `kept`: it goes to the one longest never asked, whatever the score."""

    departure: str
    kept: bool


@dataclass(frozen=True)
class Opportunity:
    """A lost customer who may be asked again: how much speaks for it, and why, strongest reason first.

    `news` is what changed since they were last in a digest, as codes; empty where there is nothing new to say. `channel`
    holds the card, for those who are in it.
    """

    departure: str
    customer: str
    signals: Signals
    score: Score
    reasons: dict[str, Any]
    shown: datetime | None
    left: date
    news: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True)
class Reason:
    """One reason to ask a customer again, ready to be put into words. `worth` is shown where the workspace shows amounts."""

    factor: Factor
    fact: Any
    worth: str | None = None
