"""Extra care for a returned customer: is what they left over gone, is there anything new?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Select, select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import admins, hours_of, is_here, name_of
from bot.departures.service import facts_of, need_departure, refresh_card, responsible, roles_in
from bot.fixes.service.cured import fixed_cases, fixed_reasons
from bot.nudges.rules import choose_recipient
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.slack.kit import Message
from bot.winback import blocks
from bot.winback.models import CareCheck, Return
from bot.winback.rules import care_days, staying_days, who_looks
from bot.winback.service.opportunities import found_reason
from bot.winback.values import AmberForm, CareKind, CareState, CareView, Declined, Gone, Obstacle
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

CARE = "care"
"""The card, and the obligation that shows it."""
AMBER = "care_amber"
SAME_DAY = frozenset({AMBER})
"""Cards that reach people on the day itself, whatever else has interrupted them."""


def plan_checks(unit: Unit, came_back: Return) -> None:
    """Plan all looks at a returned customer that lie ahead; one that was planned before moves to its new day."""
    today = unit.now.astimezone(hours_of(unit, carer_of(unit, came_back)).zone).date()
    known = {check.kind: check for check in unit.all(_of(came_back))}
    days = staying_days(came_back.day) if came_back.stayed else care_days(came_back.day, came_back.first_delivery)
    for kind, day in days.items():
        check = known.get(kind) or _new_check(unit, came_back, kind, day)
        if check.state is not CareState.planned:
            continue
        check.due = day
        if day < today and kind is not CareKind.delivery:
            check.state = CareState.over
            unit.cancel(check.id, CARE)
            continue
        _plan(unit, came_back, check)
    refresh_card(unit, came_back.departure)


def replan_delivery(unit: Unit, came_back: Return, check: CareCheck) -> None:
    """The day of the first delivery became known: ask on the day after, and again where it was asked too early."""
    check.due = care_days(came_back.day, came_back.first_delivery)[CareKind.delivery]
    check.state, check.person = CareState.planned, None
    _plan(unit, came_back, check)
    _show(unit, check)
    refresh_card(unit, came_back.departure)


def ask_how_they_are(unit: Unit, check_id: str) -> None:
    """Ask whoever looks after a returned customer how they are doing, if it is still due."""
    check = unit.get(CareCheck, check_id)
    if check is None or check.state is not CareState.planned:
        return
    came_back = unit.need(Return, check.came_back)
    if came_back.ended is not None:
        return
    person, moment = _looks(unit, came_back, check.due)
    if moment > unit.now:
        _plan(unit, came_back, check)
        return
    for older in unit.all(_of(came_back).where(CareCheck.state == CareState.waiting)):
        older.state = CareState.overtaken
        _show(unit, older)
    check.state, check.person, check.asked_at, check.asked = CareState.waiting, person, unit.now, check.asked + 1
    unit.session.flush()
    unit.prompt(person, CARE, _subject(check, check.asked))
    refresh_card(unit, came_back.departure)


def tell_green(unit: Unit, by: str, check_id: str) -> None:
    """All is well: what they left over is gone, and there is nothing new."""
    check, came_back = _waiting(unit, by, check_id)
    check.cause_gone = Gone.yes
    _answer(unit, check, came_back, by, CareState.green)


def tell_amber(unit: Unit, by: str, check_id: str, form: AmberForm) -> None:
    """Something is off: whoever is responsible and the admins hear of it at once."""
    check, came_back = _waiting(unit, by, check_id)
    check.cause_gone, check.new_cause, check.note = form.cause_gone, form.new_cause, form.note
    _answer(unit, check, came_back, by, CareState.amber)
    carer = carer_of(unit, came_back)
    told = {*admins(unit), *([carer] if is_here(unit, carer) else [])}
    for person in sorted(told - {by}):
        unit.ask(person, AMBER, check.id)


def care_opening(unit: Unit, by: str, check_id: str) -> CareView:
    """What the form for "something is off" opens with."""
    _waiting(unit, by, check_id)
    return care_view(unit, check_id)


def pass_on_care(unit: Unit, event: ColleagueGone) -> None:
    """What somebody was asked who has left us is asked of the next one, in that one's hours."""
    mine = CareCheck.person == event.person, CareCheck.state == CareState.waiting
    for check in unit.all(select(CareCheck).where(*mine)):
        check.state, check.person = CareState.planned, None
        _plan(unit, unit.need(Return, check.came_back), check)


def end_check(unit: Unit, check: CareCheck) -> None:
    """Nobody is asked any more."""
    check.state = CareState.over
    unit.cancel(check.id, CARE)
    _show(unit, check)


