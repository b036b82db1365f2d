"""What several deliveries of one workspace want of the database at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.slack.kit import message
from bot.work.clock import real_now
from bot.work.models import Attempt, Delivery, Gesture, Sending
from bot.work.outbox import rows
from bot.work.outbox.claims import Claim, claim_heads
from bot.work.outbox.together import MOST, Together
from bot.work.unit import Unit
from tests.work.support import START, units_on


async def test_those_who_wait_are_done_together_and_each_has_its_own_answer(sqlite_url: str) -> None:
    groups: list[int] = []

    def note(unit: Unit, asked: Sequence[str]) -> Sequence[str]:
        groups.append(len(asked))
        assert all(unit.saw(one) for one in asked)
        return [f"noted {one}" for one in asked]

    async with units_on(sqlite_url) as (units, _clock):
        noted = Together(units, note)

        answers = await asyncio.gather(*(noted(f"T{number % 2}", f"G{number}") for number in range(2 * MOST + 2)))

    assert answers == [f"noted G{number}" for number in range(2 * MOST + 2)]
    assert sorted(groups) == [1, 1, MOST, MOST]


async def test_where_one_cannot_be_done_the_others_are_and_it_alone_fails(sqlite_url: str) -> None:
    def note(unit: Unit, asked: Sequence[str]) -> Sequence[None]:
        for one in asked:
            unit.saw(one)
            if one == "poison":
                raise LookupError(one)
        return [None] * len(asked)

    async with units_on(sqlite_url) as (units, _clock):
        noted = Together(units, note)

        done = await asyncio.gather(*(noted("T1", one) for one in ("a", "poison", "b")), return_exceptions=True)

        kept = select(func.count()).select_from(Gesture)
        assert await units.database.run(lambda session: session.scalar(kept)) == 2
    assert done[0] is done[2] is None
    with pytest.raises(LookupError):
        raise done[1]  # type: ignore[misc]


async def test_what_somebody_else_holds_meanwhile_is_left_to_them(sqlite_url: str) -> None:
    """Two were sent by somebody so slow that another has taken one of them: it is recorded as theirs by them alone."""

    def say(unit: Unit) -> None:
        for place in ("C1", "C2"):
            unit.say(message("Hello"), to=place, key=place)

    def claim(unit: Unit) -> list[Claim]:
        return claim_heads(unit.session, START, "mine", real_now() + timedelta(minutes=1), 2)

    def take(unit: Unit, which: Claim) -> None:
        unit.need(Delivery, which.id).lease = "theirs"

    async with units_on(sqlite_url) as (units, _clock):
        await units("T1", say)
        claims = await units.database.run(lambda session: claim(Unit(session, "T1", START, units.parts)))
        await units("T1", take, claims[0])

        letters = await units("T1", rows.read_letters, claims)
        await units("T1", rows.record_sent, [rows.Sent(one, 1, one.target, "1.2", START) for one in claims])

        found = await units("T1", lambda unit: unit.all(select(Delivery).order_by(Delivery.target)))
        noted = await units("T1", lambda unit: unit.all(select(Attempt.delivery)))
    assert [letter is None for letter in letters] == [True, False]
    assert [(row.state, row.lease, row.ts) for row in found] == [(Sending.sending, "theirs", None), (Sending.sent, None, "1.2")]
    assert noted == [claims[1].id]
