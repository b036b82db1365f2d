"""A period beside the same one of the years before: rates with their intervals, and whether they can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt

from dateutil.relativedelta import relativedelta

from bot.insights.values import Difference, Period, Rate

TOO_LIKELY = 0.05
"""Two rates whose difference chance would bring as often as that are not called different (Fisher's exact test, two-sided)."""
SURE = 0.95
YEARS_BEFORE = 2
QUARTERLY, YEARLY = relativedelta(months=3), relativedelta(years=1)


def rate(part: int | None, whole: int | None) -> Rate | None:
    """So many of so many, with its Wilson interval; None where either is unknown, or where there was nothing, or it cannot be."""
    if part is None or not whole or not 0 <= part <= whole:
        return None
    from scipy.stats import binomtest

    interval = binomtest(part, whole).proportion_ci(SURE, method="wilson")
    return Rate(part, whole, float(interval.low), float(interval.high))


def difference(now: Rate | None, before: Rate | None) -> Difference:
    """What may be said of two rates: higher or lower only where chance hardly explains it."""
    if now is None or before is None:
        return Difference.unknown
    from scipy.stats import fisher_exact

    table = [[now.part, now.whole - now.part], [before.part, before.whole - before.part]]
    if float(fisher_exact(table).pvalue) >= TOO_LIKELY:
        return Difference.too_few
    return Difference.higher if now.share > before.share else Difference.lower


def rare_limit(gaps: Sequence[int]) -> float | None:
    """Above how many days without a loss something has changed for the better, where losses are very rare; None for no gaps.

    The upper limit of a g-chart on the gaps between them: the mean and three times the square root of mean times (mean + 1).
    """
    if not gaps:
        return None
    mean = sum(gaps) / len(gaps)
    return mean + 3 * sqrt(mean * (mean + 1))


def years_beside(period: Period) -> list[Period]:
    """The same days of the two years before, the nearest first. The end of February stays the end of February."""
    return [Period(_years_ago(period.first, back), _years_ago(period.last, back)) for back in range(1, YEARS_BEFORE + 1)]


def months_of(period: Period) -> list[date]:
    """The first days of all months that lie in the period, whole or in part."""
    months, month = [], period.first.replace(day=1)
    while month <= period.last:
        months.append(month)
        month += relativedelta(months=1)
    return months


def _years_ago(day: date, years: int) -> date:
    ends_a_month = (day + relativedelta(days=1)).day == 1
    back = day - relativedelta(years=years)
    return back + relativedelta(day=31) if ends_a_month else back
