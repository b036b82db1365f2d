"""Staying in touch through the running bot: what the owner reads, presses and fills in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.customers.service import log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.service import facts_of, log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.support.world import World

NEW_YORK = ZoneInfo("America/New_York")
ASKED = "It is time to say hello to *Acme Bakeries*"


async def lost(world: World, **more: Any) -> str:
    """Theo logs that Acme, Maya's customer, has left, and they are glad to hear from us; the departure's id."""
    answers = {"stage": Stage.left, "happened": date(2026, 3, 2), "new_name": "Acme Bakeries"} | more
    form = LogForm(**{"owner": world.id_of("maya"), "contact": "Rosa Marin, +1 212 555 0134"} | answers)

    def log(unit: Unit) -> str:
        logged = log_departure(unit, world.id_of("theo"), form, "log acme")
        assert isinstance(logged, Logged), logged
        note_consent(unit, facts_of(unit, logged.departure).customer_id, Consent.yes, heard_by=world.id_of("maya"))
        return logged.departure

    await world.rests()
    departure = await world.bot.deps.unit(world.team, log)
    await settles(world)
    return departure


async def settles(world: World) -> None:
    """All that there is to say is said: Slack takes one message a second in each place."""
    await world.clock.advance(seconds=20)


async def a_quarter_passes(world: World) -> None:
    """So long that a nudge that falls on a weekend has come as well."""
    await world.clock.advance(days=95)


def nudges(world: World, handle: str = "maya") -> list[Message]:
    """The nudges that wait for this person's answer."""
    return [message for message in world.person(handle).dm if ASKED in message.text]


@pytest.mark.slow
async def test_done_counts_from_its_day(world: World) -> None:
    await lost(world)
    await world.clock.advance(days=88)
    assert nudges(world) == []
    await world.clock.advance(days=7)
    (nudge,) = nudges(world)
    assert "Rosa Marin, +1 212 555 0134" in nudge.text

    maya = world.person("maya")
    await maya.presses("Done")
    errors = await maya.fills(day=date(2026, 6, 30))
    assert "Please choose another day" in errors["day"]
    yesterday = world.clock.now().astimezone(NEW_YORK).date() - timedelta(days=1)
    errors = await maya.fills(kind="A call", day=yesterday, sounded="Glad to hear from us", words="Moving in autumn")
    await settles(world)

    assert errors == {}
    assert maya.modal is None
    assert nudges(world) == []
    assert "Maya Okafor was in touch with *Acme Bakeries*" in maya.newest("was in touch").text
    await world.clock.advance(days=89)
    assert nudges(world) == []
    await world.clock.advance(days=5)
    (nudge,) = nudges(world)
    assert "Moving in autumn" in nudge.text
    assert "a note by hand" in nudge.text.lower()


@pytest.mark.slow
async def test_snooze_by_the_menu_and_on_a_day_of_ones_own(world: World) -> None:
    await lost(world)
    await a_quarter_passes(world)
    maya = world.person("maya")

    await maya.chooses("In a week")
    await settles(world)
    assert nudges(world) == []
    await world.clock.advance(days=10)
    (nudge,) = nudges(world)

    await maya.chooses("On a day I choose", message=nudge)
    day = world.clock.now().date() + timedelta(days=30)
    assert await maya.fills(day=day) == {}
    await world.clock.advance(days=29)
    assert nudges(world) == []
    await world.clock.advance(days=5)
    assert len(nudges(world)) == 1


@pytest.mark.slow
async def test_handed_over_it_reaches_the_colleague_in_their_own_morning(world: World) -> None:
    await lost(world)
    await a_quarter_passes(world)
    maya = world.person("maya")

    await maya.presses("Hand over")
    assert "Please choose another colleague" in (await maya.fills(colleague="noor"))["colleague"]
    assert await maya.fills(colleague="priya") == {}
    await world.clock.advance(days=4)

    assert nudges(world) == []
    (nudge,) = nudges(world, "priya")
    assert "because it was handed over to you" in nudge.text
    priya = world.person("priya")
    await priya.presses("Done")
    assert await priya.submits() == {}
    await settles(world)
    assert nudges(world, "priya") == []


@pytest.mark.slow
async def test_stop_and_start_again(world: World) -> None:
    await lost(world)
    await a_quarter_passes(world)
    maya = world.person("maya")

    await maya.presses("Stop")
    assert await maya.fills(words="They asked for a quiet year") == {}
    await world.clock.advance(days=200)
    assert nudges(world) == []

    await maya.presses("Start again")
    await settles(world)
    assert len(nudges(world)) == 1


@pytest.mark.slow
async def test_an_old_button_says_kindly_that_it_was_answered(world: World) -> None:
    await lost(world)
    await a_quarter_passes(world)
    maya = world.person("maya")
    (nudge,) = nudges(world)
    stale = [dict(block) for block in nudge.blocks]
    await maya.chooses("Tomorrow")
    await settles(world)
    place = next(block for block in stale if block["type"] == "actions")
    nudge.blocks = stale

    await maya.presses("Stop", message=nudge)

    assert place["elements"]
    assert "answered already" in maya.newest("answered already").text
    assert maya.modal is None


@pytest.mark.slow
async def test_a_form_of_what_was_answered_meanwhile_says_so_under_its_first_question(world: World) -> None:
    departure = await lost(world)
    await a_quarter_passes(world)
    maya = world.person("maya")
    await maya.presses("Hand over")

    def call(unit: Unit) -> None:
        log_touch(unit, facts_of(unit, departure).customer_id, TouchKind.call, by=world.id_of("theo"))

    await world.bot.deps.unit(world.team, call)

    assert "answered already" in (await maya.fills(colleague="priya"))["colleague"]


@pytest.mark.slow
async def test_the_bot_down_on_the_day_asks_once_when_it_is_back(world: World) -> None:
    await lost(world)
    await world.stop()
    await world.clock.leap(days=130)
    await world.start()
    await world.clock.advance(days=4)

    assert len(nudges(world)) == 1


@pytest.mark.slow
async def test_nobody_else_is_asked(world: World) -> None:
    await lost(world)
    await a_quarter_passes(world)

    for handle in ("theo", "grace", "jonas", "priya"):
        assert nudges(world, handle) == []
        with pytest.raises(NotThere):
            world.person(handle).newest("say hello")
