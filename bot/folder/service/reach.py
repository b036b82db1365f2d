"""All that hangs on a customer: found by the foreign keys, so that what a stage adds later is found as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from functools import cache

from sqlalchemy import ForeignKeyConstraint, select

from bot.colleagues.models import BriefItem
from bot.customers.models import Customer
from bot.migrations.run import load_models
from bot.store.base import Base, Tenant
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit

Reached = Mapping[type[Tenant], frozenset[str]]
"""The ids of rows, by what they are."""

SEEN_FOR = timedelta(days=90)
"""Slack's free plan shows messages for so long: older ones are not drawn again, for they would be posted anew."""


@cache
def tables() -> Mapping[str, type[Tenant]]:
    """What is mapped to each table of a workspace's rows, whoever has read it in so far."""
    load_models()
    found = (mapper.class_ for mapper in Base.registry.mappers)
    return {one.__tablename__: one for one in found if issubclass(one, Tenant) and hasattr(one, "__tablename__")}


@cache
def links() -> tuple[tuple[type[Tenant], str, type[Tenant]], ...]:
    """Which column of which table names a row of which other one."""
    known = tables()
    return tuple(
        (kind, column, known[key.referred_table.name])
        for kind in known.values()
        for key in sorted(kind.__table__.constraints, key=lambda one: str(one.name))  # type: ignore[attr-defined] # a Table, though typed as less
        if isinstance(key, ForeignKeyConstraint)
        for column in key.column_keys
        if column != "workspace"
    )


def reached(unit: Unit, customer: str) -> Reached:
    """Every row that hangs on a customer, on the customers that were merged into it, or on such a row."""
    found: dict[type[Tenant], set[str]] = {Customer: _one_and_merged(unit, customer)}
    fresh: dict[type[Tenant], set[str]] = {Customer: set(found[Customer])}
    while fresh:
        newer: dict[type[Tenant], set[str]] = {}
        for kind, column, parent in links():
            if parent in fresh:
                hangs = getattr(kind, column).in_(fresh[parent])
                ids = set(unit.all(select(kind.id).where(hangs))) - found.get(kind, set())
                newer.setdefault(kind, set()).update(ids)
        fresh = {kind: ids for kind, ids in newer.items() if ids}
        for kind, ids in fresh.items():
            found.setdefault(kind, set()).update(ids)
    return {kind: frozenset(ids) for kind, ids in found.items() if ids}


def shared_with(unit: Unit, rows: Reached) -> frozenset[str]:
    """The ids of what holds these rows among others: a digest of several customers, somebody's morning brief."""
    holders: set[str] = set()
    for kind, column, parent in links():
        if kind in rows and parent not in rows:
            named = getattr(kind, column)
            holders.update(filter(None, unit.all(select(named).where(kind.id.in_(rows[kind])))))
    ids = all_ids(rows)
    for brief, subject in unit.session.execute(select(BriefItem.brief, BriefItem.subject)):
        if brief is not None and names_any(subject, ids):
            holders.add(brief)
    return frozenset(holders)


def all_ids(rows: Reached) -> frozenset[str]:
    """The ids of all these rows; never a person's or a channel's, which are Slack's."""
    return frozenset().union(*rows.values())


def names_any(key: str | None, ids: Collection[str]) -> bool:
    """Whether a subject or a key is about one of these rows: its id is one of the parts between colons."""
    return key is not None and any(part in ids for part in key.split(":"))


def redraw(unit: Unit, rows: Reached) -> None:
    """What a customer is called, or what belongs to them, has changed: draw the cards that say so again."""
    _refresh(unit, all_ids(rows) | shared_with(unit, rows))


def _refresh(unit: Unit, ids: Collection[str]) -> None:
    lately = Delivery.created > unit.now - SEEN_FOR, Delivery.state != Sending.ended, Delivery.card.is_not(None)
    standing = unit.session.execute(select(Delivery.card, Delivery.subject).where(*lately).order_by(Delivery.id))
    cards: Iterable[tuple[str, str]] = dict.fromkeys((card, subject) for card, subject in standing if card and subject)
    for card, subject in cards:
        if names_any(subject, ids):
            unit.refresh(card, subject)


def _one_and_merged(unit: Unit, customer: str) -> set[str]:
    found, fresh = {customer}, {customer}
    while fresh:
        fresh = set(unit.all(select(Customer.id).where(Customer.merged_into.in_(fresh)))) - found
        found |= fresh
    return found
