"""When a reason comes up more than chance explains: the textbook's numbers, plain counts beside them, and simulated firms."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insights.rules import chance, quarter_of, quarters_to, share_of, spikes
from bot.insights.rules.spikes import ALERT_AT, FEWEST, WATCH_AT
from bot.insights.values import Level, Tally

QUARTER = date(2026, 4, 1)
LONG_AGO = date(2020, 1, 1)
COUNTS = st.integers(0, 30)
TALLIES = st.lists(st.builds(Tally, st.uuids().map(str), COUNTS, COUNTS), max_size=12)
SHARES = st.floats(0.05, 0.95)
USUAL_REASONS = (20, 15, 12, 12, 6, 6, 5, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2)
"""How often customers leave over each reason, in a firm like others: a few often, many seldom."""


def fewest_for(before: int, level: float) -> int:
    """The smallest count that reaches a level, after so many in the four quarters before."""
    return next(now for now in range(1, 50) if chance(Tally("price", now, before), 1 / 5) <= level)


@pytest.mark.parametrize(("before", "alert", "watch"), [(0, 3, 2), (2, 5, 4), (4, 6, 5), (8, 8, 6)])
def test_the_thresholds_are_those_of_the_table(before: int, alert: int, watch: int) -> None:
    assert fewest_for(before, ALERT_AT) == alert
    assert fewest_for(before, WATCH_AT) == watch


@given(st.integers(0, 12), st.integers(0, 12), SHARES)
def test_the_chance_is_the_tail_of_the_binomial_counted_by_hand(now: int, before: int, share: float) -> None:
    total = now + before
    if total == 0:
        return
    tail = sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(now, total + 1))
    assert chance(Tally("price", now, before), share) == pytest.approx(tail, abs=1e-9)


@given(TALLIES, SHARES)
def test_fewer_than_three_never_make_an_alert_and_no_likely_thing_does(tallies: list[Tally], share: float) -> None:
    for one in spikes(tallies, share):
        assert one.tally.now >= FEWEST
        assert one.chance <= (ALERT_AT if one.level is Level.alert else WATCH_AT)


@given(TALLIES, SHARES)
def test_of_all_that_is_told_at_most_a_tenth_is_expected_to_be_chance(tallies: list[Tally], share: float) -> None:
    """Benjamini and Hochberg by hand: the largest rank whose chance is under its line, and all before it."""
    able = sorted(chance(one, share) for one in tallies if one.now >= FEWEST)
    under = [rank for rank, p in enumerate(able, 1) if p <= 0.10 * rank / len(able) + 1e-12]
    line = able[max(under) - 1] if under else -1.0
    told = {one.tally.code for one in spikes(tallies, share) if one.level is Level.alert}
    assert told == {
        one.code for one in tallies if one.now >= FEWEST and chance(one, share) <= min(line, ALERT_AT)
    }


@given(TALLIES, SHARES)
@pytest.mark.slow
def test_one_more_customer_never_makes_a_reason_less_striking(tallies: list[Tally], share: float) -> None:
    if not tallies:
        return
    first, *others = tallies
    more = Tally(first.code, first.now + 1, first.before)
    assert chance(more, share) <= chance(first, share) + 1e-12
    alerts = {one.tally.code for one in spikes(tallies, share) if one.level is Level.alert}
    again = {one.tally.code for one in spikes([more, *others], share) if one.level is Level.alert}
    assert first.code not in alerts or first.code in again


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_one_quarter_and_four_come_before_it(day: date) -> None:
    quarter = quarter_of(day)
    *before, this = quarters_to(quarter)
    assert quarter <= day
    assert quarter_of(quarter - timedelta(days=1)) == before[-1]
    assert this == quarter
    assert len(before) == 4


def test_a_quarter_is_a_fifth_of_five_alike_and_more_where_we_began_to_listen_later() -> None:
    assert share_of(QUARTER, LONG_AGO, {}) == pytest.approx(91 / 456)
    assert share_of(QUARTER, date(2026, 1, 1), {}) == pytest.approx(91 / 181)
    assert share_of(QUARTER, date(2026, 4, 20), {}) == 1


def test_where_there_are_twice_as_many_customers_twice_as_many_may_leave() -> None:
    customers = dict.fromkeys(quarters_to(QUARTER), 100) | {QUARTER: 200}
    assert share_of(QUARTER, LONG_AGO, customers) == pytest.approx(2 * 91 / (365 + 2 * 91))
    del customers[date(2025, 7, 1)]
    assert share_of(QUARTER, LONG_AGO, customers) == pytest.approx(91 / 456)


@pytest.mark.parametrize("a_quarter", [5, 10, 25, 50])
def test_where_nothing_changes_at_most_one_quarter_in_ten_brings_an_alert(a_quarter: int) -> None:
    """Six hundred quarters of firms that lose so many; the promise is that of `FALSE_AMONG_ALERTS`."""
    lost = np.random.default_rng(a_quarter).poisson(_rates(a_quarter), size=(600, len(USUAL_REASONS)))
    quarters = range(4, len(lost))
    assert sum(bool(_alerts(lost, quarter)) for quarter in quarters) / len(quarters) <= 0.10


@pytest.mark.parametrize(("usually", "found_at_least"), [(2, 0.25), (3, 0.45), (5, 0.70), (8, 0.90)])
def test_a_reason_three_times_as_frequent_is_found_within_two_quarters(usually: int, found_at_least: float) -> None:
    """Of two hundred firms that lose twenty-five a quarter, so many of them usually over this reason."""
    chances = np.random.default_rng(usually)
    found = 0
    for _firm in range(200):
        lost = chances.poisson(_rates(25), size=(6, len(USUAL_REASONS)))
        lost[:4, 0], lost[4:, 0] = chances.poisson(usually, 4), chances.poisson(3 * usually, 2)
        found += any(0 in _alerts(lost, quarter) for quarter in (4, 5))
    assert found / 200 >= found_at_least


def _rates(a_quarter: int) -> np.ndarray:
    weights = np.array(USUAL_REASONS, float)
    return a_quarter * weights / weights.sum()


def _alerts(lost: np.ndarray, quarter: int) -> set[int]:
    before = lost[quarter - 4 : quarter].sum(axis=0)
    tallies = [Tally(str(one), int(lost[quarter, one]), int(before[one])) for one in range(lost.shape[1])]
    return {int(one.tally.code) for one in spikes(tallies, 1 / 5) if one.level is Level.alert}
