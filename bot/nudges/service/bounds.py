"""How often kinds of customers may be kept in touch with: what an admin chooses for each."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.customers.models import Customer
from bot.customers.rules import plain_segment
from bot.nudges.models import SegmentRhythm
from bot.nudges.rules import RHYTHMS
from bot.nudges.values import Bounds, SegmentBounds
from bot.work.unit import Unit
from bot.workspace.records import record_named
from bot.workspace.service import may_change_settings
from bot.workspace.values import Outcome

REPLAN = "nudges.replan"
ALL = "all"


def kinds_and_bounds(unit: Unit, by: str) -> Sequence[SegmentBounds] | None:
    """Every kind of customer there is, by name, and how often each may be kept in touch with; None for who is no admin."""
    if not may_change_settings(unit, by):
        return None
    chosen = {one.plain_segment: one for one in unit.all(select(SegmentRhythm))}
    named = {key: one.segment for key, one in chosen.items()}
    for segments in unit.all(select(Customer.segments).where(Customer.erased_at.is_(None), Customer.merged_into.is_(None))):
        for segment in segments:
            named.setdefault(plain_segment(segment), segment)
    return [
        SegmentBounds(name, Bounds(chosen[key].shortest, chosen[key].longest) if key in chosen else Bounds())
        for key, name in sorted(named.items())
    ]


def choose_bounds(unit: Unit, by: str, segment: str, bounds: Bounds) -> Outcome:
    """Keep in touch with customers of a kind no more often, and no less often, than this; what is planned follows."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    if {bounds.shortest, bounds.longest} - set(RHYTHMS) or bounds.shortest > bounds.longest:
        raise ValueError("bounds are two of the rhythms that may be chosen, the shorter first")
    known = unit.first(select(SegmentRhythm).where(SegmentRhythm.plain_segment == plain_segment(segment)))
    before = f"{known.segment}: {known.shortest}–{known.longest}" if known else None
    if known is not None:
        known.shortest, known.longest = bounds.shortest, bounds.longest
        known.changed_by, known.changed_at = by, unit.now
    else:
        unit.add(
            SegmentRhythm(
                segment=segment,
                plain_segment=plain_segment(segment),
                shortest=bounds.shortest,
                longest=bounds.longest,
                changed_by=by,
                changed_at=unit.now,
            )
        )
    record_named(unit, by, "rhythm.bounds", ALL, before, f"{segment}: {bounds.shortest}–{bounds.longest}")
    unit.plan(REPLAN, ALL, unit.now, key=f"{REPLAN}:{unit.now.isoformat()}")
    return Outcome.done
