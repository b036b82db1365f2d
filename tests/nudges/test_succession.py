"""Whoever kept in touch with a customer has left the firm: an admin chooses, and the one they choose is asked first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.departures.models import Departure
from bot.departures.service import roles_in
from bot.nudges import service as nudging
from bot.nudges.models import Succession
from bot.nudges.service.succession import OFFERED, WANTED
from bot.nudges.values import NewsForm, NudgeState, Obstacle, SuccessionState
from bot.workspace.roles import Role
from tests.nudges.support import ANA, GUEST, LEE, MAYA, OMAR, Firm
from tests.nudges.test_journey import ASKED, lost, settles
from tests.nudges.test_occasions import declines
from tests.support.world import World


async def successions(firm: Firm) -> list[Succession]:
    return await firm(lambda unit: list(unit.all(select(Succession).order_by(Succession.id))))


async def owner_of(firm: Firm, departure: str) -> str | None:
    return await firm(lambda unit: unit.need(Departure, departure).owner)


async def test_an_admin_is_asked_and_the_one_they_choose_is_asked_first(firm: Firm) -> None:
    """Nothing changes hands before they said yes; then it is theirs, and they are asked when it is time."""
    acme, brio = await firm.loses(), await firm.loses("Brio")
    other = await firm.loses("Cleo", owner=LEE)
    for one in (acme, brio, other):
        await firm.agrees(one)
    await firm.passes(days=95)

    await firm.loses_colleague(MAYA)
    assert await firm.prompted(WANTED) == [ANA]
    shown = await firm.shown(WANTED, f"{MAYA}:0")
    assert "Maya* has no full account here any more, and stayed in touch with 2 customers" in shown
    assert all(line in shown for line in ("• Acme", "• Brio"))
    rows = [one.id for one in await successions(firm)]
    assert await declines(firm(nudging.offer_to, OMAR, MAYA, rows, LEE)) is Obstacle.not_an_admin
    assert await declines(firm(nudging.succession_view, OMAR, MAYA)) is Obstacle.not_an_admin
    assert await declines(firm(nudging.offer_to, ANA, MAYA, rows, GUEST)) is Obstacle.not_a_colleague
    assert await declines(firm(nudging.offer_to, ANA, MAYA, rows, MAYA)) is Obstacle.not_a_colleague
    assert await declines(firm(nudging.offer_to, ANA, MAYA, [], LEE)) is Obstacle.nobody_chosen

    await firm(nudging.offer_to, ANA, MAYA, rows, LEE)
    assert await firm.prompted(OFFERED) == [LEE]
    assert await owner_of(firm, acme) == MAYA
    assert Role.team in await firm(roles_in, LEE, acme)
    assert "Lee is asked" in await firm.shown(WANTED, f"{MAYA}:0")
    await firm(nudging.answer_offer, LEE, MAYA, takes=True)
    assert [await owner_of(firm, one) for one in (acme, brio)] == [LEE, LEE]
    assert "Lee stays in touch with them" in await firm.shown(WANTED, f"{MAYA}:0")
    assert await declines(firm(nudging.answer_offer, LEE, MAYA, takes=False)) is Obstacle.answered

    await firm.passes(days=4)
    waiting = [one for one in await firm.nudges(acme) if one.state is NudgeState.waiting]
    assert [one.person for one in waiting] == [LEE]


async def test_who_would_rather_not_is_not_asked_why_and_somebody_else_may_be(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.loses_colleague(MAYA)
    (row,) = await successions(firm)

    await firm(nudging.offer_to, ANA, MAYA, [row.id], LEE)
    await firm(nudging.answer_offer, LEE, MAYA, takes=False)

    assert await firm.prompted(WANTED) == [ANA, ANA]
    assert "Lee would rather not" in await firm.shown(WANTED, f"{MAYA}:1")
    assert "need not do anything" in await firm.shown(OFFERED, f"{MAYA}:{LEE}:{row.id}:0")
    assert Role.team not in await firm(roles_in, LEE, departure)
    await firm(nudging.offer_to, ANA, MAYA, [row.id], ANA)
    assert await owner_of(firm, departure) == ANA
    assert await firm.prompted(OFFERED) == [LEE]


async def test_without_an_answer_an_admin_may_ask_somebody_else(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.loses_colleague(MAYA)
    (row,) = await successions(firm)
    await firm(nudging.offer_to, ANA, MAYA, [row.id], LEE)

    await firm.passes(days=9)

    (row,) = await successions(firm)
    assert (row.state, row.offer) == (SuccessionState.open, None)
    assert await declines(firm(nudging.answer_offer, LEE, MAYA, takes=True)) is Obstacle.answered


async def test_who_is_asked_twice_has_as_long_for_the_second_as_for_the_first(firm: Firm) -> None:
    for name in ("Acme", "Brio"):
        await firm.agrees(await firm.loses(name))
    await firm.loses_colleague(MAYA)
    first, second = [one.id for one in await successions(firm)]

    async def states() -> dict[str, SuccessionState]:
        return {one.id: one.state for one in await successions(firm)}

    await firm(nudging.offer_to, ANA, MAYA, [first], LEE)
    await firm.passes(days=4)
    await firm(nudging.offer_to, ANA, MAYA, [second], LEE)

    await firm.passes(days=4)
    assert await states() == {first: SuccessionState.open, second: SuccessionState.asked}
    assert "Brio" in await firm.shown(OFFERED, f"{MAYA}:{LEE}:{second}:0")
    await firm.passes(days=6)
    assert await states() == {first: SuccessionState.open, second: SuccessionState.open}


async def test_nothing_is_lost_while_nobody_has_taken_it_on(firm: Firm) -> None:
    """What is due waits for a week, and then goes to the admin."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=95)
    await firm.loses_colleague(MAYA)
    gone_at = firm.clock.now()

    await firm.passes(days=20)

    first, second = await firm.nudges(departure)
    assert (first.state, second.person) == (NudgeState.handed_over, ANA)
    assert timedelta(days=7) <= second.at - gone_at <= timedelta(days=11)


