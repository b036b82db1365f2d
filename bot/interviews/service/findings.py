"""What the customer said, or wrote."""

from __future__ import annotations

from bot.colleagues.service import name_of
from bot.customers.service import log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.service import facts_of, tell_thread
from bot.interviews import blocks
from bot.interviews.events import InterviewHeld
from bot.interviews.models import Finding, Interview
from bot.interviews.service.holding import held_by
from bot.interviews.service.prompting import close_prompts
from bot.interviews.service.records import changed
from bot.interviews.values import Findings, InterviewState, Obstacle, PromptAnswer, Source
from bot.slack.kit import Message
from bot.work.unit import Unit
from bot.workspace.service import record


def file_findings(unit: Unit, person: str, interview_id: str, findings: Findings) -> Obstacle | None:
    """The interview was held: what was said is kept, and everybody hears that it was held, never what was said."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    if interview.outsider:
        keep_findings(unit, interview, person, findings, Source.said, blocks.outsider_held_line(name_of(unit, person)))
        return None
    log_touch(unit, facts_of(unit, interview.departure).customer_id, TouchKind.call, by=person)
    keep_findings(unit, interview, person, findings, Source.said, blocks.held_line(name_of(unit, person)))
    return None


def keep_findings(
    unit: Unit, interview: Interview, person: str, findings: Findings, source: Source, told: Message
) -> None:
    """Keep what the customer let us know, whichever way; `told` is for the thread."""
    unit.add(
        Finding(
            interview=interview.id,
            filed_by=person,
            filed_at=unit.now,
            said=findings.said,
            reason=findings.reason,
            consent=findings.consent,
            source=source,
        )
    )
    if findings.consent is not Consent.not_answered:
        # an answer that nobody gave must not hide the one that they gave before
        note_consent(unit, facts_of(unit, interview.departure).customer_id, findings.consent, heard_by=person)
    interview.state, interview.held_at = InterviewState.held, unit.now
    unit.cancel(interview.id)
    close_prompts(unit, interview, PromptAnswer.done)
    record(unit, person, f"interview.{'held' if source is Source.said else 'answered'}", interview.id)
    tell_thread(unit, interview.departure, told, key=f"interview_held:{interview.id}")
    changed(unit, interview)
    unit.tell(InterviewHeld(interview.id, interview.departure))
