"""Second departures, counted: how many of those who left had been back before, and whether they left over the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta

from sqlalchemy import select

from bot.customers.models import Lifetime
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.rules import second_times
from bot.insights.values import LeftAgain, SecondTimes
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.work.unit import Unit

YEAR = timedelta(days=365)
LEFT = (Stage.left, Stage.returned)


def second_lines(unit: Unit) -> Sequence[str]:
    """For everybody's Home: how many left again; nothing while it is too few."""
    counted = second_times_of(unit)
    return (blocks.second_line(counted),) if counted else ()


def second_times_of(unit: Unit) -> SecondTimes | None:
    """Of everybody who left within a year."""
    return second_times(left_within(unit, YEAR))


def left_within(unit: Unit, span: timedelta) -> list[LeftAgain]:
    """Everybody who left within that time: which time with us ended, why, and why the time before had ended."""
    since = unit.now.astimezone(UTC).date() - span
    its_time = (Lifetime.workspace == Departure.workspace) & (Lifetime.id == Departure.lifetime)
    times = select(Departure.id, Departure.customer, Departure.happened, Lifetime.number).join(Lifetime, its_time)
    ends = unit.session.execute(times.where(Departure.stage.in_(LEFT)).order_by(Departure.happened, Departure.id)).all()
    reasons, before = _reasons(unit), {(one.customer, one.number): one.id for one in ends}
    return [
        LeftAgain(one.number, reasons.get(one.id), reasons.get(before.get((one.customer, one.number - 1), "")))
        for one in ends
        if one.happened >= since
    ]


def _reasons(unit: Unit) -> Mapping[str, str]:
    """What each left over, by what was found first, as it counts today."""
    its_interview = (Interview.workspace == Finding.workspace) & (Interview.id == Finding.interview)
    found = select(Interview.departure, Finding.reason).join(Finding, its_interview).where(Finding.reason != UNKNOWN)
    rows = unit.session.execute(found.order_by(Finding.filed_at.desc(), Finding.id.desc()))
    now = reasons_of(unit).now
    return {row.departure: now(row.reason) for row in rows}
