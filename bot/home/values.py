"""What somebody's Home shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.colleagues.values import HoursView
from bot.departures.values import LostList
from bot.interviews.values import WillingView
from bot.interviews.values.heard import ReaderChoice
from bot.work.values import Duty, Troubles, Upcoming


@dataclass(frozen=True)
class AheadView:
    """What is due from somebody, soonest first: late already, within 7 days, and within 90."""

    late: tuple[Upcoming, ...]
    soon: tuple[Upcoming, ...]
    later: tuple[Upcoming, ...]


@dataclass(frozen=True)
class HomeView:
    """One colleague's Home. `duties` are lines of mrkdwn, escaped, some with a button; `channel` is where the cards go.

    `troubles` and `troubled` are for admins: what did not get through lately, and what the stages stumbled over, as lines of
    mrkdwn. `willing` says whether they wish to be asked to hold exit interviews.
    `reader`, for admins too: who reads what is not for the owner. `heard` are sums of what was heard, as lines.
    `keeps_threads`: what is said under the cards goes into the folders. `again` is a line on the list of whom to ask
    again, where there is a channel for it.
    """

    duties: tuple[str | Duty, ...]
    lost: LostList
    channel: str | None
    may_choose_channel: bool
    hours: HoursView
    troubles: Troubles | None = None
    troubled: tuple[str, ...] = ()
    willing: WillingView | None = None
    reader: ReaderChoice | None = None
    heard: tuple[str, ...] = ()
    keeps_threads: bool = False
    may_change_settings: bool = False
    again: str | None = None
