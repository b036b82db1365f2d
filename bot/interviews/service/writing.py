"""Four questions in writing in place of a call: sent by whoever looks after the customer, who files what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import admins, hours_of, is_here, leave_brief, name_of
from bot.customers.service import keep_touch
from bot.customers.values import TouchKind
from bot.departures.events import OwnerNamed
from bot.departures.service import carer_of, facts_of, need_departure, roles_in
from bot.interviews import blocks
from bot.interviews.models import Interview, Questionnaire
from bot.interviews.service.calendars import take_out_of_calendar
from bot.interviews.service.ending import end
from bot.interviews.service.findings import keep_findings
from bot.interviews.service.instead import file_written
from bot.interviews.service.prompting import close_prompts
from bot.interviews.service.records import (
    QUESTIONS_CARD,
    QUESTIONS_DUE,
    QUESTIONS_PASSED_ON,
    QUESTIONS_REMINDER,
    about,
    changed,
    contact_of,
    interviews_of,
    plan,
    questions_of,
    say_in_thread,
)
from bot.interviews.values import (
    OVER,
    TAKEN,
    End,
    InterviewState,
    InterviewView,
    Obstacle,
    PromptAnswer,
    QuestionsView,
    Source,
)
from bot.interviews.values.heard import Findings
from bot.work.calendar import next_working_moment
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

TO_SEND = timedelta(days=7)
TO_ANSWER = timedelta(days=14)
"""After so long it is asked once how it stands: first whether the questions went out, then whether they were answered."""


def write(unit: Unit, interview: Interview, *, to: str | None = None, at_once: bool = False) -> None:
    """Have the questions sent by whoever looks after the customer, or by `to`.

    They are asked in their next brief; or `at_once`, where somebody has just wanted it so.
    """
    take_out_of_calendar(unit, interview)
    interview.state, interview.interviewer, interview.end = InterviewState.writing, None, None
    unit.cancel(interview.id)
    close_prompts(unit, interview, PromptAnswer.over)
    asked = to or carer_of(unit, need_departure(unit, interview.departure))
    questions = questions_of(unit, interview)
    if questions is None:
        questions = unit.add(Questionnaire(interview=interview.id, asked=asked, asked_at=unit.now))
    questions.asked = asked
    unit.session.flush()
    (unit.ask if at_once else unit.prompt)(asked, QUESTIONS_CARD, questions.id)
    _look_after(unit, interview, questions)
    changed(unit, interview)


def questions_view(unit: Unit, questions: Questionnaire) -> QuestionsView:
    """The questions, as whoever is to send them sees them."""
    interview = unit.need(Interview, questions.interview)
    departure, contact = facts_of(unit, interview.departure), contact_of(unit, interview)
    return QuestionsView(
        questions=questions.id,
        asked_name=name_of(unit, questions.asked),
        is_owner=departure.owner == questions.asked,
        email=contact.email if contact else None,
        sent_at=questions.sent_at,
        sent_by=name_of(unit, questions.sent_by) if questions.sent_by else None,
        about=about(unit, interview, questions.asked),
    )


def questions_sent(unit: Unit, person: str, questions_id: str) -> Obstacle | None:
    """The questions went out: that is a contact, and the thread says so."""
    found = _open_questions(unit, person, questions_id)
    if isinstance(found, Obstacle):
        return found
    questions, interview = found
    if questions.sent_at is not None:
        return Obstacle.answered
    questions.sent_at, questions.sent_by = unit.now, person
    departure, contact = facts_of(unit, interview.departure), contact_of(unit, interview)
    kind = TouchKind.email if contact and contact.email else TouchKind.letter
    keep_touch(unit, departure.customer_id, kind, by=person)
    record(unit, person, "questions.sent", interview.departure)
    told = blocks.questions_sent_line(name_of(unit, person))
    say_in_thread(unit, interview, told, key=f"questions_sent:{questions.id}")
    _look_after(unit, interview, questions)
    changed(unit, interview)
    return None


def no_questions(unit: Unit, person: str, questions_id: str) -> Obstacle | None:
    """Nobody asks this customer anything this time."""
    found = _open_questions(unit, person, questions_id)
    if isinstance(found, Obstacle):
        return found
    _questions, interview = found
    record(unit, person, "questions.not_wanted", interview.departure)
    end(unit, interview, End.not_wanted, PromptAnswer.no_interview)
    return None


def answers_of(unit: Unit, person: str, questions_id: str) -> InterviewView | Obstacle:
    """What the form is written from in which the answers are filed."""
    found = _open_questions(unit, person, questions_id)
    return found if isinstance(found, Obstacle) else about(unit, found[1], person)


def file_answers(unit: Unit, person: str, interview_id: str, findings: Findings) -> Obstacle | None:
    """They answered: what they wrote is kept, and everybody hears that they did, never what they wrote."""
    interview = unit.need(Interview, interview_id)
    if interview.state in TAKEN:
        return file_written(unit, person, interview_id, findings)
    questions = questions_of(unit, interview)
    found = _open_questions(unit, person, questions.id) if questions else Obstacle.over
    if isinstance(found, Obstacle):
        return found
    keep_touch(unit, facts_of(unit, interview.departure).customer_id, TouchKind.email, by=person)
    keep_findings(unit, interview, person, findings, Source.wrote, blocks.answered_line(name_of(unit, person)))
    return None


def remind_of_questions(unit: Unit, interview_id: str) -> None:
    """Ask once how it stands, if it still waits."""
    interview = unit.need(Interview, interview_id)
    questions = questions_of(unit, interview)
    if questions is None or interview.state is not InterviewState.writing:
        return
    unit.prompt(questions.asked, QUESTIONS_REMINDER, questions.id)
    unit.refresh(QUESTIONS_REMINDER, questions.id)


def questions_to_owner(unit: Unit, event: OwnerNamed) -> None:
    """It turns out whose customer it was: the questions are with them from now on."""
    for interview in interviews_of(unit, event.departure):
        _pass_on(unit, interview, event.owner)


def questions_of_gone(unit: Unit, event: ColleagueGone) -> None:
    """Somebody has left the firm: the questions that were with them go to whoever is left to look after the customer."""
    for questions in questions_with(unit, event.person):
        interview = unit.need(Interview, questions.interview)
        heir = _heir(unit, interview, event.person)
        if heir is not None:
            _pass_on(unit, interview, heir)


def questions_with(unit: Unit, person: str) -> Sequence[Questionnaire]:
    """The questions that somebody is to send, or to hear the answers to, the longest waiting first."""
    its_interview = (Questionnaire.workspace == Interview.workspace) & (Questionnaire.interview == Interview.id)
    query = select(Questionnaire).join(Interview, its_interview)
    waiting = Questionnaire.asked == person, Interview.state == InterviewState.writing
    return unit.all(query.where(*waiting).order_by(Questionnaire.asked_at))


def _open_questions(unit: Unit, person: str, questions_id: str) -> tuple[Questionnaire, Interview] | Obstacle:
    questions = unit.need(Questionnaire, questions_id)
    interview = unit.need(Interview, questions.interview)
    if not may(Deed.send_questions, roles_in(unit, person, interview.departure)):
        return Obstacle.not_yours
    if interview.state is InterviewState.writing:
        return questions, interview
    return Obstacle.answered if interview.state in OVER and interview.end is None else Obstacle.over


def _pass_on(unit: Unit, interview: Interview, to: str) -> None:
    questions = questions_of(unit, interview)
    if questions is None or interview.state is not InterviewState.writing or questions.asked == to:
        return
    for card in (QUESTIONS_CARD, QUESTIONS_REMINDER):
        leave_brief(unit, questions.asked, card, questions.id)
        unit.recast(card, questions.id, to=questions.asked, into=QUESTIONS_PASSED_ON)
    write(unit, interview, to=to)


def _look_after(unit: Unit, interview: Interview, questions: Questionnaire) -> None:
    unit.cancel(interview.id, QUESTIONS_DUE)
    waits = TO_SEND if questions.sent_at is None else TO_ANSWER
    due = next_working_moment(unit.now + waits, hours_of(unit, questions.asked))
    plan(unit, interview, QUESTIONS_DUE, due)


def _heir(unit: Unit, interview: Interview, gone: str) -> str | None:
    departure = need_departure(unit, interview.departure)
    likely = (departure.owner, departure.logged_by, *admins(unit))
    return next((one for one in likely if one is not None and one != gone and is_here(unit, one)), None)
