"""Who leaves for the second time counts as such; and it is told in sum whether it was over the same, never of very few."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.departures.models import Departure
from bot.insights import blocks
from bot.insights.rules import ENOUGH_DEPARTURES, second_times
from bot.insights.service import left_within, second_times_of
from bot.insights.values import LeftAgain, SecondTimes
from bot.winback import service as winning
from bot.winback.values import BackForm
from tests.nudges.support import ANA, OMAR, TODAY, Firm
from tests.winback.support import interviewed, winning_firm

REASONS = st.none() | st.sampled_from(["price", "quality"])


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with winning_firm(database_url) as opened:
        yield opened


@given(st.lists(st.builds(LeftAgain, st.integers(1, 3), REASONS, REASONS), max_size=30))
def test_it_is_told_in_sum_and_never_of_very_few(left: list[LeftAgain]) -> None:
    told = second_times(left)

    again = [one for one in left if one.time >= 2]
    assert (told is None) == (len(again) < ENOUGH_DEPARTURES)
    if told is not None:
        both = [one for one in again if one.reason is not None and one.reason_before is not None]
        same = [one for one in both if one.reason == one.reason_before]
        enough = len(both) >= ENOUGH_DEPARTURES
        assert told == SecondTimes(len(left), len(again), len(both) * enough, len(same) * enough)


async def leaves_again(firm: Firm, name: str, first: str, then: str | None) -> None:
    """A customer left half a year ago, came back, and leaves today."""
    departure = await firm.loses(name, happened=TODAY - timedelta(days=180))
    await interviewed(firm, departure, first, by=ANA)
    await firm(winning.come_back, OMAR, departure, BackForm(TODAY - timedelta(days=60)))
    customer = (await firm(lambda unit: unit.need(Departure, departure))).customer
    again = await firm.loses(customer_id=customer, new_name=None)
    if then:
        await interviewed(firm, again, then, by=ANA)


async def test_a_second_time_counts_as_one_with_the_reason_of_both(firm: Firm) -> None:
    await firm.loses("Once", happened=TODAY)
    await firm.loses("Long ago", happened=date(2024, 1, 1))
    for number in range(5):
        assert await firm(second_times_of) is None
        await leaves_again(firm, f"Twice {number}", "price", "price" if number == 0 else "quality")

    told = await firm(second_times_of)

    assert told == SecondTimes(left=11, again=5, compared=5, same=1)
    line = blocks.second_line(told)
    assert "Of 11 customers who left within a year, 5 had come back to us before." in line
    assert "1 left over the same" in line
    everybody = await firm(left_within, timedelta(days=365))
    assert sorted(one.time for one in everybody) == [1] * 6 + [2] * 5


async def test_where_reasons_are_not_known_they_are_not_compared(firm: Firm) -> None:
    for number in range(5):
        await leaves_again(firm, f"Twice {number}", "price", None)

    told = await firm(second_times_of)

    assert told == SecondTimes(left=10, again=5, compared=0, same=0)
