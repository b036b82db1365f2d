"""What is known of a departure, for its own messages and those of other stages."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.models import Contact, Customer, Lifetime
from bot.customers.service import cues_of, dealings_of
from bot.departures.models import Departure, Step
from bot.departures.service.access import ON_THE_TEAM, need_departure, responsible, roles_in
from bot.departures.values import DepartureFacts, Details, SignFacts, StepFacts
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may


def facts_of(unit: Unit, departure_id: str) -> DepartureFacts:
    """A departure as it stands now; raises `Gone`."""
    departure = need_departure(unit, departure_id)
    customer = unit.need(Customer, departure.customer)
    lifetime = unit.need(Lifetime, departure.lifetime)
    contact = unit.get(Contact, departure.contact)
    return DepartureFacts(
        id=departure.id,
        customer_id=customer.id,
        customer=customer.name,
        stage=departure.stage,
        happened=departure.happened,
        owner=departure.owner,
        logged_by=departure.logged_by,
        logged_at=departure.logged_at,
        responsible=responsible(departure),
        quiet=departure.quiet,
        since=lifetime.began or (customer.since if lifetime.number == 1 else None),
        time=lifetime.number,
        contact_words=contact.words if contact else None,
        contact_phone=contact.phone if contact else None,
        contact_email=contact.email if contact else None,
        note=departure.note,
        source_link=departure.source_link,
        source_words=departure.source_words,
        posted_to=departure.posted_to,
        size=departure.size,
    )


def details_of(unit: Unit, person: str, departure_id: str) -> Details | None:
    """All that somebody in the circle may read; None for anybody else, and for a departure that is gone."""
    if unit.get(Departure, departure_id) is None:
        return None
    if not may(Deed.see_departure, roles_in(unit, person, departure_id)):
        return None
    facts = facts_of(unit, departure_id)
    steps = unit.all(select(Step).where(Step.departure == departure_id).order_by(Step.at, Step.id))
    team = (one.person for one in dealings_of(unit, facts.customer_id) if one.kind in ON_THE_TEAM)
    return Details(
        facts=facts,
        worked_with=tuple(dict.fromkeys(person for person in team if person != facts.owner)),
        steps=tuple(StepFacts(one.before, one.after, name_of(unit, one.who), one.at, one.why) for one in steps),
        signs=signs_of(unit, facts.customer_id),
        ways=tuple(way for ways in unit.parts.ways for way in ways(unit, departure_id, person)),
    )


def signs_of(unit: Unit, customer_id: str) -> tuple[SignFacts, ...]:
    """The warning signs that people noticed about a customer, oldest first."""
    noted = cues_of(unit, customer_id)
    return tuple(SignFacts(one.kind, name_of(unit, one.by), one.at, one.words, one.link) for one in noted)
