"""What was read of a workspace is known until something changes there."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.util import await_only

from bot.store.memory import MOST, Memory
from bot.work.leases import TAKEN_OUT, lay_to_rest
from bot.work.unit import Unit
from bot.workspace.installing import Erasing
from bot.workspace.service import record, settings_of
from tests.work.support import units_on

HERE, THERE = "T1", "T2"


async def test_what_is_known_is_not_read_again_before_somebody_changes_it(database_url: str) -> None:
    reads: list[str] = []

    def country(unit: Unit, default: str) -> str:
        reads.append(unit.workspace)
        return settings_of(unit).country or default

    def move(unit: Unit) -> None:
        settings_of(unit).country = "DE"

    async with units_on(database_url) as (units, _clock):
        await units(HERE, settings_of)  # makes the row
        for _ in range(3):
            assert [await units.glance(one, country, "none") for one in (HERE, THERE)] == ["none", "none"]
        assert await units.glance(HERE, country, "nowhere") == "nowhere"  # asked otherwise
        await units(THERE, record, "U1", "logged", "d1")
        await units(HERE, move)

        assert await units.glance(HERE, country, "none") == "DE"
    assert reads.count(HERE) == 3


@pytest.mark.every_way
@pytest.mark.parametrize("moment", ["before_flush", "before_commit"])
async def test_whoever_asks_while_it_is_being_changed_hears_of_the_change_and_so_does_everybody_after(
    database_url: str, moment: str
) -> None:
    """Before it is forgotten, and between that and the commit: what was there before is never put back."""
    loop, asking, answered = asyncio.get_running_loop(), list[asyncio.Task[str]](), threading.Event()

    def country(unit: Unit) -> str:
        return settings_of(unit).country or "none"

    def ask() -> None:
        asking.append(asyncio.create_task(units.glance(HERE, country)))
        asking[0].add_done_callback(lambda _task: answered.set())

    def somebody_asks(session: Session, *_more: object) -> None:
        if session is not changing[0] or asking:
            return
        loop.call_soon_threadsafe(ask)
        if units.database.name == "sqlite":  # time for a wrong answer; the right one waits for the change
            answered.wait(0.1)
        else:
            await_only(asyncio.to_thread(answered.wait, 0.1))

    def move(unit: Unit) -> None:
        changing.append(unit.session)
        settings_of(unit).country = "DE"

    changing = list[Session]()
    async with units_on(database_url) as (units, _clock):
        await units(HERE, settings_of)  # makes the row
        event.listen(Session, moment, somebody_asks)
        try:
            await units(HERE, move)
        finally:
            event.remove(Session, moment, somebody_asks)

        assert await asking[0] == "DE"
        assert await units.glance(HERE, country) == "DE"


async def test_of_a_workspace_that_was_erased_nothing_is_known(sqlite_url: str) -> None:
    def country(unit: Unit) -> str:
        return settings_of(unit).country or "none"

    def move_out(unit: Unit) -> None:
        settings_of(unit).country = "DE"
        lay_to_rest(unit, TAKEN_OUT[0])

    async with units_on(sqlite_url) as (units, clock):
        await units(HERE, move_out)
        assert await units.glance(HERE, country) == "DE"
        assert await Erasing(units.database, clock, timedelta()).turn() == 1

        assert await units.glance(HERE, country) == "none"


async def test_what_changes_while_it_is_read_is_not_kept() -> None:
    memory = Memory(seconds=3600)
    said = iter(("before", "after"))

    async def read() -> str:
        heard = next(said)
        if heard == "before":
            memory.forget(HERE)
        return heard

    assert [await memory.recall(HERE, "it", read) for _ in range(3)] == ["before", "after", "after"]


async def test_where_others_may_change_it_it_is_known_for_a_moment_only() -> None:
    memory, said = Memory(seconds=0), iter(("then", "now"))

    async def read() -> str:
        return next(said)

    assert [await memory.recall(HERE, "it", read) for _ in range(2)] == ["then", "now"]


async def test_nothing_is_kept_without_end() -> None:
    memory, reads = Memory(seconds=3600), []

    async def read() -> None:
        reads.append(None)

    for _ in range(2):
        for number in range(MOST + 1):
            await memory.recall(f"T{number}", "it", read)
    assert len(reads) > MOST + 1
    assert sum(map(len, memory._known.values())) <= MOST
