"""Words of teammates."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any


@dataclass(frozen=True)
class Absence:
    """Somebody is away, or wants no messages now: until that (aware) moment, where it is known."""

    until: datetime | None = None


@dataclass(frozen=True)
class BriefLine:
    """One thing that waits. `text` is the first line of its card, as mrkdwn; None when it was settled meanwhile, unseen.

    `buttons` are the rows of its card's own buttons.
    """

    id: str
    text: str | None
    opened: bool
    buttons: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class BriefView:
    """A morning's message: what waits; and of what waits for the next one, the oldest, each in a line, and how much that is."""

    lines: tuple[BriefLine, ...]
    left_over: int
    next_ones: tuple[str, ...] = ()


@dataclass(frozen=True)
class HoursForm:
    """When somebody wishes to be asked: on these days of the week (0 is Monday), from `start` to `end` by their clock.

    `country` (ISO 3166) is that of their holidays; the workspace's where it is None. From `away_from` to `away_until`, both
    included, they are left in peace. Their brief comes at `brief`, or when they begin to work.
    """

    days: frozenset[int]
    start: time
    end: time
    country: str | None
    away_from: date | None
    away_until: date | None
    brief: time | None = None


@dataclass(frozen=True)
class HoursView:
    """Somebody's hours as they are now, in their zone (IANA). `today` is their day."""

    chosen: HoursForm
    zone: str
    today: date


class HoursProblem(enum.Enum):
    """What is wrong with the hours that somebody chose."""

    no_day = "no_day"
    too_short = "too_short"
    outside = "outside"
    backwards = "backwards"
    over = "over"
    too_long = "too_long"


class Opened(enum.Enum):
    """What came of asking to see one thing in full."""

    shown = "shown"
    over = "over"
    not_yours = "not_yours"
