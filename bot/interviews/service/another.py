"""Another interview about the same departure, with somebody else of the customer's: wanted by whoever looks after them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.customers.service import add_contact
from bot.departures.service import facts_of, need_departure, roles_in
from bot.departures.values import Size, Stage
from bot.interviews import blocks
from bot.interviews.models import Interview
from bot.interviews.service.introducing import ask_to_announce
from bot.interviews.service.records import interviews_of
from bot.interviews.service.seeking import look_again
from bot.interviews.values import ContactForm, InterviewState, Obstacle
from bot.work.unit import Unit
from bot.work.values import Way
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

MOST = 3
"""A customer who left is asked for three talks at most."""


def another_wanted(unit: Unit, person: str, departure_id: str) -> str | Obstacle:
    """The customer's name, for the form that asks whom to talk to."""
    return _obstacle(unit, person, departure_id) or facts_of(unit, departure_id).customer


def ask_another(unit: Unit, person: str, departure_id: str, form: ContactForm) -> Obstacle | None:
    """Somebody is looked for to talk with another person there; chosen, asked and reminded like the first."""
    obstacle = _obstacle(unit, person, departure_id)
    if obstacle is not None:
        return obstacle
    contact = add_contact(unit, need_departure(unit, departure_id).customer, form.words, added_by=person)
    unit.session.flush()
    number = 1 + max(one.number for one in interviews_of(unit, departure_id))
    fresh = unit.add(
        Interview(departure=departure_id, number=number, contact=contact.id, state=InterviewState.seeking, turns=0)
    )
    unit.session.flush()
    record(unit, person, "interview.another", fresh.id)
    look_again(unit, fresh)
    ask_to_announce(unit, fresh)
    return None


def another_way(unit: Unit, departure_id: str, person: str) -> Sequence[Way]:
    """For the details of a departure."""
    return () if _obstacle(unit, person, departure_id) else (blocks.another_way(departure_id),)


def _obstacle(unit: Unit, person: str, departure_id: str) -> Obstacle | None:
    if not may(Deed.choose_interviewer, roles_in(unit, person, departure_id)):
        return Obstacle.not_yours
    departure, known = facts_of(unit, departure_id), interviews_of(unit, departure_id)
    calls_for_it = departure.stage is Stage.left and departure.size is Size.full and not departure.quiet
    return None if calls_for_it and 0 < len(known) < MOST else Obstacle.over
