"""Whoever sees to something hears of it when it is due, once more, and then it is passed on; so does whoever looks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import admins, cards_about, full_members, hours_of, is_here
from bot.departures.models import Departure
from bot.departures.service import carer_of
from bot.fixes.models import Fix
from bot.fixes.rules import HOLDS_AFTER, REMINDED_TWICE, remind_at, somebody_else_looks, who_looks
from bot.fixes.values import FixState
from bot.work.calendar import add_working_days
from bot.work.unit import Unit
from bot.workspace.service import record

FIX, DUE, AGAIN, LATE = "fix", "fix_due", "fix_again", "fix_late"
LOOK, LOOK_AGAIN, TOLD = "fix_look", "fix_look_again", "fix_told"
REPEATS = {AGAIN: DUE, LOOK_AGAIN: LOOK}
"""Cards. Their subject is a fix and how often its day or owner was set; of `TOLD`, a fix and a person."""
REMIND, HOLDS = "fixes.remind", "fixes.holds"
"""Obligations; their subject is the fix."""


def plan(unit: Unit, fix: Fix) -> None:
    """Plan the next word about it, in place of what was planned."""
    unit.cancel(fix.id, REMIND, HOLDS)
    if fix.state is FixState.open and fix.step <= REMINDED_TWICE:
        due = remind_at(fix.due, fix.step, unit.now, hours_of(unit, fix.owner))
        unit.plan(REMIND, fix.id, due, key=f"{REMIND}:{fix.id}:{fix.turns}:{fix.step}")


def remind(unit: Unit, fix_id: str) -> None:
    """It is due, or still is: whoever sees to it hears of it twice, and after that whoever wanted it."""
    fix = unit.get(Fix, fix_id)
    if fix is None or fix.state is not FixState.open:
        return
    fix.step += 1
    if fix.step == 1:
        unit.prompt(fix.owner, DUE, subject_of(fix))
    elif fix.step == REMINDED_TWICE:
        unit.prompt(fix.owner, AGAIN, subject_of(fix))
    else:
        heir = _heir(unit, fix, besides=fix.owner)
        if heir is not None:
            unit.prompt(heir, LATE, subject_of(fix))
    unit.session.flush()
    plan(unit, fix)


def begin_looking(unit: Unit, fix: Fix) -> None:
    """It is done: whoever looks is asked in their next brief; where nobody else can, the doer themselves some days later."""
    fix.looks, fix.asked = 0, _looker(unit, fix) if needs_another(unit, fix) else fix.done_by
    unit.session.flush()
    if fix.asked == fix.done_by:
        due = add_working_days(unit.now, HOLDS_AFTER, hours_of(unit, fix.done_by or fix.owner))
        _plan_look(unit, fix, due)
    else:
        ask_whether_it_holds(unit, fix.id)


def ask_whether_it_holds(unit: Unit, fix_id: str) -> None:
    """Whoever looks hears of it twice, and after that somebody else is asked, once."""
    fix = unit.get(Fix, fix_id)
    if fix is None or fix.state is not FixState.done or fix.asked is None:
        return
    fix.looks += 1
    if fix.looks == 1:
        unit.prompt(fix.asked, LOOK, subject_of(fix))
    elif fix.looks == REMINDED_TWICE:
        unit.prompt(fix.asked, LOOK_AGAIN, subject_of(fix))
    else:
        _ask_another_to_look(unit, fix)
        return
    unit.session.flush()
    _plan_look(unit, fix, add_working_days(unit.now, REMINDED_TWICE, hours_of(unit, fix.asked)))


def needs_another(unit: Unit, fix: Fix) -> bool:
    """Whether whoever did it may not say themselves that it holds."""
    return somebody_else_looks(sum(1 for one in full_members(unit) if one.id != fix.done_by))


def pass_on_fixes(unit: Unit, event: ColleagueGone) -> None:
    """Somebody has left us: what they saw to is seen to by whoever wanted it, what they were to look at by somebody else."""
    for fix in unit.all(select(Fix).where(Fix.owner == event.person, Fix.state == FixState.open)):
        heir = _heir(unit, fix, besides=event.person)
        if heir is not None:
            give(unit, fix, heir)
            record(unit, "", "fix.passed_on", fix.id)
    for fix in unit.all(select(Fix).where(Fix.asked == event.person, Fix.state == FixState.done)):
        _ask_another_to_look(unit, fix)


def give(unit: Unit, fix: Fix, person: str) -> None:
    """Somebody else sees to it from now on: all begins anew, and they hear of it."""
    fix.owner, fix.turns, fix.step = person, fix.turns + 1, 0
    unit.session.flush()
    refresh(unit, fix)
    plan(unit, fix)
    unit.ask(person, FIX, subject_of(fix))


def refresh(unit: Unit, fix: Fix) -> None:
    """Draw anew whatever stands anywhere about it."""
    unit.session.flush()
    for card, subject in cards_about(unit, (FIX, DUE, AGAIN, LATE, LOOK, LOOK_AGAIN, TOLD), fix.id):
        unit.refresh(card, subject)


def subject_of(fix: Fix) -> str:
    """What its messages are about now."""
    return f"{fix.id}:{fix.turns}"


def read_subject(unit: Unit, subject: str) -> tuple[Fix | None, str]:
    """The fix that a message is about, and what stands behind it."""
    fix_id, _colon, rest = subject.partition(":")
    return unit.get(Fix, fix_id), rest


def _plan_look(unit: Unit, fix: Fix, due: datetime) -> None:
    unit.plan(HOLDS, fix.id, due, key=f"{HOLDS}:{fix.id}:{fix.turns}:{fix.asked}:{fix.looks}")


def _ask_another_to_look(unit: Unit, fix: Fix) -> None:
    other = _looker(unit, fix, fix.asked) if needs_another(unit, fix) else None
    if other is None:
        return
    fix.asked = other
    unit.session.flush()
    refresh(unit, fix)
    unit.prompt(other, LOOK, subject_of(fix))


def _looker(unit: Unit, fix: Fix, *before: str | None) -> str | None:
    """Who wanted it is nearest, then who looks after the customer it came from, then an admin, then anybody."""
    here = full_members(unit)
    departure = unit.get(Departure, fix.departure)
    near = (fix.by, carer_of(unit, departure) if departure else None, *admins(unit))
    if departure is not None and departure.quiet:
        here = [one for one in here if one.id in near]
    return who_looks(near, [one.id for one in here], fix.done_by or fix.owner, filter(None, before))


def _heir(unit: Unit, fix: Fix, besides: str) -> str | None:
    """Whoever wanted it, or an admin."""
    return next((one for one in (fix.by, *admins(unit)) if one != besides and is_here(unit, one)), None)
