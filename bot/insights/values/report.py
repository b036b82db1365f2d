"""Words of the report: who left in a time, over what, and how sure we are of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.departures.values import Stage
from bot.insights.values import Agreement, Case, Difference, Grade, Heeded, Period, Rate, Scorecard, SignBefore
from bot.workspace.rules import Amount

REASON, COMPETITOR, STAGE = "reason", "competitor", "stage"
"""What is told apart here, beside the fields of customers."""
FOUND = (REASON, COMPETITOR)
"""What customers told us: the sum is for all colleagues, who said it for those who may hear it."""
ALL, MONTH, CELL, TRAIT = "all", "month", "cell", "trait"
"""In place of a field: figures that are not cut by anything, of a month, of two fields at once, and of a group with a trait."""
WATCHED, SIGN, IN_VAIN = "watched", "sign", "nothing"
"""In place of a field, too: who told what is worth watching, and whom a warning sign came before, or before nothing."""


class All(enum.Enum):
    """A figure that is not cut by anything."""

    lost = "lost"
    heard = "heard"
    silent = "silent"
    saved = "saved"
    returned = "returned"
    stayed = "stayed"


@dataclass(frozen=True)
class Gone:
    """One who left, as it counts. `reason` is a code as it counts today; None where nobody told us."""

    departure: str
    customer: str
    name: str
    happened: date
    worth: Amount | None = None
    noticed: Stage = Stage.left
    reason: str | None = None
    grade: Grade | None = None
    competitor: str | None = None
    interviewed: bool = False


@dataclass(frozen=True)
class Apart:
    """Those who left, told apart by `field`: `names` are all that occur, by key, in their order; `of` says which each one is."""

    field: str
    name: str
    names: Mapping[str, str]
    of: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Figure:
    """How many left of one kind; `worth` a year by currency, known of `valued` of them; how we know, and how many we heard."""

    key: str
    name: str
    count: int
    interviewed: int
    worth: tuple[Amount, ...] = ()
    valued: int = 0
    grades: tuple[tuple[Grade, int], ...] = ()


@dataclass(frozen=True)
class Figures:
    """Those who left, by one field. None in `shown` where there are so few that it would say something of one."""

    field: str
    name: str
    shown: tuple[Figure, ...] | None


@dataclass(frozen=True)
class Crossing:
    """Two fields at once: the columns' names (the last is empty where small ones were put together), and counts row by row.

    `fields` are the two, `keys` those of the rows and of the columns, `who` the departures behind each cell, by its two keys.
    `hears_all`: made for somebody who hears what each of them said, so that no column was too small to stand alone.
    """

    by: str
    across: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    fields: tuple[str, str] = (REASON, REASON)
    keys: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    who: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    hears_all: bool = False


@dataclass(frozen=True)
class Contrast:
    """Two groups beside each other in one trait: how many of each have it. `by` is the id of the field."""

    field: str
    trait: str
    one: Rate
    other: Rate
    told: Difference
    by: str = ""


@dataclass(frozen=True)
class LastOne:
    """One of the last who left. `customer`, `happened` and `reason` are None where the reader may not know that it was them.

    `valued` is what we did well, `wished` what would bring them back, in their words.
    `like_earlier` says whether somebody left over the same within the year before; None where nobody can tell.
    """

    words: tuple[str, ...]
    customer: str | None = None
    happened: date | None = None
    valued: str | None = None
    wished: str | None = None
    reason: str | None = None
    like_earlier: bool | None = None


@dataclass(frozen=True)
class Watched:
    """A reason that came up somewhat more than before, by its code and in words; `quarter` is the newest one's first day."""

    code: str
    quarter: date
    reason: str
    now: int
    before: int


@dataclass(frozen=True)
class Rare:
    """How rarely somebody leaves: `mean` days lie between two on average, and by chance alone hardly ever more than `limit`.

    Now nobody has left for `calm` days.
    """

    mean: int
    limit: int
    calm: int


@dataclass(frozen=True)
class Report:
    """All that a report says. `few` is whether so few leave in a year that the last ones say more than sums do.

    `parts` says in how many departures a reason had a part, where it was the main one in fewer.
    """

    period: Period
    whole: Figure
    saved: int
    returned: int
    months: tuple[tuple[date, int], ...]
    figures: tuple[Figures, ...]
    crossing: Crossing | None
    few: bool
    last: tuple[LastOne, ...] = ()
    one_off: tuple[int, int] | None = None
    silent: tuple[Contrast, ...] = ()
    stayed: tuple[Contrast, ...] = ()
    watched: tuple[Watched, ...] = ()
    heeded: Heeded = field(default_factory=Heeded)
    agreed: Agreement | None = None
    scored: Scorecard | None = None
    signs: tuple[SignBefore, ...] = ()
    list_changed: bool = False
    by: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    rare: Rare | None = None


@dataclass(frozen=True)
class Behind:
    """Who is behind a figure: those whom the reader may see, by departure and name, and how many more there are."""

    figure: str
    period: Period
    cases: tuple[Case, ...]
    hidden: int


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: a time, and by which fields, as they name them."""

    period: Period
    by: tuple[str, ...] = ()
