"""Looking for the right stranger, and asking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.colleagues.service import hours_of, standing
from bot.colleagues.values import Absence
from bot.customers.service import touches_of
from bot.departures.service import carer_of, facts_of, need_departure, refresh_card
from bot.departures.values import DepartureFacts, Stage
from bot.interviews.models import Interview, Request
from bot.interviews.rules import PATIENCE, choose, least_contact
from bot.interviews.service.calendars import take_out_of_calendar
from bot.interviews.service.candidates import candidates_for, decision_for, evidence_for
from bot.interviews.service.evidence import dealt_with, excluded_by
from bot.interviews.service.prompting import close_prompts, prompt_at_work
from bot.interviews.service.records import (
    ASK,
    CHOOSE,
    REQUEST_CARD,
    UNANSWERED,
    changed,
    plan,
    request_of,
    requests_of,
)
from bot.interviews.service.willing import group_to_read, is_group_unread, note_group, unwilling_now
from bot.interviews.values import (
    Candidate,
    ChannelsSeen,
    Choice,
    Decision,
    Evidence,
    InterviewState,
    PromptAnswer,
    PromptKind,
    RequestState,
    Sought,
)
from bot.work.calendar import add_working_days, next_working_moment
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import settings_of

ASK_SLACK_AGAIN = timedelta(minutes=5)
DECISION = "decision"
"""Where a prompt keeps the choice that it tells of, beside its evidence."""
MOST_LOOKS = 3
"""So often Slack is asked who is in the customer's channels; then somebody is chosen without, and told so."""


def sought_for(unit: Unit, interview_id: str) -> Sought | None:
    """What Slack is to be asked, if somebody is still looked for to call the customer."""
    interview = unit.get(Interview, interview_id)
    if interview is None or not _is_sought(unit, interview):
        return None
    return Sought(facts_of(unit, interview.departure).customer, group_to_read(unit))


def choose_interviewer(
    unit: Unit, interview_id: str, seen: ChannelsSeen, looks: int = 1, away: Sequence[str] = ()
) -> None:
    """Choose whom to ask and ask them, in their working hours.

    `looks` is how often Slack was looked into for it; of those `away` it has just turned out that they are.
    """
    interview = unit.need(Interview, interview_id)
    if not _is_sought(unit, interview):
        return
    if seen.later and looks < MOST_LOOKS:
        plan(unit, interview, CHOOSE, unit.now + ASK_SLACK_AGAIN, looks=looks + 1, away=list(away))
        return
    note_group(unit, seen)
    departure = facts_of(unit, interview.departure)
    everybody = candidates_for(unit, interview, departure, seen, away)
    choice = choose(everybody, departure.id, settings_of(unit).most_interviews)
    if choice.chosen is None:
        _say_nobody(unit, interview, departure, choice, seen)
        return
    evidence = _evidence(unit, departure, choice.chosen, choice, seen)
    decision = decision_for(unit, choice, seen)
    _ask_when_at_work(unit, interview, choice.chosen.person, evidence, decision, away)


def person_to_ask(unit: Unit, request_id: str) -> str | None:
    """Who is about to be asked, so that Slack can say whether they are away; None where nobody is."""
    request = unit.get(Request, request_id)
    if request is None or request.state is not RequestState.chosen:
        return None
    return None if _next_at_work(unit, request.person) > unit.now else request.person


def ask_chosen(unit: Unit, request_id: str, absent: Absence | None, away: Sequence[str] = ()) -> None:
    """It is working time where the chosen one lives: ask them, unless it turned out meanwhile that they are no stranger.

    Who is away only for a while is asked when they are back; otherwise it is the next one's turn, and nobody hears why.
    """
    interview, request = request_of(unit, request_id)
    if request.state is not RequestState.chosen:
        return
    if not _is_still_right(unit, interview, request):
        pass_on(unit, interview, request, RequestState.withdrawn, away)
    elif (working := _next_at_work(unit, request.person)) > unit.now:
        plan(unit, interview, ASK, working, request=request.id, away=list(away))
    elif absent is None:
        _ask(unit, interview, request)
    elif (back := _soon_back(unit, request, absent)) is not None:
        plan(unit, interview, ASK, back, request=request.id, away=list(away))
    elif Evidence.read(request.evidence).anyway:
        _ask(unit, interview, request)
    else:
        pass_on(unit, interview, request, RequestState.withdrawn, (*away, request.person))


def ask_anyway_when_at_work(
    unit: Unit, interview: Interview, person: str, evidence: Evidence, decision: Decision
) -> None:
    """Ask somebody whom the one responsible chose, although they have dealings with the customer."""
    unit.cancel(interview.id)
    _ask_when_at_work(unit, interview, person, replace(evidence, anyway=True), decision)


