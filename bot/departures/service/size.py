"""How much is done about a departure: by what the customer is worth, or as somebody chose."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import firm_size, name_of, today_of
from bot.customers.events import CustomerDescribed
from bot.customers.models import Customer
from bot.customers.service import describe, since_of
from bot.departures.blocks.size import follows_line, sized_line
from bot.departures.events import SizeChanged
from bot.departures.models import Departure
from bot.departures.rules import since_problem, size_for
from bot.departures.service.access import roles_in
from bot.departures.service.card import refresh_card, tell_thread
from bot.departures.service.facts import facts_of
from bot.departures.values import (
    OPEN_STAGES,
    About,
    AboutForm,
    DepartureFacts,
    Field,
    Outcome,
    Rejected,
    Size,
    Thresholds,
)
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed
from bot.workspace.service import record, settings_of


def usual_size(unit: Unit, customer: Customer) -> Size:
    """How much is done about a departure of this customer by the workspace's own rule."""
    settings = settings_of(unit)
    thresholds = Thresholds(settings.light_below, settings.record_below, settings.amounts_in)
    return size_for(customer.value, customer.currency, thresholds, firm_size(unit))


def open_size(unit: Unit, by: str, departure_id: str) -> DepartureFacts | Outcome:
    """What the form opens with that asks how much is to be done."""
    refused = _refused(unit, by, departure_id)
    if refused:
        return refused
    facts = facts_of(unit, departure_id)
    return facts if facts.stage in OPEN_STAGES else Outcome.not_from_here


def choose_size(unit: Unit, by: str, departure_id: str, size: Size) -> Outcome:
    """Say how much is done about a departure from now on; what is worth a year does not change that any more."""
    refused = _refused(unit, by, departure_id)
    if refused:
        return refused
    departure = unit.need(Departure, departure_id)
    if departure.stage not in OPEN_STAGES:
        return Outcome.not_from_here
    departure.size_chosen_by = by
    _resize(unit, departure, size, by, chosen=True)
    return Outcome.done


def open_about(unit: Unit, by: str, departure_id: str) -> About | Outcome:
    """What the form about a customer opens with."""
    refused = _refused(unit, by, departure_id)
    if refused:
        return refused
    customer = unit.need(Customer, unit.need(Departure, departure_id).customer)
    since = since_of(unit, customer.id)
    return About(departure_id, customer.name, customer.value, customer.currency, since, customer.zone)


def tell_about(unit: Unit, by: str, departure_id: str, form: AboutForm) -> Outcome | Rejected:
    """Keep what a customer is worth, since when they have been one, and their zone; where nobody chose, how much is done follows."""
    refused = _refused(unit, by, departure_id)
    if refused:
        return refused
    departure = unit.need(Departure, departure_id)
    today = today_of(unit, by)
    problem = since_problem(form.since, today, departure.happened) if form.since else None
    if problem:
        return Rejected({Field.since: problem})
    customer = describe(unit, departure.customer, form.value, form.currency, form.since)
    customer.zone = form.zone
    record(unit, by, "customer.described", customer.id)
    follow_description(unit, by, customer)
    return Outcome.done


def follow_description(unit: Unit, by: str, customer: Customer) -> None:
    """More is known of a customer: where nobody chose how much is done, it follows from that; and their cards say it."""
    for one in unit.all(select(Departure).where(Departure.customer == customer.id)):
        if one.stage in OPEN_STAGES and one.size_chosen_by is None:
            _resize(unit, one, usual_size(unit, customer), by, chosen=False)
        refresh_card(unit, one.id)
    unit.tell(CustomerDescribed(customer.id))


def _refused(unit: Unit, by: str, departure_id: str) -> Outcome | None:
    if unit.get(Departure, departure_id) is None:
        return Outcome.not_from_here
    return None if may_here(unit, Deed.move_departure, roles_in(unit, by, departure_id)) else Outcome.may_not


def _resize(unit: Unit, departure: Departure, after: Size, by: str, *, chosen: bool) -> None:
    before = departure.size
    if after is before:
        return
    departure.size = after
    unit.session.flush()
    record(unit, by, f"departure.size.{after.value}", departure.id)
    line = sized_line(name_of(unit, by), after) if chosen else follows_line(name_of(unit, by), after)
    tell_thread(unit, departure.id, line, key=f"departure:size:{departure.id}:{unit.now.isoformat()}")
    refresh_card(unit, departure.id)
    unit.tell(SizeChanged(departure.id, before, after, by, chosen))
