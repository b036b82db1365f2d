"""Words of what we change because of what customers told us."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from bot.reasons.values import Taxonomy


class FixState(enum.Enum):
    """Where it stands. `done`: whoever sees to it says so, and somebody is to look; `verified`: somebody did, and it holds."""

    open = "open"
    done = "done"
    verified = "verified"
    dropped = "dropped"


class Outcome(enum.Enum):
    """What came of something that somebody did about a fix; all but `done` changed nothing."""

    done = "done"
    may_not = "may_not"
    over = "over"
    not_a_colleague = "not_a_colleague"
    bad_day = "bad_day"
    no_reason = "no_reason"
    somebody_else = "somebody_else"

    @property
    def refuses(self) -> bool:
        """Whether the same form, put right, may come again."""
        return self is not Outcome.done


class Reach(enum.Enum):
    """Whether somebody who left over it may be contacted. `unasked`: nobody said no, and nobody asked yet."""

    welcome = "welcome"
    unasked = "unasked"
    in_peace = "in_peace"
    back = "back"
    not_gone = "not_gone"
    over = "over"

    @property
    def may_be_contacted(self) -> bool:
        """Whether they have left, and nobody said that they wish to be left alone."""
        return self in (Reach.welcome, Reach.unasked)


@dataclass(frozen=True)
class FixForm:
    """What is to change: `reason` is a code of the taxonomy. `due` is a day in the zone of whoever fills it in.

    `everyone`: all who left over that reason left over this; else only the customer whose `departure` it is.
    """

    what: str
    reason: str | None
    everyone: bool
    owner: str
    due: date | None
    departure: str | None = None


@dataclass(frozen=True)
class FixOpening:
    """What the form opens with. `owed` is what the customer said that we owe them, for those who may hear it."""

    owner: str
    due: date
    reasons: Taxonomy
    reason: str | None = None
    departure: str | None = None
    customer: str | None = None
    owed: str | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Left:
    """Somebody who left over it, as the reader may see them. `owner` is a name; `told_us`: they were heard.

    `letter_sent`: whether the letter that says what is changed went out; None while nobody wanted one.
    """

    departure: str
    customer: str
    owner: str
    reach: Reach
    told_us: bool = False
    letter_sent: bool | None = None


@dataclass(frozen=True)
class FixView:
    """A fix as one reader sees it. People by name, moments aware; `reason` in plain words; `left` whom the reader may see.

    `what` is None where its words went with the customer they came from. `is_late` counts days in the reader's zone.
    """

    id: str
    what: str | None
    reason: str | None
    everyone: bool
    state: FixState
    owner: str
    by: str
    due: date
    turns: int
    is_late: bool = False
    done_by: str | None = None
    done_at: datetime | None = None
    done_words: str | None = None
    asked: str | None = None
    verified_by: str | None = None
    verified_at: datetime | None = None
    reopened_by: str | None = None
    reopened_why: str | None = None
    dropped_by: str | None = None
    left: tuple[Left, ...] = ()
    may_work: bool = False
    may_look: bool = False
    is_mine: bool = False
    wanted_it: bool = False
    did_it: bool = False


@dataclass(frozen=True)
class FixList:
    """All fixes that somebody may read, in the order in which each group is shown; `more` were verified before those."""

    due: tuple[FixView, ...] = ()
    open: tuple[FixView, ...] = ()
    done: tuple[FixView, ...] = ()
    verified: tuple[FixView, ...] = ()
    more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.due or self.open or self.done or self.verified)


@dataclass(frozen=True)
class ToldView:
    """For whoever looks after customers who left over something that is changed now: which of them may be contacted."""

    fix: str
    what: str | None
    done_words: str | None
    holds: bool
    left: tuple[Left, ...]


@dataclass(frozen=True)
class Telling:
    """What the form opens with that writes a customer what we changed."""

    fix: str
    departure: str
    customer: str
    words: str
