"""What is shown of staying in touch: the nudge itself, lines on the departure's card and in somebody's Home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select

from bot.colleagues.service import name_of, told_at
from bot.customers.models import Customer
from bot.customers.service import consent_of, since_of, touches_of
from bot.departures.models import Departure
from bot.departures.service import facts_of, need_departure
from bot.departures.values import Stage
from bot.nudges import blocks
from bot.nudges.models import Cadence, Nudge, Succession
from bot.nudges.service.occasions import DOORS
from bot.nudges.service.planning import NUDGE, cadence_of, kind_for, recipient_of
from bot.nudges.service.timing import how_often
from bot.nudges.values import CadenceState, LastContact, NudgeState, NudgeView, Occasion, SuccessionState
from bot.slack.kit import Message
from bot.work.models import Obligation, Progress
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Upcoming
from bot.workspace.roles import Role

UNASKED = (NudgeState.overtaken, NudgeState.over)
"""What became of a nudge by itself, without an answer of theirs."""


def nudge_view(unit: Unit, nudge_id: str) -> NudgeView:
    """What a nudge shows now; raises `Gone`."""
    nudge = unit.need(Nudge, nudge_id)
    cadence = unit.need(Cadence, nudge.cadence)
    facts = facts_of(unit, cadence.departure)
    return NudgeView(
        nudge=nudge.id,
        customer=facts.customer,
        at=nudge.at,
        state=nudge.state,
        suggestion=nudge.suggestion,
        why=nudge.why,
        left=facts.happened,
        last=_last_contact(unit, cadence.customer),
        contact=facts.contact_words,
        email=facts.contact_email,
        days=how_often(unit, cadence),
        since=since_of(unit, cadence.customer),
        occasion=Occasion(nudge.kind, nudge.brought_by, nudge.link, nudge.words, nudge.day),
        brought_by=name_of(unit, nudge.brought_by) if nudge.brought_by not in (None, nudge.person) else None,
        consent=consent_of(unit, cadence.customer),
        answered_by=name_of(unit, nudge.answered_by) if nudge.answered_by else None,
        until=nudge.until,
        handed_to=name_of(unit, nudge.handed_to) if nudge.handed_to else None,
        undoable=nudge.state is NudgeState.stopped and cadence.state is CadenceState.stopped,
    )


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """When somebody will be asked to stay in touch, or that it was stopped."""
    cadence = cadence_of(unit, departure_id)
    if cadence is None or cadence.state in (CadenceState.over, CadenceState.in_peace):
        return ()
    if cadence.state is CadenceState.stopped:
        return (blocks.stopped_line(name_of(unit, cadence.stopped_by or "")),)
    planned = unit.planned(NUDGE, cadence.id)
    to = recipient_of(unit, cadence, need_departure(unit, departure_id))
    if not planned or to is None or kind_for(unit, cadence) is None:
        return ()
    return (blocks.next_line(name_of(unit, to.person), planned[0].due),)


def duties(unit: Unit, person: str) -> Sequence[str]:
    """Whom this person was asked to stay in touch with, the longest waiting first."""
    waiting = (
        select(Nudge, Customer.name)
        .join(Cadence, Cadence.id == Nudge.cadence)
        .join(Customer, Customer.id == Cadence.customer)
        .where(Nudge.person == person, Nudge.state == NudgeState.waiting)
        .order_by(Nudge.at)
    )
    return [blocks.duty_line(name, nudge.kind, nudge.suggestion, nudge.at) for nudge, name in unit.session.execute(waiting)]


def ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """With whom this person will be asked to be in touch, and on which morning."""
    looked_after = Departure.owner == person, Departure.owner.is_(None) & (Departure.logged_by == person)
    theirs = or_(Cadence.keeper == person, Cadence.keeper.is_(None) & or_(*looked_after))
    planned = Obligation.kind.in_((NUDGE, DOORS)), Obligation.state == Progress.planned, Obligation.due <= until
    query = (
        select(Obligation.kind, Obligation.due, Cadence, Customer.name)
        .join(Cadence, Cadence.id == Obligation.subject)
        .join(Departure, Departure.id == Cadence.departure)
        .join(Customer, Customer.id == Cadence.customer)
        .where(*planned, theirs, Cadence.state == CadenceState.going, Departure.stage == Stage.left)
    )
    found = [(kind, due, cadence, name) for kind, due, cadence, name in unit.session.execute(query)]
    return [
        Upcoming(told_at(unit, person, due), blocks.ahead_line(name, doors=kind == DOORS))
        for kind, due, cadence, name in found
        if kind == DOORS or kind_for(unit, cadence) is not None
    ]


def roles_in(unit: Unit, departure_id: str, person: str) -> frozenset[Role]:
    """Whoever was asked to stay in touch, or has taken it over, belongs to those who know."""
    asked = (
        select(Nudge.id)
        .join(Cadence, Cadence.id == Nudge.cadence)
        .where(Cadence.departure == departure_id, Nudge.person == person, Nudge.state == NudgeState.waiting)
    )
    keeps = select(Cadence.id).where(Cadence.departure == departure_id, Cadence.keeper == person)
    offered = select(Cadence.id).where(Cadence.departure == departure_id, Cadence.id.in_(_offered_to(person)))
    if all(unit.first(query) is None for query in (asked, keeps, offered)):
        return frozenset()
    return frozenset({Role.team})


def granted(person: str) -> Select[str]:
    """The departures whose customer somebody keeps in touch with, or is asked to."""
    asked = select(Nudge.cadence).where(Nudge.person == person, Nudge.state == NudgeState.waiting)
    theirs = Cadence.keeper == person, Cadence.id.in_(asked), Cadence.id.in_(_offered_to(person))
    return select(Cadence.departure).where(or_(*theirs))


def _offered_to(person: str) -> Select[str]:
    return select(Succession.cadence).where(Succession.offer == person, Succession.state == SuccessionState.asked)


def _draw(unit: Unit, nudge_id: str) -> Message | None:
    """Nothing where it was over while it waited."""
    nudge = unit.get(Nudge, nudge_id)
    if nudge is None or (nudge.state in UNASKED and not unit.shown(NUDGE, nudge_id)):
        return None
    return blocks.nudge_card(nudge_view(unit, nudge_id))


def _last_contact(unit: Unit, customer: str) -> LastContact | None:
    newest = next(iter(touches_of(unit, customer)), None)
    return LastContact(newest.kind, newest.at, name_of(unit, newest.by), newest.words) if newest else None


CARDS: dict[str, Renderer] = {NUDGE: _draw}
