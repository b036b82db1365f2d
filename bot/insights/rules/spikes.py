"""When a reason comes up more than chance explains: the conditional binomial test, and how many alerts may be false."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.insights.values import Level, Spiking, Tally

ALERT_AT = 0.01
WATCH_AT = 0.05
FALSE_AMONG_ALERTS = 0.10
"""Of the reasons told in one quarter, the share that may be chance (Benjamini and Hochberg 1995)."""
FEWEST = 3
"""Fewer customers than that in a quarter never make an alert, however few there were before."""
FEW_A_YEAR = 20
"""A firm that loses fewer learns nothing from tests: its report shows the last five in their own words."""
QUARTERS_BEFORE = 4


def spikes(tallies: Iterable[Tally], share: float) -> list[Spiking]:
    """The reasons that come up more than before, the least likely by chance first.

    `share` is this quarter's part (0 to 1) of the time and customers of all five quarters: 1/5 where all were alike.
    The quarter is taken as a whole even while it lasts. So its count only grows towards the test, and looking every
    night finds nothing that looking once, at its end, would not.
    """
    from scipy.stats import false_discovery_control

    able = [one for one in tallies if one.now >= FEWEST]
    chances = [chance(one, share) for one in able]
    corrected = false_discovery_control(chances) if chances else ()
    found = [
        Spiking(one, Level.alert if p <= ALERT_AT and q <= FALSE_AMONG_ALERTS else Level.watch, p)
        for one, p, q in zip(able, chances, corrected, strict=True)
        if p <= WATCH_AT
    ]
    return sorted(found, key=lambda one: (one.chance, one.tally.code))


def chance(tally: Tally, share: float) -> float:
    """How likely it is that so many of all came in this quarter, or more, had nothing changed (one-sided); 1 for none at all."""
    if tally.now == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(tally.now, tally.now + tally.before, share, alternative="greater").pvalue)


def quarter_of(day: date) -> date:
    """The first day of the quarter of the calendar in which `day` lies."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def quarters_to(quarter: date) -> Sequence[date]:
    """The first days of the four quarters before, oldest first, and of this one."""
    return [quarter - relativedelta(months=3 * back) for back in range(QUARTERS_BEFORE, -1, -1)]


def share_of(quarter: date, watched_since: date, customers: Mapping[date, int]) -> float:
    """This quarter's part of all that was watched in five quarters: days, times the customers there were.

    Before `watched_since` nobody was heard, so those days count nothing. `customers` at the start of a quarter weigh only
    where they are known for each that counts.
    """
    quarters = quarters_to(quarter)
    days = {one: _watched(one, watched_since) for one in quarters}
    days[quarter] = _length(quarter)
    known = all(customers.get(one) for one in quarters if days[one])
    weights = {one: days[one] * (customers[one] if known else 1) for one in quarters if days[one]}
    return weights[quarter] / sum(weights.values())


def _watched(quarter: date, since: date) -> int:
    after = quarter + relativedelta(months=3)
    return max(timedelta(0), after - max(quarter, since)).days


def _length(quarter: date) -> int:
    return (quarter + relativedelta(months=3) - quarter).days
