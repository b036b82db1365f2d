"""Interviews, found and locked; and what their messages are written from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from bot.colleagues.service import colleague, hours_of, name_of
from bot.customers.models import Contact
from bot.departures.service import facts_of, need_departure, refresh_card, tell_thread
from bot.interviews import blocks
from bot.interviews.models import Draft, Finding, Interview, InterviewPrompt, Questionnaire, Request, Try
from bot.interviews.values import (
    FROM_BEFORE,
    OVER,
    STANDING,
    USUAL_MINUTES,
    Evidence,
    InterviewView,
    PromptKind,
    PromptView,
    RequestView,
    TryAnswer,
)
from bot.slack.kit import Message
from bot.work.unit import Unit

REQUEST_CARD = "interview_request"
REMINDER_CARD = "interview_reminder"
DECISION_CARD = "interview_nobody"
OUTSIDER_CARD = "interview_outsider"
APPOINTMENT_CARD = "interview_appointment"
QUESTIONS_CARD, QUESTIONS_REMINDER = "interview_questions", "interview_questions_reminder"
QUESTIONS_PASSED_ON = "interview_questions_passed_on"
CONTACT_CARD, WRONG_CONTACT_CARD = "interview_contact", "interview_wrong_contact"
CAME_OF_IT = "interview_came_of_it"
CONTACT_PASSED_ON = "interview_contact_passed_on"
CARD_FOR = {
    PromptKind.reminder: REMINDER_CARD,
    PromptKind.how_did_it_go: REMINDER_CARD,
    PromptKind.not_reached: REMINDER_CARD,
    PromptKind.nobody: DECISION_CARD,
    PromptKind.stuck: DECISION_CARD,
}

CHOOSE = "choose_interviewer"
ASK = "ask_interviewer"
UNANSWERED = "request_unanswered"
PROMPT = "interview_prompt"
GUIDE = "appointment_guide"
QUESTIONS_DUE = "questions_reminder"
"""The kinds of obligations of this stage."""


def interview_of(unit: Unit, departure_id: str) -> Interview | None:
    """The first interview of a departure, if one was ever sought: the one that begins by itself."""
    return unit.first(_of_departure(departure_id))


def interviews_of(unit: Unit, departure_id: str) -> Sequence[Interview]:
    """All of them: another is held with another contact of the customer's, where somebody wants that."""
    return unit.all(_of_departure(departure_id))


def is_still_to_be_heard(unit: Unit, departure_id: str) -> bool:
    """Whether any interview of a departure is still sought, or under way."""
    return any(one.state not in OVER for one in interviews_of(unit, departure_id))


def request_of(unit: Unit, request_id: str) -> tuple[Interview, Request]:
    """A request, and its interview; raises `Gone`."""
    request = unit.need(Request, request_id)
    return unit.need(Interview, request.interview), request


def prompt_of(unit: Unit, prompt_id: str) -> tuple[Interview, InterviewPrompt]:
    """A prompt, and its interview; raises `Gone`."""
    prompt = unit.need(InterviewPrompt, prompt_id)
    return unit.need(Interview, prompt.interview), prompt


def requests_of(unit: Unit, interview: Interview) -> list[Request]:
    """Everybody who was asked, first to last."""
    query = select(Request).where(Request.interview == interview.id).order_by(Request.number)
    return list(unit.all(query))


def standing_request(unit: Unit, interview: Interview) -> Request | None:
    """The request that is to be answered, or was accepted; nobody's while somebody is sought."""
    mine = Request.interview == interview.id, Request.state.in_(STANDING)
    return unit.first(select(Request).where(*mine).order_by(Request.number.desc()))


def plan(unit: Unit, interview: Interview, kind: str, due: datetime, **facts: Any) -> None:
    """Put the next thing about an interview in the agenda. `due` is aware."""
    interview.turns += 1
    unit.plan(kind, interview.id, due, key=f"{kind}:{interview.id}:{interview.turns}", **facts)


def changed(unit: Unit, interview: Interview) -> None:
    """Everything that shows where the interview stands is drawn again."""
    unit.session.flush()
    refresh_card(unit, interview.departure)
    for request in requests_of(unit, interview):
        if request.state in STANDING:
            unit.refresh(REQUEST_CARD, request.id)
    if interview.outsider:
        unit.refresh(OUTSIDER_CARD, interview.id)
    unit.refresh(APPOINTMENT_CARD, appointment_subject(interview))
    unit.refresh(CONTACT_CARD, interview.id)
    unit.refresh(WRONG_CONTACT_CARD, wrong_contact_subject(unit, interview))
    questions = questions_of(unit, interview)
    if questions is not None:
        for card in (QUESTIONS_CARD, QUESTIONS_REMINDER):
            unit.refresh(card, questions.id)


