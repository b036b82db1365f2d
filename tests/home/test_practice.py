"""The whole journey with a customer who does not exist: in minutes, seen by nobody else, and without a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.folder.service.reach import tables
from bot.home.blocks.practice import CUSTOMER, STEPS
from bot.home.models import Practice
from bot.sandbox.actor import Actor
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.support.world import World, open_world

BESIDE = {"deliveries", "obligations", "gestures", "attempts", "homes", "home_pace"}
"""What the work itself keeps: that something was sent and pressed, and nothing of what."""


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url) as opened:
        yield opened


def held(unit: Unit) -> Counter[str]:
    """How many rows there are of everything that people have to do with."""
    kinds = tables().items()
    return Counter({name: len(unit.all(select(kind.id))) for name, kind in kinds if name not in BESIDE})


def said(unit: Unit) -> str:
    """Everything that stands in the database, as text."""
    return "\n".join(
        str({name: getattr(row, name) for name in kind.__mapper__.columns.keys()})  # noqa: SIM118 - SQLAlchemy's own
        for kind in tables().values()
        for row in unit.all(select(kind))
    )


async def begins(world: World, handle: str) -> Actor:
    """Somebody begins from their Home."""
    person = world.person(handle)
    await person.opens_home()
    await world.rests()
    await person.presses("Try it with a practice customer")
    assert await person.fills(reason="price") == {}
    await person.closes()
    await world.rests()
    return person


def practice(person: Actor) -> list[Message]:
    """The one message of it."""
    return [one for one in person.messages("@porchlight") if "Practice, step" in one.text]


@pytest.mark.slow
async def test_the_whole_journey_and_no_trace_of_it(world: World) -> None:
    maya = world.person("maya")
    await maya.opens_home()
    await world.rests()
    before = await world.bot.deps.unit(world.team, held)
    others = {one: len(world.person(one).messages()) for one in ("grace", "theo", "ben", "lena")}

    await begins(world, "maya")
    seen = []
    for step in range(STEPS):
        [card] = practice(maya)
        seen.append(card.text)
        assert f"Practice, step {step + 1} of {STEPS}" in card.text
        assert CUSTOMER not in await world.bot.deps.unit(world.team, said), "they stand in no table"
        if step + 1 < STEPS:
            await maya.presses("Go on", card)
        if maya.modal is not None:
            assert "nobody called back" in str(maya.modal.body["blocks"])
            assert await maya.fills(reason="small things added up") == {}
        await world.rests()
        await world.clock.advance(seconds=2)

    told = "\n".join(seen)
    for words in ("are logged", "thank them", "asked to call", "small things added up", "A quarter later", "ask again"):
        assert words in told
    assert "price" in seen[3], "their own guess stands beside what was found"

    await maya.presses("End the practice", practice(maya)[0])
    await world.rests()
    await world.clock.advance(minutes=1)

    assert practice(maya) == []
    assert await world.bot.deps.unit(world.team, held) == before
    assert {one: len(world.person(one).messages()) for one in others} == others, "nobody else heard a word"
    await world.clock.advance(days=120)
    assert not any(CUSTOMER in one.text for who in others for one in world.person(who).messages())


async def test_meanwhile_nothing_counts_them_and_nobody_finds_them(world: World) -> None:
    maya = await begins(world, "maya")

    await maya.types("/lost-customer list")
    assert "There is no lost customer that you can see" in maya.newest().text
    await maya.types("/lost-customer report")
    assert CUSTOMER not in maya.newest().text
    await maya.opens_home()
    await world.rests()
    assert maya.home is not None
    assert CUSTOMER not in str(maya.home.body["blocks"])
    assert "customer left" not in str(maya.home.body["blocks"])


async def test_the_real_buttons_lead_into_the_practice_and_nowhere_else(world: World) -> None:
    """Whichever button of a message is pressed, it goes on; pressed twice, or late, nothing happens twice."""
    maya = await begins(world, "maya")
    await maya.presses("Details", practice(maya)[0])
    await world.rests()
    await world.clock.advance(seconds=2)
    assert "step 2" in practice(maya)[0].text

    old = practice(maya)[0]
    await maya.presses("Go on", old)
    await maya.presses("Go on", old)
    await world.rests()
    await world.clock.advance(seconds=2)
    assert "step 3" in practice(maya)[0].text


async def test_who_forgets_it_finds_it_gone_the_next_day_and_may_begin_anew(world: World) -> None:
    maya = await begins(world, "maya")

    await world.clock.advance(days=1, minutes=1)
    assert practice(maya) == []
    assert await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Practice.id))) == []

    await begins(world, "maya")
    assert len(practice(maya)) == 1


async def test_two_practise_at_once_and_each_sees_their_own(world: World) -> None:
    maya, ben = await begins(world, "maya"), await begins(world, "ben")

    await maya.presses("End the practice", practice(maya)[0])
    await world.rests()
    await world.clock.advance(minutes=1)

    assert practice(maya) == []
    assert len(practice(ben)) == 1
