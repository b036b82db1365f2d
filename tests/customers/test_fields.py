"""What customers are told apart by: admins say what can be said, and nothing that was said of a customer is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.customers.models import Customer, Lifetime
from bot.customers.rules.fields import chosen_after, joined, values_after
from bot.customers.service import customer_of
from bot.customers.service.cuts import crossed, cuts_of
from bot.customers.service.fields import change_field, choose_values, fields_of, fields_to_change, said_of
from bot.customers.values.fields import (
    MOST_FIELDS,
    MOST_VALUES,
    SEGMENT,
    TENURE,
    WORTH,
    CustomerField,
    FieldForm,
    FieldOutcome,
)
from bot.departures.models import Departure
from bot.departures.service.cuts import cut
from bot.folder.putting_right import Merged
from bot.folder.service.merging import merge, undo_merge
from bot.work.unit import Unit
from bot.workspace.roles import ALLOWED, Deed, Role
from tests.departures.support import ANA, GUEST, LEE, MAYA, OUTSIDER, Firm

INDUSTRY = FieldForm("Industry", ("Bakery", "Hotel", "School"))
REGION = FieldForm("Region", ("North", "South"), several=True)
WORDS = st.text("abAB", min_size=1, max_size=3)
FORMS = st.lists(
    st.tuples(st.lists(WORDS, max_size=5).map(tuple), st.none() | st.tuples(st.integers(0, 9), WORDS)), max_size=8
)


async def added(firm: Firm, form: FieldForm) -> CustomerField:
    """An admin adds a field; the field."""
    assert await firm(change_field, ANA, None, form) is FieldOutcome.done
    return (await firm(fields_of))[-1]


async def lost(firm: Firm, name: str, **said: object) -> str:
    """A customer of whom all this is said leaves; the id of the departure."""
    departure = await firm.logs(new_name=name)

    def describe(unit: Unit) -> None:
        customer = customer_of(unit, unit.need(Departure, departure).customer)
        for what, value in said.items():
            setattr(customer, what, value)

    await firm(describe)
    return departure


async def test_every_workspace_has_the_kind_of_customer(firm: Firm) -> None:
    (kind,) = await firm(fields_of)
    departure = await lost(firm, "Acme", segments=["Bakeries", "New York"])

    cutting = await firm(cut, [departure], SEGMENT)

    assert (kind.id, kind.open) == (SEGMENT, True)
    assert cutting.of == {departure: ("Bakeries", "New York")}
    assert [one.name for one in await firm(cuts_of)] == [
        "Kind of customer",
        "What they are worth a year",
        "How long they were with us",
    ]


async def test_admins_add_fields_and_customers_are_told_apart_by_any_two(firm: Firm) -> None:
    industry, region = await added(firm, INDUSTRY), await added(firm, REGION)
    acme = await lost(firm, "Acme", fields={industry.id: ["Bakery"], region.id: ["North", "South"]})
    inn = await lost(firm, "The Inn", fields={industry.id: ["Hotel"], region.id: ["North"]})
    nobody = await lost(firm, "Nobody knows")
    all_ = [acme, inn, nobody]

    one, other = await firm(cut, all_, industry.id), await firm(cut, all_, region.id)

    assert one.values == ("Bakery", "Hotel")
    assert other.of == {acme: ("North", "South"), inn: ("North",)}
    assert crossed(one, other, all_) == Counter(
        {("Bakery", "North"): 1, ("Bakery", "South"): 1, ("Hotel", "North"): 1, (None, None): 1}
    )


async def test_a_value_goes_by_its_new_name_for_everybody(firm: Firm) -> None:
    industry = await added(firm, INDUSTRY)
    departure = await lost(firm, "Acme", fields={industry.id: ["Hotel"]})

    await firm(change_field, ANA, industry.id, replace(INDUSTRY, renamed=("Hotel", "Inns")))

    assert (await firm(cut, [departure], industry.id)).of == {departure: ("Inns",)}
    assert [one.words for one in (await firm(fields_of))[-1].offered()] == ["Bakery", "Inns", "School"]


async def test_two_values_of_one_name_become_one(firm: Firm) -> None:
    industry = await added(firm, INDUSTRY)
    departure = await lost(firm, "Acme", fields={industry.id: ["Hotel", "Bakery"]})

    await firm(change_field, ANA, industry.id, replace(INDUSTRY, renamed=("Hotel", "bakery")))

    assert (await firm(cut, [departure], industry.id)).of == {departure: ("Bakery",)}


async def test_what_is_taken_out_stays_said_of_whom_it_was_said(firm: Firm) -> None:
    industry = await added(firm, INDUSTRY)
    departure = await lost(firm, "Acme", fields={industry.id: ["Hotel"]})

    await firm(change_field, ANA, industry.id, replace(INDUSTRY, values=("Bakery",), archived=True))

    (field,) = (one for one in await firm(fields_of) if one.id == industry.id)
    assert [one.words for one in field.offered()] == ["Bakery"]
    assert [one.words for one in field.offered(keep=["Hotel"])] == ["Bakery", "Hotel"]
    assert (await firm(cut, [departure], industry.id)).of == {departure: ("Hotel",)}
    assert industry.id not in [one.field for one in await firm(cuts_of)]


@given(FORMS)
@settings(max_examples=150)
def test_whatever_admins_do_no_value_is_lost_and_no_two_of_a_name_are_offered(
    forms: list[tuple[tuple[str, ...], tuple[int, str] | None]],
) -> None:
    field, said = CustomerField("f", "Field"), set[str]()
    for values, renamed in forms:
        offered = field.offered()
        which = (offered[renamed[0] % len(offered)].id, renamed[1]) if renamed and offered else None
        field = replace(field, values=values_after(field.values, FieldForm("Field", values, renamed=which)))
        said |= {one.id for one in field.values}

        names = [one.words.casefold() for one in field.offered()]
        assert len(names) == len(set(names))
        assert {one.id for one in field.values} == said
        assert len(field.values) == len(said)
        assert all(
            field.now(one) in said and next(v for v in field.values if v.id == field.now(one)).into is None
            for one in said
        )
        wanted = {value.casefold() for value in values}
        assert wanted <= set(names) | ({which[1].casefold()} | {one.casefold() for one in values} if which else set())


def test_a_form_changes_what_it_asked_for_and_no_more() -> None:
    before = {"industry": ("Hotel",), "region": ("North",), "old": ("x",)}

    assert chosen_after(before, {"industry": ("Bakery",), "region": ()}) == {"industry": ["Bakery"], "old": ["x"]}


def test_of_two_that_become_one_the_first_counts_where_only_one_can_be_said() -> None:
    fields = [CustomerField("industry", "Industry"), CustomerField("region", "Region", several=True)]

    found = joined(
        {"industry": ["Hotel"], "region": ["North"]},
        {"industry": ["Bakery"], "region": ["South"], "size": ["S"]},
        fields,
    )

    assert found == {"industry": ["Hotel"], "region": ["North", "South"], "size": ["S"]}


@pytest.mark.parametrize("person", [MAYA, LEE, GUEST, OUTSIDER])
async def test_nobody_but_an_admin_changes_or_opens_them(firm: Firm, person: str) -> None:
    assert await firm(fields_to_change, person) is None
    assert await firm(change_field, person, None, INDUSTRY) is FieldOutcome.may_not
    assert len(await firm(fields_of)) == 1
    assert ALLOWED[Deed.change_fields] == {Role.admin}


async def test_what_cannot_be_is_refused(firm: Firm) -> None:
    industry = await added(firm, INDUSTRY)

    assert await firm(change_field, ANA, None, replace(INDUSTRY, name="INDUSTRY")) is FieldOutcome.taken
    assert await firm(change_field, ANA, None, replace(INDUSTRY, name="kind of customer")) is FieldOutcome.taken
    assert await firm(change_field, ANA, "gone", replace(INDUSTRY, name="Else")) is FieldOutcome.gone
    many = tuple(str(one) for one in range(MOST_VALUES + 1))
    assert await firm(change_field, ANA, industry.id, replace(INDUSTRY, values=many)) is FieldOutcome.too_many
    for number in range(1, MOST_FIELDS):
        await added(firm, replace(INDUSTRY, name=f"Field {number}"))
    assert await firm(change_field, ANA, None, replace(INDUSTRY, name="One more")) is FieldOutcome.full
    assert await firm(change_field, ANA, industry.id, replace(INDUSTRY, name="Trade")) is FieldOutcome.done
    assert await firm(change_field, ANA, SEGMENT, FieldForm("Sort")) is FieldOutcome.done
    assert [one.name for one in (await firm(cuts_of))[:2]] == ["Sort", "Trade"]


async def test_merged_customers_keep_what_was_said_of_both_until_they_are_parted(firm: Firm) -> None:
    region = await added(firm, REGION)

    def two(unit: Unit) -> tuple[str, str]:
        made = [unit.add(Customer(name=name, plain_name=name, created=unit.now)) for name in ("one", "other")]
        unit.session.flush()
        for customer, value in zip(made, ("North", "South"), strict=True):
            choose_values(customer, {region.id: (value,)})
        return made[0].id, made[1].id

    def said(unit: Unit) -> list[tuple[str, ...]]:
        return [words for _field, words in said_of(unit, customer_of(unit, one))]

    one, other = await firm(two)
    done = await firm(merge, ANA, one, other)
    assert isinstance(done, Merged)
    assert await firm(said) == [("North", "South")]

    await firm(undo_merge, ANA, done.merge)

    assert await firm(said) == [("North",)]


async def test_worth_and_years_are_told_apart_by_the_data(firm: Firm) -> None:
    """Each currency has its own bands; worth and years count as of the day they left."""
    worth = [900, 1200, 3600, 4800, 5200, 9000, 12000, 18000, 48000]
    departures = [
        await lost(firm, f"Customer {place}", value=Decimal(amount), currency="EUR", since=date(2026 - place, 3, 1))
        for place, amount in enumerate(worth)
    ]
    dollars = await lost(firm, "Dollars", value=Decimal(900), currency="USD")

    by_worth = await firm(cut, [*departures, dollars], WORTH)
    by_years = await firm(cut, [*departures, dollars], TENURE)

    assert by_worth.values == ("under €5,000", "€5,000 to under €10,000", "€10,000 and more")
    assert [by_worth.of[one][0] for one in (departures[0], departures[4], departures[-1])] == list(by_worth.values)
    assert by_years.values == ("under 2 years", "2 to under 5 years", "5 years and more")
    assert by_years.of[departures[1]] == ("under 2 years",)
    assert by_years.of[departures[-1]] == ("5 years and more",)
    assert dollars not in by_worth.of
    assert dollars not in by_years.of


async def test_however_many_left_a_few_queries_do(firm: Firm) -> None:
    industry = await added(firm, INDUSTRY)

    def many(unit: Unit) -> list[str]:
        made = []
        for number in range(60):
            name = f"customer {number}"
            customer = unit.add(
                Customer(name=name, plain_name=name, created=unit.now, value=Decimal(number), currency="EUR")
            )
            customer.fields, customer.since = {industry.id: ["Hotel"]}, date(2020, 1, 1)
            unit.session.flush()
            time = unit.add(Lifetime(customer=customer.id, number=1))
            unit.session.flush()
            departure = Departure(
                customer=customer.id, lifetime=time.id, stage="left", happened=date(2026, 3, 1), logged_by=MAYA
            )
            departure.logged_at = unit.now
            made.append(unit.add(departure).id)
        return made

    departures = await firm(many)

    def counted(unit: Unit) -> list[int]:
        asked: list[str] = []
        event.listen(unit.session, "do_orm_execute", lambda state: asked.append(str(state.statement)))
        counts = []
        for field in (industry.id, SEGMENT, WORTH, TENURE):
            before = len(asked)
            cut(unit, departures, field)
            counts.append(len(asked) - before)
        return counts

    assert max(await firm(counted)) <= 5