async def test_what_had_an_occasion_waits_with_the_rest(firm: Firm) -> None:
    """Two things of which the owner was asked: neither comes before the week is over, or somebody takes them on."""
    departure = await firm.loses()
    await firm.agrees(departure)
    for page in ("https://news.example/a", "https://news.example/b"):
        await firm(nudging.bring_news, OMAR, NewsForm(None, "acme", page, None))
    await firm.loses_colleague(MAYA)
    (row,) = await successions(firm)

    await firm.passes(days=3)
    assert [one.state for one in await firm.nudges(departure)] == [NudgeState.handed_over] * 2
    await firm(nudging.offer_to, ANA, MAYA, [row.id], LEE)
    await firm(nudging.answer_offer, LEE, MAYA, takes=True)
    await firm.passes(days=3)

    *_before, one, other = await firm.nudges(departure)
    assert {one.link, other.link} == {"https://news.example/a", "https://news.example/b"}
    assert (one.person, one.state, other.person, other.state) == (LEE, NudgeState.waiting, LEE, NudgeState.waiting)


async def test_where_somebody_else_looks_after_them_anyway_no_admin_is_asked(firm: Firm) -> None:
    """It was handed over from the owner, who is still here; or nobody is to stay in touch."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges(departure)
    await firm(nudging.hand_over, MAYA, nudge.id, LEE)
    await firm.loses_colleague(LEE)

    assert await successions(firm) == []


@pytest.mark.slow
async def test_it_is_asked_in_slack(world: World) -> None:
    await lost(world)
    grace, theo = world.person("grace"), world.person("theo")

    world.workspace.deactivate("maya")
    await world.clock.advance(days=1)
    await grace.presses("Choose…")
    assert await grace.fills(colleague="theo") == {}
    await world.clock.advance(days=1)
    asked = theo.newest("Would you stay in touch from now on with *Acme Bakeries*")
    await theo.presses("I'll do it", asked)
    await settles(world)

    assert "You stay in touch with *Acme Bakeries* from now on" in theo.newest("You stay in touch").text
    assert "Theo Marchetti stays in touch with them" in grace.newest("has no full account here any more").text
    await world.clock.advance(days=95)
    assert [one for one in theo.dm if ASKED in one.text]
