"""What happens to a departure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.departures.values import Size, Stage


@dataclass(frozen=True)
class DepartureLogged:
    """Somebody logged a departure."""

    departure: str


@dataclass(frozen=True)
class StageChanged:
    """A departure stands somewhere else now."""

    departure: str
    before: Stage
    after: Stage
    by: str


@dataclass(frozen=True)
class StepUndone:
    """A step was a mistake: the departure stands again where it stood before (`after`). `at` is when the step was taken."""

    departure: str
    before: Stage
    after: Stage
    by: str
    at: datetime


@dataclass(frozen=True)
class DepartureShared:
    """A departure that was kept between a few people may be seen by the channel now."""

    departure: str
    by: str


@dataclass(frozen=True)
class OwnerNamed:
    """Somebody said whose customer it was, after it had been logged without an owner."""

    departure: str
    owner: str
    by: str


@dataclass(frozen=True)
class SizeChanged:
    """More is done about a departure from now on, or less. `chosen`: somebody wanted it so; else it follows from the value."""

    departure: str
    before: Size
    after: Size
    by: str
    chosen: bool
