"""A colleague gets what is held about themselves, alone, and nothing of what customers said."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.service import add_customer
from bot.departures.models import Departure
from bot.farewell.models import Guess
from bot.folder.service.reach import tables
from bot.interviews.models import Willingness
from bot.privacy.blocks.own import TABLES
from bot.privacy.rules import ABOUT_COLLEAGUES
from bot.privacy.service.own import draw_own, own_rows
from bot.work.unit import Unit
from bot.workspace.models import WorkspaceSettings
from bot.workspace.service import record
from tests.support.world import World
from tests.winback.test_journey import lost, opens

SECRET = "Between us: they quarrelled"


async def held(world: World, handle: str) -> dict[str, Any]:
    """What somebody is sent when they ask for it."""
    person = world.person(handle)
    before = len([one for message in person.dm for one in message.files])
    await person.types("/lost-customer my data")
    await world.rests()
    files = [one for message in person.dm for one in message.files]
    assert len(files) == before + 1
    with zipfile.ZipFile(io.BytesIO(world.workspace.files[files[-1]].data)) as archive:
        assert sorted(archive.namelist()) == ["about-you.txt", "data.json"]
        return {"page": archive.read("about-you.txt").decode(), **json.loads(archive.read("data.json"))}


@pytest.mark.slow
async def test_it_is_all_in_which_they_stand_without_what_is_the_customers(world: World) -> None:
    await opens(world)
    await lost(world)
    maya, theo = world.id_of("maya"), world.id_of("theo")

    def write(unit: Unit) -> str:
        departure = unit.all(select(Departure.id))[0]
        unit.add(Guess(departure=departure, author=theo, reason="price", words=SECRET, at=unit.now))
        unit.ensure(Willingness, maya, never=True)
        unit.need(WorkspaceSettings, "settings").pool_people = [theo, maya]
        return str(unit.need(Departure, departure).customer)

    await world.bot.deps.unit(world.team, write)
    mine = await held(world, "maya")

    assert mine["held"]["willingness"][0]["never"] is True
    assert mine["held"]["colleagues"][0]["name"] == "Maya Okafor"
    assert mine["held"]["workspace_settings"][0]["as"] == ["pool_people"]
    assert mine["held"]["departures"][0]["as"] == ["owner"]
    assert set(mine["held"]["departures"][0]) == {"id", "as", "moments"}
    assert "own_data.taken" in {one["did"] for one in mine["held"]["audit"]}
    assert "guesses" not in mine["held"], "it is Theo's own"
    assert "Whether you wish to be asked for interviews: 1 entry" in mine["page"]
    assert "Acme" not in mine["page"] + json.dumps(mine["held"])

    his = await held(world, "theo")
    assert his["held"]["guesses"][0]["as"] == ["author"]
    assert SECRET not in json.dumps(his)
    assert [name for name, rows in his["held"].items() if maya in json.dumps(rows)] == ["dealings"], "she said that he knows them"


async def test_who_did_something_about_somebody_is_not_told_to_them(world: World) -> None:
    await opens(world)
    theo, grace = world.id_of("theo"), world.id_of("grace")
    await world.bot.deps.unit(world.team, record, grace, "frank_reader.named", theo)

    rows = dict(await world.bot.deps.unit(world.team, lambda unit: list(own_rows(unit, theo))))

    assert [one for one in rows["audit"] if one["as"] == ["what"]]
    assert grace not in json.dumps(rows["audit"])


async def test_every_table_is_looked_at_and_nobody_gets_another_ones(world: World) -> None:
    assert set(TABLES) <= set(tables())
    assert set(tables()) >= ABOUT_COLLEAGUES
    await opens(world)
    await world.bot.deps.unit(world.team, add_customer, "Acme")

    for who in (world.id_of("maya"), world.id_of("grace")):
        rows = dict(await world.bot.deps.unit(world.team, lambda unit, who=who: list(own_rows(unit, who))))
        assert [one["id"] for one in rows["colleagues"]] == [who]
    assert await world.bot.deps.unit(world.team, draw_own, "U404") is None
    theo = world.person("theo")
    await theo.types("/lost-customer my secrets")
    assert "my data" in (await theo.sees("my data")).text
