"""The bot is killed at every step of sending a file, and exactly one stands in the workspace, with its words."""

from __future__ import annotations

import asyncio
from itertools import product

import pytest

from tests.faults.doomed import Doom, plan_parcel
from tests.faults.mortal import KILLED
from tests.faults.support import FULL, Scene, open_scene

pytestmark = pytest.mark.every_way

CALLS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")
STEPS = (
    "_act: committed",
    *(f"{call}: {when}" for call, when in product(CALLS, ("before", "after"))),
    *(f"keep_file: {when}" for when in ("begun", "not committed", "committed")),
    *(f"record_sent: {when}" for when in ("begun", "not committed", "committed")),
)
LOOKS = ("files.info: before", "files.info: after", "send_again: committed")
TROUBLES = ("drop_before", "drop_after", "500_after", "slow")
TRIED = STEPS if FULL else ("keep_file: committed", "files.completeUploadExternal: after")


async def test_killed_at_each_step_in_turn(database_url: str) -> None:
    """One file for each step, one life after the other in the same workspace."""
    async with open_scene(database_url) as scene:
        for number, step in enumerate(TRIED):
            await _plan(scene, f"{number}.ics")
            await _die_at(scene, step)

        await _live_on(scene)
        assert _shared(scene) == {f"{number}.ics": 1 for number in range(len(TRIED))}


@pytest.mark.parametrize("step", LOOKS if FULL else LOOKS[1:2])
async def test_killed_while_nobody_knows_whether_it_was_shared(database_url: str, step: str) -> None:
    """The first life dies before anybody can see the file, or right after; the second while it looks for it."""
    async with open_scene(database_url) as scene:
        await _plan(scene, "once.ics")
        await _die_at(scene, "files.completeUploadExternal: " + ("before" if "again" in step else "after"))
        await _die_at(scene, step)

        await _live_on(scene)
        assert _shared(scene) == {"once.ics": 1}


@pytest.mark.parametrize("kind", TROUBLES if FULL else TROUBLES[1:2])
async def test_killed_once_the_way_was_rough_too(database_url: str, kind: str) -> None:
    async with open_scene(database_url, SLACK_TIMEOUT_SECONDS="0.3") as scene:
        await _plan(scene, "once.ics")
        scene.workspace.faults.add(method="files.completeUploadExternal", kind=kind, seconds=0.6)
        await _die_at(scene, "doubt: committed")
        on_its_way = kind == "slow"  # it arrives within the settle time, which here takes no real time
        assert await scene.workspace.until(lambda: not on_its_way or _shared(scene) == {"once.ics": 1})

        await _live_on(scene)
        assert _shared(scene) == {"once.ics": 1}


async def _plan(scene: Scene, name: str) -> None:
    async with scene.units() as units:
        await units(scene.workspace.team_id, plan_parcel, name, scene.workspace.account("maya").id)


async def _die_at(scene: Scene, step: str) -> None:
    life = await scene.begin(Doom(step))
    for _minute in range(6):
        if not scene.is_alive:
            break
        await asyncio.wait_for(scene.clock.advance(minutes=1), 60)
    assert not scene.is_alive, f"it never came to {step}"
    assert await life.ended() == KILLED


async def _live_on(scene: Scene) -> None:
    await scene.begin()
    await asyncio.wait_for(scene.clock.advance(minutes=6), 60)


def _shared(scene: Scene) -> dict[str, int]:
    """How many messages show each file; and every message that speaks of one shows it."""
    found: dict[str, int] = {}
    for message in scene.person("maya").dm:
        [file] = message.files
        name = scene.workspace.file(file).name
        assert message.text == f"Here is {name}"
        assert scene.workspace.file(file).data == f"This is {name}".encode()
        found[name] = found.get(name, 0) + 1
    return found
