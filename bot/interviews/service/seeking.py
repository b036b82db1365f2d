"""Looking for the right stranger, and asking them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.colleagues.service import hours_of, standing
from bot.customers.service import dealings_of, touches_of
from bot.departures.service import facts_of, refresh_card
from bot.departures.values import DepartureFacts, Stage
from bot.interviews.models import Interview, Request
from bot.interviews.rules import PATIENCE, choose, least_contact
from bot.interviews.service.candidates import candidates_for, evidence_for
from bot.interviews.service.prompting import close_prompts, prompt_at_work
from bot.interviews.service.records import (
    ASK,
    CHOOSE,
    REQUEST_CARD,
    UNANSWERED,
    changed,
    locked,
    locked_request,
    plan,
    requests_of,
)
from bot.interviews.values import (
    Candidate,
    ChannelsSeen,
    Choice,
    Evidence,
    InterviewState,
    PromptAnswer,
    PromptKind,
    RequestState,
)
from bot.work.calendar import add_working_days, next_working_moment
from bot.work.unit import Unit
from bot.workspace.models import WorkspaceSettings
from bot.workspace.roles import Role
from bot.workspace.service import settings_of

ASK_SLACK_AGAIN = timedelta(minutes=5)
MOST_LOOKS = 3
"""So often Slack is asked who is in the customer's channels; then somebody is chosen without, and told so."""


def customer_sought(unit: Unit, interview_id: str) -> str | None:
    """The customer's name, if somebody is still looked for to call them: Slack is asked about their channels."""
    interview = unit.get(Interview, interview_id)
    if interview is None or not _is_sought(unit, interview):
        return None
    return facts_of(unit, interview.departure).customer


def choose_interviewer(unit: Unit, interview_id: str, seen: ChannelsSeen, looks: int = 1) -> None:
    """Choose whom to ask and ask them, in their working hours. `looks` is how often Slack was looked into for it."""
    interview = locked(unit, interview_id)
    if not _is_sought(unit, interview):
        return
    if seen.later and looks < MOST_LOOKS:
        plan(unit, interview, CHOOSE, unit.now + ASK_SLACK_AGAIN, looks=looks + 1)
        return
    _choose_one_at_a_time(unit)
    departure = facts_of(unit, interview.departure)
    everybody = candidates_for(unit, interview, departure, seen)
    choice = choose(everybody, departure.id)
    if choice.chosen is None:
        _say_nobody(unit, interview, departure, everybody, choice, seen)
        return
    evidence = _evidence(unit, departure, choice.chosen, choice, seen)
    _ask_when_at_work(unit, interview, choice.chosen.person, evidence)


def ask_chosen(unit: Unit, request_id: str) -> None:
    """It is working time where the chosen one lives: ask them, unless it turned out meanwhile that they are no stranger."""
    interview, request = locked_request(unit, request_id)
    if request.state is not RequestState.chosen:
        return
    if not _is_still_right(unit, interview, request):
        pass_on(unit, interview, request, RequestState.withdrawn)
    elif (working := _next_at_work(unit, request.person)) > unit.now:
        plan(unit, interview, ASK, working, request=request.id)
    else:
        _ask(unit, interview, request)


def ask_anyway_when_at_work(unit: Unit, interview: Interview, person: str, evidence: Evidence) -> None:
    """Ask somebody whom the one responsible chose, although they have dealings with the customer."""
    unit.cancel(interview.id)
    _ask_when_at_work(unit, interview, person, replace(evidence, anyway=True))


def pass_on_unanswered(unit: Unit, request_id: str) -> None:
    """Two working days went by: somebody else is asked, and nobody is blamed."""
    interview, request = locked_request(unit, request_id)
    if request.state is RequestState.asked:
        pass_on(unit, interview, request, RequestState.no_answer)


