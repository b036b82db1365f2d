"""Who is behind a figure of the report, for somebody who presses it: found anew, as far as they may see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from bot.colleagues.service import may_as_colleague
from bot.customers.models import Customer
from bot.customers.values import Cue
from bot.departures.blocks.signs import sign_words
from bot.departures.models import Departure
from bot.departures.service.find import heard_of, seen_of, visible_customers
from bot.insights import blocks
from bot.insights.rules.report import cell_of, cross, mark_of
from bot.insights.service.alerts import told_in
from bot.insights.service.counting import came_to_nothing, preceding
from bot.insights.service.reading import (
    apart,
    customer_fields,
    gone_within,
    hears_each_of,
    kinds_of,
    returned_within,
    saved_within,
    stayers,
)
from bot.insights.values import Case, Period
from bot.insights.values.report import ALL, CELL, FOUND, IN_VAIN, MONTH, SIGN, TRAIT, WATCHED, All, Behind, Gone
from bot.reasons.service import reasons_of
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.roles import Deed


def behind(
    unit: Unit, person: str, period: Period, field: str, key: str, fields: Sequence[str] = (), *, hears_all: bool = False
) -> Behind | None:
    """Who is behind a figure, as far as somebody may see them, and hear them where it is what they said; None for strangers.

    Of a cell the two `fields` are named, and whether the table was made for somebody who hears all of them.
    """
    if not may_as_colleague(unit, Deed.read_report, person):
        return None
    if field == TRAIT and key.startswith(f"{All.stayed.value}."):
        return _who_stayed(unit, person, period, key)
    if field == IN_VAIN:
        name = blocks.in_vain_words(Cue(key))
        return _folders(unit, person, period, name, {one for one, sign in came_to_nothing(unit) if sign is Cue(key)})
    if field == WATCHED:
        quarter, code = key.split(".", 1)
        name, those = reasons_of(unit).words(code), told_in(unit, date.fromisoformat(quarter), code)
    elif field == SIGN:
        name, those = sign_words(Cue(key)), _after(unit, Cue(key))
    elif field == ALL and key in (All.saved.value, All.returned.value):
        those = saved_within(unit, period) if key == All.saved.value else returned_within(unit, period)
        name = blocks.all_words(All(key))
    else:
        gone = gone_within(unit, period.first, period.last)
        if field == TRAIT:
            name, chosen = _with_trait(unit, gone, key)
        elif field == CELL:
            name, chosen = _in_cell(unit, gone, fields, key, hears_all=hears_all and hears_each_of(unit, person, gone))
        else:
            name, chosen = _chosen(unit, gone, field, key)
        those = [(one.departure, one.name) for one in chosen]
    ids = [departure for departure, _name in those]
    shown = heard_of(unit, person, ids) if {field, *fields} & {*FOUND, WATCHED} else seen_of(unit, person, ids)
    cases = tuple(Case(departure, customer) for departure, customer in those if departure in shown)
    return Behind(name, period, cases, len(those) - len(cases))


def _who_stayed(unit: Unit, person: str, period: Period, key: str) -> Behind:
    """Those who stayed and have a trait: what opens is their folder."""
    _group, field_mark, trait_mark = key.split(".")
    field = next((one for one in customer_fields(unit) if mark_of(one) == field_mark), None)
    if field is None:
        return Behind(blocks.all_words(All.stayed), period, (), 0)
    parts, stayed = stayers(unit, period, field, gone_within(unit, period.first, period.last))
    trait = next((one for one in parts.names if mark_of(one) == trait_mark), None)
    if trait is None:
        return Behind(blocks.all_words(All.stayed), period, (), 0)
    having = {one for one in stayed if trait in parts.of.get(one, ())}
    return _folders(unit, person, period, blocks.trait_words(All.stayed, parts.name, parts.names[trait]), having)


def _folders(unit: Unit, person: str, period: Period, name: str, customers: Collection[str]) -> Behind:
    """Customers who are with us, by id: what opens is their folder."""
    shown = {one.id: one.name for one in visible_customers(unit, person) if one.id in customers}
    cases = tuple(Case(None, called, folder) for folder, called in sorted(shown.items(), key=lambda one: one[1].casefold()))
    return Behind(name, period, cases, len(customers) - len(cases))


def _after(unit: Unit, sign: Cue) -> Sequence[tuple[str, str]]:
    """The departures before which a sign was noted, each with the customer's name."""
    departures = {one.departure for one in preceding(unit) if one.sign is sign}
    query = select(Departure.id, Customer.name).join(Customer, Customer.id == Departure.customer)
    query = query.where(among(Departure.id, departures)).order_by(Departure.happened.desc(), Departure.id)
    return [(row.id, row.name) for row in unit.session.execute(query)]


def _chosen(unit: Unit, gone: Sequence[Gone], field: str, key: str) -> tuple[str, Sequence[Gone]]:
    if field == ALL:
        meant = All(key)
        wanted = {All.heard: (True,), All.silent: (False,)}.get(meant, (True, False))
        return blocks.all_words(meant), [one for one in gone if one.interviewed in wanted]
    if field == MONTH:
        month = date.fromisoformat(f"{key}-01")
        return blocks.month_words(month), [one for one in gone if one.happened.replace(day=1) == month]
    parts = apart(unit, gone, field)
    full = key if key in parts.names else next((one for one in parts.names if one.startswith(key)), key)
    name = f"{parts.name}: {parts.names.get(full, key)}"
    return name, [one for one in gone if full in parts.of.get(one.departure, ())]


def _in_cell(
    unit: Unit, gone: Sequence[Gone], fields: Sequence[str], key: str, *, hears_all: bool
) -> tuple[str, Sequence[Gone]]:
    """Those in a cell of the table, made again as it was shown: what was put together stays together."""
    rows, columns = (apart(unit, gone, one) for one in fields)
    crossing = cross(gone, rows, columns, hears_all=hears_all)
    cell = cell_of(crossing, key) if crossing else None
    if crossing is None or cell is None:
        return f"{rows.name}, {columns.name}", []
    return blocks.cell_words(crossing, cell), [one for one in gone if one.departure in crossing.who[cell]]


def _with_trait(unit: Unit, gone: Sequence[Gone], key: str) -> tuple[str, Sequence[Gone]]:
    """Those of a group who have a trait, by the group and the marks of the field and the trait."""
    named, field_mark, trait_mark = key.split(".")
    whole, group = _chosen(unit, gone, ALL, named)
    field = next((one for one in kinds_of(unit) if mark_of(one) == field_mark), None)
    if field is None:
        return whole, []
    parts = apart(unit, group, field)
    trait = next((one for one in parts.names if mark_of(one) == trait_mark), None)
    if trait is None:
        return f"{whole}, {parts.name}", []
    having = [one for one in group if trait in parts.of.get(one.departure, ())]
    return blocks.trait_words(All(named), parts.name, parts.names[trait]), having
