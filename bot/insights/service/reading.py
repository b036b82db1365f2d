"""Those who left in a time, read in bulk for the report: what is known of each, and what they are told apart by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from bot.customers.models import Customer
from bot.customers.rules import fold
from bot.customers.service.cuts import cuts_of, told_apart, worth_of
from bot.customers.values.fields import SEGMENT, TENURE, Told
from bot.departures.models import Departure, Step
from bot.departures.service import was_lost
from bot.departures.service.find import heard_of
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.rules import grade_of
from bot.insights.values import Period
from bot.insights.values.report import COMPETITOR, REASON, STAGE, Apart, Gone
from bot.interviews.models import Finding, Interview
from bot.interviews.values import Source
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.store.among import among
from bot.winback.models import Return
from bot.work.unit import Unit

A_DAY = timedelta(days=1)
USUAL = (REASON, SEGMENT, COMPETITOR, TENURE, STAGE)
"""By what a report tells them apart, unless somebody asks for something else."""


def gone_within(unit: Unit, first: date, last: date) -> Sequence[Gone]:
    """Everybody who left on these days, in order; nobody who left without others knowing of it."""
    query = (
        select(Departure.id, Departure.customer, Departure.happened, Departure.lifetime, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .where(was_lost(), Departure.quiet.is_(False), Departure.happened.between(first, last))
        .order_by(Departure.happened, Departure.id)
    )
    rows = unit.session.execute(query).all()
    ids = [row.id for row in rows]
    worth = worth_of(unit, [Told(row.id, row.customer, row.happened, row.lifetime) for row in rows])
    noticed, found = _noticed(unit, ids), findings_of(unit, ids)
    heard = {one for one, some in found.items() if any(each.source is Source.said for each in some)}
    now = reasons_of(unit).now
    gone = []
    for row in rows:
        first_found = found[row.id][0] if row.id in found else None
        reason = now(first_found.reason) if first_found else None
        known = first_found if first_found and reason != UNKNOWN else None
        named = next((one.competitor for one in found.get(row.id, ()) if one.competitor), None)
        gone.append(
            Gone(
                row.id,
                row.customer,
                row.name,
                row.happened,
                worth.get(row.id),
                noticed.get(row.id, Stage.left),
                reason if known else None,
                grade_of(known.source) if known else None,
                named,
                row.id in heard,
            )
        )
    return gone


def kinds_of(unit: Unit) -> Mapping[str, str]:
    """By what those who left can be told apart, and what each is called; in the reader's language."""
    named = {one: blocks.field_words(one) for one in (REASON, COMPETITOR, STAGE)}
    return {
        REASON: named[REASON],
        **{one.field: one.name for one in cuts_of(unit)},
        COMPETITOR: named[COMPETITOR],
        STAGE: named[STAGE],
    }


def apart(unit: Unit, gone: Sequence[Gone], field: str) -> Apart:
    """Those who left, told apart by one of these."""
    name = kinds_of(unit).get(field, field)
    if field == REASON:
        reasons = reasons_of(unit)
        names = {one.code: one.called() for one in reasons.reasons}
        of = {one.departure: (one.reason,) for one in gone if one.reason is not None}
        return Apart(field, name, names | {key: reasons.words(key) for (key,) in of.values()}, of)
    if field == COMPETITOR:
        folded = {one.departure: (fold(one.competitor),) for one in gone if one.competitor}
        spelt = {fold(one.competitor): one.competitor for one in gone if one.competitor}
        return Apart(field, name, dict(sorted(spelt.items())), folded)
    if field == STAGE:
        return Apart(
            field,
            name,
            {one.value: blocks.noticed_words(one) for one in Stage},
            {one.departure: (one.noticed.value,) for one in gone},
        )
    lifetimes = _lifetimes(unit, [one.departure for one in gone])
    told = [Told(one.departure, one.customer, one.happened, lifetimes.get(one.departure)) for one in gone]
    cutting = told_apart(unit, told, field)
    return Apart(field, name, {one: one for one in cutting.values}, cutting.of)


def stayers(unit: Unit, period: Period, field: str, gone: Sequence[Gone]) -> tuple[Apart, Sequence[str]]:
    """Those who left and those who stayed until the period's end, told apart together by a field of customers; who stayed, by id."""
    left = select(Departure.customer).where(was_lost(), Departure.happened <= period.last)
    here = Customer.merged_into.is_(None), Customer.erased_at.is_(None), Customer.id.not_in(left)
    rows = unit.session.execute(select(Customer.id, Customer.since).where(*here)).all()
    stayed = [row.id for row in rows if row.since is None or row.since <= period.last]
    lifetimes = _lifetimes(unit, [one.departure for one in gone])
    told = [Told(one.departure, one.customer, one.happened, lifetimes.get(one.departure)) for one in gone]
    cutting = told_apart(unit, [*told, *(Told(one, one, period.last) for one in stayed)], field)
    return Apart(field, kinds_of(unit).get(field, field), {one: one for one in cutting.values}, cutting.of), stayed


def customer_fields(unit: Unit) -> Sequence[str]:
    """The fields that are about customers, whether they left or not."""
    return [one.field for one in cuts_of(unit)]


def findings_of(unit: Unit, departures: Collection[str]) -> Mapping[str, Sequence[Finding]]:
    """What was found of each of these departures, as it was filed."""
    found: dict[str, list[Finding]] = {}
    query = select(Interview.departure, Finding).join(Finding, Finding.interview == Interview.id)
    filed = query.where(among(Interview.departure, departures)).order_by(Finding.filed_at, Finding.id)
    for departure, finding in unit.session.execute(filed):
        found.setdefault(departure, []).append(finding)
    return found


def hears_each_of(unit: Unit, person: str | None, gone: Sequence[Gone]) -> bool:
    """Whether somebody hears what each of these said; nobody does who reads a channel."""
    return person is not None and len(heard_of(unit, person, {one.departure for one in gone})) == len(gone)


def saved_within(unit: Unit, period: Period) -> Sequence[tuple[str, str]]:
    """Who was about to leave and stayed, as it was said in that time: departure and name."""
    said = (
        Step.after == Stage.saved,
        Step.undone_at.is_(None),
        Step.at >= begins(period.first),
        Step.at < begins(period.last + A_DAY),
    )
    query = (
        select(Departure.id, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .where(Departure.stage == Stage.saved, Departure.quiet.is_(False))
        .where(Departure.id.in_(select(Step.departure).where(*said)))
    )
    return [(row.id, row.name) for row in unit.session.execute(query.order_by(Customer.name, Departure.id))]


def returned_within(unit: Unit, period: Period) -> Sequence[tuple[str, str]]:
    """Who came back in that time: departure and name."""
    query = (
        select(Departure.id, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .join(Return, Return.departure == Departure.id)
        .where(Return.day.between(period.first, period.last), Return.stayed.is_(False), Departure.quiet.is_(False))
    )
    return [(row.id, row.name) for row in unit.session.execute(query.order_by(Customer.name, Departure.id))]


def begins(day: date) -> datetime:
    """The moment at which a day begins, in UTC."""
    return datetime.combine(day, time(), UTC)


def _noticed(unit: Unit, departures: Collection[str]) -> Mapping[str, Stage]:
    first = select(Step).where(among(Step.departure, departures), Step.before.is_(None))
    return {step.departure: step.after for step in unit.all(first)}


def _lifetimes(unit: Unit, departures: Collection[str]) -> Mapping[str, str]:
    found = unit.session.execute(select(Departure.id, Departure.lifetime).where(among(Departure.id, departures)))
    return {row.id: row.lifetime for row in found}
