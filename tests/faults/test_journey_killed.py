"""People log customers while the bot is killed under their hands: they press again, and each customer is there once."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import product

import pytest

from bot.sandbox.actor import Actor
from bot.sandbox.errors import AppTrouble
from tests.faults.doomed import Doom
from tests.faults.mortal import KILLED
from tests.faults.support import FULL, Scene, open_scene

pytestmark = pytest.mark.every_way

STEPS = (
    *(f"log_departure: {when}" for when in ("begun", "not committed", "committed")),
    *(
        f"{call}: {when}"
        for call, when in product(("views.open", "chat.postMessage", "conversations.open"), ("before", "after"))
    ),
    *(f"{use_case}: committed" for use_case in ("read_letters", "record_sent")),
)
TRIED = STEPS if FULL else STEPS[2:3]


async def test_what_people_do_while_the_bot_dies_takes_effect_once(database_url: str) -> None:
    async with open_scene(database_url) as scene:
        grace, maya = scene.person("grace"), scene.person("maya")
        healthy = await scene.begin()
        await grace.types("/lost-customer settings")
        await grace.presses("Channels")
        assert await grace.fills(channel="departures") == {}
        await grace.closes()
        await _log(scene, maya, "Undisturbed Ltd")
        await _advance(scene)
        await healthy.stop()

        for step in TRIED:
            life = await scene.begin(Doom(step))
            await _log(scene, maya, f"{step.title()} Inc")
            await _advance(scene)
            assert await life.ended() == KILLED
            if not scene.is_alive:
                await scene.begin()
                await _advance(scene)
            await scene.lives[-1].stop()

        expected = _about(scene, "Undisturbed Ltd")
        assert expected["departures"] == 1
        for step in TRIED:
            assert _about(scene, f"{step.title()} Inc") == expected, step


async def _log(scene: Scene, person: Actor, customer: str) -> None:
    """Log a customer; whoever gets no answer does it again, in the form that still stands there or from the start."""
    while True:
        try:
            if person.modal is None:
                await person.types(f"/lost-customer {customer}")
            if person.modal is not None and await person.fills(owner="maya") == {}:
                return  # otherwise it took too long, and we were asked to press again
        except AppTrouble:
            pass
        if not scene.is_alive:
            await scene.begin()


async def _advance(scene: Scene) -> None:
    await asyncio.wait_for(scene.clock.advance(minutes=3), 60)


def _about(scene: Scene, customer: str) -> Counter[str]:
    """How many messages speak of a customer: in the channel, in threads there, and to the owner."""
    found: Counter[str] = Counter()
    for message in scene.workspace.channel("departures").messages.values():
        if customer in "\n".join(message.texts()):
            found["thread" if message.thread_ts else "departures"] += 1
    for message in scene.person("maya").dm:
        if customer in "\n".join(message.texts()):
            found["owner"] += 1
    return found
