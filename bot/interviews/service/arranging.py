"""The interviewer has an appointment with the customer: silence until then, the guide an hour before, the question after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.interviews.models import Interview
from bot.interviews.service.calendars import GUIDE_BEFORE, put_in_calendar
from bot.interviews.service.holding import held_by
from bot.interviews.service.prompting import close_prompts, plan_how_did_it_go
from bot.interviews.service.records import (
    APPOINTMENT_CARD,
    GUIDE,
    about,
    appointment_subject,
    changed,
    plan,
)
from bot.interviews.values import Appointment, InterviewState, InterviewView, Obstacle, PromptAnswer
from bot.work.unit import Unit


def arrange(unit: Unit, person: str, interview_id: str, made: Appointment) -> Obstacle | None:
    """The interviewer keeps an appointment, or moves it: their calendar hears of it, and what was planned for it moves too."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    before = _appointment_of(interview)
    unit.refresh(APPOINTMENT_CARD, appointment_subject(interview))
    interview.state, interview.appointment = InterviewState.arranged, made.at
    interview.minutes, interview.place = made.minutes, made.place
    plan_how_did_it_go(unit, interview)
    _plan_guide(unit, interview)
    if made != before:
        put_in_calendar(unit, interview, is_moved=before is not None)
    close_prompts(unit, interview, PromptAnswer.arranged)
    changed(unit, interview)
    return None


def show_guide_when_due(unit: Unit, interview_id: str) -> None:
    """The guide again, shortly before the appointment; not when it is too late for it."""
    interview = unit.need(Interview, interview_id)
    if interview.state is InterviewState.arranged and interview.interviewer and _is_ahead(unit, interview):
        unit.on_time(interview.interviewer, APPOINTMENT_CARD, appointment_subject(interview))


def appointment_ahead(unit: Unit, person: str, until: datetime) -> bool:
    """Whether somebody will be shown the guide before an appointment of theirs until that (aware) moment."""
    theirs = Interview.interviewer == person, Interview.state == InterviewState.arranged
    ahead = Interview.appointment > unit.now + GUIDE_BEFORE, Interview.appointment <= until + GUIDE_BEFORE
    return unit.first(select(Interview.id).where(*theirs, *ahead)) is not None


def appointment_view(unit: Unit, subject: str) -> tuple[InterviewView, bool] | None:
    """What the guide before an appointment is drawn from, and whether it is still that appointment."""
    interview = unit.get(Interview, subject.partition(":")[0])
    if interview is None:
        return None
    reader = subject.rpartition(":")[2]
    return about(unit, interview, reader), appointment_subject(interview) == subject


def _appointment_of(interview: Interview) -> Appointment | None:
    if interview.state is not InterviewState.arranged or interview.appointment is None or interview.minutes is None:
        return None
    return Appointment(interview.appointment, interview.minutes, interview.place)


def _plan_guide(unit: Unit, interview: Interview) -> None:
    unit.cancel(interview.id, GUIDE)
    if interview.appointment is not None and interview.appointment - GUIDE_BEFORE > unit.now:
        plan(unit, interview, GUIDE, interview.appointment - GUIDE_BEFORE)


def _is_ahead(unit: Unit, interview: Interview) -> bool:
    return interview.appointment is not None and interview.appointment > unit.now
