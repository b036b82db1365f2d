"""What somebody may see of why they were asked, or not: the evidence about them, and how the choice was made."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from bot.customers.values import Bearing, Correction, DealingKind
from bot.interviews.values import Evidence


class Criterion(enum.Enum):
    """What told the one who was chosen apart from the others, in the order of the choice."""

    only_one = "only_one"
    acquaintance = "acquaintance"
    recent = "recent"
    last = "last"
    overlap = "overlap"
    lot = "lot"
    by_hand = "by_hand"


@dataclass(frozen=True)
class KnownView:
    """One piece of evidence about its reader: who said so (a name; None for themselves), of which day, and what they say of it."""

    dealing: str
    kind: DealingKind
    said_by: str | None
    day: date
    bearing: Bearing
    correction: Correction | None
    corrected: date | None
    is_said_again: bool


@dataclass(frozen=True)
class OrderView:
    """How one colleague stood in a choice; `last` is the day of their newest interview."""

    name: str
    acquaintance: int
    recent: int
    last: date | None
    overlap: int | None


@dataclass(frozen=True)
class ChoiceView:
    """How a choice was made. `tied` were equal in all that came before `by`. `order` is for admins alone."""

    chosen: str
    by: Criterion
    tied: int
    looked_at: int
    dealt: int
    eligible: int
    chosen_by: str | None = None
    group_unread: bool = False
    order: tuple[OrderView, ...] = ()


@dataclass(frozen=True)
class WhyView:
    """All that one reader may see for one departure. `asked` is the evidence that they were asked by, where they were."""

    departure: str
    customer: str
    today: date
    asked: Evidence | None
    known: tuple[KnownView, ...]
    held: tuple[date, ...]
    own_choice: ChoiceView | None = None
    admins_choice: ChoiceView | None = None
    is_owner: bool = False
