"""What a folder holds of asking again, of being left in peace, of returns and of the care after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.departures.service import seen_departures
from bot.reasons.service import reasons_of
from bot.winback.blocks import entries, told_lines
from bot.winback.models import Ask, CareCheck, Peace, Return
from bot.winback.service import cost_of
from bot.winback.values import AskState, CareState
from bot.work.unit import Unit
from bot.work.values import Entry


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """Of the departures that the reader may see."""
    seen = list(seen_departures(unit, customer, reader))
    returns = unit.all(select(Return).where(Return.departure.in_(seen)))
    return [
        *_asks(unit, seen),
        *_peaces(unit, seen),
        *(
            Entry(
                one.said_at,
                "return.stayed" if one.stayed else "return",
                entries.return_entry(one.day, stayed=one.stayed),
                one.id,
                by=one.said_by,
                words="\n".join(told_lines(one.words, one.terms, cost_of(one))) or None,
            )
            for one in returns
        ),
        *_care(unit, [one.id for one in returns]),
    ]


def _asks(unit: Unit, departures: list[str]) -> Iterator[Entry]:
    for one in unit.all(select(Ask).where(Ask.departure.in_(departures))):
        yield Entry(one.claimed_at, "ask", entries.claimed_entry(), one.id, by=one.by)
        if one.made_at:
            yield Entry(one.made_at, "ask.made", entries.made_entry(), one.id, by=one.by)
        if one.state is not AskState.claimed and one.answered_at:
            told, kind = entries.asked_entry(one.state), f"ask.{one.state.value}"
            yield Entry(one.answered_at, kind, told, one.id, by=one.by, words=one.words)


def _peaces(unit: Unit, departures: list[str]) -> Iterator[Entry]:
    for one in unit.all(select(Peace).where(Peace.departure.in_(departures))):
        yield Entry(one.at, "peace", entries.peace_entry(), one.id, by=one.by, words=one.why)
        if one.undone_at:
            yield Entry(one.undone_at, "peace.over", entries.peace_over_entry(), one.id, by=one.undone_by)


def _care(unit: Unit, returns: list[str]) -> Iterator[Entry]:
    answered = CareCheck.state.in_((CareState.green, CareState.amber))
    for one in unit.all(select(CareCheck).where(CareCheck.came_back.in_(returns), answered)):
        at = one.answered_at or one.asked_at or unit.now
        cause = reasons_of(unit).words_then(one.new_cause, at) if one.new_cause else None
        told, kind = entries.care_entry(one.kind, one.state, one.cause_gone, cause), f"care.{one.state.value}"
        yield Entry(at, kind, told, one.id, by=one.answered_by, words=one.note)
