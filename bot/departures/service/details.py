"""All that those in the circle may read of a departure."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.service import dealings_of
from bot.departures.blocks.promises import promise_lines
from bot.departures.blocks.talks import part_lines, said_line
from bot.departures.models import Departure, Step
from bot.departures.service.access import ON_THE_TEAM, roles_in
from bot.departures.service.facts import consent_facts, facts_of, signs_of
from bot.departures.service.promises import promises_to
from bot.departures.service.talks import answered_talks
from bot.departures.service.undo import undoable
from bot.departures.values import Details, StepFacts
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, may


def details_of(unit: Unit, person: str, departure_id: str) -> Details | None:
    """All that somebody in the circle may read; None for anybody else, and for a departure that is gone."""
    if unit.get(Departure, departure_id) is None:
        return None
    roles = roles_in(unit, person, departure_id)
    if not may(Deed.see_departure, roles):
        return None
    facts = facts_of(unit, departure_id)
    steps = unit.all(select(Step).where(Step.departure == departure_id).order_by(Step.at, Step.id))
    talks = answered_talks(unit, departure_id)
    team = (one.person for one in dealings_of(unit, facts.customer_id) if one.kind in ON_THE_TEAM)
    return Details(
        facts=facts,
        worked_with=tuple(dict.fromkeys(person for person in team if person != facts.owner)),
        steps=tuple(_step(unit, one) for one in steps),
        signs=signs_of(unit, facts.customer_id),
        undoable=undoable(unit, person, departure_id),
        more=(*promise_lines(promises_to(unit, facts.customer_id)), *(line for one in talks for line in part_lines(one))),
        said=tuple(filter(None, map(said_line, talks))),
        consents=consent_facts(unit, facts.customer_id),
        ways=tuple(way for ways in unit.parts.ways for way in ways(unit, departure_id, person)),
        may_change=may_here(unit, Deed.move_departure, roles),
    )


def _step(unit: Unit, step: Step) -> StepFacts:
    undone_by = name_of(unit, step.undone_by) if step.undone_by else None
    return StepFacts(step.before, step.after, name_of(unit, step.who), step.at, step.why, undone_by)
