"""Admins look at the reasons in Slack and change them; whoever has a form open meanwhile can still send it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.farewell.models import Guess
from bot.reasons.service import reasons_of
from bot.sandbox.actor import Actor, container_of
from tests.farewell.support import Parting
from tests.support.world import World


def text(actor: Actor) -> str:
    """What the form on top says."""
    assert actor.modal is not None
    return str(actor.modal.body["blocks"])


async def changes(actor: Actor, what: str) -> None:
    """An admin presses "Change…" beside a reason."""
    assert actor.modal is not None
    block = next(one for one in actor.modal.body["blocks"] if f"*{what}*" in one.get("text", {}).get("text", ""))
    element = block["accessory"]
    await actor.press(container_of(actor.modal), block["block_id"], element["action_id"], None)


def offered(actor: Actor, label: str) -> list[str]:
    """What can be chosen in a question of the form on top."""
    assert actor.modal is not None
    blocks: list[dict[str, Any]] = actor.modal.body["blocks"]
    block = next(one for one in blocks if one.get("label", {}).get("text", "").startswith(label))
    return [one["text"]["text"] for one in block["element"]["options"]]


async def test_an_admin_changes_the_list_and_colleagues_choose_from_it(world: World) -> None:
    parting = Parting(world)
    await parting.opens()
    await parting.loses()
    grace, maya = world.person("grace"), world.person("maya")
    await grace.types("/lost-customer reasons")
    assert "how we treated them" in text(grace)

    await changes(grace, "price")
    assert await grace.fills(**{"What is it called": "the bill"}) == {}
    await changes(grace, "their budget was cut")
    assert await grace.fills(**{"From now on": "It counts as another one", "Which other one": "the bill"}) == {}
    await grace.presses("Add a reason")
    own = {"What is it called": "the ovens stood still", "What can be done": ["It is in our hands"]}
    assert await grace.fills(**own) == {}
    await changes(grace, "they did not trust how we work")
    assert await grace.fills(**{"From now on": "It is taken off the list"}) == {}

    assert "the ovens stood still" in text(grace)
    await maya.presses("My own guess")
    choices = offered(maya, "What do you think")
    assert {"the bill", "the ovens stood still"} <= set(choices)
    assert not {"price", "their budget was cut", "they did not trust how we work"} & set(choices)


async def test_what_is_no_longer_on_the_list_can_be_brought_back(world: World) -> None:
    await world.rests()
    grace = world.person("grace")
    await grace.types("/lost-customer reasons")
    await changes(grace, "what we delivered")
    await grace.fills(**{"From now on": "It is taken off the list"})
    assert "*what we delivered*" not in text(grace)

    await grace.chooses("what we delivered")
    await grace.fills(**{"From now on": "It can be chosen"})

    assert "*what we delivered*" in text(grace)


async def test_a_form_that_is_open_while_its_reason_is_taken_off_the_list_can_still_be_sent(world: World) -> None:
    parting = Parting(world)
    await parting.opens()
    await parting.loses()
    grace, maya = world.person("grace"), world.person("maya")
    await maya.presses("My own guess")
    await maya.enters(reason="price")
    await grace.types("/lost-customer reasons")
    await changes(grace, "price")
    await grace.fills(**{"From now on": "It counts as another one", "Which other one": "their budget was cut"})

    assert await maya.submits() == {}

    guessed = await parting.unit(lambda unit: unit.first(select(Guess.reason)))
    reasons = await parting.unit(reasons_of)
    assert guessed == "price"
    assert reasons.now(guessed) == "budget"
    await parting.settles()
    await maya.presses("Change my guess")
    assert "price" in offered(maya, "What do you think")


async def test_what_is_wrong_stands_under_its_question(world: World) -> None:
    await world.rests()
    grace = world.person("grace")
    await grace.types("/lost-customer reasons")
    await changes(grace, "price")

    assert await grace.fills(**{"What is it called": "Their budget was cut"}) == {
        "name": "There is one of that name already; it may be among those that are no longer on the list."
    }
    assert await grace.fills(**{"What is it called": "price", "From now on": "It counts as another one"}) == {
        "into": "Please choose as which one it counts."
    }
    assert await grace.fills(**{"Which other one": "their budget was cut"}) == {}


async def test_somebody_who_is_no_admin_is_told_so(world: World) -> None:
    await world.rests()
    maya = world.person("maya")

    await maya.types("/lost-customer reasons")

    assert maya.modal is None
    assert "Only an admin" in maya.newest("Only an admin").text


async def test_the_settings_lead_to_them(world: World) -> None:
    await world.rests()
    grace = world.person("grace")
    await grace.types("/lost-customer settings")

    await grace.presses("Reasons")

    assert "Why customers leave" in text(grace)
