"""What is shown of asking again and of returns: cards, lines on the departure's card and in somebody's Home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select

from bot.colleagues.service import hours_of, name_of
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.service import need_departure
from bot.departures.values import Stage
from bot.store.among import among
from bot.winback import blocks
from bot.winback.models import Ask, CareCheck, Peace, Return
from bot.winback.service.asks import ASK, FOLLOW_UP, draw_ask, draw_follow_up
from bot.winback.service.care import AMBER, CARE, draw_amber, draw_care, next_check
from bot.winback.service.digests import DIGEST, DIGEST_TO_ONE, draw_digest, draw_digest_to_one
from bot.winback.service.launches import draw_news
from bot.winback.service.letters import draw_welcome
from bot.winback.service.returns import WELCOME, return_of
from bot.winback.service.ways import NEWS
from bot.winback.values import AskState, CareState
from bot.work.calendar import morning_of
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Upcoming
from bot.workspace.roles import Role

CARDS: dict[str, Renderer] = {
    DIGEST: draw_digest,
    DIGEST_TO_ONE: draw_digest_to_one,
    ASK: draw_ask,
    FOLLOW_UP: draw_follow_up,
    WELCOME: draw_welcome,
    CARE: draw_care,
    AMBER: draw_amber,
    NEWS: draw_news,
}


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """Who asks them again, that they are left in peace, or how extra care goes."""
    came_back = return_of(unit, departure_id)
    if came_back is not None and need_departure(unit, departure_id).stage in (Stage.returned, Stage.saved):
        return _care_lines(unit, came_back)
    resting = select(Peace).where(Peace.departure == departure_id, Peace.undone_at.is_(None))
    peace = unit.first(resting)
    if peace is not None:
        return (blocks.peace_line(name_of(unit, peace.by)),)
    ask = unit.find(Ask, departure=departure_id, state=AskState.claimed)
    return (blocks.asking_line(name_of(unit, ask.by), ask.until),) if ask else ()


def in_peace(unit: Unit, customers: Collection[str]) -> frozenset[str]:
    """Which of these customers somebody said to leave in peace."""
    lasting = select(Peace.customer).where(among(Peace.customer, customers), Peace.undone_at.is_(None))
    return frozenset(unit.all(lasting)) if customers else frozenset()


def duties(unit: Unit, person: str) -> Sequence[str]:
    """Whom this person has said they will ask, and which returned customers they were asked about."""
    asks = (
        select(Ask, Customer.name)
        .join(Customer, Customer.id == Ask.customer)
        .where(Ask.by == person, Ask.state == AskState.claimed)
        .order_by(Ask.until)
    )
    checks = (
        select(CareCheck, Customer.name)
        .join(Return, Return.id == CareCheck.came_back)
        .join(Customer, Customer.id == Return.customer)
        .where(CareCheck.person == person, CareCheck.state == CareState.waiting)
        .order_by(CareCheck.asked_at)
    )
    return (
        *(_ask_duty(ask, name) for ask, name in unit.session.execute(asks)),
        *(blocks.care_duty(name, check.kind) for check, name in unit.session.execute(checks)),
    )


def ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """Whom this person has said they will ask by then, and about which returned customers they will be asked."""
    asks = (
        select(Ask, Customer.name)
        .join(Customer, Customer.id == Ask.customer)
        .where(Ask.by == person, Ask.state == AskState.claimed, Ask.until <= until)
    )
    looked_after = or_(Departure.owner == person, Departure.owner.is_(None) & (Departure.logged_by == person))
    checks = (
        select(CareCheck, Customer.name)
        .join(Return, Return.id == CareCheck.came_back)
        .join(Customer, Customer.id == Return.customer)
        .join(Departure, Departure.id == Return.departure)
        .where(CareCheck.state == CareState.planned, Return.ended.is_(None), looked_after)
    )
    hours = hours_of(unit, person)
    planned = [(morning_of(check.due, hours), check, name) for check, name in unit.session.execute(checks)]
    return [
        *(Upcoming(ask.until, _ask_duty(ask, name)) for ask, name in unit.session.execute(asks)),
        *(Upcoming(due, blocks.care_duty(name, check.kind)) for due, check, name in planned if due <= until),
    ]


def roles_in(unit: Unit, departure_id: str, person: str) -> frozenset[Role]:
    """Whoever has taken up to ask them belongs to those who know; so does whoever is asked how a returned customer is."""
    asks = select(Ask.id).where(Ask.departure == departure_id, Ask.by == person, Ask.state == AskState.claimed)
    cares = (
        select(CareCheck.id)
        .join(Return, Return.id == CareCheck.came_back)
        .where(Return.departure == departure_id, CareCheck.person == person, CareCheck.state == CareState.waiting)
    )
    if unit.first(asks) is None and unit.first(cares) is None:
        return frozenset()
    return frozenset({Role.team})


def granted(person: str) -> Select[str]:
    """The departures whose customer somebody asks again."""
    return select(Ask.departure).where(Ask.by == person, Ask.state == AskState.claimed)


def _ask_duty(ask: Ask, customer: str) -> str:
    return blocks.ask_duty(customer, ask.until, was_asked=ask.made_at is not None)


def _care_lines(unit: Unit, came_back: Return) -> Sequence[str]:
    if came_back.ended is not None:
        return ()
    answered = CareCheck.state.in_((CareState.green, CareState.amber))
    newest = unit.first(
        select(CareCheck)
        .where(CareCheck.came_back == came_back.id, answered)
        .order_by(CareCheck.answered_at.desc(), CareCheck.id.desc())
    )
    line = blocks.care_line(newest.state if newest else None, next_check(unit, came_back))
    return (line,) if line else ()
