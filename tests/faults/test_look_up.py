"""Where Slack lets an app read little history (one call a minute, fifteen messages), a look-up goes on where it stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.sandbox.posting import post
from bot.sandbox.records import Json, Message
from bot.slack.kit import message
from bot.work.models import Attempt, Delivery
from bot.work.unit import Unit
from tests.support.world import World, open_world


@dataclass
class Calls:
    """When history was asked for, and with what; nothing goes wrong by it."""

    world: World
    made: list[tuple[datetime, Json]] = field(default_factory=list)

    def count(self, arguments: Json) -> bool:
        self.made.append((self.world.clock.now(), arguments))
        return False


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        opened.workspace.rates.enforce = opened.workspace.rates.commercial = True
        yield opened


@pytest.fixture
def calls(world: World) -> Calls:
    found = Calls(world)
    for method in ("conversations.history", "conversations.replies"):
        world.workspace.faults.add(method=method, kind="500", where=found.count)
    return found


@pytest.mark.parametrize("outcome", ["drop_after", "drop_before"])
async def test_a_busy_channel_is_searched_page_by_page_one_a_minute(world: World, calls: Calls, outcome: str) -> None:
    """It was posted, and then others spoke; or it was not, and all that was said around it has to be read."""
    place = await world.enter("departures")
    await _chatter(world, 40)
    await _send(world, place, outcome)
    await _chatter(world, 40)

    await world.clock.advance(minutes=12)

    assert _said(world) == ["Exactly once"]
    assert 4 <= len(calls.made) <= 8
    assert await _told_to_wait(world) == 1, "from then on it is known"
    assert _apart(calls.made[1:]) >= 60


async def test_after_a_restart_the_search_goes_on_where_it_was(world: World, calls: Calls) -> None:
    place = await world.enter("departures")
    await _chatter(world, 40)
    await _send(world, place, "drop_before")
    await _chatter(world, 40)
    await world.clock.advance(minutes=3)
    assert _said(world) == []
    before = len(calls.made)

    await world.restart()
    await world.clock.advance(minutes=12)

    assert _said(world) == ["Exactly once"]
    assert before + len(calls.made[before:]) <= 8
    assert calls.made[before][1].get("cursor")


async def test_being_told_to_wait_in_the_middle_loses_no_page(world: World, calls: Calls) -> None:
    place = await world.enter("departures")
    await _send(world, place, "drop_before")
    await _chatter(world, 40)
    await world.clock.advance(minutes=1, seconds=30)
    world.workspace.faults.add(method="conversations.history", kind="429", retry_after=90)

    await world.clock.advance(minutes=10)

    assert _said(world) == ["Exactly once"]
    assert len([1 for _moment, arguments in calls.made if not arguments.get("cursor")]) == 1
    assert len(calls.made) <= 5


async def test_a_search_that_slack_has_forgotten_begins_anew(world: World, calls: Calls) -> None:
    """A cursor does not live for ever."""
    place = await world.enter("departures")
    await _send(world, place, "drop_after")
    await _chatter(world, 40)
    await world.clock.advance(minutes=1)
    world.workspace.faults.add(method="conversations.history", kind="invalid_cursor", where=lambda args: "cursor" in args)

    await world.clock.advance(minutes=10)

    assert _said(world) == ["Exactly once"]
    assert len([1 for _moment, arguments in calls.made if not arguments.get("cursor")]) == 2


async def test_after_days_of_downtime_only_the_time_around_the_send_is_searched(world: World, calls: Calls) -> None:
    place = await world.enter("departures")
    await _send(world, place, "drop_after")
    await world.stop()
    for _day in range(3):
        await world.clock.leap(days=1)
        await _chatter(world, 40)

    await world.start()
    await world.clock.advance(minutes=2)

    assert _said(world) == ["Exactly once"]
    assert len(calls.made) == 1


async def test_in_a_long_thread_too(world: World, calls: Calls) -> None:
    place = await world.enter("departures")
    await world.bot.deps.unit(world.team, _say, place, "The parent")
    await world.rests()
    [parent] = [one for one in world.channel("departures").messages.values() if one.text == "The parent"]
    await _chatter(world, 40, thread=parent)
    under = await world.bot.deps.unit(world.team, _id_of, "The parent")
    await world.clock.advance(seconds=2)
    await _send(world, place, "drop_after", under=under)
    await _chatter(world, 10, thread=parent)

    await world.clock.advance(minutes=10)

    assert _said(world) == ["Exactly once"]
    assert 4 <= len(calls.made) <= 6
    assert _apart(calls.made[1:]) >= 60


async def test_many_places_share_the_one_call_a_minute(world: World, calls: Calls) -> None:
    """Each gets its turn; once it is known how it is, those who wait do not knock in vain."""
    names = ("departures", "random", "acct-acme", "general")
    for name in names:
        await _send(world, await world.enter(name), "drop_before", key=name)

    await world.clock.advance(minutes=5)

    assert [_said(world, name) for name in names] == [["Exactly once"]] * 4
    assert len(calls.made) == 4 + await _told_to_wait(world)
    assert await _told_to_wait(world) <= 3


async def _send(world: World, place: str, kind: str, *, under: str | None = None, key: str = "once") -> None:
    """Send a message of which nobody hears whether it arrived."""
    world.workspace.faults.add(method="chat.postMessage", kind=kind)
    await world.bot.deps.unit(world.team, _say, place, "Exactly once", under, key)
    await world.rests()


async def _chatter(world: World, times: int, thread: Message | None = None) -> None:
    """People talk, a second between two words."""
    channel, theo = world.channel("departures"), world.id_of("theo")
    for number in range(times):
        post(world.workspace, channel, theo, f"Word {number}", quiet=True, thread_ts=thread and thread.ts)


def _say(unit: Unit, place: str, words: str, under: str | None = None, key: str = "") -> None:
    unit.say(message(words), to=place, key=key or words, under=under)


def _id_of(unit: Unit, key: str) -> str | None:
    return unit.first(select(Delivery.id).where(Delivery.key == key))


async def _told_to_wait(world: World) -> int:
    """How often Slack said that it was too much."""

    def count(unit: Unit) -> int:
        return len(unit.all(select(Attempt.id).where(Attempt.outcome == "ratelimited")))

    return await world.bot.deps.unit(world.team, count)


def _said(world: World, channel: str = "departures") -> list[str]:
    return [one.text for one in world.channel(channel).messages.values() if one.metadata and one.text != "The parent"]


def _apart(made: list[tuple[datetime, Json]]) -> float:
    """The shortest time between two calls, in seconds."""
    return min((later - earlier).total_seconds() for (earlier, _), (later, _) in pairwise(made))
