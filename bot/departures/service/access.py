"""Who is what to a departure."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from bot.colleagues.service import admins, is_in, standing
from bot.customers.models import Dealing
from bot.customers.values import DealingKind
from bot.departures.models import Departure
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may

ON_THE_TEAM = (DealingKind.owner, DealingKind.worked_with, DealingKind.touch)


def need_departure(unit: Unit, departure_id: str) -> Departure:
    """The departure with that id; raises `Gone`."""
    return unit.need(Departure, departure_id)


def responsible(departure: Departure) -> str:
    """Who looks after it: the owner, or whoever logged it while nobody knows the owner."""
    return departure.owner or departure.logged_by


def carer_of(unit: Unit, departure: Departure) -> str:
    """Whoever looks after it and is still here: the owner, else the logger; an admin when both are gone."""
    for person in (departure.owner, departure.logged_by):
        if person is not None and Role.member in standing(unit, person):
            return person
    return next(iter(admins(unit)), responsible(departure))


def roles_in(unit: Unit, person: str, departure_id: str) -> frozenset[Role]:
    """All that a person is to a departure. People from outside, guests and the gone are nothing more than that."""
    stands = standing(unit, person)
    if Role.member not in stands:
        return stands
    return stands | unit.as_it_is(f"roles of {person} in {departure_id}", lambda: _parts_in(unit, person, departure_id))


def seen_departures(unit: Unit, customer: str, person: str) -> Mapping[str, frozenset[Role]]:
    """The departures of a customer that somebody may see, oldest first, and what they are to each."""
    known = unit.all(select(Departure.id).where(Departure.customer == customer).order_by(Departure.logged_at))
    roles = {one: roles_in(unit, person, one) for one in known}
    return {one: theirs for one, theirs in roles.items() if may(Deed.see_departure, theirs)}


def on_team(unit: Unit, customer: str, person: str) -> bool:
    """Whether a colleague works, or worked, with a customer."""
    dealt = Dealing.customer == customer, Dealing.person == person, Dealing.kind.in_(ON_THE_TEAM)
    return unit.first(select(Dealing.id).where(*dealt)) is not None


def _parts_in(unit: Unit, person: str, departure_id: str) -> frozenset[Role]:
    departure = need_departure(unit, departure_id)
    found = {
        Role.owner: departure.owner == person,
        Role.logger: departure.logged_by == person,
        Role.team: on_team(unit, departure.customer, person),
        Role.channel_member: not departure.quiet and is_in(unit, departure.posted_to, person),
    }
    more = (role for ask in unit.parts.roles_in for role in ask(unit, departure_id, person))
    return frozenset((*(role for role, applies in found.items() if applies), *more))
