"""What people type, and what Slack sends of it, stands in no log, however much is logged and whatever goes wrong."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.delivery import signed
from bot.sandbox.errors import AppTrouble
from tests.support.free import free_port
from tests.support.process import ProcessWorld, open_process_world

pytestmark = pytest.mark.every_way

MARK = "Quillfeather"
"""Part of all that is typed here, and of nothing else."""


@pytest.mark.slow
async def test_a_whole_journey_with_troubles_leaves_no_typed_word_in_any_log(home: tuple[str, str]) -> None:
    """The bot runs as a process of its own that logs all it can; all that it printed is read."""
    database_url, transport = home
    async with open_process_world(database_url, transport, free_port(), {"LOG_LEVEL": "DEBUG"}) as world:
        await _use(world)
        await _stumble(world)
        if transport == "http":
            await _knock(world)
        await world.stop()
        logged = "".join(world.heard)

    assert "handler failed" in logged
    assert "not readable" in logged
    assert "delivered" in logged
    assert logged.count('"debug"') + logged.count("[debug") > 20
    assert MARK not in logged
    assert MARK.lower() not in logged.lower()


async def _use(world: ProcessWorld) -> None:
    grace, maya = world.person("grace"), world.person("maya")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures", threads=["Keep it in the customer's folder"]) == {}
    await grace.closes()
    await maya.types(f"/lost-customer {MARK} Ltd")
    contact = f"{MARK} Diaz, rosa@{MARK}.example"
    assert set(await maya.fills(owner="hal", contact=contact, note=f"{MARK} is furious")) == {"owner"}
    assert await maya.fills(owner="maya") == {}
    await world.clock.advance(minutes=1)
    card = await maya.sees("Has left", "departures")
    said = await maya.says(f"{MARK} wants a skip", thread=card)
    await maya.edits(said, f"{MARK} wants two skips")
    await maya.shares(f"{MARK}.pdf", MARK.encode(), f"{MARK} wrote", thread=card)
    await maya.presses("My own guess")
    assert await maya.fills(reason="how we treated them", words=f"{MARK}, I fear") == {}
    await maya.uses_message_shortcut("Keep in customer folder", await maya.says(f"{MARK} called", channel="random"))
    await maya.closes()
    for text in (f"folder {MARK}", f"folder {MARK} Ltd", f"folder {MARK} Ltd: {MARK} rang", f"--{MARK}", f"move {MARK} on"):
        await maya.types(f"/lost-customer {text}")
    await maya.opens_home()
    await world.clock.advance(days=3)


async def _stumble(world: ProcessWorld) -> None:
    """Slack refuses blocks, is away, limits; and what comes in is of no shape that anybody knows."""
    maya = world.person("maya")
    faults = world.workspace.faults
    for kind in ("invalid_blocks", "drop_after", "500"):
        faults.add(method="chat.postMessage", kind=kind, where=lambda sent: MARK in str(sent))
    faults.add(method="views.open", kind="invalid_arguments")
    await maya.types(f"/lost-customer {MARK} and Sons")
    await maya.types(f"/lost-customer {MARK} and Sons")
    await maya.fills(owner="maya")
    await world.clock.advance(minutes=10)
    app = next(iter(world.workspace.apps.values()))
    who = {"user": {"id": world.workspace.account("maya").id}, "team": {"id": world.workspace.team_id}}
    view = {"id": "V1", "callback_id": "departures.log", "blocks": [{"type": "input", "block_id": "note"}]}
    odd: list[dict[str, Any]] = [
        {"type": "block_actions", MARK: MARK},
        who | {"type": "block_actions", "actions": [{"action_id": "departures.move", "value": f"[{MARK}"}], "trigger_id": "1"},
        who | {"type": "view_submission", "trigger_id": "2", "view": view | {"state": {"values": {"note": {"x": MARK}}}}},
        who | {"type": "view_submission", "trigger_id": "3", "view": view | {"private_metadata": MARK}},
        who | {"type": "message_action", "callback_id": "keep_message", "message": {"text": {"a": MARK}}, "trigger_id": "4"},
    ]
    world.workspace.delivery.ack_seconds = 2
    for payload in odd:
        try:
            await world.workspace.delivery.ask(app, "interactive", payload, "trying")
        except AppTrouble:
            continue


async def _knock(world: ProcessWorld) -> None:
    """Requests that nobody but a stranger, or a broken program, would send."""
    app = next(iter(world.workspace.apps.values()))
    url = f"http://127.0.0.1:{world.environment['PORT']}/slack/events"
    bodies = (MARK, f"payload={MARK}", f'{{"{MARK}": ', f"command={MARK}&text={MARK}", json.dumps([MARK]), MARK * 84_000)
    async with aiohttp.ClientSession() as http:
        for body in bodies:
            for secret in (app.signing_secret, "another"):
                headers = signed(secret, body.encode()) | {"content-type": "application/json"}
                async with http.post(f"{url}?{MARK}={MARK}", data=body.encode(), headers=headers) as answer:
                    assert answer.status in (200, 400, 401, 413)
        async with http.post(url, data=MARK.encode(), headers={f"x-{MARK}": MARK}) as answer:
            assert answer.status == 401
