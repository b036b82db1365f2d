"""The database goes away and comes back, or has no room: people hear it, nothing is half done, and the rest is done later."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.departures.models import Departure
from bot.sandbox.actor import Actor
from bot.work.models import Delivery, Gesture
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.conftest import migrate
from tests.faults.support import Scene, open_scene
from tests.support.postgres import DatabaseUrls, PostgresServer
from tests.support.world import World, open_world
from tests.work.support import units_on

APOLOGY = "Something went wrong here"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL that nobody else needs."""
    with PostgresServer(migrate) as server:
        yield server


@pytest.fixture
async def scene(server: PostgresServer) -> AsyncIterator[Scene]:
    urls = server.fresh()
    async with open_scene(urls.app) as opened:
        yield opened


@pytest.mark.slow
async def test_while_postgresql_is_away_people_are_told_and_nothing_typed_is_lost(
    scene: Scene, server: PostgresServer
) -> None:
    await _choose_channel(scene)
    maya, theo = scene.person("maya"), scene.person("theo")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.enters(owner="maya", note="Too dear.")

    async with Away(scene, server):
        await theo.types("/lost-customer Brightwater")
        assert APOLOGY in (await theo.sees("nothing was changed")).text
        refused = await maya.submits()
        assert "Nothing you typed is lost" in str(refused)
        assert await _told(scene, "readyz") == (503, {"database", "schema"})
        assert await _told(scene, "healthz") == (200, set())

    assert await _told(scene, "readyz") == (200, set())
    assert await maya.submits() == {}
    await theo.types("/lost-customer Brightwater")
    assert await theo.fills(owner="theo") == {}
    await scene.clock.advance(minutes=1)
    assert _cards(maya) == 2


@pytest.mark.slow
async def test_what_falls_due_while_postgresql_is_away_is_done_when_it_is_back(
    scene: Scene, server: PostgresServer
) -> None:
    """Among it a message that was posted while nobody could write that down."""
    await scene.bells_begin()
    await scene.begin()
    await scene.clock.advance(minutes=2)
    late = scene.workspace.faults.add(method="chat.postMessage", kind="slow", times=1, seconds=1)
    falling_due = asyncio.create_task(scene.clock.advance(minutes=1))
    assert await scene.workspace.until(lambda: late.met == 1)

    async with Away(scene, server):
        assert await scene.workspace.until(lambda: late.arrived == 1)

    await asyncio.wait_for(falling_due, 60)
    await asyncio.wait_for(scene.clock.advance(minutes=5, seconds=30), 60)
    assert scene.standing() == scene.expected()
    assert scene.is_alive


class Away:
    """PostgreSQL is stopped inside; meanwhile nobody can say when the bot is at rest."""

    def __init__(self, scene: Scene, server: PostgresServer) -> None:
        self.clock, self.server = scene.clock, server

    async def __aenter__(self) -> None:
        self.asks = self.clock.next_due, self.clock.at_rest
        self.clock.next_due = self.clock.at_rest = None
        await asyncio.to_thread(self.server.pause)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.server.resume)
        self.clock.next_due, self.clock.at_rest = self.asks


async def test_the_first_requests_after_postgresql_is_back_are_answered(server: PostgresServer) -> None:
    """Connections from before are not used for them."""
    urls: DatabaseUrls = server.fresh()
    async with units_on(urls.app) as (units, _clock):
        await asyncio.gather(*(units("T1", _note, number, "") for number in range(10)))
        await asyncio.to_thread(server.pause)
        await asyncio.to_thread(server.resume)

        await asyncio.gather(*(units("T1", _note, number, "") for number in range(10, 20)))

        assert sorted(await units("T1", _noted)) == list(range(20))


@pytest.mark.slow
async def test_without_room_on_sqlite_the_person_is_told_and_nothing_is_half_done(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        await _choose_channel(world)
        maya = world.person("maya")
        await _room_of(world.bot.database, 0)

        refused, logged, before = {}, 0, await world.bot.deps.unit(world.team, _everything)
        while not refused:
            before = await world.bot.deps.unit(world.team, _everything)
            await maya.types(f"/lost-customer Acme {logged}")
            refused = await maya.fills(owner="maya", note="Too dear. " * 250)
            logged += 1

        assert "Nothing you typed is lost" in str(refused)
        assert await world.bot.deps.unit(world.team, _everything) == before
        await _room_of(world.bot.database, 1000)
        assert await maya.submits() == {}
        await world.clock.advance(minutes=20)
        assert _cards(maya) == logged


async def test_without_room_on_sqlite_whoever_is_told_it_is_done_can_rely_on_it(sqlite_url: str) -> None:
    """Units share a commit; one that finds no room must not undo another that is told that all is well."""
    async with units_on(sqlite_url) as (units, _clock):
        for number in range(20):
            await units("T1", _note, number, "")
        await _room_of(units.database, 6)

        sizes = {100 + number: ("x" * 200_000 if number % 4 == 3 else "") for number in range(32)}
        told = await asyncio.gather(
            *(units("T1", _note, number, more) for number, more in sizes.items()), return_exceptions=True
        )

        failed = [outcome for outcome in told if outcome is not None]
        kept = [number for number, outcome in zip(sizes, told, strict=True) if outcome is None]
        assert len(failed) >= 8
        assert all(isinstance(outcome, OperationalError) for outcome in failed), failed
        await _room_of(units.database, 1000)
        assert sorted(await units("T1", _noted)) == [*range(20), *kept]
        await units("T1", _note, 1000, "x" * 200_000)


def _note(unit: Unit, number: int, more: str) -> None:
    unit.add(AuditEntry(at=unit.now, who=more, did="note", what=str(number)))
    unit.add(AuditEntry(at=unit.now, who="", did="second half", what=str(number)))


def _noted(unit: Unit) -> list[int]:
    first = unit.all(select(AuditEntry.what).where(AuditEntry.did == "note"))
    second = unit.all(select(AuditEntry.what).where(AuditEntry.did == "second half"))
    assert sorted(first) == sorted(second)
    return [int(number) for number in first]


def _everything(unit: Unit) -> list[list[str]]:
    """Who came in is noted before anything is done, by the trigger id alone: that stands, whatever came of it."""
    done = select(Gesture.id).where(~Gesture.id.startswith("trigger:"))
    return [list(unit.all(query)) for query in (*(select(kind.id) for kind in (Departure, Delivery, AuditEntry)), done)]


async def _room_of(database: object, pages: int) -> None:
    """Let the file grow by so many pages and no more."""
    from bot.store.engine import SqliteDatabase

    assert isinstance(database, SqliteDatabase)

    def limit(session: object) -> None:
        from sqlalchemy.orm import Session

        assert isinstance(session, Session)
        connection = session.connection()
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        free = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={size + max(pages - free, 0)}")

    await database.run(limit)


async def _told(scene: Scene, what: str) -> tuple[int, set[str]]:
    """What is said to whoever watches over the process, and which parts are not well."""
    url = f"http://127.0.0.1:{scene.environment['PORT']}/{what}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, {part for part, is_well in (await answer.json()).items() if not is_well}


async def _choose_channel(scene: Scene | World) -> None:
    if isinstance(scene, Scene):
        await scene.begin()
    grace = scene.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await scene.clock.advance(minutes=1)


def _cards(actor: Actor) -> int:
    return len(
        [one for one in actor.messages("departures") if "Has left" in "\n".join(one.texts()) and not one.thread_ts]
    )