def care_view(unit: Unit, check_id: str) -> CareView:
    """What one look shows now; raises `Gone`."""
    check = unit.need(CareCheck, check_id)
    came_back = unit.need(Return, check.came_back)
    facts = facts_of(unit, came_back.departure)
    cause, reasons = found_reason(unit, came_back.departure), reasons_of(unit)
    return CareView(
        check=check.id,
        customer=facts.customer,
        kind=check.kind,
        state=check.state,
        day=came_back.day,
        due=check.due,
        came_back=came_back.id,
        is_stand_in=check.person is not None and check.person != facts.responsible,
        fixed_since=_fixed_since(unit, came_back.departure, cause),
        cause=reasons.words(cause) if cause and cause != UNKNOWN else None,
        contact=facts.contact_words,
        by=name_of(unit, check.answered_by) if check.answered_by else None,
        note=check.note,
        cause_gone=check.cause_gone,
        new_cause=reasons.words_then(check.new_cause, check.answered_at or unit.now) if check.new_cause else None,
        stayed=came_back.stayed,
        reasons=reasons,
    )


def carer_of(unit: Unit, came_back: Return) -> str:
    """Who looks after a returned customer: the owner, else the logger; an admin when that person is gone."""
    departure = need_departure(unit, came_back.departure)
    near = {one for one in (departure.owner, departure.logged_by) if one is not None and is_here(unit, one)}
    of_all = admins(unit)
    found = choose_recipient(None, departure.owner, departure.logged_by, near | set(of_all), of_all)
    return found.person if found else responsible(departure)


def next_check(unit: Unit, came_back: Return) -> date | None:
    """The day of the next look, if there is one to come."""
    planned = _of(came_back).where(CareCheck.state == CareState.planned).order_by(CareCheck.due)
    found = unit.first(planned)
    return found.due if found else None


def draw_care(unit: Unit, subject: str) -> Message | None:
    """The question how they are; None when it is gone. Of several times that it was asked only the last is still open."""
    check_id, _colon, number = subject.partition(":")
    check = unit.get(CareCheck, check_id)
    if check is None:
        return None
    view = care_view(unit, check_id)
    is_old = int(number or 1) < check.asked
    return blocks.care_card(replace(view, state=CareState.overtaken) if is_old else view)


def draw_amber(unit: Unit, check_id: str) -> Message | None:
    """What those who are to help hear; None when it is gone."""
    return blocks.amber_card(care_view(unit, check_id)) if unit.get(CareCheck, check_id) else None


def _of(came_back: Return) -> Select[CareCheck]:
    return select(CareCheck).where(CareCheck.came_back == came_back.id)


def _new_check(unit: Unit, came_back: Return, kind: CareKind, day: date) -> CareCheck:
    check = unit.add(CareCheck(came_back=came_back.id, kind=kind, due=day, state=CareState.planned))
    unit.session.flush()
    return check


def _plan(unit: Unit, came_back: Return, check: CareCheck) -> None:
    unit.cancel(check.id, CARE)
    came_back.turns += 1
    unit.session.flush()
    _person, due = _looks(unit, came_back, check.due)
    unit.plan(CARE, check.id, due, key=f"{CARE}:{check.id}:{came_back.turns}")


def _looks(unit: Unit, came_back: Return, day: date) -> tuple[str, datetime]:
    """Who is asked about that day, and when: whoever looks after them; the logger or an admin while that one is long away."""
    departure = need_departure(unit, came_back.departure)
    first = carer_of(unit, came_back)
    known = dict.fromkeys((first, departure.owner, departure.logged_by, *admins(unit)))
    people = [one for one in known if one is not None and is_here(unit, one)] or [first]
    return who_looks([(one, hours_of(unit, one)) for one in people], day, unit.now)


def _subject(check: CareCheck, number: int) -> str:
    """The card of the `number`-th time that it was asked."""
    return check.id if number < 2 else f"{check.id}:{number}"


def _show(unit: Unit, check: CareCheck) -> None:
    unit.session.flush()
    for number in range(1, check.asked + 1):
        unit.refresh(CARE, _subject(check, number))


def _fixed_since(unit: Unit, departure: str, cause: str | None) -> date | None:
    """Since when what they left over is put right, by what we know."""
    at = fixed_cases(unit).get(departure) or (fixed_reasons(unit).get(cause) if cause else None)
    return at.date() if at else None


def _answer(unit: Unit, check: CareCheck, came_back: Return, by: str, state: CareState) -> None:
    check.state, check.answered_by, check.answered_at = state, by, unit.now
    _show(unit, check)
    refresh_card(unit, came_back.departure)
    record(unit, by, f"care.{state.value}", came_back.departure)


def _waiting(unit: Unit, by: str, check_id: str) -> tuple[CareCheck, Return]:
    check = unit.need(CareCheck, check_id)
    came_back = unit.need(Return, check.came_back)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        raise Declined(Obstacle.may_not)
    if check.state in (CareState.over, CareState.overtaken):
        raise Declined(Obstacle.over)
    if check.state is not CareState.waiting:
        raise Declined(Obstacle.answered)
    return check, came_back
