"""What customers are told apart by: the workspace's fields, what is said of each customer, and bands made from the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.customers.blocks.fields import field_name
from bot.customers.models import Customer, Lifetime, OwnField
from bot.customers.rules.bands import bands
from bot.customers.rules.fields import chosen_after, refusal, values_after
from bot.customers.values.fields import (
    KIND_OF_CUSTOMER,
    SEGMENT,
    Band,
    Chosen,
    CustomerField,
    FieldForm,
    FieldOutcome,
    FieldValue,
)
from bot.store.among import among
from bot.store.base import new_id
from bot.work.unit import Unit
from bot.workspace.records import record_named
from bot.workspace.roles import Deed, may

READ, WORTHS, TENURES = "customer_fields", "worth_bands", "tenure_bands"
YEAR = timedelta(days=365.25)
A_YEAR = Decimal(1)


def fields_of(unit: Unit) -> tuple[CustomerField, ...]:
    """All fields of the workspace, read once in a unit: the kind of customer first, then in the order in which they were added."""
    return unit.known(READ, lambda: _read(unit))


def fields_asked(unit: Unit) -> tuple[CustomerField, ...]:
    """Those in whose place something can be chosen for a customer."""
    return tuple(one for one in fields_of(unit) if not one.open and not one.archived)


def said_of(unit: Unit, customer: Customer) -> Sequence[tuple[CustomerField, tuple[str, ...]]]:
    """What is said of a customer in each field but their kind, in words; fields in which nothing is said are left out."""
    found = ((one, one.said(customer.fields.get(one.id, ()))) for one in fields_of(unit) if not one.open)
    return [(field, words) for field, words in found if words]


def choose_values(customer: Customer, said: Chosen) -> None:
    """Keep what was chosen for a customer; fields that were not asked for keep what they say."""
    customer.fields = chosen_after(customer.fields, said)


def values_by_customer(unit: Unit, field: CustomerField, customers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """What a field says of each of these customers, in words; those of whom it says nothing are left out."""
    column = Customer.segments if field.open else Customer.fields
    found = {}
    for customer, said in unit.session.execute(select(Customer.id, column).where(among(Customer.id, customers))):
        words = field.said(said if field.open else said.get(field.id, ()))
        if words:
            found[customer] = words
    return found


def worth_bands(unit: Unit) -> Mapping[str, tuple[Band, ...]]:
    """Bands of what all customers are worth a year, by currency (empty where nobody said which)."""
    return unit.known(WORTHS, lambda: _worth_bands(unit))


def tenure_bands(unit: Unit) -> tuple[Band, ...]:
    """Bands of how many years all times with us lasted, or have lasted until today."""
    return unit.known(TENURES, lambda: _tenure_bands(unit))


def years_between(began: date, ended: date) -> Decimal:
    """How many years lie between two days, with two places."""
    return Decimal(round(max(0.0, (ended - began) / YEAR), 2)).quantize(Decimal("0.01"))


def may_change_fields(unit: Unit, person: str) -> bool:
    """Whether somebody may change the fields."""
    return may(Deed.change_fields, unit.parts.standing(unit, person))


def fields_to_change(unit: Unit, by: str) -> tuple[CustomerField, ...] | None:
    """All fields, for somebody who may change them; None for anybody else."""
    return fields_of(unit) if may_change_fields(unit, by) else None


def change_field(unit: Unit, by: str, field: str | None, form: FieldForm) -> FieldOutcome:
    """Let a field be this from now on; without an id it is a new one. What is said of customers stays."""
    if not may_change_fields(unit, by):
        return FieldOutcome.may_not
    fields = fields_of(unit)
    refused = refusal(fields, field, form, {one.id: field_name(one) for one in fields})
    if refused is not None:
        return refused
    known = next((one for one in fields if one.id == field), None)
    own = unit.get(OwnField, field) or unit.add(OwnField(id=field or new_id(), added=unit.now))
    own.name = None if known and known.name is None and form.name == field_name(known) else form.name
    if known is None or not known.open:
        own.choices = [_kept(one) for one in values_after(known.values if known else (), form)]
        own.several = form.several
        own.archived_at = (own.archived_at or unit.now) if form.archived else None
    called = field_name(known) if known else None
    record_named(unit, by, "field.changed" if known else "field.added", own.id, called, form.name)
    unit.session.flush()
    unit.unlearn(READ)
    return FieldOutcome.done


def _read(unit: Unit) -> tuple[CustomerField, ...]:
    rows = unit.all(select(OwnField).order_by(OwnField.added, OwnField.id))
    segment = next((one for one in rows if one.id == SEGMENT), None)
    kind = CustomerField(SEGMENT, segment.name, several=True, open=True) if segment else KIND_OF_CUSTOMER
    return kind, *(_field(one) for one in rows if one.id != SEGMENT)


def _field(own: OwnField) -> CustomerField:
    values = tuple(FieldValue(one["id"], one["words"], bool(one.get("gone")), one.get("into")) for one in own.choices)
    return CustomerField(own.id, own.name, values, own.several, archived=own.archived_at is not None)


def _kept(one: FieldValue) -> dict[str, Any]:
    kept: dict[str, Any] = {"id": one.id, "words": one.words}
    return kept | ({"gone": True} if one.gone else {}) | ({"into": one.into} if one.into else {})


def _worth_bands(unit: Unit) -> Mapping[str, tuple[Band, ...]]:
    known = select(Customer.value, Customer.currency).where(Customer.value.is_not(None), Customer.merged_into.is_(None))
    by_currency: dict[str, list[Decimal]] = defaultdict(list)
    for value, currency in unit.session.execute(known):
        if value is not None:
            by_currency[currency or ""].append(value)
    return {currency: bands(values, currency) for currency, values in sorted(by_currency.items())}


def _tenure_bands(unit: Unit) -> tuple[Band, ...]:
    """The first time with us began when they became a customer, where nobody said otherwise."""
    today = unit.now.astimezone(UTC).date()
    its_customer = (Customer.workspace == Lifetime.workspace) & (Customer.id == Lifetime.customer)
    rows = unit.session.execute(
        select(Lifetime.number, Lifetime.began, Lifetime.ended, Customer.since)
        .join(Customer, its_customer)
        .where(Customer.merged_into.is_(None))
    )
    known = ((began or (since if number == 1 else None), ended or today) for number, began, ended, since in rows)
    return bands((years_between(began, ended) for began, ended in known if began is not None), least=A_YEAR)
