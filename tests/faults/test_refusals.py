"""Whatever Slack refuses has a defined end, which those who can mend it see; nothing is tried for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.colleagues.models import Membership
from bot.doctor import as_text, examine
from bot.sandbox.records import Json
from bot.slack.kit import message
from bot.work.clock import real_now
from bot.work.models import Attempt, Delivery, Sending
from bot.work.unit import Unit
from tests.support.world import World, open_world

ENDS_ONE_MESSAGE = {
    "channel_not_found": 1,
    "is_archived": 1,
    "not_in_channel": 1,
    "restricted_action": 1,
    "user_not_found": 1,
    "cannot_dm_bot": 1,
    "missing_scope": 1,
    "msg_too_long": 1,
    "no_text": 1,
    "invalid_blocks": 2,
    "a_code_that_slack_made_up_since": 1,
}
"""Codes, and how often Slack is asked: blocks that are refused are left away once."""
ENDS_THE_WORKSPACE = ("account_inactive", "token_revoked", "invalid_auth", "token_expired")


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


@pytest.mark.slow
async def test_each_refusal_of_a_message_ends_it_and_is_seen(database_url: str) -> None:
    """In the Home of an admin, and by the doctor, who looks at the last days by the real clock."""
    async with open_world(database_url, start=real_now()) as world:
        place = await world.enter("departures")
        for code, times in ENDS_ONE_MESSAGE.items():
            refused = world.workspace.faults.add(method="chat.postMessage", kind=code, times=10)
            await world.bot.deps.unit(world.team, _say, place, code)
            await world.clock.advance(hours=3)

            assert refused.met == times, code
            assert await world.bot.deps.unit(world.team, _end_of, code) == (Sending.ended, code)
            assert await world.bot.deps.unit(world.team, _attempts_at, code) == [code]
            world.workspace.faults.clear()

        await world.clock.advance(minutes=1)
        grace = world.person("grace")
        await grace.opens_home()
        await world.rests()
        assert grace.home is not None
        seen = "\n".join(grace.home.texts())
        assert "What did not get through" in seen
        assert "restricted_action" in seen
        await world.stop()
        told = as_text(await examine(world.settings))
        await world.start()
        assert "1 × restricted_action" in told


@pytest.mark.parametrize("code", ENDS_THE_WORKSPACE)
async def test_a_workspace_that_lets_us_in_no_more_is_left_alone_and_goes_on_when_it_does(world: World, code: str) -> None:
    place = await world.enter("departures")
    refused = world.workspace.faults.add(method="*", kind=code, times=1)
    await world.bot.deps.unit(world.team, _say, place, "First")
    await world.bot.deps.unit(world.team, _say, place, "Second")
    await world.clock.advance(days=2)

    assert refused.met == 1
    assert _said(world) == []
    await world.restart()
    await world.clock.advance(seconds=5)

    assert _said(world) == ["First", "Second"]


async def test_what_falls_due_waits_for_slack_as_long_as_it_was_told(world: World) -> None:
    """Who is in the channel is read when it is chosen."""
    limited = world.workspace.faults.add(method="conversations.members", kind="429", retry_after=300)
    again = world.workspace.faults.add(method="conversations.members", kind="500")
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()

    await world.clock.advance(seconds=299)
    assert (limited.met, again.met) == (1, 0)
    assert await world.bot.deps.unit(world.team, _members) <= 1, "only who came in since"

    await world.clock.advance(minutes=5)
    assert again.met == 1
    assert await world.bot.deps.unit(world.team, _members) > 1


async def test_what_falls_due_finds_that_slack_lets_us_in_no_more_and_is_done_when_it_does(world: World) -> None:
    refused = world.workspace.faults.add(method="conversations.members", kind="token_revoked")
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await world.clock.advance(days=2)
    assert refused.met == 1
    assert await world.bot.deps.unit(world.team, _members) <= 1, "only who came in since"

    await world.restart()

    assert await world.bot.deps.unit(world.team, _members) > 1


async def test_a_burst_of_changes_to_a_card_is_one_update_or_two_and_shows_the_last(world: World) -> None:
    maya = world.person("maya")
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await maya.types("/lost-customer Acme Bakeries")
    assert await maya.fills(owner="maya") == {}
    await world.clock.advance(minutes=1)
    updates: list[Json] = []

    def note(arguments: Json) -> bool:
        updates.append(arguments)
        return False

    world.workspace.faults.add(method="chat.update", kind="500", where=note)
    channel = str(world.channel("departures").id)
    [card] = await world.bot.deps.unit(world.team, _cards_in, channel)

    def change(unit: Unit) -> None:
        unit.refresh(card.card or "", card.subject or "")

    await asyncio.gather(*(world.bot.deps.unit(world.team, change) for _change in range(40)))
    await world.rests()

    assert 1 <= len([one for one in updates if one["ts"] == card.ts]) <= 3
    [now] = await world.bot.deps.unit(world.team, _cards_in, channel)
    assert now.sent_version == now.wanted == card.wanted + 40


def _say(unit: Unit, place: str, words: str) -> None:
    unit.say(message(words), to=place, key=words)


def _members(unit: Unit) -> int:
    return len(unit.all(select(Membership.id)))


def _said(world: World) -> list[str]:
    return [one.text for one in world.channel("departures").messages.values() if one.metadata]


def _end_of(unit: Unit, key: str) -> tuple[Sending, str | None]:
    row = unit.first(select(Delivery).where(Delivery.key == key))
    assert row is not None
    return row.state, row.trouble


def _attempts_at(unit: Unit, key: str) -> list[str]:
    return list(unit.all(select(Attempt.outcome).join(Delivery, Delivery.id == Attempt.delivery).where(Delivery.key == key)))


def _cards_in(unit: Unit, channel: str) -> list[Delivery]:
    return list(unit.all(select(Delivery).where(Delivery.target == channel, Delivery.card == "departure")))
