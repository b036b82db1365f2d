"""What the customer said, or wrote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.service import keep_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.service import facts_of
from bot.interviews import blocks
from bot.interviews.events import FindingsCompleted, InterviewHeld
from bot.interviews.models import Draft, Finding, Interview, Quote
from bot.interviews.service.calendars import take_out_of_calendar
from bot.interviews.service.frank import keep_frank_note
from bot.interviews.service.holding import held_by
from bot.interviews.service.prompting import close_prompts
from bot.interviews.service.records import changed, say_in_thread
from bot.interviews.values import InterviewState, Obstacle, PromptAnswer, Source
from bot.interviews.values.heard import Findings, WhatElse
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.slack.kit import Message
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.service import record


def why_left(unit: Unit, departures: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Why these customers left, as far as they said so, in the words of then. The caller has asked who may hear it."""
    its_interview = (Interview.workspace == Finding.workspace) & (Interview.id == Finding.interview)
    filed = select(Interview.departure, Finding).join(Interview, its_interview).where(among(Interview.departure, departures))
    known, said = reasons_of(unit), dict[str, list[str]]()
    for departure, finding in unit.session.execute(filed.order_by(Finding.filed_at, Finding.id)):
        codes = (code for code in (finding.reason, *finding.more_reasons) if code != UNKNOWN)
        said.setdefault(departure, []).extend(known.words_then(code, finding.filed_at) for code in codes)
    return said


def file_findings(unit: Unit, person: str, interview_id: str, findings: Findings) -> Obstacle | None:
    """The interview was held: what was said is kept, and everybody hears that it was held, never what was said."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    if interview.outsider:
        keep_findings(unit, interview, person, findings, Source.said, blocks.outsider_held_line(name_of(unit, person)))
        return None
    keep_touch(unit, facts_of(unit, interview.departure).customer_id, TouchKind.call, by=person)
    keep_findings(unit, interview, person, findings, Source.said, blocks.held_line(name_of(unit, person)))
    return None


def keep_findings(
    unit: Unit, interview: Interview, person: str, findings: Findings, source: Source, told: Message
) -> None:
    """Keep what the customer let us know, whichever way; `told` is for the thread."""
    finding = unit.add(
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
    _fill_in(unit, finding, findings)
    keep_frank_note(unit, interview, person, findings.frank)
    forget_drafts(unit, interview.id)
    take_out_of_calendar(unit, interview)
    interview.state, interview.held_at = InterviewState.held, unit.now
    if findings.consent is not Consent.not_answered:
        # an answer that nobody gave must not hide the one that they gave before
        note_consent(unit, facts_of(unit, interview.departure).customer_id, findings.consent, heard_by=person)
    unit.cancel(interview.id)
    close_prompts(unit, interview, PromptAnswer.done)
    record(unit, person, f"interview.{'held' if source is Source.said else 'answered'}", interview.id)
    say_in_thread(unit, interview, told, key=f"interview_held:{interview.id}")
    changed(unit, interview)
    unit.tell(InterviewHeld(interview.id, interview.departure))


def complete_findings(unit: Unit, interview: Interview, finding: Finding, findings: Findings) -> None:
    """Whoever filed it adds the rest later: what was said, the main reason and the answer stay as they were filed."""
    _fill_in(unit, finding, findings)
    keep_frank_note(unit, interview, finding.filed_by, findings.frank)
    forget_drafts(unit, interview.id)
    record(unit, finding.filed_by, "findings.completed", interview.id)
    changed(unit, interview)
    unit.tell(FindingsCompleted(interview.id, interview.departure))


def finding_of(unit: Unit, interview_id: str) -> Finding | None:
    """What was filed of an interview, if it was."""
    return unit.find(Finding, interview=interview_id)


def doors_open_until(unit: Unit, departure_id: str) -> date | None:
    """When the contract with their new supplier ends, where they said so, and that we may ask how they are before then."""
    its_interview = (Finding.workspace == Interview.workspace) & (Finding.interview == Interview.id)
    said = Interview.departure == departure_id, Finding.contract_ends.is_not(None), Finding.check_in_welcome.is_(True)
    return unit.first(select(Finding.contract_ends).join(Interview, its_interview).where(*said).order_by(Finding.filed_at.desc()))


def what_else(finding: Finding) -> dict[str, Any]:
    """What else there was beside the reason, as `WhatElse` names it."""
    return {one.name: getattr(finding, one.name) for one in fields(WhatElse)}


def quotes_of(unit: Unit, finding: Finding) -> Sequence[Quote]:
    """The customer's own sentences, whatever they allow."""
    return unit.all(select(Quote).where(Quote.finding == finding.id).order_by(Quote.id))


def draft_of(unit: Unit, interview_id: str, author: str) -> Draft | None:
    """What somebody has filled in so far, for their eyes alone."""
    return unit.find(Draft, interview=interview_id, author=author)


def forget_drafts(unit: Unit, interview_id: str) -> None:
    """What anybody had begun to fill in is of no use any more."""
    for draft in unit.all(select(Draft).where(Draft.interview == interview_id)):
        unit.session.delete(draft)


def _fill_in(unit: Unit, finding: Finding, findings: Findings) -> None:
    finding.more_reasons = list(findings.more_reasons)
    for one in fields(WhatElse):
        setattr(finding, one.name, getattr(findings, one.name))
    unit.session.flush()
    for known in quotes_of(unit, finding):
        unit.session.delete(known)
    for quote in findings.quotes:
        unit.add(Quote(finding=finding.id, words=quote.words, permission=quote.permission))
    unit.session.flush()
