"""Who cannot be reached by phone is written to by the interviewer, who files what they answer."""

from __future__ import annotations

from bot.colleagues.service import name_of
from bot.customers.values import TouchKind
from bot.interviews import blocks
from bot.interviews.models import Questionnaire
from bot.interviews.service.findings import keep_findings
from bot.interviews.service.holding import held_by, log_try
from bot.interviews.service.records import contact_of, questions_of
from bot.interviews.values import Obstacle, Source
from bot.interviews.values.heard import Findings
from bot.work.unit import Unit
from bot.workspace.service import record


def sent_questions_instead(unit: Unit, person: str, interview_id: str) -> Obstacle | None:
    """Four questions went out in writing: that is a try, and the interview stays with whoever tried."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    questions = questions_of(unit, interview)
    if questions is None:
        questions = unit.add(Questionnaire(interview=interview.id, asked=person, asked_at=unit.now))
    questions.asked, questions.sent_at, questions.sent_by = person, unit.now, person
    unit.session.flush()
    record(unit, person, "questions.sent", interview.departure)
    contact = contact_of(unit, interview)
    return log_try(unit, person, interview_id, TouchKind.email if contact and contact.email else TouchKind.letter, None)


def file_written(unit: Unit, person: str, interview_id: str, findings: Findings) -> Obstacle | None:
    """They answered the interviewer in writing."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    keep_findings(unit, interview, person, findings, Source.wrote, blocks.answered_line(name_of(unit, person)))
    return None
