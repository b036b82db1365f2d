"""A customer who came back and is erased: nobody is asked about them any more, and nothing that was said of them is left."""

from __future__ import annotations

import pytest

from bot.winback.service.launches import launches_of
from tests.fixes.support import hear
from tests.folder.test_forgetting_in_slack import NAME, WORD, by_the_bot, erase, held
from tests.support.world import World
from tests.winback.test_journey import lost, opens, settles

BACK = "has been back with us since"


@pytest.mark.slow
async def test_who_came_back_is_erased_with_all_that_was_asked_told_and_cared_for(world: World) -> None:
    await opens(world)
    departure = await lost(world, NAME, contact=f"Rosa of {WORD}, rosa@acme.example")
    await world.bot.deps.unit(world.team, hear, departure, world.id_of("ruth"), "quality")
    maya, theo = world.person("maya"), world.person("theo")
    await theo.types("/lost-customer launch boxes that hold")
    assert await theo.fills(reasons=["what we delivered"]) == {}
    assert await theo.fills() == {}
    await world.clock.advance(days=7)
    await maya.presses("I'll ask", message=maya.newest("Whom we could ask again", channel="departures"))
    await settles(world)
    await maya.presses("Change the words", message=maya.newest("You'll ask *"))
    assert await maya.fills(words=f"Hello {WORD}, shall we have lunch?") == {}
    await settles(world)
    await maya.presses("I asked them", message=maya.newest("You'll ask *"))
    today = world.clock.now().date()
    assert await maya.fills(answer="Yes, they are back", day=today, words=f"{WORD} said yes") == {}
    await settles(world)
    await maya.presses("Change the words", message=maya.newest(BACK))
    assert await maya.fills(body=f"Dear {WORD}, thank you. We start on Monday.") == {}
    await maya.presses("How they came back…", message=maya.newest(BACK))
    assert await maya.fills(words=f"{WORD} tried it", terms=f"{WORD} pays monthly", cost="900 EUR") == {}
    await world.clock.advance(days=9)
    await maya.presses("Something is off")
    assert await maya.fills(cause_gone="No, it is still there", note=f"{WORD}: two pallets were late") == {}
    await world.clock.advance(days=2)
    assert len(await held(world)) > 8
    assert any("pallets" in one.text for one in world.person("grace").dm)

    await erase(world)
    await world.clock.advance(minutes=10)

    assert by_the_bot(world) == []
    assert await held(world) == []
    [way] = await world.bot.deps.unit(world.team, launches_of, maya.user_id)
    assert (way.told, way.asked, way.back) == (1, 1, 1), "a number that names nobody stays"
    heard = {person: len(world.person(person).dm) for person in ("maya", "theo", "grace", "lena")}
    await world.clock.advance(days=400)
    assert {person: len(world.person(person).dm) for person in heard} == heard
    assert by_the_bot(world) == []
