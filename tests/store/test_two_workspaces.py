"""Two workspaces with the same ids on one database: nothing that is done in one is told, changed or counted in the other.

Everything that can be typed, pressed or sent (as in `tests/workspace/test_roles.py`) is done in both. On PostgreSQL the bot
is connected as the role that owns nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.colleagues.service import everybody_was_read, learn_people
from bot.store.base import Base
from bot.work.leases import lay_to_rest
from bot.workspace.roles import ALLOWED, Role
from tests.support.world import World, open_world
from tests.workspace.matrix.controls import deeds
from tests.workspace.matrix.payloads import Gesture, gestures
from tests.workspace.matrix.personal import owners
from tests.workspace.matrix.seeded import NAME, SECRET, WHO, seed
from tests.workspace.matrix.trials import Came, Trials

pytestmark = [pytest.mark.every_way, pytest.mark.slow]

THERE = "T0ELSEWHERE"
THEIR_SECRET = "Brambleshade"
MADE = re.compile(r"\b[0-9a-f]{8}(?:[0-9a-f]{8}){0,3}\b")
"""An id, a nonce or a number that was made just now, by chance."""


@asynccontextmanager
async def world_on(url: str) -> AsyncIterator[tuple[World, list[Gesture], dict[str, str]]]:
    async with open_world(url) as world:
        ids = {handle: world.id_of(handle) for handle in WHO}
        await world.enter("departures")
        await world.bot.deps.unit(world.team, seed, ids)
        await world.rests()
        yield world, gestures(world.bot.door, ids["sana"], world.channel("departures").id), ids


async def move_in(world: World, ids: dict[str, str]) -> None:
    """Another workspace comes to the same database: the same people by their ids, the same ids of everything, other words."""
    people = await world.bot.deps.directory.people(world.team)
    theirs = [replace(one, team=THERE, display_name=f"{THEIR_SECRET} {one.called}") for one in people]
    await world.bot.deps.unit(THERE, learn_people, theirs)
    await world.bot.deps.unit(THERE, everybody_was_read)
    await world.bot.deps.unit(THERE, seed, ids, THEIR_SECRET)
    await world.bot.deps.unit(THERE, lay_to_rest, "only to be looked at")
    await world.rests()


async def held(world: World, workspace: str) -> dict[str, list[str]]:
    """All rows of a workspace."""

    def read(session: Session) -> dict[str, list[str]]:
        tables = [table for table in Base.metadata.sorted_tables if "workspace" in table.c]
        query = {table.name: text(f"SELECT * FROM {table.name} WHERE workspace = :workspace") for table in tables}  # noqa: S608 - names of our own
        rows = {name: session.connection().execute(one, {"workspace": workspace}) for name, one in query.items()}
        return {name: sorted(str(tuple(row)) for row in found) for name, found in rows.items()}

    return await world.bot.database.run(read)


async def all_tried(world: World, what: list[Gesture], workspace: str | None = None) -> dict[str, Came]:
    """What comes of each gesture; nothing of it lasts."""
    with Trials(world).open() as trials:
        return {
            f"{one.control} {one.body.get('text', '')}": await trials.of(one, whoever_may(one), workspace=workspace)
            for one in what
        }


def whoever_may(gesture: Gesture) -> str:
    """Somebody who is allowed to do that, and so learns and changes the most by it."""
    own, deed = owners().get(gesture.control), deeds().get(gesture.control if gesture.name else "command:")
    if own is not None:
        return next(iter(own.who), "maya")
    return next(one for one, role in WHO.items() if deed is None or ALLOWED[deed] & {role, Role.member})


def seen(came: Came) -> Any:
    """What was shown, and which tables were written, but for what is made by chance."""
    return MADE.sub("…", came.words), came.wrote


async def test_what_is_done_in_one_is_the_same_whoever_else_is_there_and_the_other_way_round(database_url: str) -> None:
    """The same words, sums and writes as before the other workspace came; and nothing of the one is shown in the other."""
    async with world_on(database_url) as (world, what, ids):
        alone = await all_tried(world, what)
        await move_in(world, ids)
        beside = await all_tried(world, what)
        elsewhere = await all_tried(world, what, THERE)

    assert [how for how in alone if seen(alone[how]) != seen(beside[how])] == []
    assert [how for how, came in beside.items() if THEIR_SECRET in came.words or THERE in json.dumps(came.sent)] == []
    assert [how for how, came in elsewhere.items() if SECRET in came.words.replace(NAME, "")] == []
    assert [how for how, came in elsewhere.items() if world.team in json.dumps(came.sent)] == []
    assert sum(THEIR_SECRET in came.words for came in elsewhere.values()) > len(what) / 4
    assert sum(bool(came.wrote) for came in elsewhere.values()) > len(what) / 4


async def test_a_fortnight_of_everything_changes_no_row_of_the_other(database_url: str) -> None:
    """This time it lasts: all of it is done, and what falls due because of it, day after day."""
    async with world_on(database_url) as (world, what, ids):
        await move_in(world, ids)
        before, ours = await held(world, THERE), await held(world, world.team)
        for number, one in enumerate(what, 10_000):
            await world.bot.door.answer(one.by(ids[whoever_may(one)], world.team, number), world.team, world.team)
        await world.rests()
        await world.clock.advance(days=14)

        assert await held(world, THERE) == before
        assert sum(rows != ours[name] for name, rows in (await held(world, world.team)).items()) > 20
        told = [message for person in WHO for message in world.person(person).dm]
        assert told
        assert THEIR_SECRET not in str(told)
