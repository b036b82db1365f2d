"""Whoever watches over a process hears whether it lives, whether it is ready, and its numbers; and nothing of anybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.applications import Starlette

from bot.slack.kit import message
from bot.slack.serving import serving
from bot.work import heartbeat
from bot.work.leases import lay_to_rest
from bot.work.unit import Unit
from tests.support.free import free_port
from tests.support.process import open_process_world
from tests.support.world import World, open_world

NAME = "Quillfeather"
"""A customer's, which nobody else would have."""


@asynccontextmanager
async def asked(world: World) -> AsyncIterator[Any]:
    """Ask the bot of that world for one of its pages: `status, body = await ask("/healthz")`."""
    async with serving(Starlette(routes=world.bot.watch.routes()), "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:

        async def ask(page: str) -> tuple[int, str]:
            async with session.get(f"http://127.0.0.1:{port}{page}") as answer:
                return answer.status, await answer.text()

        yield ask


def numbers(page: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every number of a page of metrics, by its name and its labels."""
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


async def test_what_people_do_is_counted_without_a_word_or_a_name_of_theirs(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world, asked(world) as ask:
        before = numbers((await ask("/metrics"))[1])
        maya = world.person("maya")
        await maya.types(f"/lost-customer {NAME}")
        assert await maya.fills(owner="maya", note=f"{NAME} was furious") == {}
        await world.clock.advance(minutes=1)
        status, page = await ask("/metrics")
        after = numbers(page)

    def grew(name: str, *labels: str) -> float:
        return after.get((name, labels), 0) - before.get((name, labels), 0)

    assert status == 200
    assert grew("porchlight_requests_total", "command", "done") == 1
    assert grew("porchlight_requests_total", "submission", "done") == 1
    assert grew("porchlight_acknowledgement_seconds_count", "submission") == 1
    assert grew("porchlight_messages_total", "posted") >= 1
    assert grew("porchlight_slack_calls_total", "chat.postMessage", "ok") == grew("porchlight_messages_total", "posted")
    assert grew("porchlight_unit_seconds_count", "done") >= 2
    assert after["porchlight_waiting", ("deliveries",)] == 0
    assert after["porchlight_ready", ("database",)] == 1
    for secret in (NAME, "furious", world.team, world.id_of("maya"), world.workspace.name):
        assert secret not in page


async def test_what_waits_is_counted_and_for_how_long(sqlite_url: str) -> None:
    """A workspace that Slack does not let us into any more is counted as such, and what waits there is nobody's delay."""
    async with open_world(sqlite_url) as world, asked(world) as ask:
        world.workspace.faults.add(method="chat.postMessage", kind="ratelimited", times=1)
        channel = await world.enter("departures")
        before = numbers((await ask("/metrics"))[1])
        await world.bot.deps.unit(world.team, lambda unit: unit.say(message("x"), to=channel, key="x"))
        await world.rests()
        limited = numbers((await ask("/metrics"))[1])

    key = "porchlight_slack_calls_total", ("chat.postMessage", "limited")
    assert limited[key] == before.get(key, 0) + 1
    async with open_world(sqlite_url, worker=False) as world, asked(world) as ask:
        await world.bot.deps.unit(world.team, _say_twice, channel)
        await world.clock.advance(minutes=2)
        waiting = numbers((await ask("/metrics"))[1])
        await world.bot.deps.unit(world.team, lay_to_rest, "token_revoked")
        resting = numbers((await ask("/metrics"))[1])

    assert waiting["porchlight_waiting", ("deliveries",)] >= 2
    assert waiting["porchlight_oldest_waiting_seconds", ("deliveries",)] >= 120
    assert resting["porchlight_waiting", ("deliveries",)] == 0
    assert resting["porchlight_workspaces_at_rest", ()] == 1


async def test_a_process_is_ready_when_each_part_is(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_world(sqlite_url) as world, asked(world) as ask:
        assert await ask("/healthz") == (200, '{"heartbeat":true}')
        assert await ask("/readyz") == (200, '{"heartbeat":true,"database":true,"schema":true,"slack":true}')

        async def cut_off() -> bool:
            return False

        world.bot.watch.slack = cut_off
        assert await ask("/readyz") == (503, '{"heartbeat":true,"database":true,"schema":true,"slack":false}')

        await world.bot.database.run(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '0001'")))
        assert (await ask("/readyz"))[1] == '{"heartbeat":true,"database":true,"schema":false,"slack":false}'
        assert (await ask("/metrics"))[0] == 200
        await world.bot.database.run(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
        assert '"schema":true' in (await ask("/readyz"))[1]

        monkeypatch.setattr(heartbeat, "SILENT", 0.0)
        assert (await ask("/healthz"))[0] == 503


async def test_a_loop_that_has_ended_is_not_alive(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        assert world.bot.heartbeat.beats()
        world.bot.heartbeat._tasks[0].cancel()
        await asyncio.gather(world.bot.heartbeat._tasks[0], return_exceptions=True)
        assert not world.bot.heartbeat.beats()


@pytest.mark.slow
async def test_in_socket_mode_there_is_a_port_for_it_too(sqlite_url: str) -> None:
    """`HEALTH_PORT`, as `porchlight serve` has it: ready while Slack is connected, and after SIGTERM nobody answers."""
    port = free_port()
    page = f"http://127.0.0.1:{port}"
    async with (
        open_process_world(sqlite_url, "socket", free_port(), {"HEALTH_PORT": str(port)}) as world,
        aiohttp.ClientSession() as session,
    ):
        async with session.get(f"{page}/readyz") as answer:
            assert (answer.status, (await answer.json())["slack"]) == (200, True)
        async with session.get(f"{page}/metrics") as answer:
            assert "porchlight_waiting" in await answer.text()
        assert await world.stop() == 0
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"{page}/healthz")


def _say_twice(unit: Unit, channel: str) -> None:
    unit.say(message("one"), to=channel, key="one")
    unit.say(message("two"), to=channel, key="two")
