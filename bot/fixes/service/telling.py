"""It holds: whoever looks after those who left over it hears whom they may contact, and can tell them that it is changed."""

from __future__ import annotations

from sqlalchemy import select

from bot.customers.events import ConsentHeard, TouchLogged
from bot.departures.events import StageChanged, StepUndone
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of
from bot.departures.values import Stage
from bot.farewell.service import changing
from bot.farewell.service.apology import may_apologise
from bot.farewell.values import Outcome as Came
from bot.fixes.events import FixVerified
from bot.fixes.models import Fix, FixCase
from bot.fixes.service import reminding
from bot.fixes.service.left import left_over, link_heard
from bot.fixes.service.shown import told_view
from bot.fixes.values import FixState, Outcome, Telling
from bot.interviews.events import FindingsCompleted, InterviewHeld
from bot.work.unit import Unit

_AS_HERE = {Came.done: Outcome.done, Came.may_not: Outcome.may_not}


def link_when_heard(unit: Unit, event: InterviewHeld | FindingsCompleted) -> None:
    """Somebody was heard: what we are changing for all who left over that reason touches them, too."""
    for fix in link_heard(unit, event.departure):
        reminding.refresh(unit, fix)


def tell_carers(unit: Unit, event: FixVerified) -> None:
    """Each who looks after customers that left over it hears in their next brief which of them they may contact."""
    fix = unit.need(Fix, event.fix)
    gone = Departure.id.in_(event.departures), Departure.stage == Stage.left
    carers = dict.fromkeys(
        carer_of(unit, one) for one in unit.all(select(Departure).where(*gone).order_by(Departure.id))
    )
    for person in carers:
        if told_view(unit, fix, person).left:
            unit.prompt(person, reminding.TOLD, f"{fix.id}:{person}")


def show_reached(unit: Unit, event: TouchLogged | ConsentHeard) -> None:
    """They heard of it, or said whether we may stay in touch: it shows with whoever was told whom they may contact."""
    theirs = select(FixCase.fix).join(Departure, Departure.id == FixCase.departure)
    for fix in unit.all(theirs.where(Departure.customer == event.customer).distinct()):
        reminding.refresh(unit, unit.need(Fix, fix))


def show_moved(unit: Unit, event: StageChanged | StepUndone) -> None:
    """They are back, or the story is over: it shows there, too."""
    for fix in unit.all(select(FixCase.fix).where(FixCase.departure == event.departure)):
        reminding.refresh(unit, unit.need(Fix, fix))


def open_telling(unit: Unit, by: str, fix_id: str, departure: str) -> Telling | Outcome:
    """The words for one customer, for somebody who may write to them; or why there are none."""
    fix, came = _fix_of(unit, by, fix_id, departure)
    if fix is None:
        return came
    return Telling(fix.id, departure, facts_of(unit, departure).customer, fix.done_words or fix.what)


def tell_customer(unit: Unit, by: str, fix_id: str, departure: str, words: str, gesture: str) -> Outcome:
    """Bring whoever looks after them the letter that says what is changed; it asks for nothing."""
    fix, came = _fix_of(unit, by, fix_id, departure)
    if fix is None:
        return came
    done = changing.tell_changed(unit, by, departure, words, gesture, same=fix.departure == departure)
    reminding.refresh(unit, fix)
    return _AS_HERE.get(done, Outcome.over)


def _fix_of(unit: Unit, by: str, fix_id: str, departure: str) -> tuple[Fix | None, Outcome]:
    fix = unit.get(Fix, fix_id)
    linked = unit.first(select(FixCase.id).where(FixCase.fix == fix_id, FixCase.departure == departure))
    if fix is None or linked is None:
        return None, Outcome.may_not
    came = may_apologise(unit, by, departure)
    if came is not Came.done:
        return None, _AS_HERE.get(came, Outcome.over)
    if fix.state is not FixState.verified or fix.verified_at is None:
        return None, Outcome.over
    theirs = [one.reach for one in left_over(unit, [fix.id], by).get(fix.id, ()) if one.departure == departure]
    if not any(reach.may_be_contacted for reach in theirs):
        return None, Outcome.over
    is_written = departure in changing.told_since(unit, [departure], fix.verified_at)
    return (None, Outcome.over) if is_written else (fix, Outcome.done)
