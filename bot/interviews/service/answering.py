"""What the one who was asked answers."""

from __future__ import annotations

from bot.colleagues.service import name_of
from bot.customers.service import note_dealing
from bot.customers.values import DealingKind
from bot.departures.service import facts_of, roles_in
from bot.interviews import blocks
from bot.interviews.events import InterviewAccepted
from bot.interviews.models import Interview, Request
from bot.interviews.service.prompting import plan_next_prompt
from bot.interviews.service.records import changed, request_of, say_in_thread
from bot.interviews.service.seeking import pass_on
from bot.interviews.values import Evidence, InterviewState, Obstacle, RequestState
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def accept(unit: Unit, person: str, request_id: str) -> Obstacle | None:
    """Somebody will hold the interview: the departure's thread says so, and reminding begins."""
    interview, request = request_of(unit, request_id)
    if request.person == person and request.state is RequestState.accepted:
        return None
    obstacle = _obstacle(unit, person, interview, request)
    if obstacle:
        return obstacle
    unit.cancel(request.id)
    request.state, request.answered_at = RequestState.accepted, unit.now
    interview.state, interview.interviewer = InterviewState.accepted, person
    interview.accepted_at = unit.now
    plan_next_prompt(unit, interview)
    record(unit, person, "interview.accepted", interview.id)
    line = blocks.accepted_anyway_line if Evidence.read(request.evidence).anyway else blocks.accepted_line
    told = line(name_of(unit, person))
    say_in_thread(unit, interview, told, key=f"interview_accepted:{request.id}")
    changed(unit, interview)
    unit.tell(InterviewAccepted(interview.id, interview.departure, person))
    return None


def decline(unit: Unit, person: str, request_id: str, because: RequestState) -> Obstacle | None:
    """Somebody knows the customer, which is remembered, or cannot now: the next is asked, and nobody hears of it."""
    interview, request = request_of(unit, request_id)
    if request.person == person and request.state is because:
        return None
    obstacle = _obstacle(unit, person, interview, request)
    if obstacle:
        return obstacle
    if because is RequestState.knows_them:
        customer = facts_of(unit, interview.departure).customer_id
        note_dealing(unit, customer, person, DealingKind.said_so, said_by=person)
    pass_on(unit, interview, request, because)
    return None


def _obstacle(unit: Unit, person: str, interview: Interview, request: Request) -> Obstacle | None:
    if request.person != person:
        return Obstacle.not_yours
    if request.state is RequestState.withdrawn:
        return Obstacle.over
    if request.state is not RequestState.asked:
        return Obstacle.answered
    allowed = may(Deed.answer_request, roles_in(unit, person, interview.departure))
    return None if allowed else Obstacle.not_yours
