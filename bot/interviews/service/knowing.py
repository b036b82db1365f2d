"""Why somebody was asked, or not: they see the evidence about themselves, and can correct it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from bot.colleagues.service import day_of, hours_of, name_of, standing
from bot.customers.service import correct_dealing
from bot.customers.values import Correction
from bot.departures.models import Departure
from bot.departures.service import facts_of, roles_in
from bot.interviews import blocks
from bot.interviews.models import Interview, Request
from bot.interviews.rules import decided_by
from bot.interviews.service.evidence import Dealt, dealt_with, held_with
from bot.interviews.service.records import REQUEST_CARD, interviews_of
from bot.interviews.service.seeking import look_again
from bot.interviews.service.willing import is_group_missed
from bot.interviews.values import Decision, Evidence, InterviewState, Obstacle, Out, RequestState
from bot.interviews.values.known import ChoiceView, KnownView, OrderView, WhyView
from bot.work.unit import Unit
from bot.work.values import Way
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

MOST_IN_ORDER = 10
SEEN_STATES = tuple(state for state in RequestState if state is not RequestState.chosen)


def why(unit: Unit, person: str, departure_id: str) -> WhyView | Obstacle:
    """What somebody may see of why they were asked or not; an admin also how the one who calls was chosen."""
    if not _may_look(unit, person, departure_id):
        return Obstacle.not_yours
    facts, requests = facts_of(unit, departure_id), _requests(unit, departure_id)
    own = next((one for one in reversed(requests) if one.person == person and one.state in SEEN_STATES), None)
    zone = hours_of(unit, person).zone
    return WhyView(
        departure=departure_id,
        customer=facts.customer,
        today=unit.now.astimezone(zone).date(),
        asked=Evidence.read(own.evidence) if own and _was_delivered(unit, own) else None,
        known=tuple(
            _known(unit, one) for one in dealt_with(unit, facts.customer_id) if one.person == person
        ),
        held=tuple(
            day_of(unit, person, one.at) for one in held_with(unit, facts.customer_id) if one.person == person
        ),
        own_choice=_choice(unit, own, person) if own and _was_delivered(unit, own) else None,
        admins_choice=_for_admins(unit, requests, person),
        is_owner=facts.owner == person,
    )


def correct(
    unit: Unit, person: str, departure_id: str, dealing_id: str, correction: Correction | None
) -> Obstacle | None:
    """The person concerned says what is not right; the evidence stays, with their word beside it, and theirs counts."""
    if not _may_look(unit, person, departure_id) or not correct_dealing(unit, person, dealing_id, correction):
        return Obstacle.not_yours
    record(unit, person, "dealing.corrected", dealing_id)
    unit.session.flush()
    for interview in interviews_of(unit, departure_id):
        if interview.state is InterviewState.nobody:
            look_again(unit, interview)
    return None


def ways(unit: Unit, departure_id: str, person: str) -> Sequence[Way]:
    """For the details of a departure: the way to the evidence about its reader, and for admins to how somebody was chosen."""
    return (blocks.why_way(departure_id, for_admin=Role.admin in standing(unit, person)),)


def troubled(unit: Unit) -> Sequence[str]:
    """For an admin's Home: the group of those who may be asked cannot be read."""
    return (blocks.group_trouble(),) if is_group_missed(unit) else ()


def _may_look(unit: Unit, person: str, departure_id: str) -> bool:
    if unit.get(Departure, departure_id) is None or Role.member not in standing(unit, person):
        return False
    was_asked = (one for one in _requests(unit, departure_id) if one.person == person)
    if any(_was_delivered(unit, one) for one in was_asked):
        return True
    return may(Deed.see_departure, roles_in(unit, person, departure_id))


def _was_delivered(unit: Unit, request: Request) -> bool:
    """Somebody who was passed over before they were asked learns nothing of it."""
    return request.state in SEEN_STATES and unit.shown(REQUEST_CARD, request.id) is not None


def _known(unit: Unit, one: Dealt) -> KnownView:
    return KnownView(
        dealing=one.dealing,
        kind=one.kind,
        said_by=None if one.said_by == one.person else name_of(unit, one.said_by),
        day=day_of(unit, one.person, one.at),
        bearing=one.bearing,
        correction=one.correction,
        corrected=day_of(unit, one.person, one.corrected_at) if one.corrected_at else None,
        is_said_again=one.corrected_at is not None and one.corrected_at < one.at,
    )


def _for_admins(unit: Unit, requests: Sequence[Request], person: str) -> ChoiceView | None:
    """How the one who calls was chosen. Who was asked before stays between them and us."""
    if Role.admin not in standing(unit, person):
        return None
    accepted = [one for one in requests if one.state is RequestState.accepted]
    return _choice(unit, accepted[-1], person, with_order=True) if accepted else None


def _choice(unit: Unit, request: Request, reader: str, *, with_order: bool = False) -> ChoiceView | None:
    if request.decision is None:
        return None
    decision = Decision.read(request.decision)
    eligible = [one for one in decision.people if one.out is None]
    by, tied = decided_by(decision)
    order = [
        OrderView(
            name_of(unit, one.person),
            one.acquaintance,
            one.recent,
            date.fromisoformat(one.last) if one.last else None,
            one.overlap,
        )
        for one in eligible[:MOST_IN_ORDER]
    ]
    return ChoiceView(
        chosen=name_of(unit, request.person),
        by=by,
        tied=tied,
        looked_at=len(decision.people),
        dealt=sum(one.out == Out.dealings.value for one in decision.people),
        eligible=len(eligible),
        chosen_by=name_of(unit, decision.by) if decision.by and decision.by != reader else None,
        group_unread=decision.group_unread,
        order=tuple(order) if with_order else (),
    )


def _requests(unit: Unit, departure_id: str) -> Sequence[Request]:
    its_interview = (Request.workspace == Interview.workspace) & (Request.interview == Interview.id)
    query = select(Request).join(Interview, its_interview).where(Interview.departure == departure_id)
    return unit.all(query.order_by(Request.asked_at, Request.id))
