"""The interview is no longer needed, or whoever holds it no longer can."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.colleagues.events import ColleagueGone
from bot.customers.events import ConsentHeard
from bot.customers.values import Consent
from bot.departures.events import OwnerNamed, StageChanged
from bot.departures.models import Departure
from bot.departures.service import facts_of
from bot.departures.values import Stage
from bot.interviews import blocks
from bot.interviews.events import InterviewEnded
from bot.interviews.models import Interview, Request
from bot.interviews.service.calendars import take_out_of_calendar
from bot.interviews.service.prompting import close_prompts
from bot.interviews.service.records import (
    REQUEST_CARD,
    changed,
    interviews_of,
    request_of,
    say_in_thread,
    standing_request,
)
from bot.interviews.service.seeking import look_again, pass_on
from bot.interviews.values import OVER, STANDING, TAKEN, End, InterviewState, PromptAnswer, RequestState
from bot.work.events import Undeliverable
from bot.work.unit import Unit


def end_unneeded(unit: Unit, event: StageChanged) -> None:
    """The customer stays, is back, or the matter is closed: nobody need call them, and whoever meant to is thanked."""
    if event.after is Stage.left:
        return
    for interview in interviews_of(unit, event.departure):
        if interview.state not in OVER:
            call_off(unit, interview)


def leave_in_peace(unit: Unit, event: ConsentHeard) -> None:
    """They said no to staying in touch: nobody calls them or writes to them, either, but whoever speaks with them just now."""
    if event.answer is not Consent.no:
        return
    its_departure = (Departure.workspace == Interview.workspace) & (Departure.id == Interview.departure)
    theirs = Departure.customer == event.customer, Interview.state.not_in(OVER)
    for interview in unit.all(select(Interview).join(Departure, its_departure).where(*theirs)):
        if interview.interviewer == event.heard_by:
            continue
        if interview.state in TAKEN and interview.interviewer:
            customer = facts_of(unit, interview.departure).customer
            told = blocks.left_in_peace(customer, interview.outsider)
            unit.say(told, to=interview.interviewer, key=f"interview_in_peace:{interview.id}:{interview.turns}")
        end(unit, interview, End.declined, PromptAnswer.declined)


def call_off(unit: Unit, interview: Interview) -> None:
    """Nobody need call the customer, or write to them, any more; whoever meant to call is told and thanked."""
    if interview.state in TAKEN and interview.interviewer:
        customer = facts_of(unit, interview.departure).customer
        key = f"interview_unneeded:{interview.id}:{interview.turns}"
        told = (
            blocks.outsider_not_needed(customer, interview.outsider)
            if interview.outsider
            else blocks.no_longer_needed(customer)
        )
        unit.say(told, to=interview.interviewer, key=key)
    end(unit, interview, End.no_longer_needed, PromptAnswer.over)


def end(unit: Unit, interview: Interview, why: End, answer: PromptAnswer) -> None:
    """The interview ends without being held."""
    request = standing_request(unit, interview)
    if request is not None:
        unit.cancel(request.id)
    if request is not None and (why is End.no_longer_needed or request.state is not RequestState.accepted):
        request.state, request.answered_at = RequestState.withdrawn, unit.now
    take_out_of_calendar(unit, interview)
    interview.state, interview.end = InterviewState.ended, why
    unit.cancel(interview.id)
    close_prompts(unit, interview, answer)
    changed(unit, interview)
    if request is not None:
        unit.refresh(REQUEST_CARD, request.id)
    if why is not End.no_longer_needed:
        unit.tell(InterviewEnded(interview.id, interview.departure))


def replace_gone(unit: Unit, event: ColleagueGone) -> None:
    """Somebody is a colleague no longer: what they were to hold, or to decide, passes on at once."""
    replace_interviewer(unit, event.person)
    its_departure = (Departure.workspace == Interview.workspace) & (Departure.id == Interview.departure)
    theirs = func.coalesce(Departure.owner, Departure.logged_by) == event.person
    undecided = select(Interview).join(Departure, its_departure).where(theirs, Interview.state == InterviewState.nobody)
    for interview in unit.all(undecided.order_by(Interview.id)):
        look_again(unit, interview)


def replace_interviewer(unit: Unit, person: str) -> None:
    """Every interview that this person holds, or is asked to hold, passes to somebody else."""
    theirs = Request.person == person, Request.state.in_(STANDING)
    pending = Interview.state.in_((InterviewState.asked, *TAKEN))
    query = select(Request.id).join(
        Interview, (Request.workspace == Interview.workspace) & (Request.interview == Interview.id)
    )
    for request_id in unit.all(query.where(*theirs, pending)):
        interview, request = request_of(unit, request_id)
        _replace(unit, interview, request)
    for_outsiders = Interview.interviewer == person, Interview.state.in_(TAKEN), Interview.outsider.is_not(None)
    for interview in unit.all(select(Interview).where(*for_outsiders)):
        look_again(unit, interview)


def replace_owner(unit: Unit, event: OwnerNamed) -> None:
    """It turns out whose customer it was: if that is who was asked, somebody else is, for the owner is no stranger."""
    for interview in interviews_of(unit, event.departure):
        request = standing_request(unit, interview)
        pending = interview.state in (InterviewState.asked, *TAKEN)
        if pending and request is not None and request.person == event.owner:
            _replace(unit, interview, request)


def pass_on_undelivered(unit: Unit, event: Undeliverable) -> None:
    """Whoever was to be asked cannot be reached by message: somebody else is asked."""
    if event.card != REQUEST_CARD or event.subject is None:
        return
    interview, request = request_of(unit, event.subject)
    if request.state is RequestState.asked:
        pass_on(unit, interview, request, RequestState.no_answer)


def _replace(unit: Unit, interview: Interview, request: Request) -> None:
    if request.state not in STANDING:
        return
    if request.state is RequestState.accepted:
        told = blocks.handed_over_line()
        say_in_thread(unit, interview, told, key=f"interview_handed_over:{request.id}")
    close_prompts(unit, interview, PromptAnswer.over)
    pass_on(unit, interview, request, RequestState.withdrawn)
