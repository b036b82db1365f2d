"""What a folder holds of staying in touch: each time that somebody was asked to, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from sqlalchemy import select

from bot.colleagues.service import hours_of, name_of
from bot.departures.service import seen_departures
from bot.nudges.blocks import entries
from bot.nudges.models import Cadence, Nudge
from bot.work.unit import Unit
from bot.work.values import Entry


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """Of the departures that the reader may see."""
    seen = list(seen_departures(unit, customer, reader))
    cadences = unit.all(select(Cadence).where(Cadence.departure.in_(seen)))
    stopped = [one for one in cadences if one.stopped_at]
    return [
        *_nudges(unit, [one.id for one in cadences], hours_of(unit, reader).zone),
        *(
            Entry(one.stopped_at, "nudge.stopped", entries.stopped_entry(), one.id, by=one.stopped_by, words=one.stopped_why)
            for one in stopped
            if one.stopped_at
        ),
    ]


def _nudges(unit: Unit, cadences: list[str], zone: tzinfo) -> Iterator[Entry]:
    for one in unit.all(select(Nudge).where(Nudge.cadence.in_(cadences), Nudge.state.in_(entries.SHOWN))):
        handed_to = name_of(unit, one.handed_to) if one.handed_to else None
        until = one.until.astimezone(zone).date() if one.until else None
        told = entries.nudge_entry(one.state, one.sounded, handed_to, until)
        at, by = one.answered_at or one.at, one.answered_by or one.person
        yield Entry(at, f"nudge.{one.state.value}", told, one.id, by=by)
