"""Bands of worth and of years: round numbers near the terciles, each with something in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.customers.rules.bands import ENOUGH, band_of, bands, edges, round_number
from bot.customers.values.fields import Band

AMOUNTS = st.lists(st.decimals(0, 10**9, places=2), min_size=ENOUGH, max_size=60)


@given(AMOUNTS, st.sampled_from([Decimal(0), Decimal(1)]))
@settings(max_examples=150)
def test_everything_is_in_exactly_one_band_and_no_band_is_empty(known: list[Decimal], least: Decimal) -> None:
    found = bands(known, "EUR", least)

    def inside(one: Decimal, band: Band) -> bool:
        return (band.low is None or one >= band.low) and (band.high is None or one < band.high)

    within = [[one for one in known if inside(one, band)] for band in found]
    assert sum(map(len, within)) == len(known)
    assert all(within)
    assert all(band_of(one, found) is band for band, some in zip(found, within, strict=True) for one in some)
    assert 1 <= len(found) <= 3


@given(AMOUNTS)
@settings(max_examples=100)
@example([Decimal("0.00")] * 4 + [Decimal("0.01")] * 2)
def test_bands_end_at_round_numbers_and_do_not_depend_on_the_order(known: list[Decimal]) -> None:
    found = edges(known)

    assert edges(sorted(known)) == found
    assert list(found) == sorted(set(found))
    assert all(round_number(one) == one for one in found)
    assert all(one.normalize().as_tuple().digits in ((1,), (2,), (5,)) for one in found)


@pytest.mark.parametrize("count", range(ENOUGH))
def test_of_a_few_there_are_none(count: int) -> None:
    """Each band would be a customer or two."""
    known = [Decimal(1000 * one) for one in range(1, count + 1)]

    assert bands(known) == ()
    assert band_of(Decimal(1000), bands(known)) is None


def test_customers_alike_are_in_one_band() -> None:
    (only,) = bands([Decimal(500)] * 10)

    assert (only.low, only.high) == (None, None)


def test_a_usual_firm() -> None:
    known = [Decimal(one) for one in (900, 1200, 3600, 4800, 5200, 9000, 12000, 18000, 48000)]

    assert [(one.low, one.high) for one in bands(known)] == [
        (None, Decimal(5000)),
        (Decimal(5000), Decimal(10000)),
        (Decimal(10000), None),
    ]


def test_years_are_not_told_apart_below_one() -> None:
    known = [Decimal(one) for one in ("0.1", "0.2", "0.3", "0.4", "3", "4", "7", "9", "12")]

    assert edges(known, Decimal(1)) == (Decimal(1), Decimal(5))
