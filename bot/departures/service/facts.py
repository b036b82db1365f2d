"""What is known of a departure, for its own messages and those of other stages."""

from __future__ import annotations

from bot.customers.models import Contact, Customer, Lifetime
from bot.departures.service.access import need_departure, responsible
from bot.departures.values import DepartureFacts
from bot.work.unit import Unit


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
    )
