"""Which customer a form is about."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from bot.customers.models import Customer
from bot.customers.rules import LONGEST_NAME
from bot.customers.service import add_customer, find_customer, present
from bot.departures.service.find import may_see_customer
from bot.departures.values import Problem
from bot.work.unit import Unit


def customer_problem(unit: Unit, by: str, customer_id: str | None, new_name: str | None) -> Problem | None:
    """What is wrong with the customer that somebody chose or named, if anything. One they may not see is as good as none."""
    if customer_id is not None:
        return None if may_see_customer(unit, by, customer_id) else Problem.missing
    if not (new_name or "").strip():
        return Problem.missing
    return Problem.too_long if len(" ".join((new_name or "").split())) > LONGEST_NAME else None


def named_customer(unit: Unit, customer_id: str | None, new_name: str | None) -> Customer:
    """The customer that was chosen or named; taken in where nobody knew them, once even when two name them at once."""
    if customer_id is not None:
        return present(unit, customer_id) or unit.need(Customer, customer_id)
    name = new_name or ""
    found = find_customer(unit, name)
    if found is not None:
        return found
    try:
        with unit.session.begin_nested():
            added = add_customer(unit, name)
            unit.session.flush()
            return added
    except IntegrityError:
        again = find_customer(unit, name)
        if again is None:
            raise
        return again
