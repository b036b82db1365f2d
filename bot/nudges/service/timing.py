"""When the next time is: by the last contact, how often was chosen, the bounds of their kind, and dates of theirs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from bot.colleagues.service import hours_of
from bot.customers.models import Customer
from bot.customers.rules import plain_segment
from bot.customers.service import last_touch, since_of
from bot.departures.service import need_departure, responsible
from bot.nudges.models import Cadence, SegmentRhythm
from bot.nudges.rules.turns import bounds_for, turn_of
from bot.nudges.values import Bounds, Recipient, TheirDay, Turn
from bot.work.unit import Unit


def bounds_of(unit: Unit, customer: str) -> Bounds:
    """How often a customer of their kinds may be kept in touch with."""
    kinds = {plain_segment(one) for one in unit.need(Customer, customer).segments}
    known = unit.all(select(SegmentRhythm).where(SegmentRhythm.plain_segment.in_(kinds))) if kinds else ()
    return bounds_for(Bounds(one.shortest, one.longest) for one in known)


def how_often(unit: Unit, cadence: Cadence) -> int:
    """After how many days it is time again: as it was chosen for this customer, within the bounds of their kind."""
    return bounds_of(unit, cadence.customer).fitted(cadence.days)


def next_turn(unit: Unit, cadence: Cadence, to: Recipient | None, *, greets: bool) -> Turn:
    """When it is time for this customer again, counted from the last contact of anyone; on a date of theirs if it `greets`."""
    responsible_one = to.person if to else responsible(need_departure(unit, cadence.departure))
    touched = last_touch(unit, cadence.customer)
    return turn_of(
        max(cadence.began, touched) if touched else cadence.began,
        unit.now,
        hours_of(unit, responsible_one),
        days=cadence.days,
        bounds=bounds_of(unit, cadence.customer),
        not_before=cadence.not_before,
        theirs=_dates(unit, cadence.customer) if greets else (),
    )


def _dates(unit: Unit, customer: str) -> Iterator[TheirDay]:
    known, since = unit.need(Customer, customer), since_of(unit, customer)
    if known.own_day is not None and known.own_day_name:
        yield TheirDay(known.own_day, known.own_day_name)
    if since is not None:
        yield TheirDay(since)
