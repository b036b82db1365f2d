"""A period beside the same one of the years before: rates with their intervals, and whether they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import sqrt

from dateutil.relativedelta import relativedelta

from bot.insights.values import Difference, Period, Rate

TOO_LIKELY = 0.05
"""Two rates whose difference chance would bring as often as that are not called different (Fisher's exact test, two-sided)."""
SURE = 0.95
YEARS_BEFORE = 2
FIRST_YEAR, LAST_YEAR = 1970, 2200
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
QUARTER, YEARLY = relativedelta(months=3), relativedelta(years=1)


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


def last_year_to(today: date) -> Period:
    """The twelve whole months before the one in which `today` lies."""
    month = today.replace(day=1)
    return Period(month - YEARLY, month - relativedelta(days=1))


def read_period(words: str, today: date) -> Period | None:
    """The period that somebody names: `2025`, `Q2`, `Q2 2025`, `2025-03`, `March` or `Mar 2025`; None where nobody can tell.

    Nothing at all means the last twelve whole months; a quarter or month without a year is the newest that has begun.
    """
    named = words.strip().casefold()
    if not named:
        return last_year_to(today)
    if found := re.fullmatch(r"(\d{4})", named):
        return _year(int(found[1]))
    if found := re.fullmatch(r"q([1-4])(?:\s+(\d{4}))?|(\d{4})[-\s]q([1-4])", named):
        number, year = int(found[1] or found[4]), found[2] or found[3]
        return _quarter(number, int(year) if year else _newest_year(3 * number - 2, today))
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", named):
        return _month(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"([a-z]{3,9})\.?(?:\s+(\d{4}))?", named):
        month = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(found[1])), None)
        return _month(month, int(found[2]) if found[2] else _newest_year(month, today)) if month else None
    return None


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


def _year(year: int) -> Period | None:
    return _from(date(year, 1, 1), YEARLY) if _exists(year) else None


def _quarter(number: int, year: int) -> Period | None:
    return _from(date(year, 3 * number - 2, 1), QUARTER) if _exists(year) else None


def _month(number: int, year: int) -> Period | None:
    return _from(date(year, number, 1), relativedelta(months=1)) if _exists(year) else None


def _newest_year(month: int, today: date) -> int:
    return today.year if date(today.year, month, 1) <= today else today.year - 1


def _exists(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _from(first: date, length: relativedelta) -> Period:
    return Period(first, first + length - relativedelta(days=1))


def _years_ago(day: date, years: int) -> date:
    ends_a_month = (day + relativedelta(days=1)).day == 1
    back = day - relativedelta(years=years)
    return back + relativedelta(day=31) if ends_a_month else back
