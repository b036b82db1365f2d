"""Slack's limits: they are kept, and where Slack says no all the same, only what it spoke of waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.slack.kit import message
from bot.work.models import Attempt, Delivery
from bot.work.unit import Unit
from tests.support.world import World, open_world

CHANNELS = ("departures", "random", "acct-acme")


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


async def test_a_burst_over_three_channels_meets_no_429(world: World) -> None:
    """Twenty messages for each channel: one a second, in order."""
    places = [await world.enter(name) for name in CHANNELS]
    world.workspace.rates.enforce = True

    def burst(unit: Unit) -> None:
        for number in range(60):
            unit.say(message(f"Message {number}"), to=places[number % 3], key=f"burst:{number}")

    await world.bot.deps.unit(world.team, burst)
    await world.clock.advance(seconds=25)

    for place, name in enumerate(CHANNELS):
        said = [one for one in world.channel(name).messages.values() if one.text.startswith("Message")]
        assert [one.text for one in said] == [f"Message {number}" for number in range(place, 60, 3)]
        assert len({int(float(one.ts)) for one in said}) == 20
    assert await world.bot.deps.unit(world.team, _outcomes) == {"sent": 60}


async def test_what_is_said_right_after_a_message_has_gone_waits_its_second_too(world: World) -> None:
    [place] = [await world.enter("departures")]
    world.workspace.rates.enforce = True

    for number in range(3):
        await world.bot.deps.unit(world.team, _say, place, f"Message {number}")
        await world.rests()
    await world.clock.advance(seconds=5)

    assert await world.bot.deps.unit(world.team, _outcomes) == {"sent": 3}


async def test_after_a_429_the_other_methods_go_on(world: World) -> None:
    """New messages wait for a minute and a half; cards that stand already are brought up to date at once."""
    place = await world.enter("departures")
    await world.bot.deps.unit(world.team, _say, place, "Before")
    await world.rests()
    world.workspace.faults.add(method="chat.postMessage", kind="429", times=1, retry_after=90)
    await world.bot.deps.unit(world.team, _say, place, "New")
    await world.rests()

    await world.bot.deps.unit(world.team, _want_again, "Before")
    await world.bot.deps.unit(world.team, _say, await world.enter("random"), "Elsewhere")
    await world.rests()

    updated = await world.bot.deps.unit(world.team, _versions, "Before")
    assert updated == (2, 2)
    assert _texts(world, "departures") == ["Before"]
    assert _texts(world, "random") == []
    await world.clock.advance(seconds=89)
    assert _texts(world, "random") == []
    await world.clock.advance(seconds=10)
    assert _texts(world, "departures") == ["Before", "New"]
    assert _texts(world, "random") == ["Elsewhere"]
    assert await world.bot.deps.unit(world.team, _outcomes) == {"sent": 4, "ratelimited": 1}


def _say(unit: Unit, place: str, words: str) -> None:
    unit.say(message(words), to=place, key=words)


def _want_again(unit: Unit, key: str) -> None:
    row = unit.first(select(Delivery).where(Delivery.key == key))
    assert row is not None
    row.wanted, row.state, row.due = row.wanted + 1, type(row.state).waiting, unit.now
    unit.made_work = True


def _versions(unit: Unit, key: str) -> tuple[int, int]:
    row = unit.first(select(Delivery).where(Delivery.key == key))
    assert row is not None
    return row.wanted, row.sent_version


def _outcomes(unit: Unit) -> dict[str, int]:
    return dict(Counter(unit.all(select(Attempt.outcome))))


def _texts(world: World, channel: str) -> list[str]:
    return [one.text for one in world.channel(channel).messages.values() if one.metadata]
