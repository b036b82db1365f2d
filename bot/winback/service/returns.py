"""A lost customer is back: their next time with us begins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import select

from bot.colleagues.service import standing, today_of
from bot.customers.models import Customer, Lifetime
from bot.customers.service import begin_lifetime, find_customer, lifetime_before, next_time
from bot.departures.models import Departure
from bot.departures.service import facts_of, move, need_departure, refresh_card, roles_in
from bot.departures.values import Outcome, Stage
from bot.store.among import among
from bot.winback.models import CareCheck, Return
from bot.winback.service.care import end_check, plan_checks, replan_delivery
from bot.winback.values import BackForm, BackOpening, CareKind, CareState, Declined, Obstacle
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role, may
from bot.workspace.rules import Amount
from bot.workspace.service import record, settings_of

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
    if not may_here(unit, Deed.move_departure, roles_in(unit, by, departure_id)):
        raise Declined(Obstacle.may_not)
    if departure.stage is not Stage.left:
        raise Declined(Obstacle.over)
    facts = facts_of(unit, departure_id)
    customer = unit.need(Customer, facts.customer_id)
    worth = None if customer.value is None else Amount(customer.value, customer.currency)
    time, today = next_time(unit, customer.id), today_of(unit, by)
    return BackOpening(departure_id, facts.customer, today, time, BackForm(today, worth=worth))


def come_back(unit: Unit, by: str, departure_id: str, form: BackForm) -> None:
    """They are back since a day, in the zone of `by`. What follows from it follows from the move, however it was said."""
    if not _is_believable(need_departure(unit, departure_id), form):
        raise Declined(Obstacle.bad_day)
    outcome = move(unit, by, departure_id, Stage.returned, form.day, form.words)
    if outcome is not Outcome.done:
        raise Declined(_OBSTACLES[outcome])
    _keep(unit, begin_return(unit, departure_id, by, form.day), form)


def opening_again(unit: Unit, by: str, return_id: str) -> BackOpening:
    """What the form opens with for a customer who is back already: all that was told of it, to add to."""
    came_back = _returned(unit, by, return_id)
    customer, facts = unit.need(Customer, came_back.customer), facts_of(unit, came_back.departure)
    form = BackForm(
        came_back.day,
        came_back.first_delivery,
        came_back.words,
        came_back.terms,
        cost_of(came_back),
        None if customer.value is None else Amount(customer.value, customer.currency),
    )
    time = unit.need(Lifetime, came_back.lifetime).number
    return BackOpening(came_back.departure, facts.customer, today_of(unit, by), time, form, came_back.id)


def tell_more(unit: Unit, by: str, return_id: str, form: BackForm) -> None:
    """More is known of how they came back, or it was otherwise."""
    came_back = _returned(unit, by, return_id)
    if not _is_believable(need_departure(unit, came_back.departure), form) or form.day > today_of(unit, by):
        raise Declined(Obstacle.bad_day)
    _keep(unit, came_back, form)
    record(unit, by, "return.told", came_back.departure)


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


def opening_delivery(unit: Unit, by: str, return_id: str) -> str:
    """The return whose first delivery somebody wants to tell of; raises Declined."""
    came_back = unit.need(Return, return_id)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        raise Declined(Obstacle.may_not)
    return came_back.id


def set_first_delivery(unit: Unit, by: str, return_id: str, day: date | None) -> None:
    """Say when the first delivery is: it is asked for the day after. `day` is in the zone of `by`."""
    came_back = unit.need(Return, return_id)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        raise Declined(Obstacle.may_not)
    check = unit.find(CareCheck, came_back=return_id, kind=CareKind.delivery)
    open_ones = CareState.planned, CareState.waiting, CareState.overtaken
    if came_back.ended is not None or check is None or check.state not in open_ones:
        raise Declined(Obstacle.answered)
    if day is None or not came_back.day <= day <= today_of(unit, by) + FARTHEST_DELIVERY:
        raise Declined(Obstacle.bad_day)
    came_back.first_delivery = day
    replan_delivery(unit, came_back, check)
    record(unit, by, "return.first_delivery", came_back.departure)
    unit.refresh(WELCOME, return_id)


def take_back_care(unit: Unit, departure_id: str) -> None:
    """It was a mistake that they are back, or stay: the extra care that began with it ends."""
    came_back = return_of(unit, departure_id)
    if came_back is None:
        return
    if not came_back.stayed:
        _take_worth_back(unit, came_back)
    if came_back.ended is None:
        _end(unit, came_back)
    unit.refresh(WELCOME, came_back.id)


def end_care(unit: Unit, customer: str, departure_id: str) -> None:
    """They are leaving again (`departure_id`): the talk before they go takes the place of extra care."""
    running = select(Return).where(Return.customer == customer, Return.ended.is_(None))
    for came_back in unit.all(running.where(Return.departure != departure_id)):
        _end(unit, came_back)


def return_of(unit: Unit, departure_id: str) -> Return | None:
    """The return that ended a departure, if they came back."""
    return unit.find(Return, departure=departure_id)


def costs_of_times(unit: Unit, departures: Collection[str]) -> Mapping[str, Amount]:
    """What it took to win a customer back for each of their times with us, by id, after these departures."""
    known = among(Return.departure, departures), Return.stayed.is_(False), Return.cost.is_not(None)
    rows = unit.all(select(Return).where(*known))
    return {one.lifetime: cost for one in rows if (cost := cost_of(one)) is not None}


def cost_of(came_back: Return) -> Amount | None:
    """What it took to win them back, where anybody said so."""
    return None if came_back.cost is None else Amount(came_back.cost, came_back.currency)


def _returned(unit: Unit, by: str, return_id: str) -> Return:
    came_back = unit.need(Return, return_id)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        raise Declined(Obstacle.may_not)
    if came_back.stayed or need_departure(unit, came_back.departure).stage is not Stage.returned:
        raise Declined(Obstacle.over)
    return came_back


def _keep(unit: Unit, came_back: Return, form: BackForm) -> None:
    customer, lifetime = unit.need(Customer, came_back.customer), unit.need(Lifetime, came_back.lifetime)
    usual = customer.currency or settings_of(unit).amounts_in
    came_back.words, came_back.terms = form.words, form.terms
    came_back.cost = form.cost.value if form.cost else None
    came_back.currency = (form.cost.currency or usual) if form.cost else None
    if form.worth is not None:
        customer.value, customer.currency = form.worth.value, form.worth.currency or usual
        lifetime.value, lifetime.currency = customer.value, customer.currency
    if (came_back.day, came_back.first_delivery) != (form.day, form.first_delivery):
        came_back.day, came_back.first_delivery = form.day, form.first_delivery
        lifetime.began = form.day
        plan_checks(unit, came_back)
    unit.session.flush()
    unit.refresh(WELCOME, came_back.id)
    refresh_card(unit, came_back.departure)


def _take_worth_back(unit: Unit, came_back: Return) -> None:
    """They are worth what they were before, unless somebody has said otherwise since."""
    customer, lifetime = unit.need(Customer, came_back.customer), unit.need(Lifetime, came_back.lifetime)
    before = lifetime_before(unit, lifetime)
    if before is not None and lifetime.value is not None and customer.value == lifetime.value:
        customer.value, customer.currency = before.value, before.currency
    lifetime.value = lifetime.currency = None


def _look_after(unit: Unit, departure_id: str, lifetime: str, by: str, day: date, *, stayed: bool) -> Return:
    """Extra care from that day; where it had begun before by mistake, all of it begins anew."""
    customer = need_departure(unit, departure_id).customer
    came_back = return_of(unit, departure_id) or unit.add(Return(departure=departure_id, customer=customer, turns=0))
    came_back.lifetime, came_back.day, came_back.said_by, came_back.said_at = lifetime, day, by, unit.now
    came_back.stayed, came_back.ended = stayed, None
    came_back.welcomed_at = came_back.welcomed_by = came_back.printed_at = None
    unit.session.flush()
    for check in unit.all(select(CareCheck).where(CareCheck.came_back == came_back.id)):
        check.state, check.person, check.asked_at = CareState.planned, None, None
        check.cause_gone = check.new_cause = check.note = check.answered_by = check.answered_at = None
    plan_checks(unit, came_back)
    return came_back


def _end(unit: Unit, came_back: Return) -> None:
    came_back.ended = unit.now
    open_ones = CareCheck.state.in_((CareState.planned, CareState.waiting))
    for check in unit.all(select(CareCheck).where(CareCheck.came_back == came_back.id, open_ones)):
        end_check(unit, check)
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