def appointment_subject(interview: Interview) -> str:
    """What the guide before an appointment is about: whose it is, and what was told of it so far."""
    return f"{interview.id}:{interview.calendar_turn}:{interview.interviewer or ''}"


def questions_of(unit: Unit, interview: Interview) -> Questionnaire | None:
    """The four questions in writing that take the place of an interview, or once did."""
    return unit.find(Questionnaire, interview=interview.id)


def contact_of(unit: Unit, interview: Interview) -> Contact | None:
    """Whom to talk to: the one this interview is held with, or the one noted with the departure."""
    return unit.get(Contact, interview.contact or need_departure(unit, interview.departure).contact)


def wrong_contact_subject(unit: Unit, interview: Interview) -> str:
    """What the newest question for a better contact is about: each time that nobody was reached has one of its own."""
    wrong = select(func.count()).select_from(Try).where(Try.interview == interview.id, Try.answer == TryAnswer.wrong)
    return f"{interview.id}:{unit.first(wrong) or 0}"


def say_in_thread(unit: Unit, interview: Interview, told: Message, *, key: str) -> None:
    """A line for the thread of the departure: where there are several interviews, it says which of them it is about."""
    tell_thread(unit, interview.departure, blocks.with_whom(told, interview.number), key=key)


def about(unit: Unit, interview: Interview, reader: str) -> InterviewView:
    """What a message to `reader` is written from."""
    facts, zone = facts_of(unit, interview.departure), hours_of(unit, reader).zone
    tries = unit.first(select(func.count()).select_from(Try).where(Try.interview == interview.id))
    contact, questions = contact_of(unit, interview), questions_of(unit, interview)
    return InterviewView(
        interview=interview.id,
        customer=facts.customer,
        state=interview.state,
        end=interview.end,
        happened=facts.happened,
        today=unit.now.astimezone(zone).date(),
        since=facts.since,
        contact=contact.words if contact else None,
        responsible=facts.responsible,
        zone=zone.key,
        accepted_at=interview.accepted_at,
        appointment=interview.appointment,
        minutes=interview.minutes or USUAL_MINUTES,
        place=interview.place,
        held_at=interview.held_at,
        tries=tries or 0,
        outsider=interview.outsider,
        outsider_email=interview.outsider_email,
        has_draft=_is_there(unit, Draft.interview == interview.id, Draft.author == reader),
        is_author=_is_there(unit, Finding.interview == interview.id, Finding.filed_by == reader),
        email=contact.email if contact else None,
        owner_name=name_of(unit, facts.responsible),
        own_name=name_of(unit, reader) if reader else "",
        introduced_at=interview.introduced_at,
        departure=interview.departure,
        contact_asked=interview.contact_asked_at is not None,
        questions_sent_at=questions.sent_at if questions else None,
    )


def request_view(unit: Unit, request: Request) -> RequestView:
    """One request as the person who was asked sees it."""
    interview = unit.need(Interview, request.interview)
    waiting = unit.planned(UNANSWERED, request.id)
    return RequestView(
        request=request.id,
        state=request.state,
        evidence=Evidence.read(request.evidence),
        until=waiting[0].due if waiting else None,
        about=about(unit, interview, request.person),
        departure=interview.departure,
    )


def prompt_view(unit: Unit, prompt: InterviewPrompt) -> PromptView:
    """One prompt as the person who was prompted sees it."""
    interview = unit.need(Interview, prompt.interview)
    offered = colleague(unit, prompt.offer) if prompt.offer else None
    return PromptView(
        prompt=prompt.id,
        kind=prompt.kind,
        answer=prompt.answer,
        number=prompt.number,
        about=about(unit, interview, prompt.person),
        interviewer_name=interview.outsider
        or (name_of(unit, interview.interviewer) if interview.interviewer else None),
        offer_name=offered.name if offered else None,
        offer_evidence=Evidence.read(prompt.evidence or {}),
    )


def _of_departure(departure_id: str) -> Select[Interview]:
    sought = Interview.departure == departure_id, Interview.number > FROM_BEFORE
    return select(Interview).where(*sought).order_by(Interview.number)


def _is_there(unit: Unit, *which: ColumnElement[bool]) -> bool:
    return unit.first(select(literal(1)).where(*which)) is not None
