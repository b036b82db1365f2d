"""How often kinds of customers may be kept in touch with, and greetings on a date of theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.customers.events import CustomerDescribed
from bot.customers.models import Customer
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.nudges import service as nudging
from bot.nudges.values import Bounds, NudgeKind, NudgeState, Obstacle, SegmentBounds, Snooze, Suggestion
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit
from bot.workspace.values import Outcome
from tests.nudges.support import ANA, LEE, MAYA, OMAR, TODAY, Firm
from tests.nudges.test_journey import lost, settles
from tests.nudges.test_occasions import declines
from tests.support.world import World


async def described(firm: Firm, departure: str, **what: object) -> None:
    """Somebody says in the folder what kind of customer they are, or which date is theirs."""

    def say(unit: Unit) -> None:
        customer = unit.need(Customer, unit.need(Departure, departure).customer)
        for name, value in what.items():
            setattr(customer, name, value)
        unit.session.flush()
        unit.tell(CustomerDescribed(customer.id))

    await firm(say)


async def test_an_admin_says_between_what_it_may_be_for_a_kind_of_customer(firm: Firm) -> None:
    """What is planned moves with it, for those who are lost already, and only for their kind."""
    wholesale, cafe = await firm.loses(), await firm.loses("Brio")
    for one in (wholesale, cafe):
        await firm.agrees(one)
    await described(firm, wholesale, segments=["Wholesale"])

    assert await firm(nudging.kinds_and_bounds, OMAR) is None
    assert await firm(nudging.choose_bounds, OMAR, "Wholesale", Bounds(30, 61)) is Outcome.may_not
    assert await firm(nudging.choose_bounds, ANA, "wholesale ", Bounds(30, 61)) is Outcome.done
    assert await firm(nudging.kinds_and_bounds, ANA) == [SegmentBounds("wholesale ", Bounds(30, 61))]
    await firm.passes(days=70)

    (nudge,) = await firm.nudges(wholesale)
    assert timedelta(days=61) <= nudge.at - firm.clock.now() + timedelta(days=70) <= timedelta(days=65)
    assert "About every two months" in await firm.shown("nudge", nudge.id)
    assert await firm.nudges(cafe) == []


async def test_nobody_chooses_for_a_customer_what_is_beyond_the_bounds_of_their_kind(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await described(firm, departure, segments=["Hotels"])
    await firm(nudging.choose_bounds, ANA, "Hotels", Bounds(91, 182))
    await firm.passes(days=95)
    (nudge,) = await firm.nudges(departure)

    assert await declines(firm(nudging.set_rhythm, MAYA, nudge.id, 30)) is Obstacle.beyond_bounds
    await firm(nudging.set_rhythm, MAYA, nudge.id, 182)
    assert (await firm(nudging.asking, MAYA, nudge.id)).bounds == Bounds(91, 182)


async def test_they_are_greeted_on_a_date_of_theirs(firm: Firm) -> None:
    """Some days before, so that a card arrives; the next time counts from there."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await described(firm, departure, own_day=date(1999, 5, 13), own_day_name="The day <the> bakery opened")
    await firm.passes(days=75)

    (nudge,) = await firm.nudges(departure)
    assert (nudge.kind, nudge.suggestion, nudge.day) == (NudgeKind.nudge, Suggestion.greeting, date(2026, 5, 13))
    assert nudge.at.date() == date(2026, 5, 8)
    shown = await firm.shown("nudge", nudge.id)
    assert "The day &lt;the&gt; bakery opened is on" in shown
    await firm.passes(days=100)
    _greeting, hello = await firm.nudges(departure)
    assert hello.day is None
    assert hello.suggestion is not Suggestion.greeting
    assert hello.at - nudge.at >= timedelta(days=91)


