"""After the talk: each one's own guess beside what was found, for them alone; and the way back to what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of, need_departure, roles_in
from bot.farewell.models import Guess
from bot.insights import blocks
from bot.insights.rules import grade_of, match_of
from bot.insights.values import Heard, SideBySide
from bot.interviews.events import FindingsCompleted, InterviewHeld
from bot.interviews.models import Finding, Interview
from bot.interviews.service import finding_of, quotes_of, what_else
from bot.interviews.values import Permission, Source
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.slack.kit import Message
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Way
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

SIDE_BY_SIDE = "guess_and_finding"
FINDING = "finding"


def show_findings(unit: Unit, event: InterviewHeld) -> None:
    """Whoever guessed sees their guess beside what was found; whoever looks after the customer now and did not, what was found."""
    first = _first_finding(unit, event.departure)
    if first is None or first.interview != event.interview:
        _show_another(unit, event)
        return
    guesses = unit.all(select(Guess).where(Guess.departure == event.departure).order_by(Guess.at, Guess.id))
    for guess in guesses:
        if _may_hear(unit, guess.author, event.departure):
            unit.prompt(guess.author, SIDE_BY_SIDE, guess.id)
    person = carer_of(unit, need_departure(unit, event.departure))
    knows = {guess.author for guess in guesses} | {first.filed_by}
    if person not in knows and _may_hear(unit, person, event.departure):
        unit.prompt(person, FINDING, event.interview)


def show_more(unit: Unit, event: FindingsCompleted) -> None:
    """Whoever filed the findings has added to them: what was shown says it too."""
    for guess in unit.all(select(Guess.id).where(Guess.departure == event.departure)):
        unit.refresh(SIDE_BY_SIDE, guess)
    unit.refresh(FINDING, event.interview)


def said_way(unit: Unit, departure: str, person: str) -> Sequence[Way]:
    """For the details of a departure: the way back to what was said, for those who may hear it."""
    if _first_finding(unit, departure) is None or not _may_hear(unit, person, departure):
        return ()
    return (blocks.said_way(departure),)


def open_findings_again(unit: Unit, person: str, departure: str) -> Sequence[Heard] | None:
    """All that was found, for somebody who may hear it: that they opened it is written down, without a word of it."""
    if unit.get(Departure, departure) is None or not _may_hear(unit, person, departure):
        return None
    findings = _findings_of(unit, departure)
    if findings:
        record(unit, person, "findings.opened", departure)
    return [_heard(unit, one, departure, person) for one in findings] or None


def _show_another(unit: Unit, event: InterviewHeld) -> None:
    """A guess was compared with what the first one said; what another of the customer's said is told by itself."""
    person, finding = carer_of(unit, need_departure(unit, event.departure)), finding_of(unit, event.interview)
    if finding is not None and person != finding.filed_by and _may_hear(unit, person, event.departure):
        unit.prompt(person, FINDING, event.interview)


def _may_hear(unit: Unit, person: str, departure: str) -> bool:
    return may(Deed.hear_findings, roles_in(unit, person, departure))


def _first_finding(unit: Unit, departure: str) -> Finding | None:
    return next(iter(_findings_of(unit, departure)), None)


def _findings_of(unit: Unit, departure: str) -> Sequence[Finding]:
    its_interview = Interview.id == Finding.interview
    filed = select(Finding).join(Interview, its_interview).where(Interview.departure == departure)
    return unit.all(filed.order_by(Finding.filed_at, Finding.id))


def _heard(unit: Unit, finding: Finding, departure: str, reader: str) -> Heard:
    facts = facts_of(unit, departure)
    interview, reasons = unit.need(Interview, finding.interview), reasons_of(unit)
    heard_by = interview.outsider or name_of(unit, finding.filed_by)
    return Heard(
        departure=departure,
        customer=facts.customer,
        heard_by=(heard_by or None) if finding.source is Source.said else None,
        reason=None if finding.reason == UNKNOWN else reasons.words_then(finding.reason, finding.filed_at),
        said=finding.said,
        is_owner=facts.owner == reader,
        grade=grade_of(finding.source),
        is_first=_first_finding(unit, departure) is finding,
        more_reasons=tuple(reasons.words_then(code, finding.filed_at) for code in finding.more_reasons),
        quotes=tuple(one.words for one in quotes_of(unit, finding) if one.permission is Permission.named),
        **what_else(finding),
    )


def _draw_side_by_side(unit: Unit, guess_id: str) -> Message | None:
    """Nothing unless it stands with the author alone, and they may still hear of it."""
    guess = unit.get(Guess, guess_id)
    finding = _first_finding(unit, guess.departure) if guess else None
    if guess is None or finding is None or not _may_hear(unit, guess.author, guess.departure):
        return None
    if any(target != guess.author for target in _targets(unit, SIDE_BY_SIDE, guess_id)):
        return None
    reasons = reasons_of(unit)
    return blocks.side_by_side_card(
        SideBySide(
            heard=_heard(unit, finding, guess.departure, guess.author),
            match=match_of(reasons.now(guess.reason), reasons.now(finding.reason)),
            thought=reasons.words_then(guess.reason, guess.at),
            words=guess.words,
        )
    )


def _draw_finding(unit: Unit, interview_id: str) -> Message | None:
    """Nothing where anybody would read it who may not."""
    interview = unit.get(Interview, interview_id)
    finding = finding_of(unit, interview_id)
    if interview is None or finding is None:
        return None
    readers = _targets(unit, FINDING, interview_id)
    if not all(_may_hear(unit, one, interview.departure) for one in readers):
        return None
    reader = readers[0] if readers else carer_of(unit, need_departure(unit, interview.departure))
    return blocks.finding_card(_heard(unit, finding, interview.departure, reader))


def _targets(unit: Unit, card: str, subject: str) -> list[str]:
    """Where a card stands, or is about to."""
    living = Delivery.card == card, Delivery.subject == subject, Delivery.state != Sending.ended
    return list(unit.all(select(Delivery.target).where(*living)))


CARDS: Mapping[str, Renderer] = {SIDE_BY_SIDE: _draw_side_by_side, FINDING: _draw_finding}
