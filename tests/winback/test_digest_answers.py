"""From the digest somebody takes a customer up, puts them off, or leaves them in peace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.nudges import service as nudging
from bot.nudges.values import CadenceState
from bot.winback import service as winning
from bot.winback.values import AskState, Declined, ItemState, Obstacle
from tests.nudges.support import GUEST, LEE, MAYA, OMAR, Firm
from tests.winback.support import LONG_AGO, digests, item_of, newest_items, only_ask


async def test_not_now_leaves_them_out_until_that_day_and_says_so(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=98)
    old, new = await digests(firm)
    (item,) = await newest_items(firm)

    await firm(winning.not_now, LEE, item.id, date(2026, 9, 1))

    for digest in (old, new):
        text = await firm.shown("digest", digest.id)
        assert "Not before" in text
        assert "says Lee" in text
        assert "I'll ask" not in text.split("\n", 3)[3]
    await firm.until(datetime(2026, 9, 2, tzinfo=UTC))
    assert len(await digests(firm)) == 2
    await firm.passes(days=7)
    assert (await item_of(firm, acme)).state is ItemState.open


@pytest.mark.parametrize("until", [None, date(2026, 3, 9), date(2039, 3, 9)])
async def test_not_now_wants_a_day_to_come(firm: Firm, until: date | None) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    with pytest.raises(Declined) as declined:
        await firm(winning.not_now, LEE, item.id, until)

    assert declined.value.why is Obstacle.bad_day


async def test_left_in_peace_nobody_asks_or_nudges_until_it_is_taken_back(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.agrees(acme)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.leave_in_peace, OMAR, item.id, "They asked us to let it rest")

    text = await firm.shown("digest", item.digest)
    assert "Left in peace: Omar said so." in text
    assert "They asked us" not in text
    assert await firm(winning.card_lines, acme) == ("Left in peace: Omar said so",)
    await firm.passes(days=100)
    assert len(await digests(firm)) == 1
    assert await firm.nudges() == []

    await firm(winning.end_peace, MAYA, item.id)
    await firm.passes(days=8)
    assert (await item_of(firm, acme)).state is ItemState.open
    cadence = await firm(nudging.cadence_of, acme)
    assert cadence is not None
    assert cadence.state is CadenceState.going
    assert len(await firm.nudges()) == 1


@pytest.mark.parametrize("who", [GUEST, "UNOBODY"])
async def test_only_those_who_may_see_the_customer_decide(firm: Firm, who: str) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    for use_case in (winning.claim, winning.customer_and_day, winning.end_peace):
        with pytest.raises(Declined) as declined:
            await firm(use_case, who, item.id)
        assert declined.value.why is Obstacle.may_not


async def test_the_first_who_takes_them_up_has_them(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.claim, LEE, item.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.claim, OMAR, item.id)

    assert declined.value.why is Obstacle.answered
    ask = await only_ask(firm)
    assert (ask.by, ask.state) == (LEE, AskState.claimed)
    assert ask.until - firm.clock.moment >= timedelta(days=14)
    assert "Lee asks them, by" in await firm.shown("digest", item.digest)
    assert (await firm(winning.card_lines, acme))[0].startswith("Asking again: Lee, by")
    await firm.passes(days=13)
    assert len(await digests(firm)) == 1
