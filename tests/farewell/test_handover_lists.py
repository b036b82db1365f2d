"""The workspace has its own lists of what customers take along, one for each kind of customer; admins change them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.customers.service import add_customer, find_customer
from bot.farewell.service.handover import keep_thing, move_thing, remove_template, remove_thing, template_view
from bot.farewell.values import MOST_THINGS, SHIPPED, Outcome, Since, ThingForm, Whose
from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from tests.farewell.support import ACME, Parting


def modal(actor: Actor) -> dict[str, Any]:
    """The form on top."""
    assert actor.modal is not None
    return dict(actor.modal.body)


def text(actor: Actor) -> str:
    """What the form on top says."""
    return str(modal(actor)["blocks"])


async def does(actor: Actor, what: str, choice: str) -> None:
    """An admin chooses in the menu beside a thing."""
    block = next(one for one in modal(actor)["blocks"] if what in one.get("text", {}).get("text", ""))
    assert actor.modal is not None
    value = next(one["value"] for one in block["accessory"]["options"] if one["text"]["text"] == choice)
    container = {"type": "view", "view_id": actor.modal.id}
    await actor.press(container, block["block_id"], block["accessory"]["action_id"], value)


async def is_of(parting: Parting, *segments: str) -> None:
    """The customer is of these kinds before they go."""

    def name(unit: Unit) -> None:
        (find_customer(unit, ACME) or add_customer(unit, ACME)).segments = list(segments)

    await parting.unit(name)


async def customer_id(parting: Parting) -> str:
    """The customer who is known already."""

    def find(unit: Unit) -> str:
        found = find_customer(unit, ACME)
        assert found is not None
        return found.id

    return await parting.unit(find)


async def test_an_admin_changes_the_list_and_the_next_customer_gets_it(parting: Parting) -> None:
    await parting.opens()
    grace = parting.person("grace")
    await grace.types("/lost-customer handover")
    assert "10 working days after they told us · The owner" in text(grace)

    await grace.presses("Add a thing")
    assert await grace.fills(what="Keys & badges", days="0", since="Their last day", whose="A colleague", Which="dan") == {}
    assert "on their last day · Dan Whitcombe" in text(grace)
    await does(grace, "Keys &amp; badges", "Move up")
    await does(grace, "Their records and files", "Remove")
    await does(grace, "The last delivery", "Change…")
    await grace.fills(what="The last pallet", days="3")
    await parting.loses()

    lines = [line for line in parting.list().text.splitlines() if line.startswith("☐")]
    assert [line.removeprefix("☐  ").split(" [")[0].split(" ·")[0] for line in lines] == [
        "Open orders and invoices",
        "Access and passwords",
        "Who to talk to at their new supplier",
        "The last pallet",
        "Keys &amp; badges",
        "Our mailing list: ask whether they stay on it",
    ]


async def test_a_list_that_runs_stays_as_it_is(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    before = parting.list().text
    grace = parting.world.id_of("grace")

    await parting.unit(remove_thing, grace, "", "records")
    form = ThingForm("Our words", 1, Since.told, Whose.nobody, None)
    await parting.unit(keep_thing, grace, "", "access", form)
    await parting.ticks("maya", "The last delivery")
    await parting.ticks("maya", "The last delivery", "Undo")

    assert parting.list().text == before


async def test_back_to_the_list_that_we_ship(parting: Parting) -> None:
    await parting.opens()
    grace = parting.person("grace")
    await grace.types("/lost-customer handover")
    await does(grace, "Their records and files", "Remove")
    assert "Their records and files" not in text(grace)

    await grace.presses("Back to the original list")
    assert "Their records and files" in text(grace)
    assert "Back to the original list" not in text(grace)


async def test_the_settings_lead_there_and_only_admins_get_in(parting: Parting) -> None:
    await parting.opens()
    grace, maya = parting.person("grace"), parting.person("maya")
    await grace.types("/lost-customer settings")
    await grace.presses("What they take along")
    assert "Their records and files" in text(grace)

    await maya.types("/lost-customer handover")
    assert maya.modal is None
    assert maya.newest("Only an admin of this workspace can change this").ephemeral
    form = ThingForm("Mine", 1, Since.told, Whose.nobody, None)
    theirs = parting.world.id_of("maya")
    assert await parting.unit(template_view, theirs) is None
    assert await parting.unit(keep_thing, theirs, "", None, form) is Outcome.may_not
    assert await parting.unit(move_thing, theirs, "", "records", 1) is Outcome.may_not
    assert await parting.unit(remove_thing, theirs, "", "records") is Outcome.may_not
    assert await parting.unit(remove_template, theirs, "") is Outcome.may_not


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        (("big   ACCOUNTS",), "A farewell visit"),
        (("Bakeries", "Big accounts"), "A farewell visit"),
        (("Bakeries",), "Their records and files"),
        ((), "Their records and files"),
    ],
)
@pytest.mark.slow
async def test_a_kind_of_customer_has_a_list_of_its_own(
    parting: Parting, segments: tuple[str, ...], expected: str
) -> None:
    await parting.opens()
    grace = parting.person("grace")
    await grace.types("/lost-customer handover")
    await grace.presses("A list for some customers")
    assert await grace.fills(For="Big accounts") == {}
    assert "Big accounts" in text(grace)
    for thing in SHIPPED[1:]:
        assert thing.part is not None
        await does(grace, WORDS[thing.part.value], "Remove")
    await does(grace, "Their records and files", "Change…")
    await grace.fills(what="A farewell visit")
    await is_of(parting, *segments)

    await parting.loses(new_name=None, customer_id=await customer_id(parting))

    assert f"☐  {expected}" in parting.list().text


WORDS = {
    "open_matters": "Open orders",
    "access": "Access and passwords",
    "new_contact": "Who to talk to",
    "last_delivery": "The last delivery",
    "mailing_list": "Our mailing list",
}


async def test_the_same_kind_is_one_list_and_can_be_removed(parting: Parting) -> None:
    grace = parting.person("grace")
    await parting.world.rests()
    await grace.types("/lost-customer handover")
    await grace.presses("A list for some customers")
    await grace.fills(For="Big accounts")
    await does(grace, "The last delivery", "Remove")
    await grace.presses("A list for some customers")
    await grace.fills(For="big  accounts")
    assert "The last delivery" not in text(grace)

    await grace.chooses("Everybody else")
    assert "The last delivery" in text(grace)
    await grace.chooses("Big accounts")
    await grace.presses("Remove this list")
    assert "Big accounts" not in text(grace)


async def test_only_colleagues_are_named_and_a_list_has_an_end(parting: Parting) -> None:
    await parting.world.rests()
    grace = parting.person("grace")
    await grace.types("/lost-customer handover")
    await grace.presses("Add a thing")
    errors = await grace.fills(what="Keys", whose="A colleague", Which="noor")
    assert "colleague of your own company" in errors["who"]
    errors = await grace.fills(Which=None)
    assert "choose the colleague" in errors["who"]
    errors = await grace.fills(whose="Nobody yet", days=None)
    assert errors == {}
    assert "no day · Nobody yet" in text(grace)

    form = ThingForm("More", 1, Since.told, Whose.nobody, None)
    came = [await parting.unit(keep_thing, grace.user_id, "", None, form) for _ in range(MOST_THINGS)]
    assert came.count(Outcome.done) == MOST_THINGS - 7
    assert came[-1] is Outcome.full


async def test_what_was_changed_by_somebody_else_meanwhile_is_said(parting: Parting) -> None:
    await parting.world.rests()
    grace = parting.person("grace")
    await grace.types("/lost-customer handover")
    await does(grace, "Access and passwords", "Change…")
    await parting.unit(remove_thing, parting.world.id_of("lena"), "", "access")

    errors = await grace.fills(what="Passwords")

    assert "Somebody has changed this list" in errors["what"]


async def test_the_last_thing_stays(parting: Parting) -> None:
    await parting.world.rests()
    grace = parting.world.id_of("grace")
    for thing in SHIPPED[1:]:
        assert await parting.unit(remove_thing, grace, "", thing.ref) is Outcome.done

    assert await parting.unit(remove_thing, grace, "", SHIPPED[0].ref) is Outcome.over
