"""What somebody's Home shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.departures.values import LostList
from bot.work.values import Troubles


@dataclass(frozen=True)
class HomeView:
    """One colleague's Home. `duties` are lines of mrkdwn, escaped; `channel` is where the cards go, if that is chosen;
    `troubles` is for admins: what did not get through lately.
    """

    duties: tuple[str, ...]
    lost: LostList
    channel: str | None
    may_choose_channel: bool
    troubles: Troubles | None = None
