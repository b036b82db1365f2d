"""The welcome: humble words to copy, to print or to open as an email, in the firm's own voice, and kept once it went out."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.customers.models import Touch
from bot.customers.values import TouchKind
from bot.farewell.blocks.letters import shipped, shipped_lines
from bot.farewell.values.letters import LetterKind
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.tact import remarks
from bot.winback.models import Return
from tests.support.world import World
from tests.winback.test_journey import lost, opens, settles

CARD = "has been back with us since"


async def back(world: World, **told: object) -> Message:
    """Maya says that Acme is back; the card that she gets."""
    await opens(world)
    await lost(world, contact="Rosa Marin, rosa@acme.example")
    maya = world.person("maya")
    await maya.types("/lost-customer back acme bakeries")
    assert await maya.fills(**{"day": date(2026, 3, 2)} | told) == {}
    await settles(world)
    return maya.newest(CARD)


async def kept(world: World) -> list[tuple[TouchKind, str]]:
    """All contacts with customers."""
    return await world.bot.deps.unit(world.team, lambda unit: [(one.kind, one.by) for one in unit.all(select(Touch))])


def test_our_own_words_are_humble() -> None:
    letter = shipped(LetterKind.welcome)

    assert remarks("\n\n".join(shipped_lines(LetterKind.welcome))) == ()
    assert "again" in letter.subject


@pytest.mark.slow
async def test_how_they_came_back_stands_on_the_card_and_more_can_be_added(world: World) -> None:
    card = await back(world, words="A new oven", cost="1,200.50 USD", terms="A pilot")
    assert "second time with us" in card.text
    for line in ("What brought them back: A new oven", "On these terms: A pilot", "$1,200.50"):
        assert line in card.text
    maya = world.person("maya")

    await maya.presses("How they came back…", message=card)
    assert "A pilot" in str(maya.modal.body if maya.modal else "")
    errors = await maya.fills(cost="much")
    assert "Please write an amount" in errors["cost"]
    assert await maya.fills(cost="900 EUR", terms="A pilot for three months") == {}
    await settles(world)

    text = maya.newest(CARD).text
    assert "€900" in text
    assert "three months" in text


@pytest.mark.slow
async def test_it_is_opened_as_an_email_kept_as_a_contact_and_told_in_the_thread(world: World) -> None:
    card = await back(world)
    assert "mailto:rosa@acme.example" in card.text
    assert "Hello Rosa Marin," in card.text

    maya = world.person("maya")
    await maya.presses("I've sent it", message=card)
    await settles(world)

    assert await kept(world) == [(TouchKind.email, world.id_of("maya"))]
    assert "✓ Maya Okafor welcomed them on" in maya.newest(CARD).text
    line = world.person("grace").newest("Maya Okafor has welcomed them back.")
    assert line.thread_ts is not None
    (came_back,) = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Return)))
    assert "Hello Rosa Marin," in (came_back.welcome or "")


@pytest.mark.slow
async def test_its_words_are_changed_for_this_one_with_advice_and_printed(world: World) -> None:
    card = await back(world)
    maya = world.person("maya")

    await maya.presses("Change the words", message=card)
    await maya.fills(body="Dear Rosa, I told you so. Welcome back.")
    assert "who was right" in str(maya.modal.body if maya.modal else "")
    assert await maya.fills(body="Dear Rosa, thank you. We start on Monday.") == {}
    await settles(world)
    assert "We start on Monday" in maya.newest(CARD).text

    await maya.presses("Print", message=maya.newest(CARD))
    await settles(world)
    assert "to print" in maya.newest("to print").text
    await maya.presses("I've sent it", message=maya.newest(CARD))
    assert await maya.fills(way="By letter") == {}
    await settles(world)
    assert await kept(world) == [(TouchKind.letter, world.id_of("maya"))]


@pytest.mark.slow
async def test_only_those_who_look_after_them_send_it_and_once(world: World) -> None:
    card = await back(world)
    walt, maya = world.person("walt"), world.person("maya")
    old = list(card.blocks)

    await maya.presses("I've sent it", message=card)
    await settles(world)
    card.blocks = old
    await maya.presses("I've sent it", message=card)

    assert "They have been welcomed already" in maya.newest("welcomed already").text
    assert len(await kept(world)) == 1
    with pytest.raises(NotThere):
        walt.newest("Thank you for working with us again")


async def test_an_admin_puts_the_welcome_into_the_firms_own_words(world: World) -> None:
    await opens(world)
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("The letters")

    assert "The welcome" in str(grace.modal.body if grace.modal else "")
