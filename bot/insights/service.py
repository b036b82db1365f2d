"""After the talk: each one's own guess beside what was found, for them alone."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.departures.service import facts_of, roles_in
from bot.farewell.models import Guess
from bot.insights import blocks
from bot.insights.rules import UNKNOWN, match_of
from bot.insights.values import Heard, SideBySide
from bot.interviews.events import InterviewHeld
from bot.interviews.models import Finding, Interview
from bot.interviews.values import Source
from bot.reasons.values import words_for
from bot.slack.kit import Message
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may

SIDE_BY_SIDE = "guess_and_finding"
FINDING = "finding"


def show_findings(unit: Unit, event: InterviewHeld) -> None:
    """Whoever guessed sees their guess beside what was found; whoever looked after the customer and did not, what was found."""
    guesses = unit.all(select(Guess).where(Guess.departure == event.departure).order_by(Guess.at, Guess.id))
    for guess in guesses:
        if _may_hear(unit, guess.author, event.departure):
            unit.prompt(guess.author, SIDE_BY_SIDE, guess.id)
    person = facts_of(unit, event.departure).responsible
    finding = _finding(unit, event.departure)
    knows = {guess.author for guess in guesses} | ({finding.filed_by} if finding else set())
    if person not in knows and _may_hear(unit, person, event.departure):
        unit.prompt(person, FINDING, event.interview)


def _may_hear(unit: Unit, person: str, departure: str) -> bool:
    return may(Deed.hear_findings, roles_in(unit, person, departure))


def _finding(unit: Unit, departure: str) -> Finding | None:
    return unit.first(
        select(Finding).join(Interview, Interview.id == Finding.interview).where(Interview.departure == departure)
    )


def _heard(unit: Unit, finding: Finding, departure: str, reader: str) -> Heard:
    facts = facts_of(unit, departure)
    interview = unit.need(Interview, finding.interview)
    heard_by = interview.outsider or name_of(unit, finding.filed_by)
    return Heard(
        departure=departure,
        customer=facts.customer,
        heard_by=heard_by if finding.source is Source.said else None,
        reason=None if finding.reason == UNKNOWN else words_for(finding.reason),
        said=finding.said,
        is_owner=facts.owner == reader,
    )


def _draw_side_by_side(unit: Unit, guess_id: str) -> Message | None:
    """Nothing unless it stands with the author alone, and they may still hear of it."""
    guess = unit.get(Guess, guess_id)
    finding = _finding(unit, guess.departure) if guess else None
    if guess is None or finding is None or not _may_hear(unit, guess.author, guess.departure):
        return None
    if any(target != guess.author for target in _targets(unit, SIDE_BY_SIDE, guess_id)):
        return None
    return blocks.side_by_side_card(
        SideBySide(
            heard=_heard(unit, finding, guess.departure, guess.author),
            match=match_of(guess.reason, finding.reason),
            thought=words_for(guess.reason),
            words=guess.words,
        )
    )


def _draw_finding(unit: Unit, interview_id: str) -> Message | None:
    """Nothing where anybody would read it who may not."""
    interview = unit.get(Interview, interview_id)
    finding = _finding(unit, interview.departure) if interview else None
    if interview is None or finding is None:
        return None
    readers = _targets(unit, FINDING, interview_id)
    if not all(_may_hear(unit, one, interview.departure) for one in readers):
        return None
    reader = readers[0] if readers else facts_of(unit, interview.departure).responsible
    return blocks.finding_card(_heard(unit, finding, interview.departure, reader))


def _targets(unit: Unit, card: str, subject: str) -> list[str]:
    """Where a card stands, or is about to."""
    living = Delivery.card == card, Delivery.subject == subject, Delivery.state != Sending.ended
    return list(unit.all(select(Delivery.target).where(*living)))


CARDS: Mapping[str, Renderer] = {SIDE_BY_SIDE: _draw_side_by_side, FINDING: _draw_finding}