def pass_on_unanswered(unit: Unit, request_id: str) -> None:
    """Two working days went by: somebody else is asked, and nobody is blamed."""
    interview, request = request_of(unit, request_id)
    if request.state is RequestState.asked:
        pass_on(unit, interview, request, RequestState.no_answer)


def pass_on(
    unit: Unit, interview: Interview, request: Request, because: RequestState, away: Sequence[str] = ()
) -> None:
    """Whoever was asked will not hold the interview: the next is looked for, for now without those who are `away`."""
    request.state, request.answered_at = because, unit.now
    unit.cancel(request.id)
    look_again(unit, interview, away=away)
    unit.session.flush()
    unit.refresh(REQUEST_CARD, request.id)


def look_again(
    unit: Unit, interview: Interview, after: timedelta = timedelta(0), away: Sequence[str] = ()
) -> None:
    """Nobody holds the interview: look for somebody, now or later."""
    take_out_of_calendar(unit, interview)
    interview.state, interview.interviewer, interview.end = InterviewState.seeking, None, None
    interview.minutes = interview.place = None
    interview.accepted_at = interview.appointment = interview.moved_at = interview.keep_until = None
    interview.outsider = interview.outsider_email = None
    unit.cancel(interview.id)
    plan(unit, interview, CHOOSE, unit.now + after, away=list(away))
    unit.session.flush()
    refresh_card(unit, interview.departure)


def _is_sought(unit: Unit, interview: Interview) -> bool:
    sought = interview.state in (InterviewState.seeking, InterviewState.nobody)
    return sought and facts_of(unit, interview.departure).stage is Stage.left


def _ask_when_at_work(
    unit: Unit, interview: Interview, person: str, evidence: Evidence, decision: Decision, away: Sequence[str] = ()
) -> None:
    """Nobody is asked at night; but from now on they count as asked, so that nobody else takes them up."""
    working = _next_at_work(unit, person)
    request = unit.add(
        Request(
            interview=interview.id,
            number=len(requests_of(unit, interview)) + 1,
            person=person,
            state=RequestState.chosen,
            evidence=evidence.kept(),
            decision=decision.kept(),
            asked_at=working,
        )
    )
    close_prompts(unit, interview, PromptAnswer.over)
    interview.state = InterviewState.asked
    unit.session.flush()
    plan(unit, interview, ASK, working, request=request.id, away=list(away))
    changed(unit, interview)


def _ask(unit: Unit, interview: Interview, request: Request) -> None:
    request.state, request.asked_at = RequestState.asked, unit.now
    unit.session.flush()
    reached = unit.ask(request.person, REQUEST_CARD, request.id)
    due = add_working_days(reached, PATIENCE, hours_of(unit, request.person))
    unit.plan(UNANSWERED, request.id, due, key=f"{UNANSWERED}:{request.id}")
    changed(unit, interview)


def _is_still_right(unit: Unit, interview: Interview, request: Request) -> bool:
    """Whether the chosen one is still of the firm and willing, and still without dealings where that was the reason."""
    if Role.member not in standing(unit, request.person) or request.person in unwilling_now(unit):
        return False
    if Evidence.read(request.evidence).anyway:
        return True
    departure = facts_of(unit, interview.departure)
    return request.person not in excluded_by(dealt_with(unit, departure.customer_id), departure)


def _soon_back(unit: Unit, request: Request, absent: Absence) -> datetime | None:
    """When somebody who is away can be asked, if that is as soon as they would have had to answer."""
    hours = hours_of(unit, request.person)
    if absent.until is None or absent.until > add_working_days(request.asked_at, PATIENCE, hours):
        return None
    return next_working_moment(absent.until, hours)


def _next_at_work(unit: Unit, person: str) -> datetime:
    return next_working_moment(unit.now, hours_of(unit, person))


def _say_nobody(
    unit: Unit,
    interview: Interview,
    departure: DepartureFacts,
    choice: Choice,
    seen: ChannelsSeen,
) -> None:
    carer = carer_of(unit, need_departure(unit, departure.id))
    others = [one for one in choice.order if one.person != carer]
    offer = least_contact(others, departure.id, settings_of(unit).most_interviews)
    interview.state = InterviewState.nobody
    known = Evidence(strangers=choice.strangers, group_unread=is_group_unread(unit, seen))
    facts: dict[str, Any] = {}
    if offer is not None:
        facts["offer"] = offer.person
        seen_of = _evidence(unit, departure, offer, choice, seen)
        known = replace(seen_of, strangers=known.strangers, group_unread=known.group_unread)
    facts["evidence"] = known.kept() | {DECISION: decision_for(unit, choice, seen).kept()}
    prompt_at_work(unit, interview, PromptKind.nobody, carer, unit.now, **facts)
    changed(unit, interview)


def _evidence(unit: Unit, departure: DepartureFacts, one: Candidate, choice: Choice, seen: ChannelsSeen) -> Evidence:
    return evidence_for(one, choice, seen, all_touches=len(touches_of(unit, departure.customer_id)))
