"""Who left for the second time or later, and whether for the same reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.insights.rules.sums import ENOUGH_DEPARTURES
from bot.insights.values import LeftAgain, SecondTimes


def second_times(left: Sequence[LeftAgain]) -> SecondTimes | None:
    """How many of those who left did so again; None while that were so few that one of them could be told.

    Reasons are compared where both are known, and told of enough of them only.
    """
    again = [one for one in left if one.time > 1]
    if len(again) < ENOUGH_DEPARTURES:
        return None
    compared = [one for one in again if one.reason and one.reason_before]
    told = len(compared) >= ENOUGH_DEPARTURES
    same = sum(one.reason == one.reason_before for one in compared)
    return SecondTimes(len(left), len(again), len(compared) if told else 0, same if told else 0)
