"""In a channel that another company reads: nothing is said about any customer, nobody listens, and outsiders are refused kindly."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.customers.models import Customer, KeptMessage
from bot.sandbox.records import Message
from bot.slack.client import said
from bot.slack.kit import actions, button, message, section
from bot.work.unit import Unit
from bot.workspace.blocks import CHOOSE_CHANNEL
from tests.colleagues.test_gate import REFUSAL
from tests.support.world import World, open_world

pytestmark = pytest.mark.every_way

SHARED = "harbor-and-fernhill"
ACME = "Acme Bakeries"
SECRETS = (ACME, "Harbor & Sons", "too dear", "Rosa")


@pytest.mark.slow
async def test_where_another_company_reads_along_nothing_of_a_customer_is_said_or_heard(world: World) -> None:
    """A colleague uses every way in there is from the shared channel; the people of the other company see nothing of it."""
    place = await _enter_shared(world)
    theo, hal = world.person("theo"), world.person("hal")

    await theo.types("/lost-customer settings", channel=SHARED)
    errors = await theo.fills(channel=SHARED)
    assert "shared" in " ".join(errors.values()) or "another company" in " ".join(errors.values())
    assert await theo.fills(channel="departures") == {}
    await theo.types(f"/lost-customer {ACME}", channel=SHARED)
    assert await theo.fills(owner="theo", contact="Rosa Diaz, rosa@acme.example", note="We were too dear.") == {}
    await world.clock.advance(minutes=1)
    await theo.types("/lost-customer list", channel=SHARED)
    said_there = await theo.says(f"{ACME} leaves, we were too dear.", channel=SHARED)
    await hal.says("Really?", thread=said_there)
    await theo.says("Really.", thread=said_there)
    await hal.reacts("no_entry_sign", said_there)
    await world.clock.advance(days=9)

    assert await _count(world, KeptMessage) == 0
    assert await _count(world, Customer) == 1
    assert [one.text for one in hal.messages(SHARED)] == [said_there.text, "Really?", "Really."]
    assert not [one for one in place.messages.values() if _is_ours(one) and not one.ephemeral]
    assert theo.newest(ACME, SHARED).text == said_there.text or theo.newest(ACME, SHARED).ephemeral


async def test_whatever_somebody_of_another_company_does_they_are_refused_politely_and_nothing_happens(world: World) -> None:
    """Also with what Slack's own programs do not offer them: a command, a form, a shortcut, a list to choose from."""
    await _enter_shared(world)
    hal = world.person("hal")
    shown = message(section("Where do cards go?"), actions(button("Choose a channel", CHOOSE_CHANNEL)))
    place = world.channel(SHARED).id
    await world.bot.deps.slack.call(world.team, "chat.postMessage", channel=place, **said(shown))

    await hal.presses("Choose a channel")
    assert hal.modal is None
    assert hal.newest(REFUSAL, SHARED).ephemeral

    for kind, payload in _forged(world, place):
        heard = len([one for one in hal.messages() if REFUSAL in one.text])
        answer = await world.workspace.delivery.ask(world.app, kind, payload, "forging")
        await world.rests()
        told = [one for one in hal.messages() if REFUSAL in one.text]
        assert REFUSAL in str(answer) or answer == {"options": []} or len(told) == heard + 1, payload
        assert all(one.ephemeral for one in told)
    assert hal.modal is None
    assert await _count(world, Customer) == 0


@pytest.mark.slow
async def test_when_a_channel_is_shared_later_all_that_was_said_in_it_is_taken_out_of_it(world: World) -> None:
    """Slack lets the other company read what was there before. What is open goes on in private, and nobody listens any more."""
    grace, maya, hal = world.person("grace"), world.person("maya"), world.person("hal")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures", threads=["Keep it in the customer's folder"]) == {}
    await grace.closes()
    await maya.types(f"/lost-customer {ACME}")
    assert await maya.fills(owner="maya", contact="Rosa Diaz, rosa@acme.example") == {}
    await world.clock.advance(minutes=1)
    card = await maya.sees("Has left", "departures")
    before = await maya.says("I will call Rosa.", thread=card)
    await world.clock.advance(minutes=1)
    kept = await _count(world, KeptMessage)
    assert kept == 1

    world.workspace.share("departures", "Harbor & Sons")
    world.workspace.join("departures", "hal")
    await world.clock.advance(minutes=5)
    await maya.says("They said we were too dear.", thread=before)
    await world.clock.advance(days=9)

    assert not [one for one in world.channel("departures").messages.values() if _is_ours(one)]
    assert not [secret for secret in (ACME, "Rosa Diaz") if secret in str([one.texts() for one in hal.messages()])]
    assert "Has left" in "\n".join(text for one in maya.dm for text in one.texts())
    assert await _count(world, KeptMessage) == kept


@pytest.mark.slow
async def test_a_channel_that_was_used_before_and_is_shared_now_is_emptied_too_also_when_the_event_was_missed(
    sqlite_url: str,
) -> None:
    async with open_world(sqlite_url) as world:
        grace, maya = world.person("grace"), world.person("maya")
        for channel in ("departures", "random"):
            await grace.types("/lost-customer settings")
            await grace.presses("Channels")
            assert await grace.fills(channel=channel) == {}
            await grace.closes()
            await maya.types(f"/lost-customer {ACME} {channel}")
            assert await maya.fills(owner="maya") == {}
            await world.clock.advance(minutes=1)
        assert [one for one in world.channel("departures").messages.values() if _is_ours(one)]

        await world.stop()
        world.workspace.share("departures", "Harbor & Sons")
        await world.clock.advance(hours=3)
        await world.start()
        await world.clock.advance(days=1)

        assert not [one for one in world.channel("departures").messages.values() if _is_ours(one)]
        assert [one for one in world.channel("random").messages.values() if _is_ours(one)]


async def _enter_shared(world: World) -> Any:
    world.workspace.join(SHARED, "porchlight")
    await world.rests()
    return world.channel(SHARED)


def _forged(world: World, channel: str) -> list[tuple[str, dict[str, Any]]]:
    hal = world.workspace.account("hal")

    def trigger() -> str:
        return str(world.workspace.triggers.give(world.app.app_id, hal.id))

    who = {"user": {"id": hal.id, "team_id": hal.team}, "team": {"id": hal.team}, "channel": {"id": channel}}
    view = {"id": "V1", "type": "modal", "callback_id": "departures.log", "blocks": [], "state": {"values": {}}}
    typed = {"command": "/lost-customer", "team_id": hal.team, "user_id": hal.id, "channel_id": channel}
    return [
        *(("slash_commands", typed | {"text": one, "trigger_id": trigger()}) for one in ("list", ACME, "settings", "")),
        ("interactive", who | {"type": "view_submission", "view": view, "trigger_id": trigger()}),
        ("interactive", who | {"type": "block_suggestion", "action_id": "departures.customer", "value": "A"}),
        ("interactive", who | {"type": "shortcut", "callback_id": "worried", "trigger_id": trigger()}),
        (
            "interactive",
            who
            | {"type": "message_action", "callback_id": "keep_message", "trigger_id": trigger()}
            | {"message": {"ts": "1.1", "text": "Hello"}},
        ),
    ]


def _is_ours(one: Message) -> bool:
    return one.app_id is not None


async def _count(world: World, kind: type[Any]) -> int:
    def count(unit: Unit) -> int:
        return unit.session.scalar(select(func.count()).select_from(kind)) or 0

    return await world.bot.deps.unit(world.team, count)
