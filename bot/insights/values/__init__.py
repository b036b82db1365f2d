"""Words of what is learnt from a talk."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from bot.customers.values import Cue
from bot.interviews.values import Permission
from bot.interviews.values.heard import WhatElse


class Grade(enum.Enum):
    """How sure we are of a reason, by where it comes from. Nobody is asked for it."""

    they_said = "they_said"
    they_wrote = "they_wrote"
    we_think = "we_think"


class Match(enum.Enum):
    """How somebody's own guess stands beside what the customer said. It is a word to begin with, never a score."""

    same = "same"
    different = "different"
    not_sure = "not_sure"
    still_open = "still_open"
    nobody_knows = "nobody_knows"


@dataclass(frozen=True)
class Heard(WhatElse):
    """What a customer let us know. `reason` is in plain words, or None when it is still open; `said` is in theirs.

    `heard_by` is the name of whoever spoke with them, or None where they wrote. `more_reasons` are in plain words;
    `quotes` only those that they let us show with their name. What is not for the owner is not here at all.
    """

    departure: str
    customer: str
    heard_by: str | None
    reason: str | None
    said: str
    is_owner: bool
    grade: Grade = Grade.they_said
    is_first: bool = True
    more_reasons: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SideBySide:
    """Somebody's own guess beside what the customer said, for the one who made it. `thought` is in plain words, `words` their own."""

    heard: Heard
    match: Match
    thought: str
    words: str | None


@dataclass(frozen=True)
class Compared:
    """Codes of the taxonomy: what somebody guessed, and what was found. Whose guess it was is not here."""

    guessed: str
    found: str


@dataclass(frozen=True)
class Agreement:
    """How often a guess was what the customer said, in sum."""

    same: int
    compared: int


@dataclass(frozen=True)
class Sought:
    """An interview that was wanted: when the customer left, when it was held, if it was, and with how many tries.

    The talk itself is one of the `tries`.
    """

    happened: date
    held: date | None
    tries: int


@dataclass(frozen=True)
class Scorecard:
    """Interviews held of those wanted; half of them within so many `days`; `tries` for each, on average."""

    held: int
    sought: int
    days: int | None
    tries: float | None


@dataclass(frozen=True)
class Preceded:
    """A warning sign that was noted so many `days` before a customer left."""

    departure: str
    sign: Cue
    days: int


@dataclass(frozen=True)
class SignBefore:
    """In how many of so many departures a warning sign came before; half of the times at least `days` before.

    `nothing`: with how many other customers it was noted in that time, and nothing came of it so far.
    """

    sign: Cue
    count: int
    departures: int
    days: int
    nothing: int = 0


@dataclass(frozen=True)
class Spoken:
    """A customer's own sentence, and how they allow it to be shown. `customer` is a name, for those shown with it."""

    words: str
    permission: Permission
    customer: str | None


@dataclass(frozen=True)
class HeardReason:
    """That a reason had a part in a departure; from findings, or from what is not for the owner."""

    departure: str
    code: str


class Level(enum.Enum):
    """How much a reason comes up more than before: so much that it is told, or that a report says "worth watching"."""

    alert = "alert"
    watch = "watch"


class Judgement(enum.Enum):
    """What people say of an alert: something changed; it changed, and we know why; or it was chance."""

    real = "real"
    explained = "explained"
    noise = "noise"


@dataclass(frozen=True)
class Tally:
    """How many customers left over a reason in one quarter, and in the four before it together, as they told us themselves."""

    code: str
    now: int
    before: int


@dataclass(frozen=True)
class Spiking:
    """A reason that comes up more than before; by chance alone it would with this `chance` (0 to 1)."""

    tally: Tally
    level: Level
    chance: float


@dataclass(frozen=True)
class Heeded:
    """How the alerts did so far: how many were judged what, and how many nobody has judged."""

    real: int = 0
    explained: int = 0
    noise: int = 0
    open: int = 0


class Judged(enum.Enum):
    """What came of judging an alert."""

    done = "done"
    already = "already"
    may_not = "may_not"

    @property
    def refuses(self) -> bool:
        """Nothing was changed."""
        return self is not Judged.done


@dataclass(frozen=True)
class AlertView:
    """An alert: a reason in plain words, so many customers `now`, in the quarter that begins on a day, and `before` it.

    `code` is that of the reason, `by` is the name of whoever judged it.
    """

    alert: str
    reason: str
    quarter: date
    now: int
    before: int
    judgement: Judgement | None = None
    by: str | None = None
    code: str = ""


@dataclass(frozen=True)
class Case:
    """A customer behind a figure, for somebody who may see them: by their departure or, who stayed, by the id of their folder."""

    departure: str | None
    customer: str
    folder: str | None = None


class Difference(enum.Enum):
    """What may be said of two rates that stand beside each other."""

    higher = "higher"
    lower = "lower"
    too_few = "too_few"
    unknown = "unknown"
    not_over = "not_over"


@dataclass(frozen=True)
class Rate:
    """`part` of `whole`; with 95 % confidence the true share lies between `low` and `high` (0 to 1, after Wilson)."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.part / self.whole


@dataclass(frozen=True)
class Period:
    """From the `first` day to the `last`, both counted."""

    first: date
    last: date


@dataclass(frozen=True)
class LeftAgain:
    """A customer who left: which time with us that ended; its reason, and that of the time before (codes), where found."""

    time: int
    reason: str | None
    reason_before: str | None


@dataclass(frozen=True)
class SecondTimes:
    """Of so many who `left`, how many had been back before; of those `compared`, how many left over the `same` as before."""

    left: int
    again: int
    compared: int
    same: int


@dataclass(frozen=True)
class Numbers:
    """What happened in one period, in the whole workspace. None where nobody told all months of it.

    `at_start` is how many customers there were at its beginning; `missing` how many of its months nobody told.
    """

    period: Period
    lost: int
    won_back: int
    new: int | None = None
    sent: int | None = None
    won: int | None = None
    at_start: int | None = None
    missing: int = 0


@dataclass(frozen=True)
class Beside:
    """A rate in this period and in those before it, the nearest first; `told` says what may be said of the nearest."""

    now: Rate | None
    before: tuple[Rate | None, ...]
    told: Difference


@dataclass(frozen=True)
class YearsView:
    """A period beside the same one of the years before: the numbers, this one's first, and the rates made of them."""

    numbers: tuple[Numbers, ...]
    kept: Beside
    new: Beside
    won: Beside
    may_tell: bool = False


@dataclass(frozen=True)
class MonthForm:
    """The numbers of one month (its first day), as somebody tells them; None was left empty. `asked` is asked from now on."""

    month: date
    new_customers: int | None
    proposals_sent: int | None
    proposals_won: int | None
    customers_at_start: int | None
    asked: str | None = None


class Told(enum.Enum):
    """What came of telling a month's numbers."""

    done = "done"
    may_not = "may_not"
    stranger = "stranger"

    @property
    def refuses(self) -> bool:
        """Nothing was changed."""
        return self is not Told.done
