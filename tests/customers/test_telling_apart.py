"""In Slack: admins say what customers are told apart by, and whoever looks after a customer fills it in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.customers.models import Customer
from bot.departures.service.cuts import cut
from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from tests.folder.hands import opens, shown
from tests.folder.test_writing import lost, rows
from tests.reasons.test_in_slack import changes, offered
from tests.support.world import World

INDUSTRY: dict[str, Any] = {"name": "Industry", "values": "Bakery\n Hotel \n\nSchool", "traits": []}


async def adds(world: World, **form: Any) -> Actor:
    """Grace adds a field; she sees the list again."""
    grace = world.person("grace")
    await grace.types("/lost-customer kinds")
    await grace.presses("Add another")
    assert await grace.fills(**form) == {}
    return grace


async def test_it_is_filled_in_under_about_them_and_stands_in_the_folder(world: World) -> None:
    await lost(world)
    grace = await adds(world, **INDUSTRY)
    assert "*Industry*\nBakery, Hotel, School" in shown(grace)
    await grace.presses("Add another")
    await grace.fills(name="Region", values="North\nSouth", traits=["A customer can be several of these"])
    maya = world.person("maya")
    await opens(world, "maya")
    await maya.presses("About them")
    assert offered(maya, "Industry") == ["Bakery", "Hotel", "School"]

    assert await maya.fills(Industry="Bakery", Region=["North", "South"], value="48,000 USD") == {}

    assert "Industry: Bakery" in shown(maya)
    assert "Region: North, South" in shown(maya)
    await maya.presses("About them")
    assert await maya.fills(Industry=None, Region=["South"]) == {}
    assert "Industry" not in shown(maya)
    assert "Region: South" in shown(maya)


@pytest.mark.slow
async def test_the_details_of_somebody_who_left_lead_there_too(world: World) -> None:
    await lost(world)
    await adds(world, **INDUSTRY)
    maya = world.person("maya")
    await maya.presses("Details")
    await maya.presses("About them")

    assert await maya.fills(Industry="Hotel") == {}

    assert "Industry: Hotel" in shown(maya)


@pytest.mark.slow
async def test_a_form_that_was_open_meanwhile_can_still_be_sent(world: World) -> None:
    await lost(world)
    grace = await adds(world, **INDUSTRY)
    maya = world.person("maya")
    await opens(world, "maya")
    await maya.presses("About them")
    await maya.enters(Industry="Hotel")
    await changes(grace, "Industry")
    assert await grace.fills(values="Bakery\nHotel", old="Hotel", new="Inn") == {}
    assert "Bakery, Inn" in shown(grace)
    await changes(grace, "Industry")
    assert await grace.fills(values="Bakery") == {}

    assert await maya.submits() == {}

    assert "Industry: Inn" in shown(maya)
    await maya.presses("About them")
    assert offered(maya, "Industry") == ["Bakery", "Inn"]


async def test_what_is_wrong_stands_under_its_question(world: World) -> None:
    await world.rests()
    grace = await adds(world, **INDUSTRY)
    await grace.presses("Add another")

    assert set(await grace.fills(name="industry", values="Bakery")) == {"name"}
    assert set(await grace.fills(name="Trade", values=" \n ")) == {"values"}
    assert await grace.fills(name="Trade", values="Bakery") == {}
    await changes(grace, "Kind of customer")
    assert await grace.fills(name="Sort") == {}
    assert "*Sort*" in shown(grace)


async def test_somebody_who_is_no_admin_is_told_so(world: World) -> None:
    await world.rests()
    maya = world.person("maya")

    await maya.types("/lost-customer kinds")

    assert maya.modal is None
    assert "Only an admin" in maya.newest("Only an admin").text


async def test_names_are_only_words(world: World) -> None:
    """What an admin typed calls nobody and is no link."""
    await lost(world)
    grace = await adds(world, name="<!channel>", values="<@U1>\n*bold* & <http://x>", traits=[])

    texts = (
        [block["text"]["text"] for block in grace.modal.body["blocks"] if block["type"] == "section"]
        if grace.modal
        else []
    )

    assert any("&lt;!channel&gt;" in one and "&lt;@U1&gt;" in one for one in texts)
    [customer] = await rows(world, Customer)

    def nothing_is_said(unit: Unit) -> bool:
        return cut(unit, [customer.id], "no such field").of == {}

    assert await world.bot.deps.unit(world.team, nothing_is_said)
