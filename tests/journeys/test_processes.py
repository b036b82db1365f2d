"""The unmodified bot as a process of its own, over both ways in and on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.free import free_port
from tests.support.process import ProcessWorld, open_process_world

pytestmark = pytest.mark.every_way


@pytest.fixture
async def world(database_url: str, transport: str) -> AsyncIterator[ProcessWorld]:
    async with open_process_world(database_url, transport, free_port()) as opened:
        yield opened


@pytest.mark.slow
async def test_a_departure_is_logged_carded_and_thanked_by_the_real_process(world: ProcessWorld) -> None:
    grace, maya = world.person("grace"), world.person("maya")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()

    await maya.types("/lost-customer Acme Bakeries")
    assert await maya.fills(owner="maya", contact="Rosa, rosa@acme.example") == {}
    await world.clock.advance(seconds=5)

    assert "Acme Bakeries" in maya.newest(containing="Has left", channel="departures").text
    assert "thank" in maya.newest(containing="This happens to good firms").text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_process_killed_in_the_middle_is_carried_on_by_the_next_and_nothing_comes_twice(
    world: ProcessWorld, kind: str
) -> None:
    """Killed while it does not know whether Slack took the card."""
    grace, maya = world.person("grace"), world.person("maya")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    await grace.fills(channel="departures")
    await grace.closes()
    await maya.types("/lost-customer Acme Bakeries")
    world.workspace.faults.add(method="chat.postMessage", kind=kind, times=1)
    await maya.fills(owner="maya")

    await world.kill()
    await world.start()
    await world.clock.advance(minutes=3)

    cards = [one for one in world.workspace.channel("departures").messages.values() if "*Has left*" in one.text]
    assert len(cards) == 1
    assert len([one for one in maya.dm if "This happens to good firms" in one.text]) == 1


@pytest.mark.slow
async def test_it_stops_when_told_to_and_starts_again_with_all_it_knew(world: ProcessWorld) -> None:
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.fills(owner="maya")

    assert await world.stop() == 0
    await world.start()
    await maya.types("/lost-customer list")

    assert "Acme Bakeries" in maya.newest(containing="Acme Bakeries").text
