"""What went on in Fernhill's past beside those who left: who stayed or nearly left, what was noticed, and the monthly numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from bot.customers.models import Customer
from bot.customers.service import add_customer, describe, find_customer, note_dealing
from bot.customers.values import DealingKind
from bot.demo.lost import LOST
from bot.demo.stayed import MONTHS, QUIET, SAVED, STAYED, Saved, Stayed
from bot.departures.service import log_departure, move
from bot.departures.service.signs import notice_signs
from bot.departures.values import LogForm, Logged, Outcome, Stage
from bot.insights.service import tell_month
from bot.insights.values import MonthForm, Told
from bot.work.unit import Unit

YEARS_TOLD = 3


def take_in(unit: Unit, one: Stayed, owner: str, today: date) -> Customer:
    """Somebody is our customer, and stays it. `today` is that of the end of the past."""
    customer = add_customer(unit, one.name)
    unit.session.flush()
    describe(unit, customer.id, Decimal(one.value), "USD", today - timedelta(days=365.25 * one.years))
    customer.segments = [one.kind]
    note_dealing(unit, customer.id, owner, DealingKind.owner, said_by=owner)
    return customer


def notice(unit: Unit, name: str, owner: str) -> None:
    """The owner notices that a customer has gone quiet."""
    customer = find_customer(unit, name) or add_customer(unit, name)
    unit.session.flush()
    notice_signs(unit, customer.id, [QUIET], by=owner)


def nearly_lose(unit: Unit, saved: Saved, owner: str) -> str:
    """A customer may be about to leave, and the owner says so; the departure's id."""
    customer = find_customer(unit, saved.customer.name)
    noticed = (unit.now - timedelta(days=1)).date()
    form = LogForm(Stage.at_risk, noticed, customer_id=customer.id if customer else None, owner=owner)
    logged = log_departure(unit, owner, form, f"past:{saved.customer.name}")
    if not isinstance(logged, Logged):
        raise TypeError(f"{saved.customer.name} could not be logged: {logged}")
    return logged.departure


def keep(unit: Unit, saved: Saved, departure: str, owner: str) -> None:
    """They stay after all."""
    came = move(unit, owner, departure, Stage.saved, why=saved.why)
    if came is not Outcome.done:
        raise ValueError(f"the past cannot be lived as it is told: {came}")


def tell_months(unit: Unit, by: str, end: date) -> None:
    """The numbers of the whole months of three years before `end`, so that they add up to the customers there are then."""
    this = end.replace(day=1)
    at_start = len(STAYED) + len(SAVED) + sum(one.back is not None for one in LOST) - _came_and_went(end, this)
    for back in range(1, 12 * YEARS_TOLD + 1):
        month = this - relativedelta(months=back)
        new, sent, won = MONTHS[month.month - 1]
        fewer = (back - 1) // 12
        at_start -= new + _came_and_went(end, month)
        form = MonthForm(month, new, sent - fewer, max(0, won - fewer * (month.month % 2)), at_start)
        if tell_month(unit, by, form) is not Told.done:
            raise ValueError(f"the past cannot be lived as it is told: {month}")


def _came_and_went(end: date, month: date) -> int:
    """By how many customers there were more after a month: who came back, without who left."""
    left = [end - timedelta(days=one.left) for one in LOST]
    back = [end - timedelta(days=one.left - one.back) for one in LOST if one.back is not None]
    return sum(day.replace(day=1) == month for day in back) - sum(day.replace(day=1) == month for day in left)
