"""A year passes at once, while the bot is stopped or while it runs: nobody is flooded, nothing is lost or said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.colleagues.models import BriefItem
from bot.demo.firm import FERNHILL
from bot.demo.past import live_through
from bot.sandbox.actor import Actor
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.slack.client import delivery_in
from bot.work.calendar import Hours, is_working_day
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from tests.support.world import World, open_world

CALL = "Would you make one short call"
LOST = (("maya", "Acme Bakeries"), ("maya", "Brightwater Foods"), ("theo", "Moonrise Cosmetics"), ("jonas", "Zeta"))


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("meanwhile", ["stopped", "running"])
async def test_after_a_year_nobody_is_flooded_and_nothing_is_lost(world: World, meanwhile: str) -> None:
    await _have_much_to_do(world)
    before = set(_said(world))
    planned = await world.bot.deps.unit(world.team, _planned)

    if meanwhile == "stopped":
        await world.stop()
    await world.clock.leap(days=365)
    if meanwhile == "stopped":
        await world.start()
    await world.clock.advance(days=14)

    came = {key: message for key, message in _said(world).items() if key not in before}
    assert len(planned) > 20
    assert await world.bot.deps.unit(world.team, _unfinished, planned) == []
    assert (await world.bot.deps.unit(world.team, troubles_of)).any is False
    _nobody_is_flooded(world, list(came.values()))
    await world.bot.deps.unit(world.team, _each_thing_comes_once)
    assert _about(world, "maya", came, "Acme Bakeries")
    assert _about(world, "maya", came, "Brightwater Foods")
    assert _about(world, "theo", came, "Moonrise Cosmetics")


@pytest.mark.slow
async def test_the_question_about_an_appointment_long_past_waits_for_the_morning(world: World) -> None:
    """On the day itself it comes at once, whatever the hour; after downtime it is one thing among others."""
    caller = await _agree_on_a_call(world)
    await world.stop()
    await world.clock.leap(days=100, hours=9)
    before = len(caller.dm)

    await world.start()
    assert len(caller.dm) == before
    await world.clock.advance(days=4)

    assert any("Acme Bakeries" in message.text for message in caller.dm[before:])


async def _have_much_to_do(world: World) -> None:
    """Two years of past, four customers who have just left, and a call that is agreed on."""
    ids = {person.handle: world.id_of(person.handle) for person in FERNHILL.people}
    await live_through(world.bot, world.team, ids, str(world.channel("departures").id))
    await world.clock.advance(minutes=2)
    for handle, name in LOST[1:]:
        await _log(world, handle, name)
    await _agree_on_a_call(world)


async def _agree_on_a_call(world: World) -> Actor:
    """Acme Bakeries leave, and somebody will speak with them in three days."""
    await _log(world, *LOST[0])
    caller = await _asked(world, LOST[0][1])
    await caller.presses("I'll do it", caller.newest(containing=CALL))
    await world.clock.advance(minutes=1)
    await caller.presses("Arranged")
    assert await caller.fills(day=(world.clock.now() + timedelta(days=3)).date(), time="10:00") == {}
    await world.clock.advance(minutes=1)
    return caller


async def _log(world: World, handle: str, name: str) -> None:
    person = world.person(handle)
    await person.types(f"/lost-customer {name}")
    assert await person.fills(owner=handle) == {}
    await world.clock.advance(minutes=1)


async def _asked(world: World, customer: str) -> Actor:
    """Whoever is asked to call that customer and no other."""
    for _hour in range(48):
        for person in FERNHILL.people:
            actor = world.person(person.handle)
            try:
                question = actor.newest(containing=CALL)
            except NotThere:
                continue
            if customer in question.text:
                return actor
        await world.clock.advance(hours=1)
    raise AssertionError("nobody was asked")


def _said(world: World) -> dict[str, Message]:
    """Everything that stands in the workspace from the bot, by its delivery; each is there once."""
    found: dict[str, Message] = {}
    for place in world.workspace.conversations.values():
        for message in place.messages.values():
            delivery = delivery_in({"metadata": message.metadata})
            if delivery is not None:
                assert delivery not in found, "said twice"
                found[delivery] = message
    return found


def _planned(unit: Unit) -> list[str]:
    return list(unit.all(select(Obligation.id).where(Obligation.state == Progress.planned)))


def _unfinished(unit: Unit, planned: list[str]) -> list[str]:
    """What had been planned before and is not done, or waits to be sent though it could be."""
    undone = Obligation.id.in_(planned), Obligation.state.in_((Progress.planned, Progress.failed)), Obligation.due <= unit.now
    late = Delivery.state.not_in((Sending.sent, Sending.ended)), Delivery.due <= unit.now
    return [*unit.all(select(Obligation.kind).where(*undone)), *unit.all(select(Delivery.key).where(*late))]


def _nobody_is_flooded(world: World, came: list[Message]) -> None:
    """At most three messages a day for anybody, one of them a brief, and all within their hours."""
    per_day: Counter[tuple[str, date]] = Counter()
    briefs: Counter[tuple[str, date]] = Counter()
    for person in FERNHILL.people:
        hours = Hours(ZoneInfo(world.workspace.account(person.handle).tz))
        for message in (one for one in came if one in world.person(person.handle).dm):
            local = datetime.fromtimestamp(float(message.ts), UTC).astimezone(hours.zone)
            assert is_working_day(local.date(), hours), (person.handle, local, message.text)
            assert hours.start <= local.time() < hours.end, (person.handle, local, message.text)
            per_day[person.handle, local.date()] += 1
            briefs[person.handle, local.date()] += "things wait for you" in message.text
    assert max(per_day.values()) <= 3, per_day
    assert max(briefs.values()) == 1


def _each_thing_comes_once(unit: Unit) -> None:
    """In all briefs together, nobody is told of the same thing twice."""
    told = unit.all(select(BriefItem).where(BriefItem.brief.is_not(None)))
    assert max(Counter((item.person, item.card, item.subject) for item in told).values()) == 1


def _about(world: World, handle: str, came: dict[str, Message], customer: str) -> list[Message]:
    return [one for one in came.values() if one in world.person(handle).dm and customer in one.text]
