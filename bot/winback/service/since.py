"""What became of asking between two digests: who has taken it up, who was asked, who is back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from bot.colleagues.service import day_of, name_of
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.winback.models import Ask, Digest, Return
from bot.winback.values import MADE, AskState, Happening, Since
from bot.work.unit import Unit


def since_last(unit: Unit, digest_id: str) -> Sequence[Since]:
    """What happened between this digest and the one before, in the open, a line for each customer, in the order of names.

    Of a customer who was erased, or of whose departure only a few know, nothing is said.
    """
    digest = unit.need(Digest, digest_id)
    before = unit.first(select(Digest.at).where(Digest.at < digest.at).order_by(Digest.at.desc()))
    if before is None:
        return ()
    found = {**_asks(unit, before, digest.at), **_returns(unit, before, digest.at)}
    return sorted(found.values(), key=lambda one: one.customer.casefold())


def _asks(unit: Unit, before: datetime, at: datetime) -> dict[str, Since]:
    between = or_(Ask.claimed_at.between(before, at), Ask.answered_at.between(before, at))
    asks = (
        select(Ask, Customer.name)
        .join(Customer, Customer.id == Ask.customer)
        .join(Departure, Departure.id == Ask.departure)
        .where(between, Customer.erased_at.is_(None), Departure.quiet.is_(False), Ask.state.in_((AskState.claimed, *MADE)))
        .order_by(Ask.id)
    )
    return {ask.customer: _of(unit, ask, name) for ask, name in unit.session.execute(asks).all()}


def _of(unit: Unit, ask: Ask, customer: str) -> Since:
    by = name_of(unit, ask.by)
    if ask.state is not AskState.claimed:
        return Since(customer, Happening.asked, by)
    return Since(customer, Happening.taken_up, by, day_of(unit, ask.by, ask.until))


def _returns(unit: Unit, before: datetime, at: datetime) -> dict[str, Since]:
    returns = (
        select(Return.customer, Customer.name)
        .join(Customer, Customer.id == Return.customer)
        .join(Departure, Departure.id == Return.departure)
        .where(Return.said_at.between(before, at), Return.stayed.is_(False), Departure.stage == Stage.returned)
        .where(Customer.erased_at.is_(None), Departure.quiet.is_(False))
    )
    return {row.customer: Since(row.name, Happening.back) for row in unit.session.execute(returns)}
