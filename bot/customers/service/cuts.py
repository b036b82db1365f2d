"""Customers are told apart, many at a time: by any field, by what they were worth, and by how long they were with us."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select

from bot.customers.blocks.fields import field_name, tenure_name, tenure_words, worth_name, worth_words
from bot.customers.models import Customer, Lifetime
from bot.customers.rules.bands import band_of
from bot.customers.service import worth_of_times
from bot.customers.service.fields import (
    fields_of,
    tenure_bands,
    values_by_customer,
    worth_bands,
    years_between,
)
from bot.customers.values.fields import TENURE, WORTH, Cut, Cutting, Told
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.rules import Amount

NOTHING = Cutting((), {})


def cuts_of(unit: Unit) -> tuple[Cut, ...]:
    """By what customers can be told apart here, in the reader's language."""
    fields = (Cut(one.id, field_name(one)) for one in fields_of(unit) if not one.archived)
    return *fields, Cut(WORTH, worth_name()), Cut(TENURE, tenure_name())


def told_apart(unit: Unit, those: Collection[Told], field: str) -> Cutting:
    """What a field says of each of them; nothing where there is no such field. A few queries, however many they are."""
    if field == WORTH:
        return _by_worth(unit, those)
    if field == TENURE:
        return _by_tenure(unit, those)
    known = next((one for one in fields_of(unit) if one.id == field), None)
    if known is None:
        return NOTHING
    said = values_by_customer(unit, known, {one.customer for one in those})
    of = {one.id: said[one.customer] for one in those if one.customer in said}
    found = Counter(words for values in of.values() for words in values)
    listed = [one.words for one in known.values if one.into is None and one.words in found]
    others = sorted(
        (words for words in found if words not in listed), key=lambda words: (-found[words], words.casefold())
    )
    return Cutting((*listed, *others), of)


def crossed(one: Cutting, other: Cutting, ids: Collection[str]) -> Counter[tuple[str | None, str | None]]:
    """How many there are of each two; None is for those of whom a field says nothing. One may count in several."""
    return Counter(
        (first, second)
        for each in ids
        for first in one.of.get(each) or (None,)
        for second in other.of.get(each) or (None,)
    )


def _by_worth(unit: Unit, those: Collection[Told]) -> Cutting:
    bands = worth_bands(unit)
    worth = worth_of(unit, those)
    found = {each: band_of(amount.value, bands.get(amount.currency or "", ())) for each, amount in worth.items()}
    ordered = [band for some in bands.values() for band in some if band in found.values()]
    return Cutting(
        tuple(worth_words(one) for one in ordered),
        {each: (worth_words(band),) for each, band in found.items() if band is not None},
    )


def _by_tenure(unit: Unit, those: Collection[Told]) -> Cutting:
    bands = tenure_bands(unit)
    found = {each: band_of(years, bands) for each, years in _years(unit, those).items()}
    return Cutting(
        tuple(tenure_words(one) for one in bands if one in found.values()),
        {each: (tenure_words(band),) for each, band in found.items() if band is not None},
    )


def worth_of(unit: Unit, those: Collection[Told]) -> Mapping[str, Amount]:
    """What each of them was worth a year at that time, by its id, where anybody said so."""
    customers, times = _customers(unit, those), _times(unit, those)
    found = {}
    for customer, some in _by_customer(those).items():
        if customer not in customers:
            continue
        its_times = times.get(customer, ())
        worth = worth_of_times(customers[customer], its_times)
        now = _now(customers[customer])
        for one in some:
            amount = worth.get(one.time) if one.time else now
            if amount is not None:
                found[one.id] = amount
    return found


def _years(unit: Unit, those: Collection[Told]) -> Mapping[str, Decimal]:
    customers, times = _customers(unit, those), _times(unit, those)
    found = {}
    for one in those:
        meant = [each for each in times.get(one.customer, ()) if one.time in (None, each.id)]
        time = meant[-1] if meant else None
        known = customers.get(one.customer)
        is_first = time is None or time.number == 1
        began = (time.began if time else None) or (known.since if known and is_first else None)
        if began is not None and began <= one.until:
            found[one.id] = years_between(began, one.until)
    return found


def _now(customer: Customer) -> Amount | None:
    return Amount(customer.value, customer.currency) if customer.value is not None else None


def _by_customer(those: Collection[Told]) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in those:
        found[one.customer].append(one)
    return found


def _customers(unit: Unit, those: Collection[Told]) -> Mapping[str, Customer]:
    rows = unit.all(select(Customer).where(among(Customer.id, (one.customer for one in those))))
    return {row.id: row for row in rows}


def _times(unit: Unit, those: Collection[Told]) -> Mapping[str, Sequence[Lifetime]]:
    found: dict[str, list[Lifetime]] = defaultdict(list)
    theirs = select(Lifetime).where(among(Lifetime.customer, (one.customer for one in those)))
    for row in unit.all(theirs.order_by(Lifetime.number)):
        found[row.customer].append(row)
    return found
