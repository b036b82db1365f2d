"""What one customer takes along is changed where it stands: given to somebody, put off, renamed, added; by those around them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.departures.service import facts_of, move
from bot.departures.values import Stage
from bot.farewell.models import HandoverItem
from bot.farewell.service import handover_of
from bot.farewell.service.handover import add_item, handover_timeline, open_handover
from bot.farewell.values import MOST_ITEMS, ItemForm, Outcome
from bot.sandbox.errors import NotThere
from bot.work.unit import Unit
from bot.work.values import Entry
from bot.workspace.models import AuditEntry
from tests.farewell.support import ACME, Parting, press_beside

FRIDAY = date(2026, 3, 6)


async def opens_thing(parting: Parting, handle: str, what: str) -> None:
    """Somebody opens one thing of the list in the channel, to change it."""
    actor = parting.person(handle)
    await actor.presses("Change…", parting.list(handle))
    view = actor.modal
    assert view is not None
    block = next(one for one in view.body["blocks"] if what in one.get("text", {}).get("text", "") and "accessory" in one)
    container = {"type": "view", "view_id": view.id}
    await actor.press(container, block["block_id"], block["accessory"]["action_id"], None)


async def entries(parting: Parting, departure: str, reader: str) -> list[Entry]:
    """What the folder hears of the handover, for somebody."""
    facts = await parting.unit(facts_of, departure)
    found = await parting.unit(handover_timeline, facts.customer_id, parting.world.id_of(reader))
    return list(found)


@pytest.mark.slow
async def test_a_thing_is_given_to_somebody_with_a_day_and_they_are_told(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    await opens_thing(parting, "theo", "The last delivery")

    assert await parting.person("theo").fills(who="dan", due=FRIDAY) == {}
    await parting.settles()

    assert "☐  The last delivery · Dan Whitcombe · by <!date^" in parting.list().text
    shown = parting.person("theo").modal
    assert shown is not None
    assert "Dan Whitcombe" in str(shown.body["blocks"])
    told = parting.person("dan").newest("gave you something of it to do")
    assert "Theo Marchetti" in told.text
    await press_beside(parting.person("dan"), told, "The last delivery", "Done")
    await parting.settles()
    assert "✓  *The last delivery* (Dan Whitcombe" in parting.list().text


@pytest.mark.slow
async def test_a_thing_of_their_own_is_added_and_is_part_of_the_list(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    maya = parting.person("maya")
    await maya.presses("Change…", parting.list())
    await maya.presses("Add a thing")

    assert await maya.fills(what="Their <!channel> moulds & keys") == {}
    await parting.settles()

    assert "☐  Their &lt;!channel&gt; moulds &amp; keys" in parting.list().text
    assert "What they take along: 0 of 7 handed over" in parting.card()
    await parting.ticks("theo", "moulds")
    assert "What they take along: 1 of 7 handed over" in parting.card()
    done = await parting.unit(lambda unit: [one.did for one in unit.all(select(AuditEntry)) if "handover" in one.did])
    assert done == ["handover.added", "handover.thing.done"]
    [entry] = await entries(parting, departure, "maya")
    assert (entry.kind, entry.what) == ("handover.done", "Handed over: Their <!channel> moulds & keys")
    assert entry.by == parting.world.id_of("theo")


@pytest.mark.slow
async def test_a_thing_is_renamed_set_aside_and_opened_again(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    maya = parting.person("maya")
    await opens_thing(parting, "maya", "Access and passwords")
    await maya.fills(what="The shared mailbox", How="Not needed")
    await parting.settles()
    assert "–  The shared mailbox: not needed (Maya Okafor" in parting.list().text
    await maya.closes()

    await opens_thing(parting, "maya", "The shared mailbox")
    await maya.fills(How="Still to do")
    await parting.settles()
    assert "☐  The shared mailbox" in parting.list().text


async def test_nobody_from_outside_gets_a_thing_and_no_day_that_has_passed(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    for stranger in ("noor", "hal"):
        await opens_thing(parting, "maya", "The last delivery")
        errors = await parting.person("maya").fills(who=stranger)
        assert "colleague" in errors["who"]
        await parting.person("maya").closes()

    await opens_thing(parting, "maya", "The last delivery")
    errors = await parting.person("maya").fills(due=date(2026, 2, 27))
    assert "has passed" in errors["due"]


@pytest.mark.slow
async def test_who_has_no_part_in_it_changes_nothing_and_a_helper_only_ticks_their_own(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    handover = await parting.unit(handover_of, departure)
    assert handover is not None
    form = ItemForm("Mine", None, None, None)
    ben = parting.world.id_of("ben")
    assert await parting.unit(add_item, ben, handover.id, form) is Outcome.may_not
    assert await parting.unit(open_handover, ben, handover.id) is Outcome.may_not
    assert await entries(parting, departure, "ben") == []

    await opens_thing(parting, "maya", "The last delivery")
    await parting.person("maya").fills(who="ben")
    await parting.world.clock.advance(hours=3)  # his day begins
    told = parting.person("ben").newest("gave you something of it to do")
    assert "Change…" not in str(told.blocks)
    mine = await parting.person("ben").says("anything", channel="random")
    mine.blocks, mine.app_id = parting.list().blocks, told.app_id
    await press_beside(parting.person("ben"), mine, "Their records and files", "Done")
    assert parting.person("ben").newest("This is for those who look after this customer").ephemeral
    await parting.person("ben").presses("Change…", mine)
    assert parting.person("ben").modal is None
    assert parting.person("ben").newest("This is for those who look after this customer").ephemeral
    await press_beside(parting.person("ben"), told, "The last delivery", "Done")
    await parting.settles()
    assert "✓  *The last delivery* (Ben Torres" in parting.list().text


async def test_a_form_that_comes_after_they_stayed_changes_nothing(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(Stage.leaving)
    await opens_thing(parting, "maya", "Their records and files")
    await parting.unit(move, parting.world.id_of("theo"), departure, Stage.saved)

    errors = await parting.person("maya").fills(what="Something else")

    assert "nothing was changed" in errors["what"]


async def test_a_second_press_of_the_same_form_adds_one_thing(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("Change…", parting.list())
    await maya.presses("Add a thing")
    await maya.enters(what="Their moulds")
    await maya.submits_twice()
    await parting.settles()

    assert parting.list().text.count("☐  Their moulds") == 1


@pytest.mark.slow
async def test_a_list_has_an_end(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    handover = await parting.unit(handover_of, departure)
    assert handover is not None
    maya = parting.world.id_of("maya")

    came = [
        await parting.unit(add_item, maya, handover.id, ItemForm(f"Thing {number}", None, None, None))
        for number in range(MOST_ITEMS)
    ]

    assert came.count(Outcome.done) == MOST_ITEMS - 6
    assert came[-1] is Outcome.full
    await parting.settles()
    assert "Thing 18" in parting.list().text


@pytest.mark.slow
async def test_the_folder_hears_what_was_done_and_that_it_was_all(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    await parting.person("maya").chooses("Who to talk to", message=parting.list())
    await parting.settles()
    await parting.ticks_all("theo")

    heard = await entries(parting, departure, "theo")

    assert [entry.kind for entry in heard].count("handover.done") == 5
    assert [entry.what for entry in heard if entry.kind == "handover.not_needed"] == [
        "Not needed for the handover: Who to talk to at their new supplier"
    ]
    assert heard[-1].what == f"All that {ACME} takes along was handed over"


async def test_a_quiet_one_is_changed_in_private_and_others_hear_nothing(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(quiet=True)
    await parting.person("maya").presses("I've sent it")
    await parting.world.clock.advance(days=1)
    maya, mine = parting.person("maya"), parting.list(channel=None)
    await maya.presses("Change…", mine)
    await maya.presses("Add a thing")
    await maya.fills(what="Their moulds")
    await parting.settles()

    assert "Their moulds" in parting.list(channel=None).text
    with pytest.raises(NotThere):
        parting.person("walt").newest("Their moulds")
    assert await entries(parting, departure, "walt") == []


async def test_lists_of_before_are_read_as_they_were(parting: Parting) -> None:
    """Made before lists had days: in our words and our order, without a day or anybody's name."""
    await parting.opens()
    departure = await parting.loses()

    def as_before(unit: Unit) -> None:
        handover = handover_of(unit, departure)
        assert handover is not None
        for item in unit.all(select(HandoverItem).where(HandoverItem.handover == handover.id)):
            item.whose, item.days, item.since, item.due, item.owner = type(item.whose).nobody, None, None, None, None

    await parting.unit(as_before)
    await parting.ticks("maya", "Their records and files")

    assert "☐  Open orders and invoices\n" in parting.list().text.replace(" [Done: Open orders and invoices]", "")
    assert "What they take along: 1 of 6 handed over" in parting.card()
