"""What a folder holds of exit interviews: who took them on, tries, that they were held; what was said, for those who may hear it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from bot.departures.service import seen_departures
from bot.interviews.blocks import entries
from bot.interviews.models import Finding, Interview, Questionnaire, Quote, Try
from bot.interviews.values import Permission, Source
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.work.unit import Unit
from bot.work.values import Entry
from bot.workspace.roles import Deed, may


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """Never who was asked, what is not for the owner, or a sentence that they would not have told with their name."""
    roles = seen_departures(unit, customer, reader)
    held = unit.all(select(Interview).where(Interview.departure.in_(list(roles))))
    heard = {one.id for one in held if may(Deed.hear_findings, roles[one.departure])}
    ids = [one.id for one in held]
    found = {one.interview: one for one in unit.all(select(Finding).where(Finding.interview.in_(ids)))}
    return [
        *(entry for one in held for entry in _interview(one, found.get(one.id))),
        *_questions(unit, ids),
        *_tries(unit, ids, heard, reader),
        *_findings(unit, {key: one for key, one in found.items() if key in heard}),
    ]


def _interview(one: Interview, finding: Finding | None) -> Iterator[Entry]:
    if one.interviewer and one.accepted_at:
        told = entries.outsider_entry(one.outsider) if one.outsider else entries.accepted_entry()
        yield Entry(one.accepted_at, "interview.accepted", told, one.id, by=one.interviewer)
    if one.held_at and finding:
        yield Entry(one.held_at, "interview.held", entries.held_entry(finding.source), one.id, by=finding.filed_by)


def _questions(unit: Unit, interviews: list[str]) -> Iterator[Entry]:
    for one in unit.all(select(Questionnaire).where(Questionnaire.interview.in_(interviews))):
        if one.sent_at:
            yield Entry(one.sent_at, "interview.questions", entries.questions_entry(), one.id, by=one.sent_by)


def _tries(unit: Unit, interviews: list[str], heard: set[str], reader: str) -> Iterator[Entry]:
    """What the interviewer noted of a try is for those who may hear what was said, and for themselves."""
    for one in unit.all(select(Try).where(Try.interview.in_(interviews))):
        words = one.words if one.interview in heard or one.by == reader else None
        yield Entry(one.at, "interview.try", entries.try_entry(one.how, one.answer), one.id, by=one.by, words=words)


def _findings(unit: Unit, found: Mapping[str, Finding]) -> Iterator[Entry]:
    named = Quote.finding.in_([one.id for one in found.values()]), Quote.permission == Permission.named
    quotes = unit.all(select(Quote).where(*named).order_by(Quote.id))
    known = reasons_of(unit)
    for one in found.values():
        codes = [code for code in (one.reason, *one.more_reasons) if code != UNKNOWN]
        reasons = [known.words_then(code, one.filed_at) for code in codes]
        words = entries.found_words(
            one.said,
            [quote.words for quote in quotes if quote.finding == one.id],
            competitor=one.competitor,
            contract_ends=one.contract_ends,
            did_well=one.did_well,
            fix_owed=one.fix_owed,
            would_return=one.would_return,
        )
        told = entries.found_entry(reasons, one.source)
        by = one.filed_by if one.source is Source.said else None
        yield Entry(one.filed_at, "finding", told, one.id, by=by, words=words)
