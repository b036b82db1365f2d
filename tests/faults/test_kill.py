"""The bot is killed at every step of deciding and sending, and nothing is lost and nothing is said twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from itertools import product

import pytest

from tests.faults.doomed import Doom
from tests.faults.mortal import KILLED, Mortal
from tests.faults.support import FULL, Scene, open_scene

pytestmark = pytest.mark.every_way

UNITS = ("begun", "not committed", "committed")
CLAIMS = ("not committed", "committed")
CALLS = ("before", "after")

STEPS = (
    *(f"claim obligations: {when}" for when in CLAIMS),
    *(f"_act: {when}" for when in UNITS),
    *(f"claim deliveries: {when}" for when in CLAIMS),
    *(f"read_letters: {when}" for when in UNITS),
    *(f"conversations.open: {when}" for when in CALLS),
    *(f"chat.postMessage: {when}" for when in CALLS),
    *(f"chat.postMessage in a thread: {when}" for when in CALLS),
    *(f"chat.update: {when}" for when in CALLS),
    *(f"record_sent: {when}" for when in UNITS),
)
"""What every toll comes by."""

IN_DOUBT = tuple(
    f"{method}: {when}" for method, when in product(("conversations.history", "conversations.replies"), CALLS)
)
"""What only a life comes by that follows a death in the middle of sending."""

TROUBLES = {"doubt": "drop_after", "put_off": "429", "send_again": "drop_before"}
IN_TROUBLE = {f"{use_case}: {when}": kind for (use_case, kind), when in product(TROUBLES.items(), UNITS)}
"""What only a trouble with Slack leads to, and which."""

PAGE_BY_PAGE = dict.fromkeys((f"look_on: {when}" for when in UNITS), "drop_before")
"""What only a look-up leads to for which one page of history is not enough."""

SEED = 20260302
LAST_MINUTES = 12


def _named(most: int) -> list[Doom]:
    """A doom at every step, at its first coming and at later ones; in an order that is always the same."""
    dooms = [Doom(step, nth) for step in STEPS for nth in range(1, 6)]
    dooms += [Doom(step, nth) for step in IN_TROUBLE for nth in range(1, 4)]
    dooms += [Doom(step) for step in IN_DOUBT for _again in range(3)]
    random.Random(SEED).shuffle(dooms)
    return dooms[:most]


def _parts(dooms: Sequence[Doom], size: int) -> list[Sequence[Doom]]:
    return [dooms[start : start + size] for start in range(0, len(dooms), size)]


NAMED = _parts(_named(300), 12) if FULL else _parts(_named(4), 4)
AT_RANDOM = [(part, 12) for part in range(13)] if FULL else [(0, 1)]


@pytest.mark.slow
@pytest.mark.parametrize("dooms", NAMED, ids=lambda dooms: f"from {dooms[0].step}")
async def test_killed_at_a_named_step(database_url: str, dooms: Sequence[Doom]) -> None:
    async with open_scene(database_url) as scene:
        await scene.bells_begin()

        for doom in dooms:
            await _die_at(scene, doom)

        await _live_on(scene)
        assert scene.standing() == scene.expected()


@pytest.mark.slow
async def test_killed_between_two_pages_of_a_look_up(database_url: str) -> None:
    async with open_scene(database_url) as scene:
        scene.workspace.rates.commercial = True
        await scene.bells_begin()
        quiet = await scene.begin()
        await asyncio.wait_for(scene.clock.advance(minutes=20), 60)
        await quiet.stop()

        for step in PAGE_BY_PAGE:
            await _die_at(scene, Doom(step))

        await _live_on(scene)
        assert scene.standing() == scene.expected()


@pytest.mark.parametrize(("part", "kills"), AT_RANDOM)
async def test_killed_at_any_moment(database_url: str, part: int, kills: int) -> None:
    chance = random.Random(SEED + part)
    async with open_scene(database_url) as scene:
        await scene.bells_begin()

        for _kill in range(kills):
            life = await scene.begin()
            going_on = asyncio.create_task(scene.clock.advance(minutes=3))
            await asyncio.wait({going_on}, timeout=chance.uniform(0, 0.4))
            await life.kill()
            await asyncio.wait_for(going_on, 30)

        await _live_on(scene)
        assert scene.standing() == scene.expected()


async def _die_at(scene: Scene, doom: Doom) -> None:
    """Let the bot live until it comes to its step, with the trouble that leads there."""
    if doom.step in IN_DOUBT:
        sent = "chat.postMessage in a thread" if "replies" in doom.step else "chat.postMessage"
        await _die_at(scene, Doom(f"{sent}: after"))
    trouble = (IN_TROUBLE | PAGE_BY_PAGE).get(doom.step)
    if trouble is not None:
        scene.workspace.faults.add(method="chat.postMessage", kind=trouble, times=3, retry_after=5)
    life = await scene.begin(doom)
    for _minute in range(10):
        if not scene.is_alive:
            break
        await asyncio.wait_for(scene.clock.advance(minutes=1), 60)
    assert not scene.is_alive, f"it never came to {doom}"
    assert await life.ended() == KILLED
    scene.workspace.faults.clear()


async def _live_on(scene: Scene) -> Mortal:
    """A last life, without trouble: long enough to make up for all that was put off, and to stop between two tolls."""
    life = await scene.begin()
    await asyncio.wait_for(scene.clock.advance(minutes=LAST_MINUTES, seconds=45), 120)
    return life


@pytest.mark.slow
async def test_killed_while_a_message_is_still_on_its_way(database_url: str) -> None:
    """It arrives after the next life has begun, which must not believe too soon that it got lost."""
    async with open_scene(database_url) as scene:
        await scene.bells_begin()
        late = scene.workspace.faults.add(method="chat.postMessage", kind="slow", times=1, seconds=4)
        life = await scene.begin()
        going_on = asyncio.create_task(scene.clock.advance(minutes=1))
        assert await scene.workspace.until(lambda: late.met == 1)
        await life.kill()
        await going_on
        await scene.begin()

        assert late.arrived == 0
        assert await scene.workspace.until(lambda: late.arrived == 1)
        await asyncio.wait_for(scene.clock.advance(minutes=3, seconds=45), 60)

        assert scene.standing() == scene.expected()
