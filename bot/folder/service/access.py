"""Who may see a customer's folder, and what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.colleagues.service import standing
from bot.customers.models import Customer
from bot.customers.service import present
from bot.departures.models import Departure, Step
from bot.departures.service import roles_in
from bot.departures.service.access import on_team
from bot.departures.values import OPEN_STAGES
from bot.folder.values import Hidden
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role, may


@dataclass(frozen=True)
class Sight:
    """What a person is to a customer, and which of their departures they may see; `hidden` are the others."""

    customer: Customer
    roles: frozenset[Role]
    seen: tuple[Departure, ...]
    hidden: tuple[Departure, ...]

    @property
    def may_write(self) -> bool:
        """Whether they may write into the folder."""
        return may(Deed.write_folder, self.roles)


def sight_of(unit: Unit, person: str, customer_id: str) -> Sight | None:
    """What somebody may see of a customer, also by the id of one who was merged into them; None for one whom they may not

    see, and for one who is not there.
    """
    customer, stands = present(unit, customer_id), standing(unit, person)
    if customer is None or customer.erased_at is not None or Role.member not in stands:
        return None
    departures = unit.all(select(Departure).where(Departure.customer == customer.id).order_by(Departure.logged_at))
    roles = {one.id: roles_in(unit, person, one.id) for one in departures}
    stands |= {Role.onlooker} if not departures else set()
    stands |= {Role.team} if on_team(unit, customer.id, person) else set()
    everything = frozenset().union(stands, *roles.values())
    if not may_here(unit, Deed.see_folder, everything):
        return None
    seen = tuple(one for one in departures if may(Deed.see_departure, roles[one.id]))
    return Sight(customer, everything, seen, tuple(one for one in departures if one not in seen))


def hidden_times(unit: Unit, sight: Sight) -> list[Hidden]:
    """While what they may not see went on, and goes on."""
    return [Hidden(one.logged_at, None if one.stage in OPEN_STAGES else _ended(unit, one)) for one in sight.hidden]


def _ended(unit: Unit, departure: Departure) -> datetime | None:
    steps = unit.all(select(Step).where(Step.departure == departure.id).order_by(Step.at, Step.id))
    return steps[-1].at if steps else None
