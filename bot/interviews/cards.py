"""The cards of this stage, each drawn from the state as it is when it is sent."""

from __future__ import annotations

from bot.departures.service import need_departure
from bot.departures.values import Stage
from bot.interviews import blocks
from bot.interviews.models import Interview, InterviewPrompt, Questionnaire, Request
from bot.interviews.service import (
    APPOINTMENT_CARD,
    CAME_OF_IT,
    CONTACT_CARD,
    CONTACT_PASSED_ON,
    DECISION_CARD,
    FRANK_CARD,
    OUTSIDER_CARD,
    QUESTIONS_CARD,
    QUESTIONS_PASSED_ON,
    QUESTIONS_REMINDER,
    REMINDER_CARD,
    REQUEST_CARD,
    WRONG_CONTACT_CARD,
    about,
    appointment_view,
    contact_view,
    draw_frank_note,
    prompt_view,
    questions_view,
    request_view,
)
from bot.interviews.values import ContactView, QuestionsView
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit


def draw_request(unit: Unit, request_id: str) -> Message | None:
    """What the colleague who was asked sees."""
    request = unit.get(Request, request_id)
    return blocks.request_card(request_view(unit, request)) if request else None


def draw_reminder(unit: Unit, prompt_id: str) -> Message | None:
    """What the interviewer is asked along the way."""
    prompt = _worth_showing(unit, REMINDER_CARD, prompt_id)
    return blocks.reminder_card(prompt_view(unit, prompt)) if prompt else None


def draw_decision(unit: Unit, prompt_id: str) -> Message | None:
    """What whoever is responsible is asked to decide."""
    prompt = _worth_showing(unit, DECISION_CARD, prompt_id)
    return blocks.decision_card(prompt_view(unit, prompt)) if prompt else None


def draw_questions(unit: Unit, questions_id: str) -> Message | None:
    """What whoever is to send the four questions sees."""
    view = _questions_worth_showing(unit, QUESTIONS_CARD, questions_id)
    return blocks.questions_card(view) if view else None


def draw_questions_reminder(unit: Unit, questions_id: str) -> Message | None:
    """What they see once more, when it still waits."""
    view = _questions_worth_showing(unit, QUESTIONS_REMINDER, questions_id)
    return blocks.questions_reminder_card(view) if view else None


def draw_questions_passed_on(unit: Unit, questions_id: str) -> Message | None:
    """What is left with somebody who need not send them any more."""
    questions = unit.get(Questionnaire, questions_id)
    return blocks.questions_passed_on_card(questions_view(unit, questions)) if questions else None


def draw_outsider(unit: Unit, interview_id: str) -> Message | None:
    """What whoever keeps the record for somebody from outside sees."""
    interview = unit.get(Interview, interview_id)
    return blocks.outsider_card(about(unit, interview, interview.interviewer or "")) if interview else None


def draw_contact(unit: Unit, interview_id: str) -> Message | None:
    """What whoever is to announce the call sees; nothing when there is no call any more, and they never saw it."""
    view = _contact_worth_showing(unit, CONTACT_CARD, interview_id)
    return blocks.contact_card(view) if view else None


def draw_wrong_contact(unit: Unit, subject: str) -> Message | None:
    """What they see when nobody was reached where they said. The subject is `interview:number`."""
    view = _contact_worth_showing(unit, WRONG_CONTACT_CARD, subject)
    return blocks.wrong_contact_card(view) if view else None


def draw_contact_passed_on(unit: Unit, subject: str) -> Message | None:
    """What is left with somebody who need not announce the call any more."""
    interview = unit.get(Interview, subject.partition(":")[0])
    return blocks.contact_passed_on_card(contact_view(unit, interview)) if interview else None


def draw_came_of_it(unit: Unit, interview_id: str) -> Message | None:
    """What whoever held the interview hears when the customer is back; nothing when that was taken back meanwhile."""
    interview = unit.get(Interview, interview_id)
    if interview is None or need_departure(unit, interview.departure).stage is not Stage.returned:
        return None
    return blocks.came_of_it_card(about(unit, interview, interview.interviewer or ""))


def _contact_worth_showing(unit: Unit, card: str, subject: str) -> ContactView | None:
    interview = unit.get(Interview, subject.partition(":")[0])
    view = contact_view(unit, interview) if interview else None
    return view if view and (not view.is_over or unit.shown(card, subject)) else None


def draw_appointment(unit: Unit, subject: str) -> Message | None:
    """The guide again before an appointment; nothing when that is over or moved, and the guide was never shown."""
    found = appointment_view(unit, subject)
    if found is None:
        return None
    view, is_current = found
    is_worth_showing = is_current or unit.shown(APPOINTMENT_CARD, subject)
    return blocks.appointment_card(view, is_current=is_current) if is_worth_showing else None


def _questions_worth_showing(unit: Unit, card: str, questions_id: str) -> QuestionsView | None:
    """The questions; nothing when there is nothing to send any more, and they never were with anybody."""
    questions = unit.get(Questionnaire, questions_id)
    view = questions_view(unit, questions) if questions else None
    return view if view and (view.is_open or unit.shown(card, questions_id)) else None


def _worth_showing(unit: Unit, card: str, prompt_id: str) -> InterviewPrompt | None:
    """The prompt; nothing when it was answered before anybody saw it, while it waited for the morning."""
    prompt = unit.get(InterviewPrompt, prompt_id)
    if prompt is None or prompt.answer is None or unit.shown(card, prompt_id):
        return prompt
    return None


CARDS: dict[str, Renderer] = {
    APPOINTMENT_CARD: draw_appointment,
    REQUEST_CARD: draw_request,
    REMINDER_CARD: draw_reminder,
    DECISION_CARD: draw_decision,
    QUESTIONS_CARD: draw_questions,
    QUESTIONS_REMINDER: draw_questions_reminder,
    QUESTIONS_PASSED_ON: draw_questions_passed_on,
    OUTSIDER_CARD: draw_outsider,
    FRANK_CARD: draw_frank_note,
    CONTACT_CARD: draw_contact,
    WRONG_CONTACT_CARD: draw_wrong_contact,
    CAME_OF_IT: draw_came_of_it,
    CONTACT_PASSED_ON: draw_contact_passed_on,
}
