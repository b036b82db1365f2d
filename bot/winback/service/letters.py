"""The welcome: whoever looks after a returned customer sends it, and it is kept as a contact, with its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.models import Lifetime
from bot.customers.rules import name_in
from bot.customers.service import log_touch, since_of
from bot.customers.values import TouchKind
from bot.departures.service import facts_of, need_departure, roles_in, tell_thread
from bot.departures.values import Stage
from bot.farewell.rules.letters import way_sent
from bot.farewell.service.letters import LetterKeeper, Waiting
from bot.farewell.values import Outcome
from bot.farewell.values.letters import Known, LetterKind
from bot.slack.kit import Message
from bot.winback import blocks
from bot.winback.models import CareCheck, Return
from bot.winback.service.care import carer_of
from bot.winback.service.returns import WELCOME, cost_of
from bot.winback.values import CareKind, CareState, ReturnView
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import own_letter, record


def return_view(unit: Unit, return_id: str) -> ReturnView:
    """A return as whoever looks after the customer sees it; raises `Gone`."""
    came_back = unit.need(Return, return_id)
    facts = facts_of(unit, came_back.departure)
    lifetime = unit.need(Lifetime, came_back.lifetime)
    me = came_back.welcomed_by or carer_of(unit, came_back)
    known = Known(facts.customer, name_of(unit, me), since_of(unit, came_back.customer), name_in(facts.contact_words))
    asked = CareCheck.came_back == return_id, CareCheck.kind == CareKind.delivery, CareCheck.state == CareState.planned
    return ReturnView(
        came_back=came_back.id,
        customer=facts.customer,
        time=lifetime.number,
        day=came_back.day,
        first_delivery=came_back.first_delivery,
        contact=facts.contact_words,
        is_over=came_back.ended is not None,
        letter=blocks.welcome_letter(own_letter(unit, LetterKind.welcome.value), known, came_back.welcome),
        email=facts.contact_email,
        words=came_back.words,
        terms=came_back.terms,
        cost=cost_of(came_back),
        asks_delivery=came_back.first_delivery is None and unit.first(select(CareCheck.id).where(*asked)) is not None,
        mistake=facts.stage is not Stage.returned,
        welcomed_at=came_back.welcomed_at,
        welcomed_by=name_of(unit, came_back.welcomed_by) if came_back.welcomed_by else None,
    )


def welcome_sent(unit: Unit, by: str, return_id: str, way: TouchKind | None = None) -> Outcome:
    """Keep that the welcome went out, which way and with which words. Where it is not clear which way, nothing is kept."""
    came = _refused(unit, by, return_id)
    if came is not None:
        return came
    came_back, view = unit.need(Return, return_id), return_view(unit, return_id)
    way = way or way_sent(view.email, printed=came_back.printed_at is not None)
    if way is None:
        return Outcome.unclear
    came_back.welcomed_at, came_back.welcomed_by, came_back.welcome = unit.now, by, view.letter.body
    log_touch(unit, came_back.customer, way, by=by)
    record(unit, by, "return.welcomed", came_back.departure)
    key = f"welcomed:{return_id}:{came_back.said_at.isoformat()}"
    tell_thread(unit, came_back.departure, blocks.welcomed_line(name_of(unit, by)), key=key)
    unit.refresh(WELCOME, return_id)
    return Outcome.done


def draw_welcome(unit: Unit, return_id: str) -> Message | None:
    """What whoever looks after them sees when they return; None when the return is gone."""
    return blocks.welcome_card(return_view(unit, return_id)) if unit.get(Return, return_id) else None


def _waiting(unit: Unit, by: str, return_id: str) -> Waiting | Outcome:
    came = _refused(unit, by, return_id)
    if came is not None:
        return came
    came_back = unit.need(Return, return_id)
    return Waiting(
        came_back.departure,
        return_view(unit, return_id).letter,
        came_back.welcome is not None,
        change=partial(_change, unit, came_back),
        was_printed=partial(_print, unit, came_back),
    )


def _change(unit: Unit, came_back: Return, words: str | None) -> None:
    came_back.welcome = words
    unit.session.flush()
    unit.refresh(WELCOME, came_back.id)


def _print(unit: Unit, came_back: Return) -> None:
    came_back.printed_at = unit.now


def _refused(unit: Unit, by: str, return_id: str) -> Outcome | None:
    came_back = unit.need(Return, return_id)
    if not may(Deed.look_after_return, roles_in(unit, by, came_back.departure)):
        return Outcome.may_not
    if came_back.ended is not None or need_departure(unit, came_back.departure).stage is not Stage.returned:
        return Outcome.over
    return Outcome.already if came_back.welcomed_at else None


def _customer(unit: Unit, return_id: str) -> str:
    return facts_of(unit, unit.need(Return, return_id).departure).customer


LETTERS: Mapping[str, LetterKeeper] = {
    LetterKind.welcome.value: LetterKeeper(_waiting, welcome_sent, _customer, blocks.welcome_declined)
}
