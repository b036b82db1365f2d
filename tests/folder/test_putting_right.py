"""Names and merges through the running bot: what people type, see and press."""

from __future__ import annotations

import pytest

from bot.sandbox.errors import NotThere
from tests.departures.test_journey import choose_channel, log, settle
from tests.support.world import World


def shown(world: World, handle: str) -> str:
    """What stands in somebody's modal."""
    modal = world.person(handle).modal
    assert modal is not None
    return "\n".join(modal.texts())


async def test_a_customer_gets_another_name(world: World) -> None:
    """The card says the new name wherever it stands, and the old one still finds them."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")
    theo = world.person("theo")

    await theo.types("/lost-customer rename acme bakeries")
    errors = await theo.fills(name="")
    again = await theo.fills(name="Bakehouse <!channel>")
    await settle(world)

    assert "name" in errors
    assert again == {}
    assert "Searching for the old name finds them" in shown(world, "theo")
    (card,) = (one for one in world.person("maya").messages("departures") if "Has left" in "".join(one.texts()))
    assert "Bakehouse &lt;!channel&gt;" in card.text
    assert "<!channel>" not in card.text
    await theo.closes()
    await theo.types("/lost-customer rename Acme Bakeries")
    await theo.fills(name="Acme Bakeries")
    assert "is called *Acme Bakeries* from now on" in shown(world, "theo")


async def test_two_customers_become_one_and_two_again(world: World) -> None:
    """First what would be moved is shown; the button that takes it back stands beside the receipt."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")
    lena, theo = world.person("lena"), world.person("theo")
    await lena.types("/lost-customer promise Acme Bread")
    await lena.fills(what="New prices", day=world.clock.now().date().replace(day=20))
    await lena.closes()
    await settle(world)

    await theo.types("/lost-customer merge Acme Bakeries")
    await theo.fills(other="Acme Bread")
    plan = shown(world, "theo")
    await theo.submits()
    receipt = shown(world, "theo")

    assert "This moves from Acme Bread to Acme Bakeries: 1 promise." in plan.replace("*", "")
    assert "is one with" in receipt
    await theo.presses("Take it back")
    assert "two customers again" in shown(world, "theo")


async def test_where_only_somebody_known_can_be_meant_nobody_new_is_offered(world: World) -> None:
    """Whoever misspells a name finds nobody, and is not offered to add a customer, only to hear afterwards that there is none."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="grace")
    grace = world.person("grace")
    asked = {"rename": "customer", "merge": "other", "unmerge": "customer", "forget": "customer", "person": "customer"}

    for word, question in {**asked, "folder": "customer", "note": "customer"}.items():
        await grace.types(f"/lost-customer {word}")
        await grace.enters(**{question: "Acme Bakeries"})
        with pytest.raises(NotThere):
            await grace.enters(**{question: "Zeppelin"})
        await grace.closes()


@pytest.mark.slow
async def test_a_merge_is_taken_back_later(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")
    lena = world.person("lena")
    await lena.types("/lost-customer sign Acme Bread")
    await lena.fills(signs=["A complaint"])
    await lena.closes()
    await lena.types("/lost-customer merge Acme Bakeries")
    await lena.fills(other="Acme Bread")
    await lena.submits()
    await lena.closes()

    await lena.types("/lost-customer unmerge Acme Bread")
    await lena.submits()
    sure = shown(world, "lena")
    await lena.submits()

    assert "was merged into" in sure
    assert "two customers again" in shown(world, "lena")


async def test_somebody_else_learns_nothing(world: World) -> None:
    """Who may not see a customer is told what they would be told of any name."""
    await choose_channel(world)
    maya, walt = world.person("maya"), world.person("walt")
    await maya.uses_shortcut("Worried about a customer")
    await maya.fills(customer="Acme Bakeries", owner="theo")
    await settle(world)

    await walt.types("/lost-customer rename Acme Bakeries")
    hidden = shown(world, "walt")
    await walt.closes()
    await walt.types("/lost-customer rename Zebra")

    assert "There is no customer called “Zebra” that you can see. Please choose one above." in shown(world, "walt")
    assert hidden == shown(world, "walt").replace("Zebra", "Acme Bakeries")


@pytest.mark.parametrize("word", ["rename", "merge", "unmerge", "person", "forget"])
async def test_a_name_that_nobody_knows_is_said_to_be_so(world: World, word: str) -> None:
    """None of these forms opens with a customer who is not there, as if they had been found."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")
    grace = world.person("grace")

    await grace.types(f"/lost-customer {word} Zebra & Sons")
    nobody = shown(world, "grace")
    assert grace.modal is not None
    assert "initial_option" not in str(grace.modal.body)
    await grace.closes()
    await grace.types(f"/lost-customer {word} Acme Bakerie")

    assert "There is no customer called “Zebra &amp; Sons” that you can see. Please choose one above." in nobody
    assert "There is no customer called “Acme Bakerie” that you can see. If you mean *Acme Bakeries*" in shown(world, "grace")
