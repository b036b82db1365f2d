"""Something new through the running bot: typed by one, read by another in the morning, asked with, and listed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.work.unit import Unit
from tests.support.world import World
from tests.winback.test_journey import lost, opens, settles


def _is_a_bakery(unit: Unit, departure: str) -> None:
    unit.need(Customer, unit.need(Departure, departure).customer).segments = ["Bakeries"]


@pytest.mark.slow
async def test_from_the_launch_to_the_words_and_what_became_of_it(world: World) -> None:
    await opens(world)
    departure = await lost(world)
    await world.bot.deps.unit(world.team, _is_a_bakery, departure)
    theo, maya = world.person("theo"), world.person("maya")

    await theo.types("/lost-customer launch bread before seven")
    errors: Any = await theo.fills()
    assert "a kind of customers" in errors["reasons"]
    assert await theo.fills(segments=["Bakeries"]) == {}
    assert await theo.fills() == {}
    await world.clock.advance(days=1)

    assert "Something is new: we now offer bread before seven" in maya.newest("wait for you").text
    while "[Open" in maya.newest("Good morning").text:
        await maya.presses("Open", maya.newest("Good morning"))
        await settles(world)
    card = maya.newest("That may be a way back")
    assert "we now offer bread before seven" in card.text
    await maya.presses("I'll ask", message=card)
    await settles(world)
    words = maya.newest("You'll ask *")
    assert "something is different here: we now offer bread before seven" in words.text

    await maya.presses("Change the words", message=words)
    await maya.fills(words="Hello Rosa, I told you so.")
    assert await maya.fills(words="Hello Rosa, shall we have lunch?") == {}
    await settles(world)
    words = maya.newest("You'll ask *")
    assert "shall we have lunch?" in words.text
    await maya.presses("Print", message=words)
    await settles(world)
    assert "to print" in maya.newest("to print").text

    await maya.presses("I asked them", message=maya.newest("You'll ask *"))
    assert await maya.fills(answer="I asked, and they have not answered yet", day=world.clock.now().date()) == {}
    await settles(world)
    assert "has not answered yet" in maya.newest("has not answered yet").text
    await maya.presses("They answered", message=maya.newest("has not answered yet"))
    assert await maya.fills(answer="Yes, they are back", day=world.clock.now().date()) == {}
    await settles(world)
    assert "they are back" in maya.newest("Something is new: we now offer").text

    await theo.types("/lost-customer launches")
    await settles(world)
    assert theo.modal is not None
    assert "1 was asked with it, 1 came back." in str(theo.modal.body)
    stage = await world.bot.deps.unit(world.team, lambda unit: unit.first(select(Departure.stage)))
    assert stage is Stage.returned
