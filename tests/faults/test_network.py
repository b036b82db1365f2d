"""Every send goes wrong on the way, in each way that the network knows, and every message arrives exactly once."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.records import Json, Message
from bot.slack.client import delivery_in
from tests.faults.doomed import toll_text
from tests.faults.support import Scene, open_scene

pytestmark = pytest.mark.every_way

SENDS = ("chat.postMessage", "chat.update")
TIME_OUT = 0.3
LATE = 0.6
"""Seconds of real time: later than the bot waits for, and before it looks again."""


class OnTheWay:
    """Every message goes wrong the first `times` times that it is sent; what is late is remembered until it arrives."""

    def __init__(self, scene: Scene, kind: str, times: int) -> None:
        self.scene, self.times = scene, times
        self.tries: dict[str, int] = {}
        self.late: set[tuple[str, str]] = set()
        for method in SENDS:
            scene.workspace.faults.add(method=method, kind=kind, times=10**6, seconds=LATE, where=self._goes_wrong)
        if kind == "slow":
            scene.clock.wait_for(self._arrived)

    def _goes_wrong(self, arguments: Json) -> bool:
        delivery = str(delivery_in(arguments))
        tried = f"{delivery} {arguments['text']}" if arguments.get("ts") else delivery
        self.tries[tried] = self.tries.get(tried, 0) + 1
        wrong = self.tries[tried] <= self.times
        if wrong:
            self.late.add((delivery, str(arguments["text"])))
        return wrong

    async def _arrived(self) -> bool:
        """Domain time does not pass while something is late: all of it arrives within the settle time."""
        if not self.late:
            return False
        late, self.late = self.late, set()
        assert await self.scene.workspace.until(lambda: late <= self._standing())
        return True

    def _standing(self) -> set[tuple[str, str]]:
        places = self.scene.workspace.conversations.values()
        return {(_delivery(message), message.text) for place in places for message in place.messages.values()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500", "500_after", "slow"])
@pytest.mark.parametrize("times", [1, 3])
async def test_every_message_arrives_exactly_once(database_url: str, kind: str, times: int) -> None:
    async with open_scene(database_url, SLACK_TIMEOUT_SECONDS=str(TIME_OUT)) as scene:
        await scene.bells_begin()
        trouble = OnTheWay(scene, kind, times)
        await scene.begin()

        await asyncio.wait_for(scene.clock.advance(minutes=3), 60)
        trouble.times = 0
        await asyncio.wait_for(scene.clock.advance(minutes=4, seconds=30), 60)

        assert len(trouble.tries) > 18
        assert scene.standing() == scene.expected()


def _delivery(message: Message) -> str:
    return str(delivery_in({"metadata": message.metadata}))


@pytest.mark.slow
async def test_what_was_sent_again_long_after_the_first_time_is_looked_for_where_it_is(database_url: str) -> None:
    """Dropped, then told to wait for five minutes, then posted and not answered."""
    async with open_scene(database_url) as scene:
        await scene.bells_begin()
        for kind, wait in (("drop_before", 1), ("429", 300), ("drop_after", 1)):
            scene.workspace.faults.add(method="chat.postMessage", kind=kind, times=1, retry_after=wait, where=_is_first)
        await scene.begin()

        await asyncio.wait_for(scene.clock.advance(minutes=12, seconds=30), 60)

        assert scene.workspace.faults.waiting == []
        assert scene.standing() == scene.expected()


def _is_first(arguments: Json) -> bool:
    first = toll_text("Vesper", 1)
    return arguments["text"] == first and arguments["channel"][0] == "C" and "thread_ts" not in arguments
