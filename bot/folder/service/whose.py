"""What somebody is to a customer: all that they are to any departure of theirs."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import standing, today_of
from bot.customers.models import Customer
from bot.customers.service import dealings_of, present
from bot.departures.models import Departure
from bot.departures.service import roles_in
from bot.departures.service.access import ON_THE_TEAM
from bot.departures.service.find import may_see_customer
from bot.departures.values import Opening
from bot.folder.putting_right import Refusal
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may


def visible(unit: Unit, person: str, customer: str | None) -> Customer | None:
    """The customer of that id, if this person may know of them; of one merged into another, that one."""
    if customer is None or Role.member not in standing(unit, person) or not may_see_customer(unit, person, customer):
        return None
    return present(unit, customer)


def opening_for(unit: Unit, person: str, customer: str) -> Opening | Refusal:
    """What a form about that customer opens with."""
    known = visible(unit, person, customer)
    if known is None:
        return Refusal.unknown
    return Opening(today_of(unit, person), known.id, known.name)


def right_of(unit: Unit, person: str, customer: str) -> tuple[str, bool] | Refusal:
    """What a customer is called, and whether this person may erase them."""
    known = visible(unit, person, customer)
    if known is None:
        return Refusal.unknown
    return known.name, may(Deed.erase_customer, roles_with(unit, person, known.id))


def roles_with(unit: Unit, person: str, customer: str) -> frozenset[Role]:
    """All that a person is to a customer. One who never left has no departure: then who dealt with them is on the team."""
    stands = standing(unit, person)
    if Role.member not in stands:
        return stands
    dealt = any(one.person == person and one.kind in ON_THE_TEAM for one in dealings_of(unit, customer))
    departures = unit.all(select(Departure.id).where(Departure.customer == customer))
    roles = (roles_in(unit, person, one) for one in departures)
    return frozenset().union(stands, {Role.team} if dealt else (), *roles)


def never_left(unit: Unit, customer: str) -> bool:
    """Whether no departure of theirs was ever logged: such a customer is no secret, and nobody's own."""
    return unit.first(select(Departure.id).where(Departure.customer == customer)) is None
