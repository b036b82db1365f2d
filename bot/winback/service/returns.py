"""A lost customer is back: their next time with us begins."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from bot.colleagues.service import hours_of, standing
from bot.customers.models import Lifetime
from bot.customers.service import begin_lifetime, find_customer
from bot.departures.models import Departure
from bot.departures.service import facts_of, move, need_departure, refresh_card, roles_in
from bot.departures.values import Outcome, Stage
from bot.slack.kit import Message
from bot.winback import blocks
from bot.winback.models import CareCheck, Return
from bot.winback.service.care import CARE, plan_checks, replan_delivery
from bot.winback.values import BackForm, BackOpening, CareKind, CareState, Declined, Obstacle, ReturnView
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

WELCOME = "welcome"
FARTHEST_DELIVERY = timedelta(days=366)


def open_back(unit: Unit, by: str, name: str) -> BackOpening:
    """What the form opens with for a lost customer of that name. Whoever may not see them hears the same as if there were none."""
    if Role.member not in standing(unit, by):
        raise Declined(Obstacle.may_not)
    customer = find_customer(unit, name)
    lost = select(Departure).where(Departure.open_for == (customer.id if customer else ""))
    departure = unit.first(lost.where(Departure.stage == Stage.left))
    if departure is None or not may(Deed.see_departure, roles_in(unit, by, departure.id)):
        raise Declined(Obstacle.unknown)
    return opening_of(unit, by, departure.id)


def opening_of(unit: Unit, by: str, departure_id: str) -> BackOpening:
    """What the form opens with for a departure; raises `Declined` where that cannot end with a return now."""
    departure = need_departure(unit, departure_id)
    if not may(Deed.move_departure, roles_in(unit, by, departure_id)):
        raise Declined(Obstacle.may_not)
    if departure.stage is not Stage.left:
        raise Declined(Obstacle.over)
    today = unit.now.astimezone(hours_of(unit, by).zone).date()
    return BackOpening(departure_id, facts_of(unit, departure_id).customer, today)


def come_back(unit: Unit, by: str, departure_id: str, form: BackForm) -> None:
    """They are back since a day, in the zone of `by`. What follows from it follows from the move, however it was said."""
    if not _is_believable(need_departure(unit, departure_id), form):
        raise Declined(Obstacle.bad_day)
    outcome = move(unit, by, departure_id, Stage.returned, form.day, form.words)
    if outcome is not Outcome.done:
        raise Declined(_OBSTACLES[outcome])
    came_back = begin_return(unit, departure_id, by, form.day)
    came_back.words = form.words
    if (came_back.day, came_back.first_delivery) != (form.day, form.first_delivery):
        came_back.day, came_back.first_delivery = form.day, form.first_delivery
        unit.need(Lifetime, came_back.lifetime).began = form.day
        plan_checks(unit, came_back)
    unit.refresh(WELCOME, came_back.id)


def begin_return(unit: Unit, departure_id: str, by: str, day: date) -> Return:
    """The return of a departure; made, with its next time with us and its extra care, where there was none yet."""
    known = return_of(unit, departure_id)
    if known is not None and not known.stayed and known.ended is None:
        return known
    lifetime = begin_lifetime(unit, need_departure(unit, departure_id).customer, day)
    unit.session.flush()
    return _look_after(unit, departure_id, lifetime.id, by, day, stayed=False)


def begin_stay(unit: Unit, departure_id: str, by: str, day: date) -> Return:
    """Somebody who had given notice stays: they get extra care, for three months."""
    return _look_after(unit, departure_id, need_departure(unit, departure_id).lifetime, by, day, stayed=True)


def set_first_delivery(unit: Unit, by: str, return_id: str, day: date | None) -> None:
    """Say when the first delivery is: it is asked for the day after. `day` is in the zone of `by`."""
    came_back = unit.need(Return, return_id)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        raise Declined(Obstacle.may_not)
    check = unit.first(select(CareCheck).where(CareCheck.came_back == return_id, CareCheck.kind == CareKind.delivery))
    if came_back.ended is not None or check is None or check.state is not CareState.planned:
        raise Declined(Obstacle.answered)
    today = unit.now.astimezone(hours_of(unit, by).zone).date()
    if day is None or not came_back.day <= day <= today + FARTHEST_DELIVERY:
        raise Declined(Obstacle.bad_day)
    came_back.first_delivery = day
    replan_delivery(unit, came_back, check)
    record(unit, by, "return.first_delivery", came_back.departure)
    unit.refresh(WELCOME, return_id)


def take_back_care(unit: Unit, departure_id: str) -> None:
    """It was a mistake that they are back, or stay: the extra care that began with it ends."""
    came_back = return_of(unit, departure_id)
    if came_back is not None and came_back.ended is None:
        _end(unit, came_back)


def end_care(unit: Unit, customer: str, departure_id: str) -> None:
    """They are leaving again (`departure_id`): the talk before they go takes the place of extra care."""
    running = select(Return).where(Return.customer == customer, Return.ended.is_(None))
    for came_back in unit.all(running.where(Return.departure != departure_id)):
        _end(unit, came_back)


def return_of(unit: Unit, departure_id: str) -> Return | None:
    """The return that ended a departure, if they came back."""
    return unit.first(select(Return).where(Return.departure == departure_id))


def draw_welcome(unit: Unit, return_id: str) -> Message | None:
    """What whoever looks after them sees when they return; None when the return is gone."""
    came_back = unit.get(Return, return_id)
    if came_back is None:
        return None
    facts = facts_of(unit, came_back.departure)
    view = ReturnView(
        came_back=came_back.id,
        customer=facts.customer,
        time=unit.need(Lifetime, came_back.lifetime).number,
        day=came_back.day,
        first_delivery=came_back.first_delivery,
        contact=facts.contact_words,
        is_over=came_back.ended is not None,
    )
    return blocks.welcome_card(view)


def _look_after(unit: Unit, departure_id: str, lifetime: str, by: str, day: date, *, stayed: bool) -> Return:
    """Extra care from that day; where it had begun before by mistake, all of it begins anew."""
    customer = need_departure(unit, departure_id).customer
    came_back = return_of(unit, departure_id) or unit.add(Return(departure=departure_id, customer=customer, turns=0))
    came_back.lifetime, came_back.day, came_back.said_by, came_back.said_at = lifetime, day, by, unit.now
    came_back.stayed, came_back.ended = stayed, None
    unit.session.flush()
    for check in unit.all(select(CareCheck).where(CareCheck.came_back == came_back.id)):
        check.state, check.person, check.asked_at = CareState.planned, None, None
    plan_checks(unit, came_back)
    return came_back


def _end(unit: Unit, came_back: Return) -> None:
    came_back.ended = unit.now
    open_ones = CareCheck.state.in_((CareState.planned, CareState.waiting))
    for check in unit.all(select(CareCheck).where(CareCheck.came_back == came_back.id, open_ones)):
        check.state = CareState.over
        unit.cancel(check.id, CARE)
        unit.refresh(CARE, check.id)
    unit.refresh(WELCOME, came_back.id)
    refresh_card(unit, came_back.departure)


def _is_believable(departure: Departure, form: BackForm) -> bool:
    """Nobody returns before they left, or gets a delivery before they returned."""
    if form.day < departure.happened:
        return False
    return form.first_delivery is None or form.day <= form.first_delivery <= form.day + FARTHEST_DELIVERY


_OBSTACLES = {
    Outcome.may_not: Obstacle.may_not,
    Outcome.not_from_here: Obstacle.over,
    Outcome.bad_day: Obstacle.bad_day,
}
