"""What is known from before comes in: once, without a word to anybody, and it may be asked about again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from bot.customers.models import ConsentAnswer, Contact, Customer, Dealing, Lifetime
from bot.customers.service import consent_of, find_customer
from bot.customers.values import Consent
from bot.departures.models import Departure, Step
from bot.departures.service import choose_size
from bot.departures.values import Size, Stage
from bot.folder.service.forgetting import erase
from bot.importing.values import Kind, Problem
from bot.insights.models import Month
from bot.insights.service.counting import scorecard_of
from bot.interviews.models import Finding, Interview
from bot.interviews.values import Source
from bot.store.base import Base
from bot.winback.service import opportunities
from bot.winback.values import Cure
from bot.work.models import Delivery, Obligation
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen
from bot.workspace.service import settings_of
from tests.departures.support import ANA, CHANNEL, MAYA, OMAR, Firm
from tests.importing.support import comes_in, excel, whole_firm

PAST = (
    b"Customer,Left on,Reason,Notes,Went to,What they valued,Owner,Worth,Customer since,Contact,Email,May stay in touch,Segment\n"
    b"Acme GmbH,2023-05-04,price,They told Omar,Loaf & Co,Our boxes,Omar,48000 EUR,2015-01-01,Paula,paula@acme.example,yes,"
    b"Bakeries; EU\n"
    b"Bolt,2022-01-31,Our prices went up,,,,Petra Alt,,,,,no,\n"
    b"Cog,2021,,,,,,,,,,,\n"
)


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    async with whole_firm(database_url) as opened:
        yield opened


async def counts(firm: Firm) -> dict[str, int]:
    """How many rows each table has."""

    def count(unit: Unit) -> dict[str, int]:
        kinds = {str(one.local_table): one.class_ for one in Base.registry.mappers}
        del kinds["audit"]
        return {name: unit.session.scalar(select(func.count()).select_from(kind)) or 0 for name, kind in kinds.items()}

    return await firm(count)


async def departures(firm: Firm) -> dict[str, Departure]:
    def look(unit: Unit) -> dict[str, Departure]:
        return {f"{unit.need(Customer, one.customer).name} {one.happened.year}": one for one in unit.all(select(Departure))}

    return await firm(look)


async def test_a_past_departure_comes_in_whole(firm: Firm, tmp_path: Path) -> None:
    came = await comes_in(firm, tmp_path, PAST)

    def look(unit: Unit) -> None:
        acme = find_customer(unit, "acme")
        assert acme is not None
        assert (acme.value, acme.currency, acme.since) == (Decimal(48000), "EUR", date(2015, 1, 1))
        assert acme.segments == ["Bakeries", "EU"]
        departure = unit.first(select(Departure).where(Departure.customer == acme.id))
        assert departure is not None
        assert (departure.stage, departure.happened, departure.owner) == (Stage.left, date(2023, 5, 4), OMAR)
        lifetime = unit.need(Lifetime, departure.lifetime)
        assert (lifetime.number, lifetime.began, lifetime.ended) == (1, date(2015, 1, 1), date(2023, 5, 4))
        its_interview = Interview.id == Finding.interview
        finding = unit.first(select(Finding).join(Interview, its_interview).where(Interview.departure == departure.id))
        assert finding is not None
        assert (finding.reason, finding.said, finding.competitor, finding.did_well, finding.source) == (
            "price", "They told Omar", "Loaf & Co", "Our boxes", Source.thought
        )  # fmt: skip
        contact = unit.first(select(Contact).where(Contact.customer == acme.id))
        assert contact is not None
        assert (contact.words, contact.email) == ("Paula, paula@acme.example", "paula@acme.example")
        assert unit.first(select(Dealing.person).where(Dealing.customer == acme.id)) == OMAR
        assert consent_of(unit, acme.id) is Consent.yes
        assert unit.first(select(Step.after).where(Step.departure == departure.id)) is Stage.left

    await firm(look)
    assert (came.new, came.known, came.recent, came.troubles) == (3, 0, 0, ())


async def test_nobody_is_asked_anything_about_somebody_long_gone(firm: Firm, tmp_path: Path) -> None:
    """Not when it comes in, not when a channel is chosen, and not by what falls due; but they may be asked again."""
    await comes_in(firm, tmp_path, PAST)

    def choose(unit: Unit) -> None:
        settings_of(unit).departures_channel = CHANNEL
        unit.tell(ChannelChosen(CHANNEL, ANA))

    await firm(choose)

    def look(unit: Unit) -> None:
        subjects = set(unit.all(select(Departure.id))) | set(unit.all(select(Interview.id)))
        assert unit.all(select(Delivery.id).where(Delivery.subject.in_(subjects))) == []
        assert unit.all(select(Obligation.id).where(Obligation.subject.in_(subjects))) == []
        found = {unit.need(Customer, one.customer).name: one for one in opportunities(unit)}
        assert set(found) == {"Acme GmbH", "Cog"}  # Bolt would rather not hear from us
        assert found["Acme GmbH"].signals.cure is Cure.by_us
        assert scorecard_of(unit) is None

    await firm(look)


async def test_somebody_may_begin_all_of_it_after_all(firm: Firm, tmp_path: Path) -> None:
    """Whoever wants more done says so on that customer, and an interview is sought although a reason is known."""
    await comes_in(firm, tmp_path, PAST)
    acme = (await departures(firm))["Acme GmbH 2023"]

    await firm(choose_size, ANA, acme.id, Size.full)

    def look(unit: Unit) -> int:
        return len(unit.all(select(Interview.id).where(Interview.departure == acme.id, Interview.number > 0)))

    assert await firm(look) == 1


@pytest.mark.parametrize("kind", [Kind.departures, Kind.customers, Kind.contacts])
async def test_the_same_file_again_changes_nothing(firm: Firm, tmp_path: Path, kind: Kind) -> None:
    await comes_in(firm, tmp_path, PAST)
    await comes_in(firm, tmp_path, PAST, kind)
    before = await counts(firm)

    again = await comes_in(firm, tmp_path, PAST, kind)

    assert (again.new, again.known, again.troubles) == (0, 3, ()) if kind is not Kind.contacts else again.new == 0
    assert await counts(firm) == before


async def test_the_same_file_changes_nothing_even_after_people_have_put_things_right(firm: Firm, tmp_path: Path) -> None:
    """Another day, another name, somebody who came back: what was in the file once stays in."""
    await comes_in(firm, tmp_path, PAST)

    def correct(unit: Unit) -> None:
        for one in unit.all(select(Departure)):
            one.happened += timedelta(days=3)
        for known in unit.all(select(Customer)):
            known.name, known.plain_name = f"{known.name} Holding", f"{known.plain_name} holding"

    await firm(correct)
    before = await counts(firm)
    again = await comes_in(firm, tmp_path, PAST)

    assert (again.new, again.known) == (0, 3)
    assert await counts(firm) == before


async def test_looking_changes_nothing_and_foretells_what_comes(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, b"Customer\nZed\n", Kind.customers)
    before = await counts(firm)

    told = await comes_in(firm, tmp_path, PAST, dry=True)
    after = await counts(firm)
    came = await comes_in(firm, tmp_path, PAST)

    assert (told.new, told.known, told.remarks) == (came.new, came.known, came.remarks)
    assert after == before


async def test_what_is_known_stays_and_what_is_not_is_filled_in(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, b"Customer,Worth\nAcme,100 EUR\n", Kind.customers)

    await comes_in(firm, tmp_path, b"Customer,Worth,Since\nACME Ltd.,999 USD,2015-01-01\n", Kind.customers)

    def look(unit: Unit) -> tuple[object, ...]:
        acme = find_customer(unit, "Acme")
        assert acme is not None
        return acme.name, acme.value, acme.currency, acme.since

    assert await firm(look) == ("Acme", Decimal(100), "EUR", date(2015, 1, 1))


@pytest.mark.parametrize("newest_first", [True, False])
async def test_who_left_twice_has_two_times_with_us(firm: Firm, tmp_path: Path, newest_first: bool) -> None:
    lines = ["Acme,2018-01-01,2010-01-01", "Acme,2024-01-01,"]
    lines = lines[::-1] if newest_first else lines

    await comes_in(firm, tmp_path, "\n".join(["Customer,Left on,Since", *lines]).encode())
    found = await departures(firm)

    def times(unit: Unit) -> list[tuple[int, date | None]]:
        return [(one.number, one.ended) for one in unit.all(select(Lifetime).order_by(Lifetime.number))]

    assert (found["Acme 2018"].stage, found["Acme 2018"].open_for) == (Stage.returned, None)
    assert found["Acme 2024"].stage is Stage.left
    assert found["Acme 2024"].open_for == found["Acme 2024"].customer
    assert await firm(times) == [(1, date(2018, 1, 1)), (2, date(2024, 1, 1))]


async def test_the_second_departure_may_come_in_with_a_later_file(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, b"Customer,Left on\nAcme,2018-01-01\n")
    await comes_in(firm, tmp_path, b"Customer,Left on\nAcme,2024-01-01\n")
    await comes_in(firm, tmp_path, b"Customer,Left on\nAcme,2012-01-01\n")

    assert {key: one.stage for key, one in (await departures(firm)).items()} == {
        "Acme 2012": Stage.returned,
        "Acme 2018": Stage.returned,
        "Acme 2024": Stage.left,
    }


async def test_what_people_wrote_down_here_is_not_overruled_by_a_file(firm: Firm, tmp_path: Path) -> None:
    """Somebody is at work with a customer who left: a later day in a file is a question, not an answer."""
    await firm.log(MAYA, new_name="Acme", happened=date(2026, 2, 20))

    came = await comes_in(firm, tmp_path, b"Customer,Left on\nAcme,2026-02-25\nAcme,2019-01-01\n")

    assert [(one.row, one.column, one.problem) for one in came.troubles] == [(2, "Left on", Problem.already_open)]
    assert {key: one.stage for key, one in (await departures(firm)).items()} == {
        "Acme 2026": Stage.left,
        "Acme 2019": Stage.returned,
    }


async def test_for_who_left_lately_everything_may_begin(firm: Firm, tmp_path: Path) -> None:
    data = b"Customer,Left on,Owner\nAcme,2026-02-20,Omar\nBolt,2026-01-02,Omar\n"

    told = await comes_in(firm, tmp_path, data, dry=True)
    came = await comes_in(firm, tmp_path, data, begin=True)

    def begun(unit: Unit) -> list[str]:
        asked = unit.all(select(Interview.departure).where(Interview.number == 1))
        return [unit.need(Customer, unit.need(Departure, one).customer).name for one in asked]

    assert (told.recent, came.begun) == (1, 1)
    assert await firm(begun) == ["Acme"]
    again = await comes_in(firm, tmp_path, data, begin=True)
    assert (again.new, again.begun) == (0, 0)


async def test_a_customer_who_was_erased_does_not_come_back_out_of_the_same_file(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, PAST)
    acme = (await departures(firm))["Acme GmbH 2023"].customer
    await firm(erase, ANA, acme, "Acme GmbH")

    again = await comes_in(firm, tmp_path, PAST)

    assert again.new == 0


async def test_people_at_customers_need_a_customer(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, b"Customer\nAcme\n", Kind.customers)

    data = b"Company,Contact,Title,Email\nAcme,Paula,CFO,p@acme.example\nZed,Zoe,,z@zed.example\nAcme,,,no\n"
    came = await comes_in(firm, tmp_path, data, Kind.contacts)

    assert came.new == 1
    assert [(one.row, one.column, one.problem) for one in came.troubles] == [
        (3, "Company", Problem.unknown_customer),
        (4, "Email", Problem.no_way),
    ]


async def test_months_come_in_and_another_number_is_a_question(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, b"Month,New customers,Customers\n2025-01,3,100\n2025-02,4,\n", Kind.new_customers)
    await comes_in(firm, tmp_path, b"Month,Sent,Won\n2025-01,10,2\n", Kind.proposals)

    came = await comes_in(firm, tmp_path, b"Month,New customers,Customers\n2025-01,5,\n2025-02,4,103\n", Kind.new_customers)

    def months(unit: Unit) -> list[tuple[object, ...]]:
        rows = unit.all(select(Month).order_by(Month.id))
        return [(one.id, one.new_customers, one.customers_at_start, one.proposals_sent, one.proposals_won) for one in rows]

    assert [(one.row, one.column, one.problem, one.shown) for one in came.troubles] == [
        (2, "New customers", Problem.another_number, "5")
    ]
    assert await firm(months) == [("2025-01", 3, 100, 10, 2), ("2025-02", 4, 103, None, None)]


async def test_a_random_past_comes_in_as_a_plain_model_says(firm: Firm, tmp_path: Path) -> None:
    """However rows are ordered and repeated, each customer's departures are its days, and the last one is open."""
    chance = Random(8)
    rows = [(f"Firm {chance.randint(1, 12)}", date(2010 + chance.randint(0, 14), chance.randint(1, 12), 1)) for _each in range(60)]
    data = excel(["Customer", "Left on"], *rows)

    await comes_in(firm, tmp_path, data)

    def look(unit: Unit) -> dict[str, list[tuple[date, bool]]]:
        found: dict[str, list[tuple[date, bool]]] = {}
        for one in unit.all(select(Departure).order_by(Departure.happened)):
            found.setdefault(unit.need(Customer, one.customer).name, []).append((one.happened, one.open_for is not None))
        return found

    model: dict[str, set[date]] = {}
    for name, day in rows:
        model.setdefault(name, set()).add(day)
    expected = {name: [(day, day == max(days)) for day in sorted(days)] for name, days in model.items()}
    assert await firm(look) == expected
    assert await firm(lambda unit: len(unit.all(select(ConsentAnswer.id)))) == 0
