"""Why somebody is asked out of turn: a customer is in the news, or the contract with their new supplier is about to end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.colleagues.service import hours_of, name_of, today_of
from bot.customers.models import Customer
from bot.customers.service import consent_of, find_customer
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import need_departure, responsible, roles_in
from bot.departures.service.find import may_see_customer
from bot.departures.values import Stage
from bot.nudges.models import Cadence, Nudge
from bot.nudges.rules import doors_open_at
from bot.nudges.service.planning import ask, cadence_of, recipient_of
from bot.nudges.values import Brought, CadenceState, Declined, NewsForm, NudgeKind, Obstacle, Occasion
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

DOORS = "nudges.doors"
STILL_NEWS = timedelta(days=92)
"""The same page is not news twice within a quarter."""


def bring_news(unit: Unit, by: str, form: NewsForm) -> Brought:
    """Whoever looks after a former customer is asked to congratulate them, once, on their next working morning.

    Raises `Declined` where nobody can be asked; a customer that `by` may not see is as good as unknown.
    """
    departure = _lost(unit, by, _customer(unit, by, form))
    cadence = cadence_of(unit, departure.id)
    if cadence is None or cadence.state is not CadenceState.going or consent_of(unit, cadence.customer) is Consent.no:
        raise Declined(Obstacle.in_peace)
    if known_to(unit, [cadence.id], form.link):
        raise Declined(Obstacle.known_already)
    to = recipient_of(unit, cadence, departure)
    if to is None:
        raise Declined(Obstacle.over)
    ask(unit, cadence, Occasion(NudgeKind.news, by, form.link, form.words), to)
    record(unit, by, "nudge.news", departure.id)
    return Brought(unit.need(Customer, departure.customer).name, name_of(unit, to.person), to.person == by)


def expect_doors(unit: Unit, departure_id: str, ends: date | None) -> None:
    """They said when the contract with their new supplier ends, and that we may ask before; None where they did not."""
    cadence = cadence_of(unit, departure_id)
    if cadence is None:
        return
    unit.cancel(cadence.id, DOORS)
    due = _doors_at(unit, cadence, ends) if ends else None
    if ends is not None and due is not None and not _was_asked(unit, cadence, ends):
        unit.plan(DOORS, cadence.id, due, key=f"{DOORS}:{cadence.id}:{ends}:{unit.now.isoformat()}", ends=ends.isoformat())


def open_doors(unit: Unit, cadence_id: str, ends: date) -> None:
    """The contract is about to end, and has not ended yet: ask whoever looks after them, if they are still to be kept in touch
    with."""
    cadence = unit.get(Cadence, cadence_id)
    if cadence is None or cadence.state is not CadenceState.going or consent_of(unit, cadence.customer) is Consent.no:
        return
    departure = need_departure(unit, cadence.departure)
    to = recipient_of(unit, cadence, departure)
    if departure.stage is not Stage.left or to is None or today_of(unit, to.person) >= ends:
        return
    if not _was_asked(unit, cadence, ends):
        ask(unit, cadence, Occasion(NudgeKind.doors, day=ends), to)


def known_to(unit: Unit, cadences: Collection[str], link: str) -> frozenset[str]:
    """Of these cadences those in which somebody was asked about that page lately."""
    same = among(Nudge.cadence, cadences), Nudge.link == link, Nudge.at > unit.now - STILL_NEWS
    return frozenset(unit.all(select(Nudge.cadence).where(*same)))


def _customer(unit: Unit, by: str, form: NewsForm) -> str:
    known = form.customer_id
    if known is None:
        found = find_customer(unit, form.name or "")
        known = found.id if found else None
    if known is None or not may_see_customer(unit, by, known):
        raise Declined(Obstacle.unknown)
    return known


def _lost(unit: Unit, by: str, customer: str) -> Departure:
    query = select(Departure).where(Departure.customer == customer, Departure.stage == Stage.left)
    departure = unit.first(query.order_by(Departure.logged_at.desc()))
    if departure is None or not may(Deed.see_departure, roles_in(unit, by, departure.id)):
        raise Declined(Obstacle.not_gone)
    return departure


def _was_asked(unit: Unit, cadence: Cadence, ends: date) -> bool:
    same = Nudge.cadence == cadence.id, Nudge.kind == NudgeKind.doors, Nudge.day == ends
    return unit.first(select(Nudge.id).where(*same)) is not None


def _doors_at(unit: Unit, cadence: Cadence, ends: date) -> datetime | None:
    departure = need_departure(unit, cadence.departure)
    to = recipient_of(unit, cadence, departure)
    return doors_open_at(ends, unit.now, hours_of(unit, to.person if to else responsible(departure)))
