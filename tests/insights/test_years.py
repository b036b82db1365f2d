"""A period beside the years before: the textbook's examples to the digit, and plain formulas beside the library's."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.insights.rules import difference, months_of, rate, years_beside
from bot.insights.rules.years import rare_limit, read_period
from bot.insights.values import Difference, Period

PARTS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: (min(pair), pair[1]))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
Z = 1.959963984540054


@given(PARTS)
def test_the_interval_is_wilsons(pair: tuple[int, int]) -> None:
    """Wilson 1927, written out."""
    part, whole = pair
    share = part / whole
    middle = (share + Z**2 / (2 * whole)) / (1 + Z**2 / whole)
    half = Z / (1 + Z**2 / whole) * sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))

    found = rate(part, whole)

    assert found is not None
    assert (found.low, found.high) == (pytest.approx(middle - half, abs=1e-9), pytest.approx(middle + half, abs=1e-9))


def test_twelve_of_forty_and_eighteen_of_forty_cannot_be_told_apart() -> None:
    """The example of the field's rules: p = .25."""
    assert difference(rate(12, 40), rate(18, 40)) is Difference.too_few
    assert difference(rate(12, 400), rate(180, 400)) is Difference.lower
    assert difference(rate(180, 400), rate(12, 400)) is Difference.higher


@given(PARTS, PARTS)
def test_different_is_what_fishers_test_calls_different(one: tuple[int, int], two: tuple[int, int]) -> None:
    """Every table with the same margins that is no likelier than ours, counted by hand."""
    told = difference(rate(*one), rate(*two))
    (a, whole_a), (b, whole_b) = one, two
    both, total = a + b, whole_a + whole_b

    def likely(k: int) -> float:
        return comb(whole_a, k) * comb(whole_b, both - k) / comb(total, both)

    possible = range(max(0, both - whole_b), min(whole_a, both) + 1)
    p = sum(likely(k) for k in possible if likely(k) <= likely(a) * (1 + 1e-7))
    assume(abs(p - 0.05) > 1e-9)
    assert (told is Difference.too_few) == (p >= 0.05)
    assert told is not Difference.higher or a / whole_a > b / whole_b


@pytest.mark.parametrize(("part", "whole"), [(None, 3), (3, None), (0, 0), (4, 3), (-1, 3)])
def test_what_is_not_known_or_cannot_be_is_no_rate(part: int | None, whole: int | None) -> None:
    assert rate(part, whole) is None
    assert difference(rate(part, whole), rate(1, 2)) is Difference.unknown


def test_the_limit_of_a_g_chart_is_that_of_the_formula() -> None:
    """Gaps of 20, 30 and 40 days: 30 + 3 sqrt(30 * 31)."""
    assert rare_limit([20, 30, 40]) == pytest.approx(121.487, abs=1e-3)
    assert rare_limit([]) is None


@given(DAYS, st.integers(0, 400))
def test_the_years_before_have_the_same_days(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    for back, beside in enumerate(years_beside(period), 1):
        assert (beside.first.year, beside.first.month) == (first.year - back, first.month)
        assert (beside.last.year, beside.last.month) == (period.last.year - back, period.last.month)
        assert beside.first <= beside.last


def test_the_end_of_february_stays_the_end_of_february() -> None:
    nearest, before = years_beside(Period(date(2028, 2, 1), date(2028, 2, 29)))
    assert nearest == Period(date(2027, 2, 1), date(2027, 2, 28))
    assert before == Period(date(2026, 2, 1), date(2026, 2, 28))
    nearest, _before = years_beside(Period(date(2029, 2, 1), date(2029, 2, 28)))
    assert nearest.last == date(2028, 2, 29)


def test_the_months_of_a_period_are_those_it_touches() -> None:
    assert months_of(Period(date(2026, 1, 31), date(2026, 3, 1))) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]


def test_a_month_is_named_by_its_number_or_its_name_and_ends_with_its_last_day() -> None:
    """As the report writes it itself, too; without a year it is the newest that has begun."""
    leap_day = date(2028, 2, 29)
    february = Period(date(2028, 2, 1), leap_day)
    for words in ("2028-02", "Feb 2028", "february 2028", "Feb", "February"):
        assert read_period(words, leap_day) == february, words
    assert read_period("march", leap_day) == Period(date(2027, 3, 1), date(2027, 3, 31))
    assert years_beside(february)[0] == Period(date(2027, 2, 1), date(2027, 2, 28))
    assert read_period("febtober", leap_day) is read_period("may 9999", leap_day) is None
