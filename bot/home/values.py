"""What somebody's Home shows; the first steps of a workspace; and where a practice stands."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from bot.colleagues.values import HoursView
from bot.departures.values import LostList
from bot.insights.values import Match
from bot.interviews.values import WillingView
from bot.interviews.values.heard import ReaderChoice
from bot.work.values import Duty, Troubles, Upcoming
from bot.workspace.values import Pool


@dataclass(frozen=True)
class AheadView:
    """What is due from somebody, soonest first: late already, within 7 days, and within 90."""

    late: tuple[Upcoming, ...]
    soon: tuple[Upcoming, ...]
    later: tuple[Upcoming, ...]


class Step(enum.Enum):
    """The three steps of setting up, in their order."""

    channel = "channel"
    pool = "pool"
    digest = "digest"


@dataclass(frozen=True)
class Steps:
    """How far a workspace has come: which steps are done, and what counts now. `weekday` 0 is Monday.

    Without a `digest_channel` the `channel` hears whom to ask again; so many people (`digest_people`) do besides, or alone.
    """

    done: tuple[Step, ...]
    channel: str | None
    digest_channel: str | None
    pool: Pool
    weekday: int
    hour: int
    digest_people: int = 0
    people_alone: bool = False

    @property
    def next(self) -> Step | None:
        """The first step that is still to do."""
        return next((step for step in Step if step not in self.done), None)


@dataclass(frozen=True)
class Pretence:
    """Where somebody stands in a practice, and what its messages are drawn from. `at` is when they began (aware), `zone`
    theirs; `guess` and `found` are reasons as people read them, and `match` is how they stand beside each other.
    """

    step: int
    person: str
    name: str
    at: datetime
    today: date
    zone: str
    guess: str
    found: str
    match: Match


@dataclass(frozen=True)
class Picture:
    """The last twelve months: how many customers left, and how many came back; none that are kept between a few."""

    left: int = 0
    returned: int = 0


@dataclass(frozen=True)
class Inbox:
    """What somebody owes, each in one place only. All lines are mrkdwn, escaped.

    `begun` can be gone on with here; `late` and `soon` are dated, soonest first; `now` are the others that were asked of
    them; `later` is how much more is ahead. `turns` is when the next of them becomes late or near, if nobody does anything.
    """

    begun: tuple[Duty, ...] = ()
    late: tuple[Upcoming, ...] = ()
    now: tuple[str, ...] = ()
    soon: tuple[Upcoming, ...] = ()
    later: int = 0
    turns: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked of them now or soon."""
        return not (self.begun or self.late or self.now or self.soon)


@dataclass(frozen=True)
class HomeView:
    """One colleague's Home. `own` are the customers they look after, `others` whom else they may see; `channel` is where
    the cards go; `is_new` where it is explained what this is.

    `steps` are for those who may take them, until all are done. `troubles` and `troubled` are for admins: what did not get
    through lately, and what the stages stumbled over, as lines of mrkdwn. `willing` says whether they wish to be asked to
    hold exit interviews.
    `reader`, for admins too: who reads what is not for the owner. `heard` are sums of what was heard, as lines.
    `keeps_threads`: what is said under the cards goes into the folders. `again` is a line on the list of whom to ask
    again, where there is a channel for it.
    """

    inbox: Inbox
    own: LostList
    others: LostList
    channel: str | None
    may_choose_channel: bool
    hours: HoursView
    is_new: bool = False
    steps: Steps | None = None
    picture: Picture = Picture(0, 0)
    troubles: Troubles | None = None
    troubled: tuple[str, ...] = ()
    willing: WillingView | None = None
    reader: ReaderChoice | None = None
    heard: tuple[str, ...] = ()
    keeps_threads: bool = False
    may_change_settings: bool = False
    again: str | None = None
