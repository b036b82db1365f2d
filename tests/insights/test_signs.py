"""Which warning signs came before departures, and how long before; never of so few that one of them could be told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.service import add_customer, note_cues
from bot.customers.values import Cue
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.rules import ENOUGH_DEPARTURES, signs_before
from bot.insights.service import signs_of, sums
from bot.insights.values import Preceded, SignBefore
from bot.work.unit import Unit
from tests.departures.support import MAYA, TODAY, Firm, firm_on

DEPARTURES = st.sampled_from([f"d{number}" for number in range(9)])
NOTED = st.lists(st.builds(Preceded, DEPARTURES, st.sampled_from([Cue.price, Cue.silence, Cue.pace]), st.integers(0, 365)))


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    async with firm_on(database_url) as opened:
        yield opened


@given(NOTED)
def test_each_departure_counts_once_for_a_sign_from_when_it_was_first_noted(noted: list[Preceded]) -> None:
    """Against a plain count; half of the times at least so many days before."""
    for told in signs_before(noted, 9):
        first = {
            one: max(two.days for two in noted if (two.departure, two.sign) == (one, told.sign))
            for one in {two.departure for two in noted if two.sign is told.sign}
        }
        assert told.count == len(first) >= ENOUGH_DEPARTURES
        assert 2 * sum(days >= told.days for days in first.values()) >= told.count
        assert 2 * sum(days <= told.days for days in first.values()) >= told.count


@given(NOTED)
def test_the_most_frequent_come_first_and_in_one_order(noted: list[Preceded]) -> None:
    told = signs_before(noted, 9)

    assert told == signs_before(reversed(noted), 9)
    assert [one.count for one in told] == sorted((one.count for one in told), reverse=True)
    assert len(told) <= 3


async def test_signs_of_the_year_before_count_and_four_departures_tell_nothing(firm: Firm) -> None:
    """Later signs, those of long ago, and customers who stay do not."""
    for number in range(5):
        assert await firm(signs_of) == []
        departure = await firm.logs(new_name=f"Customer {number}", stage=Stage.at_risk, happened=TODAY)
        customer = (await firm.departure(departure)).customer
        await firm(note_cues, customer, [Cue.price], by=MAYA)
        await firm(leave, departure, days=10 * number)
        for away in (100, -400):
            firm.clock.move(days=away)
            await firm(note_cues, customer, [Cue.silence], by=MAYA)
            firm.clock.move(days=-away)
    await firm.logs(new_name="Long known", stage=Stage.left, happened=TODAY)

    (told,) = await firm(signs_of)

    assert told == SignBefore(Cue.price, 5, 6, 20)
    assert await firm(sums) == (blocks.sign_line(told),)
    assert "with 5 of 6 customers, half of them at least 20 days before" in blocks.sign_line(told)


async def test_beside_it_stands_with_how_many_others_the_same_sign_was_followed_by_nothing(firm: Firm) -> None:
    """Against a plain count. What was noted in the last quarter, or long ago, is not yet, or no more, counted."""
    for number in range(5):
        await noted_then(firm, f"Left {number}", days_ago=200, left_days_ago=150)
    stayed = [(300, None), (120, None), (600, None)]
    others = [(20, None), (900, None), (300, 290), (200, 400)]
    for number, (noted, left) in enumerate(stayed + others):
        await noted_then(firm, f"Other {number}", days_ago=noted, left_days_ago=left)
    saved = await noted_then(firm, "Saved", days_ago=250, left_days_ago=240)
    await firm(stays, saved)

    (told,) = await firm(signs_of)

    assert (told.sign, told.count, told.nothing) == (Cue.price, 6, len(stayed) + 1)
    assert "with a few others it was noted, too, and nothing came of it so far" in blocks.sign_line(told)
    assert "with 5 others it was noted" in blocks.sign_line(replace(told, nothing=5))
    assert "with nobody else so far" in blocks.sign_line(replace(told, nothing=0))


async def noted_then(firm: Firm, name: str, *, days_ago: int, left_days_ago: int | None) -> str:
    """A sign was noted of a customer so many days ago; and perhaps they left. The departure's id, or an empty one."""
    firm.clock.move(days=-days_ago)
    customer = str((await firm(add_customer, name)).id)
    await firm(note_cues, customer, [Cue.price], by=MAYA)
    firm.clock.move(days=days_ago)
    if left_days_ago is None:
        return ""
    return await firm.logs(customer_id=customer, stage=Stage.left, happened=TODAY - timedelta(days=left_days_ago))


def stays(unit: Unit, departure: str) -> None:
    """They did not go after all."""
    unit.need(Departure, departure).stage = Stage.saved


def leave(unit: Unit, departure: str, *, days: int) -> None:
    """They left so many days after the sign was noted; the clock stands still."""
    row = unit.need(Departure, departure)
    row.stage, row.happened = Stage.left, TODAY + timedelta(days=days)
