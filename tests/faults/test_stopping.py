"""A stop finishes what is in hand, takes on nothing more, and takes less than ten seconds."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter

import pytest

from bot.sandbox.actor import NotThere
from bot.sandbox.errors import AppTrouble
from bot.sandbox.records import Json
from bot.slack.kit import message
from bot.work.outbox.claims import SETTLE
from bot.work.unit import Unit
from tests.faults.doomed import plan_stamps, stamped
from tests.faults.support import FULL, Scene, open_scene
from tests.support.world import World, open_world

pytestmark = pytest.mark.every_way

MANY = 3000 if FULL else 400
ENOUGH = 100 if FULL else 12
HANDS = ("maya", "theo", "ben", "priya")


async def test_in_the_middle_of_much_work_it_stops_at_once_and_the_rest_is_done_later(database_url: str) -> None:
    async with open_scene(database_url, LEASE_SECONDS="60") as scene:
        async with scene.units() as units:
            await units(scene.workspace.team_id, plan_stamps, MANY)
        life = await scene.begin()
        working = asyncio.create_task(scene.clock.leap(hours=1))
        await asyncio.wait({working}, timeout=0.5)

        started = asyncio.get_running_loop().time()
        assert await life.stop() == 0
        took = asyncio.get_running_loop().time() - started
        await working

        assert took < 5
        await scene.begin()
        await scene.clock.rest()
        await scene.lives[-1].stop()
        async with scene.units() as units:
            ran = Counter(await units(scene.workspace.team_id, stamped))
        assert len(ran) == MANY
        assert set(ran.values()) == {1}


@pytest.mark.slow
async def test_told_to_stop_while_people_send_forms_it_keeps_what_it_said_yes_to(database_url: str) -> None:
    """As at every upgrade: SIGTERM under load. Whatever was accepted is there once; nobody's form is lost without a word."""
    async with open_scene(database_url, LEASE_SECONDS="60") as scene:
        life = await scene.begin()
        await _choose_channel(scene)
        accepted: list[str] = []
        enough = asyncio.Event()
        people = [asyncio.create_task(_log_on(scene, handle, accepted, enough)) for handle in HANDS]
        await asyncio.wait_for(enough.wait(), 60)

        assert await life.stop() == 0
        await asyncio.gather(*people)
        await scene.begin()
        await scene.clock.advance(minutes=15)  # a channel takes one message a second, and each customer brings several
        await scene.lives[-1].stop()

        cards = Counter(
            name
            for one in scene.workspace.channel("departures").messages.values()
            if not one.thread_ts
            for name in set(re.findall(r"Load [A-Za-z]+ \d+", one.text))
        )
        assert len(accepted) >= ENOUGH
        assert [cards[name] for name in accepted] == [1] * len(accepted)
        assert set(cards.values()) == {1}
        assert len(cards) <= len(accepted) + len(HANDS)


@pytest.mark.slow
async def test_slack_that_does_not_answer_holds_up_nobody(sqlite_url: str) -> None:
    """A message and the form of a command are on their way when it is told to stop."""
    async with open_world(sqlite_url) as world:
        channel = await world.enter("departures")
        met: list[Json] = []
        both = asyncio.Event()

        def meet(arguments: Json) -> bool:
            met.append(arguments)
            if len(met) == 2:
                both.set()
            return True

        world.workspace.faults.add(method="*", kind="slow", times=2, seconds=11, where=meet)
        typing = asyncio.create_task(world.person("maya").types("/lost-customer Acme Bakeries"))
        await world.bot.deps.unit(world.team, _say, channel)
        await asyncio.wait_for(both.wait(), 5)

        started = asyncio.get_running_loop().time()
        await world.stop()
        took = asyncio.get_running_loop().time() - started

        assert took < 10
        typing.cancel()
        await world.start()
        assert await world.workspace.until(lambda: _said(world) == ["On its way"])
        await world.clock.advance(seconds=2 * SETTLE.total_seconds())
        assert _said(world) == ["On its way"]


async def _choose_channel(scene: Scene) -> None:
    grace = scene.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await scene.clock.rest()


async def _log_on(scene: Scene, handle: str, accepted: list[str], enough: asyncio.Event) -> None:
    """Send one form after the other, until the bot does not answer any more."""
    person = scene.person(handle)
    for number in itertools.count(1):
        name = f"Load {handle.title()} {number}"
        try:
            await person.types(f"/lost-customer {name}")
            if person.modal is None or await person.fills(owner=handle) != {}:
                return
        except (AppTrouble, NotThere):
            return
        accepted.append(name)
        if len(accepted) >= ENOUGH:
            enough.set()


def _said(world: World) -> list[str]:
    return [one.text for one in world.channel("departures").messages.values() if one.metadata]


def _say(unit: Unit, channel: str) -> None:
    unit.say(message("On its way"), to=channel, key="on its way")
