"""The clock goes wrong, or jumps: nothing is lost and nothing is said twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.doomed import Doom
from tests.faults.support import Scene, open_scene

pytestmark = pytest.mark.every_way

SPRING = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
"""Ten minutes before Berlin's clocks go from two to three; three weeks after New York's did."""
AUTUMN = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
"""Ten minutes before Berlin's clocks go from three back to two."""


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [None, "drop_after", "429"])
async def test_set_back_an_hour_what_was_done_stays_done_and_the_rest_is_done_in_time(
    database_url: str, trouble: str | None
) -> None:
    """Also what was sent by the wrong clock and is looked up by the right one."""
    async with open_scene(database_url) as scene:
        await scene.bells_begin()
        await scene.begin()
        await _advance(scene, minutes=5)
        if trouble is not None:
            scene.workspace.faults.add(method="chat.postMessage", kind=trouble, times=2, retry_after=20)
            await _advance(scene, minutes=1)

        await asyncio.wait_for(scene.clock.leap(hours=-1), 60)
        if trouble is not None:
            scene.workspace.faults.add(method="chat.postMessage", kind=trouble, times=2, retry_after=20)
        await _advance(scene, minutes=75, seconds=30)

        assert scene.standing() == scene.expected()


@pytest.mark.slow
async def test_set_back_an_hour_while_nobody_knows_whether_a_message_arrived(database_url: str) -> None:
    async with open_scene(database_url) as scene:
        await scene.bells_begin()
        await scene.begin(Doom("chat.postMessage: after", 3))
        await _advance(scene, minutes=2)
        assert not scene.is_alive

        await scene.clock.leap(hours=-1)
        await scene.begin()
        await _advance(scene, minutes=80, seconds=30)

        assert scene.standing() == scene.expected()


@pytest.mark.slow
async def test_a_year_later_everything_that_was_planned_is_done_once(database_url: str) -> None:
    """The bells toll for every minute of the forty that nobody was there, and each of them once."""
    async with open_scene(database_url) as scene:
        scene.last = scene.began + timedelta(minutes=40)
        await scene.bells_begin()
        await scene.begin(Doom("chat.postMessage: after", 3))
        await _advance(scene, minutes=2)
        assert not scene.is_alive
        tolled_until = scene.clock.now()

        await scene.clock.leap(days=365)
        await scene.begin()
        await _advance(scene, minutes=30)

        assert scene.clock.now() - tolled_until > timedelta(days=365)
        assert scene.standing() == scene.expected()


@pytest.mark.slow
@pytest.mark.parametrize("change", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_across_a_change_of_summer_time(database_url: str, change: datetime) -> None:
    """Every minute has its toll, and every morning its nightly work, once."""
    async with open_scene(database_url, start=change) as scene:
        await scene.bells_begin()
        await scene.begin()
        await _advance(scene, minutes=25, seconds=30)

        assert scene.standing() == scene.expected()


async def _advance(scene: Scene, **span: float) -> None:
    await asyncio.wait_for(scene.clock.advance(**span), 100)