async def test_a_greeting_that_nobody_answered_ends_by_itself_once_its_day_is_well_past(firm: Firm) -> None:
    """It loses its buttons; who was away meanwhile is not told of it at all, and the next time comes as ever."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await described(firm, departure, own_day=date(1999, 5, 13), own_day_name="Founders' day")
    await firm.until(datetime(2026, 5, 26, tzinfo=UTC))
    (greeting,) = await firm.nudges(departure)
    assert greeting.state is NudgeState.waiting
    assert "You can choose" in await firm.shown("nudge", greeting.id)

    await firm.passes(days=3)

    (greeting,) = await firm.nudges(departure)
    assert greeting.state is NudgeState.over
    assert "You can choose" not in await firm.shown("nudge", greeting.id)
    assert await firm(nudging.duties, MAYA) == []
    await firm(lambda unit: unit.session.execute(update(Delivery).values(state=Sending.ended)))
    assert await firm(lambda unit: unit.parts.cards["nudge"](unit, greeting.id)) is None
    await firm.passes(days=75)
    assert [one.day for one in await firm.nudges(departure)] == [greeting.day, None]


async def test_the_day_of_their_first_business_is_one_of_them(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await described(firm, departure, since=date(2019, 6, 24))
    await firm.passes(days=115)

    (nudge,) = await firm.nudges(departure)
    assert nudge.day == date(2026, 6, 24)
    assert "7 years since they first did business with us" in await firm.shown("nudge", nudge.id)


@pytest.mark.parametrize("passed_on", ["snooze", "hand_over"])
async def test_a_greeting_that_was_put_off_or_handed_over_comes_back_as_one(firm: Firm, passed_on: str) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await described(firm, departure, own_day=date(1999, 5, 13), own_day_name="Founders' day")
    await firm.passes(days=68)
    (first,) = await firm.nudges(departure)

    if passed_on == "snooze":
        await firm(nudging.snooze, MAYA, first.id, Snooze.monday)
    else:
        await firm(nudging.hand_over, MAYA, first.id, LEE)
    await firm.passes(days=4)

    _first, second = await firm.nudges(departure)
    assert (second.day, second.words, second.suggestion) == (date(2026, 5, 13), "Founders' day", Suggestion.greeting)


async def test_who_has_not_answered_is_asked_once_and_greeted_never(firm: Firm) -> None:
    departure = await firm.loses()
    await described(firm, departure, since=date(2019, 6, 24))
    await firm.passes(days=400)

    assert [one.kind for one in await firm.nudges(departure)] == [NudgeKind.check_in]
    await firm.agrees(departure, Consent.no)
    await firm.passes(days=400)
    assert len(await firm.nudges(departure)) == 1
    assert firm.clock.now().date() > TODAY


@pytest.mark.slow
async def test_an_admin_chooses_in_the_settings_and_the_folder_holds_their_date(world: World) -> None:
    await lost(world)
    maya, ana = world.person("maya"), world.person("grace")
    await maya.types("/lost-customer folder Acme Bakeries")
    await maya.presses("About them")
    answers = {"segments": "Bakeries", "own_day": date(1999, 5, 13)}
    assert "what that date is" in (await maya.fills(**answers))["own_day_name"]
    assert await maya.fills(own_day_name="The day the bakery opened", **answers) == {}
    assert maya.modal is not None
    assert "May 13, The day the bakery opened" in "\n".join(maya.modal.texts())
    await maya.closes()

    await ana.types("/lost-customer settings")
    await ana.presses("By kind of customer")
    await ana.presses("Change")
    wrong = await ana.fills(shortest="About twice a year", longest="About once a month")
    assert "more often than “at most”" in wrong["longest"]
    assert await ana.fills(shortest="About every two months", longest="About twice a year") == {}
    assert ana.modal is not None
    assert "At most: about every two months. At least: about twice a year." in "\n".join(ana.modal.texts())
    await settles(world)
    await world.clock.advance(days=70)

    assert "2026-05-13" in maya.newest("The day the bakery opened").text
