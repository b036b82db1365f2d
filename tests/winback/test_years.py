"""The whole of it over years: leaves, is parted with and heard, kept in touch with, asked, comes back, is cared for, leaves again.

Four people in four zones, with the holidays of three countries, through the running bot.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import holidays
import pytest
from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.customers.models import Customer
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.folder.service.opening import folder_of
from bot.folder.values import FolderView
from bot.insights.service import left_within
from bot.insights.values import LeftAgain
from bot.interviews.events import InterviewHeld
from bot.interviews.models import Finding, Interview
from bot.interviews.values import InterviewState
from bot.sandbox.errors import NotThere
from bot.sandbox.finding import controls
from bot.sandbox.records import Message
from bot.winback.models import CareCheck, Return
from bot.winback.values import CareKind, CareState
from bot.work.unit import Unit
from bot.workspace.rules import Amount
from tests.support.world import World
from tests.winback.test_journey import ACME, digests, lost, opens, settles

HELLO = "It is time to say hello to *Acme Bakeries*"
LOOKS = "*Acme Bakeries* "
AT_HOME = {"maya": "US", "walt": "US", "jonas": "DE", "priya": "IN"}
"""New York, Los Angeles, Berlin and Kolkata."""


async def keeps_holidays(world: World) -> None:
    """Everybody keeps the holidays of where they live."""

    def settle(unit: Unit) -> None:
        for handle, country in AT_HOME.items():
            unit.need(Colleague, world.id_of(handle)).country = country

    await world.bot.deps.unit(world.team, settle)


async def heard(world: World, departure: str, reason: str) -> None:
    """Priya, a stranger to them, heard them out, and found a reason."""

    def file(unit: Unit) -> None:
        theirs = select(Interview).where(Interview.departure == departure).order_by(Interview.id)
        interview = unit.first(theirs) or unit.add(Interview(departure=departure, turns=0))
        interview.state, interview.interviewer, interview.held_at = InterviewState.held, world.id_of("priya"), unit.now
        unit.session.flush()
        found = {"said": "They were kind.", "reason": reason, "consent": Consent.yes}
        found |= {"filed_by": world.id_of("priya"), "filed_at": unit.now}
        unit.add(Finding(interview=interview.id, **found))
        unit.session.flush()
        unit.tell(InterviewHeld(interview.id, departure))

    await world.bot.deps.unit(world.team, file)
    await settles(world)


def buttons(message: Message) -> list[str]:
    """What can be pressed in a message."""
    return [one.element["text"]["text"] for one in controls([message]) if one.element["type"] == "button"]


async def question(world: World, handle: str, words: str, button: str) -> Message:
    """The question with these words that waits for somebody, opened from their morning brief where it stands there."""
    person = world.person(handle)
    for _try in range(2):
        for one in reversed(person.dm):
            if words in one.text and button in buttons(one):
                return one
        for brief in [one for one in person.dm if "Open" in buttons(one)]:
            for _line in range(buttons(brief).count("Open")):
                await person.presses("Open", message=brief)
                await settles(world)
    raise NotThere(words)


def came_at_work(world: World, handle: str, message: Message) -> bool:
    """Whether it came on a working day of theirs, in their hours."""
    local = datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZoneInfo(world.person(handle).user.tz))
    free = holidays.country_holidays(AT_HOME[handle], years=local.year)
    return local.weekday() < 5 and local.date() not in free and 9 <= local.hour < 17


async def stays_in_touch(world: World, handle: str, quarters: int) -> None:
    """A quarter after the last contact somebody is asked to say hello, and does, once for each quarter."""
    person = world.person(handle)
    for _quarter in range(quarters):
        await world.clock.advance(days=100)
        nudge = await question(world, handle, HELLO, "Done")
        assert came_at_work(world, handle, nudge)
        await person.presses("Done", message=nudge)
        assert await person.fills(kind="A call", sounded="Glad to hear from us", words="We talked about bread") == {}
        await settles(world)


async def returns_of(world: World) -> list[Return]:
    """All returns."""
    return list(await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Return).order_by(Return.said_at))))


async def checks_of(world: World, came_back: str) -> list[CareCheck]:
    """The looks at a returned customer, in order."""
    query = select(CareCheck).where(CareCheck.came_back == came_back).order_by(CareCheck.due)
    return list(await world.bot.deps.unit(world.team, lambda unit: unit.all(query)))


async def is_cared_for(world: World, handle: str, amber: CareKind) -> None:
    """Through the year somebody is asked how they are, and answers: all is well, but for one time."""
    (came_back,) = await returns_of(world)
    for kind in CareKind:
        (check,) = [one for one in await checks_of(world, came_back.id) if one.kind is kind]
        due = datetime.combine(check.due, datetime.min.time(), UTC)
        await world.clock.advance(seconds=max(0, (due + timedelta(days=6) - world.clock.now()).total_seconds()))
        asked = await question(world, handle, LOOKS, "All is well")
        (check,) = [one for one in await checks_of(world, came_back.id) if one.kind is kind]
        assert (check.state, check.person) == (CareState.waiting, world.id_of(handle))
        assert "what they once left over (“price”) gone?" in asked.text
        assert came_at_work(world, handle, asked)
        person = world.person(handle)
        if kind is amber:
            await person.presses("Something is off", message=asked)
            assert await person.fills(cause_gone="No, it is still there", note="The pallets were late") == {}
        else:
            await person.presses("All is well", message=asked)
        await settles(world)
    states = [one.state for one in await checks_of(world, came_back.id)]
    assert states.count(CareState.green) == 5
    assert states.count(CareState.amber) == 1


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_two_times_with_us(world: World) -> None:
    await opens(world)
    await keeps_holidays(world)
    jonas, walt, maya = (world.person(one) for one in ("jonas", "walt", "maya"))
    today = world.clock.now().date()
    first = await lost(world, owner=world.id_of("jonas"), happened=today, contact="Rosa Marin, rosa@acme.example")

    await jonas.presses("I've sent it", message=await question(world, "jonas", "This happens to good firms", "I've sent it"))
    await settles(world)
    await world.clock.advance(days=20)
    await heard(world, first, "price")
    await stays_in_touch(world, "jonas", 3)

    digest = next(one for one in reversed(digests(world)) if ACME in one.text and "I'll ask" in buttons(one))
    await walt.presses("I'll ask", message=digest)
    await settles(world)
    await jonas.types("/lost-customer back acme bakeries")
    back = world.clock.now().date()
    told = {"words": "The new boxes", "terms": "A pilot", "cost": "1.200,50 EUR", "worth": "30.000 EUR"}
    assert await jonas.fills(day=back, **told) == {}
    await settles(world)
    assert "nothing left" in "\n".join(one.text for one in walt.dm)
    thanks = maya.newest("is doing business with us again", channel="departures")
    assert thanks.thread_ts is not None
    await jonas.presses("I've sent it", message=jonas.newest("has been back with us since"))
    await settles(world)

    await is_cared_for(world, "jonas", CareKind.day_60)
    for admin in ("grace", "lena"):
        seen = [text for one in world.person(admin).dm for text in one.texts()]
        assert any("something is off" in text for text in seen)
    assert not [one for one in jonas.dm if HELLO in one.text and "Done" in buttons(one)]

    await world.clock.advance(days=120)
    await maya.types("/lost-customer Acme Bakeries")
    gone = world.clock.now().date() - timedelta(days=1)
    assert await maya.fills(happened=gone, owner="jonas") == {}
    await settles(world)
    card = next(one for one in maya.messages("departures") if "Second time with us" in one.text)
    assert "*Has left*" in card.text
    await heard(world, (await departures(world))[-1].id, "quality")

    await they_have_had_two_times(world, first, (today, back, gone))


async def departures(world: World) -> list[Departure]:
    """All of them, in order."""
    query = select(Departure).order_by(Departure.logged_at)
    return list(await world.bot.deps.unit(world.team, lambda unit: unit.all(query)))


async def they_have_had_two_times(world: World, first: str, days: tuple[date, date, date]) -> None:
    """The folder has both times with all that is known of each, and what is learnt in sum counts a second one."""
    left, back, gone = days
    both = await departures(world)
    assert [(one.id == first, one.stage) for one in both] == [(True, Stage.returned), (False, Stage.left)]

    def look(unit: Unit) -> tuple[FolderView | None, list[LeftAgain]]:
        customer = unit.first(select(Customer.id))
        return folder_of(unit, world.id_of("jonas"), customer or ""), left_within(unit, timedelta(days=5 * 365))

    view, counted = await world.bot.deps.unit(world.team, look)
    assert view is not None
    one, two = view.facts.times
    assert (one.until, one.is_over, one.reasons, one.cost) == (left, True, ("price",), None)
    assert (two.began, two.until, two.is_over, len(two.reasons)) == (back, gone, True, 1)
    assert (two.worth, two.cost) == (Amount(Decimal(30000), "EUR"), Amount(Decimal("1200.50"), "EUR"))
    assert counted == [LeftAgain(1, "price", None), LeftAgain(2, "quality", "price")]
