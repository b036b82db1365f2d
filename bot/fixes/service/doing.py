"""What is said about a fix: that it is to be made, done, holds or does not, is put off, handed over, or left as it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from bot.colleagues.service import hours_of, standing, today_of
from bot.departures.models import Departure
from bot.departures.service import facts_of, roles_in
from bot.farewell.service import changing
from bot.fixes.events import FixVerified
from bot.fixes.models import Fix, FixCase
from bot.fixes.rules import USUAL_TIME, due_problem
from bot.fixes.service import left, reminding
from bot.fixes.values import FixForm, FixOpening, FixState, Outcome
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.reasons.values import OTHER, UNKNOWN
from bot.work.calendar import morning_of
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record


def open_form(unit: Unit, by: str, departure: str | None = None, reason: str | None = None) -> FixOpening | Outcome:
    """What the form opens with: from what a customer said, from a reason, or from nothing."""
    if not _may_make(unit, by, departure):
        return Outcome.may_not
    due, reasons = next_due(unit, by), reasons_of(unit)
    if departure is None:
        return FixOpening(by, due, reasons, reasons.now(reason) if reason else None)
    facts, found = facts_of(unit, departure), left.found_for(unit, departure)
    return FixOpening(
        owner=by,
        due=due,
        reasons=reasons,
        reason=None if found in (UNKNOWN, OTHER) else found,
        departure=departure,
        customer=facts.customer,
        owed=_owed(unit, departure),
        quiet=facts.quiet,
    )


def next_due(unit: Unit, by: str) -> date:
    """The day by which something is usually done that is begun today, by the clock of `by`."""
    hours = hours_of(unit, by)
    return morning_of(today_of(unit, by) + USUAL_TIME, hours).astimezone(hours.zone).date()


def make_fix(unit: Unit, by: str, form: FixForm) -> str | Outcome:
    """Keep it, and whom it touches; whoever sees to it hears of it. Its id, or why not."""
    wrong = _wrong(unit, by, form)
    if wrong is not None:
        return wrong
    departure = unit.get(Departure, form.departure)
    everyone = form.everyone and form.reason not in (None, OTHER) and not (departure is not None and departure.quiet)
    fix = unit.add(
        Fix(
            what=form.what,
            reason=reasons_of(unit).now(form.reason) if form.reason else None,
            everyone=everyone,
            departure=form.departure,
            by=by,
            at=unit.now,
            owner=form.owner,
            due=form.due,
            state=FixState.open,
            turns=1,
            step=0,
            looks=0,
            reopened=0,
        )
    )
    unit.session.flush()
    its_own = [form.departure] if form.departure else []
    left.link(unit, fix, [*its_own, *(left.with_reason(unit, form.reason or "") if everyone else [])])
    if departure is not None:
        changing.rest(unit, departure.id)  # whoever apologised need not be asked beside it whether it is changed
    record(unit, by, "fix.made", fix.id)
    reminding.plan(unit, fix)
    if form.owner != by:
        unit.ask(form.owner, reminding.FIX, reminding.subject_of(fix))
    return fix.id


def say_done(unit: Unit, by: str, fix_id: str, words: str | None) -> Outcome:
    """It is done, says whoever sees to it: somebody looks whether it holds."""
    fix = unit.need(Fix, fix_id)
    refused = _refused(unit, by, fix, Deed.see_to_fix, FixState.open)
    if refused is not None:
        return refused
    fix.state, fix.done_by, fix.done_at, fix.done_words = FixState.done, by, unit.now, words
    unit.cancel(fix.id, reminding.REMIND)
    record(unit, by, "fix.done", fix.id)
    reminding.begin_looking(unit, fix)
    reminding.refresh(unit, fix)
    return Outcome.done


def put_off(unit: Unit, by: str, fix_id: str, day: date | None) -> Outcome:
    """It has a new day, in the zone of `by`: all begins anew."""
    fix = unit.need(Fix, fix_id)
    refused = _refused(unit, by, fix, Deed.see_to_fix, FixState.open)
    if refused is not None:
        return refused
    if day is None or due_problem(day, today_of(unit, by)):
        return Outcome.bad_day
    fix.due, fix.turns, fix.step = day, fix.turns + 1, 0
    record(unit, by, "fix.put_off", fix.id)
    reminding.refresh(unit, fix)
    reminding.plan(unit, fix)
    return Outcome.done


def hand_over(unit: Unit, by: str, fix_id: str, to: str | None) -> Outcome:
    """Somebody else sees to it from now on, and hears of it."""
    fix = unit.need(Fix, fix_id)
    refused = _refused(unit, by, fix, Deed.see_to_fix, FixState.open)
    if refused is not None:
        return refused
    if to is None or Role.member not in standing(unit, to):
        return Outcome.not_a_colleague
    if to == fix.owner:
        return Outcome.over
    record(unit, by, "fix.handed_over", fix.id)
    reminding.give(unit, fix, to)
    return Outcome.done


def leave_as_it_is(unit: Unit, by: str, fix_id: str) -> Outcome:
    """It will not be changed, and nobody asks again."""
    fix = unit.need(Fix, fix_id)
    refused = _refused(unit, by, fix, Deed.see_to_fix, FixState.open)
    if refused is None:
        _drop(unit, fix, by)
        record(unit, by, "fix.dropped", fix.id)
    return refused or Outcome.done


def say_it_holds(unit: Unit, by: str, fix_id: str) -> Outcome:
    """Somebody has looked: what customers left over is changed."""
    fix = unit.need(Fix, fix_id)
    refused = _refused(unit, by, fix, Deed.look_at_fix, FixState.done) or _not_oneself(unit, by, fix)
    if refused is not None:
        return refused
    fix.state, fix.verified_by, fix.verified_at = FixState.verified, by, unit.now
    unit.cancel(fix.id, reminding.HOLDS)
    unit.session.flush()
    record(unit, by, "fix.verified", fix.id)
    reminding.refresh(unit, fix)
    departures = unit.all(select(FixCase.departure).where(FixCase.fix == fix.id).order_by(FixCase.departure))
    unit.tell(FixVerified(fix.id, fix.reason if fix.everyone else None, tuple(departures), by))
    return Outcome.done


def open_again(unit: Unit, by: str, fix_id: str, day: date | None, why: str | None) -> Outcome:
    """It does not hold, or not any more: whoever sees to it hears why, and it is due on another day."""
    fix = unit.need(Fix, fix_id)
    deed = Deed.look_at_fix if fix.state is FixState.done else Deed.see_to_fix
    refused = _refused(unit, by, fix, deed, FixState.done, FixState.verified)
    if refused is not None:
        return refused
    if day is None or due_problem(day, today_of(unit, by)):
        return Outcome.bad_day
    fix.state, fix.due, fix.reopened = FixState.open, day, fix.reopened + 1
    fix.reopened_by, fix.reopened_why, fix.asked = by, why, None
    record(unit, by, "fix.reopened", fix.id)
    reminding.give(unit, fix, fix.owner)
    return Outcome.done


def end_fixes(unit: Unit, departure: str, by: str) -> None:
    """The customer from whom it came is erased: what was to be changed has no words any more, and ends."""
    going = Fix.departure == departure, Fix.state.in_((FixState.open, FixState.done))
    for fix in unit.all(select(Fix).where(*going)):
        _drop(unit, fix, by)


def _drop(unit: Unit, fix: Fix, by: str) -> None:
    fix.state, fix.dropped_by = FixState.dropped, by
    unit.cancel(fix.id)
    reminding.refresh(unit, fix)


def _may_make(unit: Unit, by: str, departure: str | None) -> bool:
    if not may(Deed.make_fix, standing(unit, by)):
        return False
    if departure is None:
        return True
    return unit.get(Departure, departure) is not None and may(Deed.hear_findings, roles_in(unit, by, departure))


def _wrong(unit: Unit, by: str, form: FixForm) -> Outcome | None:
    if not _may_make(unit, by, form.departure):
        return Outcome.may_not
    if Role.member not in standing(unit, form.owner):
        return Outcome.not_a_colleague
    if due_problem(form.due, today_of(unit, by)):
        return Outcome.bad_day
    is_known = reasons_of(unit).get(form.reason) is not None and form.reason not in (UNKNOWN, OTHER)
    return Outcome.no_reason if (form.departure is None or form.everyone) and not is_known else None


def _refused(unit: Unit, by: str, fix: Fix, deed: Deed, *states: FixState) -> Outcome | None:
    if not may(deed, roles_about(unit, by, fix)):
        return Outcome.may_not
    return None if fix.state in states else Outcome.over


def roles_about(unit: Unit, person: str, fix: Fix) -> frozenset[Role]:
    """What somebody is to a fix; people from outside, guests and the gone are nothing more than that."""
    stands = standing(unit, person)
    if Role.member not in stands:
        return stands
    found = {Role.owner: fix.owner, Role.logger: fix.by, Role.helper: fix.asked}
    return stands | {role for role, who in found.items() if who == person}


def _not_oneself(unit: Unit, by: str, fix: Fix) -> Outcome | None:
    return Outcome.somebody_else if by == fix.done_by and reminding.needs_another(unit, fix) else None


def _owed(unit: Unit, departure: str) -> str | None:
    query = select(Finding).join(Interview, Interview.id == Finding.interview).where(Interview.departure == departure)
    owed = (one.fix_owed for one in unit.all(query.order_by(Finding.filed_at, Finding.id)))
    return next(filter(None, owed), None)
