"""Staying in touch begins, goes on and ends with what becomes known of a customer."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import hours_of
from bot.customers.events import ConsentHeard, CustomerDescribed, TouchLogged
from bot.customers.values import Consent
from bot.departures.events import DepartureLogged, SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import need_departure, responsible
from bot.departures.values import Size, Stage
from bot.nudges.models import Cadence, Nudge
from bot.nudges.rules import GOODBYE, began_at
from bot.nudges.service.planning import (
    NUDGE,
    cadence_of,
    close,
    close_open,
    close_put_off,
    plan_anew,
    plan_next,
    waiting_nudges,
)
from bot.nudges.values import CadenceState, NudgeState
from bot.work.unit import Unit


def begin_when_logged(unit: Unit, event: DepartureLogged) -> None:
    """A customer who has left already will be kept in touch with, once the goodbye is over."""
    departure = need_departure(unit, event.departure)
    if departure.stage is Stage.left:
        _begin(unit, departure)


def begin_when_left(unit: Unit, event: StageChanged) -> None:
    """Somebody left, so keeping in touch begins; or they are back, or the matter is closed, so it ends."""
    departure = need_departure(unit, event.departure)
    if event.after is Stage.left:
        _begin(unit, departure)
        _resume(unit, departure)
        return
    cadence = cadence_of(unit, departure.id)
    if cadence is not None and cadence.state is not CadenceState.over:
        _end(unit, cadence)


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """Only a record is kept from now on, so nobody is asked to stay in touch; or somebody is, from now on or again."""
    departure = need_departure(unit, event.departure)
    cadence = cadence_of(unit, departure.id)
    if event.after is not Size.record and departure.stage is Stage.left:
        _begin(unit, departure)
        _resume(unit, departure)
    elif event.after is Size.record and cadence is not None and cadence.state is not CadenceState.in_peace:
        _end(unit, cadence)


def touch_logged(unit: Unit, event: TouchLogged) -> None:
    """There was contact, whoever had it: what is being asked is no longer needed, and the next time moves on."""
    for cadence in _going(unit, event.customer):
        answered = [one for one in waiting_nudges(unit, cadence) if event.at >= one.at]
        for nudge in answered:
            close(unit, nudge, NudgeState.overtaken)
        if answered:
            cadence.not_before = None
        close_put_off(unit, cadence, NudgeState.overtaken, event.at)
        plan_next(unit, cadence)


def hear_consent(unit: Unit, event: ConsentHeard) -> None:
    """They said whether we may stay in touch: a no ends what is being asked, a yes brings it back in time."""
    for cadence in _going(unit, event.customer):
        if event.answer is Consent.no:
            close_open(unit, cadence, NudgeState.over)
            close_put_off(unit, cadence, NudgeState.over)
            cadence.not_before = None
        plan_next(unit, cadence)


def take_over(unit: Unit, event: ColleagueGone) -> None:
    """What somebody was asked who has left us is asked of the next one, in that one's hours."""
    waiting = select(Nudge).where(Nudge.person == event.person, Nudge.state == NudgeState.waiting)
    for nudge in unit.all(waiting):
        cadence = unit.need(Cadence, nudge.cadence)
        close(unit, nudge, NudgeState.handed_over)
        cadence.not_before = unit.now
        plan_next(unit, cadence)


def follow_description(unit: Unit, event: CustomerDescribed) -> None:
    """What kind of customer they are, or a date of theirs, is known otherwise: the next time may be another."""
    plan_anew(unit, _going(unit, event.customer))


def plan_all(unit: Unit) -> None:
    """How often kinds of customers are kept in touch with has changed: whatever is planned is planned by that."""
    plan_anew(unit, unit.all(select(Cadence).where(Cadence.state == CadenceState.going)))


def _begin(unit: Unit, departure: Departure) -> None:
    if departure.size is Size.record or cadence_of(unit, departure.id) is not None:
        return
    hours = hours_of(unit, responsible(departure))
    cadence = unit.add(
        Cadence(
            departure=departure.id,
            customer=departure.customer,
            began=began_at(departure.happened, unit.now, hours),
            not_before=unit.now + GOODBYE,
            turns=0,
        )
    )
    unit.session.flush()
    plan_next(unit, cadence)


def _resume(unit: Unit, departure: Departure) -> None:
    """Where it was over, because less was done or by a mistake, it goes on."""
    cadence = cadence_of(unit, departure.id)
    if departure.size is not Size.record and cadence is not None and cadence.state is CadenceState.over:
        cadence.state = CadenceState.stopped if cadence.stopped_at else CadenceState.going
        plan_next(unit, cadence)


def _end(unit: Unit, cadence: Cadence) -> None:
    cadence.state = CadenceState.over
    unit.cancel(cadence.id, NUDGE)
    close_open(unit, cadence, NudgeState.over)


def _going(unit: Unit, customer: str) -> list[Cadence]:
    query = select(Cadence).where(Cadence.customer == customer, Cadence.state == CadenceState.going)
    return list(unit.all(query))