def pass_on(unit: Unit, interview: Interview, request: Request, because: RequestState) -> None:
    """Whoever was asked will not hold the interview: the next is looked for."""
    request.state, request.answered_at = because, unit.now
    unit.cancel(request.id)
    look_again(unit, interview)
    unit.session.flush()
    unit.refresh(REQUEST_CARD, request.id)


def look_again(unit: Unit, interview: Interview, after: timedelta = timedelta(0)) -> None:
    """Nobody holds the interview: look for somebody, now or later."""
    interview.state, interview.interviewer, interview.end = InterviewState.seeking, None, None
    interview.accepted_at = interview.appointment = interview.moved_at = interview.keep_until = None
    interview.outsider = interview.outsider_email = None
    unit.cancel(interview.id)
    plan(unit, interview, CHOOSE, unit.now + after)
    unit.session.flush()
    refresh_card(unit, interview.departure)


def _is_sought(unit: Unit, interview: Interview) -> bool:
    sought = interview.state in (InterviewState.seeking, InterviewState.nobody)
    return sought and facts_of(unit, interview.departure).stage is Stage.left


def _choose_one_at_a_time(unit: Unit) -> None:
    """Two departures at the same moment would both find the same person free: the second waits for the first."""
    row = settings_of(unit).id
    unit.first(select(WorkspaceSettings).where(WorkspaceSettings.id == row).with_for_update())


def _ask_when_at_work(unit: Unit, interview: Interview, person: str, evidence: Evidence) -> None:
    """Nobody is asked at night; but from now on they count as asked, so that nobody else takes them up."""
    working = _next_at_work(unit, person)
    request = unit.add(
        Request(
            interview=interview.id,
            number=len(requests_of(unit, interview)) + 1,
            person=person,
            state=RequestState.chosen,
            evidence=evidence.kept(),
            asked_at=working,
        )
    )
    close_prompts(unit, interview, PromptAnswer.over)
    interview.state = InterviewState.asked
    if working > unit.now:
        plan(unit, interview, ASK, working, request=request.id)
        changed(unit, interview)
    else:
        _ask(unit, interview, request)


def _ask(unit: Unit, interview: Interview, request: Request) -> None:
    request.state, request.asked_at = RequestState.asked, unit.now
    due = add_working_days(unit.now, PATIENCE, hours_of(unit, request.person))
    unit.plan(UNANSWERED, request.id, due, key=f"{UNANSWERED}:{request.id}")
    unit.ask(request.person, REQUEST_CARD, request.id)
    changed(unit, interview)


def _is_still_right(unit: Unit, interview: Interview, request: Request) -> bool:
    """Whether the chosen one is still of the firm, and still without dealings where that was the reason."""
    if Role.member not in standing(unit, request.person):
        return False
    customer = facts_of(unit, interview.departure).customer_id
    has_dealings = any(one.person == request.person for one in dealings_of(unit, customer))
    return Evidence.read(request.evidence).anyway or not has_dealings


def _next_at_work(unit: Unit, person: str) -> datetime:
    return next_working_moment(unit.now, hours_of(unit, person))


def _say_nobody(
    unit: Unit,
    interview: Interview,
    departure: DepartureFacts,
    everybody: list[Candidate],
    choice: Choice,
    seen: ChannelsSeen,
) -> None:
    others = [one for one in everybody if one.person != departure.responsible]
    offer = least_contact(others, departure.id)
    interview.state = InterviewState.nobody
    facts: dict[str, Any] = {}
    if offer is not None:
        facts = {"offer": offer.person, "evidence": _evidence(unit, departure, offer, choice, seen).kept()}
    prompt_at_work(unit, interview, PromptKind.nobody, departure.responsible, unit.now, **facts)
    changed(unit, interview)


def _evidence(unit: Unit, departure: DepartureFacts, one: Candidate, choice: Choice, seen: ChannelsSeen) -> Evidence:
    return evidence_for(one, choice, seen, all_touches=len(touches_of(unit, departure.customer_id)))
