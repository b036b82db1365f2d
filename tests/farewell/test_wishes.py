"""Some weeks after all is handed over the owner is asked for good wishes, once, and only where they are welcome."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy import select

from bot.customers.models import Touch
from bot.customers.service import note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.service import facts_of, move
from bot.departures.values import Stage
from bot.farewell.service import handover_of
from bot.farewell.service.handover import add_item, handover_timeline
from bot.farewell.service.wishes import wishes_duties
from bot.farewell.values import ItemForm, Outcome
from bot.sandbox.errors import NotThere
from bot.work.unit import Unit
from tests.farewell.support import ACME, Parting, buttons, press_beside

ASK = "friendly words now"


async def touches(parting: Parting) -> list[tuple[TouchKind, str]]:
    """All contacts that are kept."""
    return await parting.unit(lambda unit: [(one.kind, one.by) for one in unit.all(select(Touch))])


async def handed_over(parting: Parting, stage: Stage = Stage.left, **more: object) -> str:
    """All of a list is ticked; the departure's id."""
    await parting.opens()
    departure = await parting.loses(stage, **more)
    await parting.ticks_all()
    return departure


@pytest.mark.slow
async def test_three_weeks_later_the_owner_sends_them_and_it_is_kept_as_a_contact(long_parting: Parting) -> None:
    parting = long_parting
    await handed_over(parting)
    maya = parting.person("maya")
    await parting.world.clock.advance(days=20)
    with pytest.raises(NotThere):
        maya.newest(ASK)

    await parting.world.clock.advance(days=4)
    request = maya.newest(ASK)
    assert "we hope that the change went well for Acme Bakeries" in request.text
    assert f"mailto:rosa@acme.example?subject={quote('We hope')}" in str(request.blocks)
    assert buttons(request) == ["I've sent it", "Not this time"]
    assert await parting.unit(wishes_duties, maya.user_id) == [f"Send *{ACME}* good wishes after the change"]
    await maya.presses("I've sent it", request)
    await parting.settles()

    assert "Maya Okafor sent good wishes on" in maya.newest("good wishes").text
    assert buttons(maya.newest("good wishes")) == []
    assert await touches(parting) == [(TouchKind.email, maya.user_id)]
    assert await parting.unit(wishes_duties, maya.user_id) == []


@pytest.mark.slow
async def test_not_this_time_is_fine_and_is_not_asked_again(long_parting: Parting) -> None:
    parting = long_parting
    await handed_over(parting)
    await parting.world.clock.advance(days=24)
    maya = parting.person("maya")

    await maya.presses("Not this time", maya.newest(ASK))
    await parting.settles()
    assert "no good wishes this time" in maya.newest("good wishes").text
    assert await touches(parting) == []

    await parting.ticks("maya", "The last delivery", "Undo")
    await parting.ticks_all()
    await parting.world.clock.advance(days=40)
    with pytest.raises(NotThere):
        maya.newest(ASK)


@pytest.mark.slow
async def test_it_counts_from_the_day_they_left_when_all_was_handed_over_before(long_parting: Parting) -> None:
    parting = long_parting
    departure = await handed_over(parting, Stage.leaving)
    maya = parting.person("maya")
    await parting.world.clock.advance(days=30)
    with pytest.raises(NotThere):
        maya.newest(ASK)

    await parting.unit(move, maya.user_id, departure, Stage.left)
    await parting.world.clock.advance(days=20)
    with pytest.raises(NotThere):
        maya.newest(ASK)
    await parting.world.clock.advance(days=5)
    assert maya.newest(ASK)


@pytest.mark.slow
async def test_months_after_the_change_nobody_is_asked_any_more(long_parting: Parting) -> None:
    """The bot was away for so long."""
    parting = long_parting
    await handed_over(parting)

    await parting.world.stop()
    await parting.world.clock.leap(days=60)
    await parting.world.start()
    await parting.world.clock.advance(days=3)

    assert await parting.unit(wishes_duties, parting.person("maya").user_id) == []


@pytest.mark.slow
async def test_who_wishes_to_be_left_in_peace_gets_none(long_parting: Parting) -> None:
    parting = long_parting
    departure = await handed_over(parting)

    def they_say_no(unit: Unit) -> None:
        note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=parting.world.id_of("maya"))

    await parting.unit(they_say_no)
    await parting.world.clock.advance(days=30)

    with pytest.raises(NotThere):
        parting.person("maya").newest(ASK)


@pytest.mark.slow
async def test_a_no_that_comes_later_takes_the_request_back(long_parting: Parting) -> None:
    parting = long_parting
    departure = await handed_over(parting)
    await parting.world.clock.advance(days=24)
    maya = parting.person("maya")
    assert maya.newest(ASK)

    def they_say_no(unit: Unit) -> None:
        note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=maya.user_id)

    await parting.unit(they_say_no)
    await parting.settles()

    assert buttons(maya.newest("left in peace, so there is nothing to send")) == []


@pytest.mark.slow
async def test_whoever_was_not_asked_is_told_so_kindly(long_parting: Parting) -> None:
    parting = long_parting
    await handed_over(parting)
    await parting.world.clock.advance(days=24)
    seen, ben = parting.person("maya").newest(ASK), parting.person("ben")
    mine = await ben.says("anything", channel="random")
    mine.blocks, mine.app_id = seen.blocks, seen.app_id

    await ben.presses("I've sent it", mine)

    assert ben.newest("leave the answer to them").ephemeral
    assert await touches(parting) == []


@pytest.mark.slow
async def test_a_thing_that_is_added_later_puts_them_off_until_it_is_done_too(long_parting: Parting) -> None:
    parting = long_parting
    departure = await handed_over(parting)
    maya = parting.person("maya")
    await parting.world.clock.advance(days=10)

    def add(unit: Unit) -> Outcome:
        handover = handover_of(unit, departure)
        assert handover is not None
        return add_item(unit, maya.user_id, handover.id, ItemForm("Their moulds", None, None, None))

    assert await parting.unit(add) is Outcome.done
    await parting.world.clock.advance(days=20)
    with pytest.raises(NotThere):
        maya.newest(ASK)
    await parting.ticks("theo", "Their moulds")
    await parting.world.clock.advance(days=24)
    assert buttons(maya.newest(ASK)) == ["I've sent it", "Not this time"]
    await maya.presses("I've sent it", maya.newest(ASK))
    await parting.settles()

    customer = (await parting.unit(facts_of, departure)).customer_id
    heard = await parting.unit(handover_timeline, customer, maya.user_id)
    assert [entry.by for entry in heard if entry.kind == "wishes.sent"] == [maya.user_id]


@pytest.mark.slow
async def test_who_leaves_the_firm_leaves_them_to_whoever_looks_after_the_customer(long_parting: Parting) -> None:
    parting = long_parting
    await handed_over(parting)
    await parting.world.clock.advance(days=24)
    assert parting.person("maya").newest(ASK)

    parting.world.workspace.deactivate("maya")
    await parting.world.clock.advance(days=3)

    theo = parting.person("theo")
    if "Good morning" in theo.newest(ASK).text:
        await press_beside(theo, theo.newest(ASK), ASK, "Open")
        await parting.settles()
    request = theo.newest(ASK)
    assert "You get this because you look after them now" in request.text
    await theo.presses("I've sent it", request)
    await parting.settles()
    assert await touches(parting) == [(TouchKind.email, theo.user_id)]
