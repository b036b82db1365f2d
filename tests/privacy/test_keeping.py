"""What was kept long enough goes by itself, kind by kind, when its time has come and not before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.colleagues.models import BriefItem, Colleague, Interruption, Membership
from bot.customers.models import Customer, Erasure, Note
from bot.customers.service import add_customer
from bot.departures.models import Departure
from bot.folder.erasures import apply, listed
from bot.folder.service.reach import links, tables
from bot.insights.service import ASK_NUMBERS, LOOK, POST
from bot.insights.service.quarterly import EVERY_QUARTER
from bot.insights.service.years import EVERY_MONTH
from bot.interviews.models import FrankNote, Interview, Willingness
from bot.interviews.values import InterviewState
from bot.privacy.service.keeping import ALL, GOING, NIGHT, newest_of, paths
from bot.work.models import Attempt, Delivery, Sending
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.support.world import World
from tests.winback.test_journey import lost, opens

pytestmark = pytest.mark.every_night

KEEPING = "How long I keep things"


async def chooses(world: World, handle: str = "grace", **spans: str) -> dict[str, str]:
    """An admin says how long things are kept."""
    person = world.person(handle)
    await person.types("/lost-customer settings")
    await person.presses(KEEPING)
    errors = await person.fills(**spans)
    if not errors:
        await person.closes()
    await world.rests()
    return errors


async def has_quiet(world: World, *names: str, days: int) -> list[str]:
    """Customers with a note in their folder from so many days ago, of whom nobody has heard since."""

    def remember(unit: Unit) -> list[str]:
        known = [add_customer(unit, name) for name in names]
        unit.session.flush()
        for one in known:
            one.created = unit.now - timedelta(days=days)
            unit.add(Note(customer=one.id, by=world.id_of("maya"), at=one.created, words=f"All about {one.name}"))
        return [one.id for one in known]

    return await world.bot.deps.unit(world.team, remember)


async def notes(world: World, customer: str) -> None:
    """Somebody writes into a folder."""

    def write(unit: Unit) -> None:
        unit.add(Note(customer=customer, by=world.id_of("maya"), at=unit.now, words="They called."))

    await world.bot.deps.unit(world.team, write)


async def erased(world: World) -> set[str]:
    gone = select(Customer.id).where(Customer.erased_at.is_not(None))
    return set(await world.bot.deps.unit(world.team, lambda unit: unit.all(gone)))


@pytest.mark.slow
async def test_a_folder_with_which_nothing_happens_goes_after_the_years_that_were_chosen_and_is_announced(world: World) -> None:
    await opens(world)
    assert await chooses(world, keep_folders="1 year") == {}
    quiet, noted = await has_quiet(world, "Quiet Mills", "Noted & Co", days=333)
    grace = world.person("grace")

    await world.clock.advance(days=1)
    assert not [one for one in grace.dm if "Quiet Mills" in one.text]
    await world.clock.advance(days=3)
    told = [one.text for one in grace.dm if "Quiet Mills" in one.text]
    assert len(told) == 1
    assert "Noted &amp; Co" in told[0]

    await notes(world, noted)
    await world.clock.advance(days=27)
    assert await erased(world) == set()
    await world.clock.advance(days=5)

    assert await erased(world) == {quiet}
    left = await world.bot.deps.unit(world.team, lambda unit: [one.words for one in unit.all(select(Note))])
    assert not [words for words in left if "Quiet Mills" in words]
    assert not [one for one in grace.dm if "Quiet Mills" in one.text], "their name stands nowhere any more"

    marks = await world.bot.deps.unit(world.team, lambda unit: [(one.by, one.marks) for one in unit.all(select(Erasure))])
    assert marks == [("", [])], "nobody asked to be left alone: by that name they are new to us when they come again"
    assert (await apply(world.bot.deps.unit, listed(world.settings.database_url))).before == 1


@pytest.mark.slow
async def test_an_admin_hears_nothing_of_folders_that_go_no_more_before_they_read_of_them(world: World) -> None:
    await opens(world)
    assert await chooses(world, keep_folders="1 year") == {}
    (quiet,) = await has_quiet(world, "Quiet Mills", days=333)
    grace = world.person("grace")
    before = [one.text for one in grace.dm]
    announced = select(BriefItem).where(BriefItem.card == GOING, BriefItem.person == world.id_of("grace"))

    for _hour in range(5 * 24):
        if await world.bot.deps.unit(world.team, lambda unit: unit.first(announced)):
            break
        await world.clock.advance(hours=1)
    waiting = await world.bot.deps.unit(world.team, lambda unit: unit.need(BriefItem, unit.all(announced)[0].id).brief)
    assert waiting is None, "it waits for the morning"

    await notes(world, quiet)
    await world.clock.advance(days=4)

    assert [one.text for one in grace.dm] == before
    assert await world.bot.deps.unit(world.team, lambda unit: unit.all(announced)) == []


async def test_words_of_sent_messages_go_and_the_messages_stay(world: World) -> None:
    await opens(world)
    await lost(world)
    stood = [one.text for one in world.person("maya").messages("departures")]

    def age(unit: Unit) -> None:
        for one in unit.all(select(Delivery)):
            one.created -= timedelta(days=90)
        for tried in unit.all(select(Attempt)):
            tried.at -= timedelta(days=90)

    def held(unit: Unit) -> tuple[int, int]:
        over = Delivery.created < unit.now - timedelta(days=90), Delivery.state.in_((Sending.sent, Sending.ended))
        words = unit.all(select(Delivery.id).where(*over, Delivery.content.is_not(None)))
        return len(words), len(unit.all(select(Attempt.id).where(Attempt.at < unit.now - timedelta(days=90))))

    await world.bot.deps.unit(world.team, age)
    assert min(await world.bot.deps.unit(world.team, held)) > 0
    await world.clock.advance(hours=14)

    assert await world.bot.deps.unit(world.team, held) == (0, 0)
    assert [one.text for one in world.person("maya").messages("departures")][: len(stood)] == stood


async def test_records_go_after_their_years_but_not_what_still_says_since_when_something_is_so(world: World) -> None:
    await opens(world)
    await chooses(world, keep_records="1 year")

    def write(unit: Unit) -> None:
        add_customer(unit, "Acme")
        for did, days in (("folder.opened", 400), ("folder.exported", 300), ("frank_reader.named", 400)):
            unit.add(AuditEntry(at=unit.now - timedelta(days=days), who="U1", did=did, what="x"))

    await world.bot.deps.unit(world.team, write)
    await world.clock.advance(days=1)

    kept = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(AuditEntry.did).where(AuditEntry.what == "x")))
    assert sorted(kept) == ["folder.exported", "frank_reader.named"]
    told = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(AuditEntry.what).where(AuditEntry.did == "kept.let_go")))
    assert "records" in told


@pytest.mark.slow
async def test_what_is_not_for_the_owner_and_traces_of_colleagues_go(world: World) -> None:
    await opens(world)
    await lost(world)
    maya, theo = world.id_of("maya"), world.id_of("theo")

    def write(unit: Unit) -> None:
        departure = unit.all(select(Departure.id))[0]
        number = {"state": InterviewState.held, "number": 7}
        for days in (4 * 365, 100):
            interview = unit.add(Interview(departure=departure, **(number | {"number": days})))
            unit.session.flush()
            unit.add(FrankNote(interview=interview.id, by=theo, at=unit.now - timedelta(days=days), words="Frankly", reason="price"))
        away = unit.need(Colleague, maya)
        away.away_from, away.away_until = date(2026, 1, 5), date(2026, 1, 9)
        gone = unit.need(Colleague, theo)
        gone.days, gone.country, gone.is_gone = "012", "FR", True
        unit.ensure(Willingness, theo, never=True)
        unit.ensure(Membership, f"C1:{theo}", channel="C1", person=theo)
        unit.ensure(Interruption, f"brief:{maya}:2025-12-01", person=maya, day=date(2025, 12, 1), at=unit.now)

    def read(unit: Unit) -> dict[str, Any]:
        return {
            "frank": sorted(one.words for one in unit.all(select(FrankNote))),
            "away": unit.need(Colleague, maya).away_until,
            "days": unit.need(Colleague, theo).days,
            "willing": unit.get(Willingness, theo),
            "places": unit.get(Membership, f"C1:{theo}"),
            "taken": unit.get(Interruption, f"brief:{maya}:2025-12-01"),
        }

    await world.bot.deps.unit(world.team, write)
    await world.clock.advance(days=1)

    wanted = {"frank": ["", "Frankly"], "away": None, "days": None, "willing": None, "places": None, "taken": None}
    assert await world.bot.deps.unit(world.team, read) == wanted


async def test_what_lies_ahead_keeps_a_folder_and_every_table_that_hangs_on_customers_is_looked_at(world: World) -> None:
    assert set(paths()) == {child for child, _column, parent in links() if parent in {Customer, *paths()}} - {Customer}
    assert len(paths()) > 30
    assert set(paths()) <= set(tables().values())
    await opens(world)
    await lost(world)

    def read(unit: Unit) -> bool:
        customer = unit.all(select(Customer.id))[0]
        return newest_of(unit, [customer])[customer] >= unit.now

    assert await world.bot.deps.unit(world.team, read)


@pytest.mark.slow
async def test_for_ever_is_for_ever(world: World) -> None:
    await opens(world)
    assert await chooses(world, keep_folders="Until somebody erases it") == {}
    await has_quiet(world, "Quiet Mills", days=5000)

    await world.clock.advance(days=33)

    assert await erased(world) == set()


@pytest.mark.slow
async def test_it_is_planned_again_every_time_without_a_restart(world: World) -> None:
    """And so is what else comes round: the nightly look, the month's numbers, the quarter's report."""
    await world.clock.advance(days=31)

    def ahead(unit: Unit) -> list[int]:
        kinds = ((NIGHT, ALL), (LOOK, ALL), (ASK_NUMBERS, EVERY_MONTH), (POST, EVERY_QUARTER))
        return [sum(one.due > unit.now for one in unit.planned(kind, subject)) for kind, subject in kinds]

    assert await world.bot.deps.unit(world.team, ahead) == [1, 1, 1, 1]
