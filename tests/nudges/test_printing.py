"""The words to start from can be printed, and what was put off says until when in the folder."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.departures.models import Departure
from bot.nudges import service as nudging
from bot.nudges import timeline as folder
from bot.nudges.values import Obstacle, Snooze
from bot.work.unit import Unit
from tests.farewell.support import press_beside
from tests.nudges.support import LEE, MAYA, OMAR, Firm
from tests.nudges.test_journey import lost, settles
from tests.nudges.test_occasions import NEWS, PAGE, declines
from tests.support.world import World


async def test_only_those_who_look_after_them_print_and_only_while_it_is_asked(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm(nudging.bring_news, OMAR, NEWS)
    (nudge,) = await firm.nudges(departure)

    assert await declines(firm(nudging.print_words, LEE, nudge.id, "one")) is Obstacle.may_not
    await firm(nudging.print_words, MAYA, nudge.id, "two")
    assert any("to print" in text for text in await firm.said(MAYA))
    assert "Print the page and post it" in await firm.shown("nudge", nudge.id)
    await firm(nudging.snooze, MAYA, nudge.id, Snooze.week)
    assert await declines(firm(nudging.print_words, MAYA, nudge.id, "three")) is Obstacle.answered

    def told(unit: Unit) -> list[str]:
        return [one.what for one in folder.timeline(unit, unit.need(Departure, departure).customer, OMAR)]

    until = (firm.clock.now() + timedelta(days=7)).strftime("%b %-d, %Y")
    assert f"Being in touch was put off until {until}" in await firm(told)


@pytest.mark.slow
async def test_it_comes_as_a_file(world: World) -> None:
    await lost(world)
    maya = world.person("maya")
    await maya.types(f"/lost-customer news Acme Bakeries {PAGE}")
    await maya.fills()
    await maya.closes()
    await world.clock.advance(days=2)
    await press_beside(maya, maya.newest("Good morning"), "in the news", "Open")
    await settles(world)
    await maya.presses("Print", maya.newest("in the news"))
    await settles(world)

    assert "to print" in maya.newest("The letter to Acme Bakeries").text
