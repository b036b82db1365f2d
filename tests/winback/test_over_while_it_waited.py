"""What is over before anybody read of it is told to nobody, however long they were away."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.colleagues.service.waiting import living
from bot.winback.models import Launch
from bot.winback.service import launches
from bot.winback.service.asks import FOLLOW_UP
from bot.winback.service.ways import NEWS
from bot.winback.values import AskState
from tests.nudges.support import ANA, LEE, MAYA, Firm
from tests.winback.launching import BREAD, lost
from tests.winback.support import claimed, only_ask, winning_firm


@pytest.fixture
async def firm(sqlite_url: str) -> AsyncIterator[Firm]:
    async with winning_firm(sqlite_url, all_away=True) as opened:
        yield opened


async def waits(firm: Firm, person: str) -> list[str]:
    """The cards that somebody's next brief would tell."""
    return await firm(lambda unit: [one.card for one in living(unit, person)])


async def test_nobody_is_asked_what_came_of_it_when_it_has_gone_back_on_the_list(firm: Firm) -> None:
    await claimed(firm)
    await firm.passes(days=17)
    assert FOLLOW_UP in await waits(firm, LEE)

    await firm.passes(days=20)

    assert (await only_ask(firm)).state is AskState.lapsed
    assert FOLLOW_UP not in await waits(firm, LEE)


async def test_nobody_hears_of_something_new_that_was_taken_back_before_they_read_of_it(firm: Firm) -> None:
    await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    assert await waits(firm, MAYA) == [NEWS]

    (told,) = await firm(lambda unit: unit.all(select(Launch.id)))
    await firm(launches.take_back, ANA, told)

    assert await waits(firm, MAYA) == []
