"""Good wishes, some weeks after all is handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import name_of, standing
from bot.customers.events import ConsentHeard
from bot.customers.service import consent_of, log_touch
from bot.customers.values import Consent, TouchKind
from bot.departures.events import SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of, need_departure, roles_in
from bot.departures.values import Size, Stage
from bot.farewell import blocks
from bot.farewell.models import Handover
from bot.farewell.service.handover import handover_of
from bot.farewell.values import Outcome, Wishes, WishesView
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

WISHES = "good_wishes"


def ask_for_wishes(unit: Unit, handover_id: str) -> None:
    """Ask whoever looked after the customer for a few friendly words, unless these are not welcome."""
    handover = unit.get(Handover, handover_id)
    if handover is None or handover.done_at is None or handover.asked is not None or not _is_welcome(unit, handover):
        return
    departure = need_departure(unit, handover.departure)
    here = (one for one in (departure.owner, departure.logged_by) if one and Role.member in standing(unit, one))
    person = next(here, None)
    if person is None:
        return
    handover.asked, handover.asked_at = person, unit.now
    unit.session.flush()
    unit.prompt(person, WISHES, handover.id)


def pass_on_wishes(unit: Unit, event: ColleagueGone) -> None:
    """Somebody left the firm before they sent them: whoever looks after the customer now is asked instead."""
    for handover in unit.all(select(Handover).where(Handover.asked == event.person, Handover.wishes.is_(None))):
        carer = carer_of(unit, need_departure(unit, handover.departure))
        if carer != event.person and _is_welcome(unit, handover):
            handover.asked, handover.asked_at = carer, unit.now
            unit.session.flush()
            unit.prompt(carer, WISHES, handover.id)


def answer_wishes(unit: Unit, by: str, handover_id: str, wishes: Wishes) -> Outcome:
    """Keep that good wishes were sent, as a real contact; or that there will be none this time."""
    handover = unit.need(Handover, handover_id)
    if not may(Deed.send_wishes, roles_in(unit, by, handover.departure)):
        return Outcome.may_not
    if handover.wishes is not None:
        return Outcome.already
    if not _is_welcome(unit, handover):
        return Outcome.over
    handover.wishes, handover.answered_by, handover.answered_at = wishes, by, unit.now
    record(unit, by, f"wishes.{wishes.value}", handover.departure)
    facts = facts_of(unit, handover.departure)
    if wishes is Wishes.sent:
        log_touch(unit, facts.customer_id, TouchKind.email if facts.contact_email else TouchKind.letter, by=by)
    unit.session.flush()
    unit.refresh(WISHES, handover.id)
    return Outcome.done


def wishes_view(unit: Unit, handover_id: str) -> WishesView:
    """What the request for good wishes shows now; raises `Gone`."""
    handover = unit.need(Handover, handover_id)
    facts = facts_of(unit, handover.departure)
    asked = handover.asked or facts.responsible
    return WishesView(
        id=handover.id,
        customer=facts.customer,
        stage=facts.stage,
        asked_name=name_of(unit, asked),
        is_owner=facts.owner == asked,
        contact=facts.contact_words,
        email=facts.contact_email,
        in_peace=consent_of(unit, facts.customer_id) is Consent.no,
        wishes=handover.wishes,
        answered_by=name_of(unit, handover.answered_by) if handover.answered_by else None,
        answered_at=handover.answered_at,
        size=facts.size,
    )


def follow_consent(unit: Unit, event: ConsentHeard) -> None:
    """What they said about staying in touch shows on a request that waits."""
    for departure in unit.all(select(Departure.id).where(Departure.customer == event.customer)):
        _show_again(unit, departure)


def follow_stage(unit: Unit, event: StageChanged) -> None:
    """A customer who is back needs no good wishes for the change."""
    _show_again(unit, event.departure)


def wishes_by_size(unit: Unit, event: SizeChanged) -> None:
    """Where less is done, no good wishes are asked for."""
    _show_again(unit, event.departure)


def wishes_duties(unit: Unit, person: str) -> Sequence[str]:
    """To whom somebody was asked to send good wishes, and has not answered."""
    asked = select(Handover).where(Handover.asked == person, Handover.wishes.is_(None)).order_by(Handover.asked_at)
    welcome = (one for one in unit.all(asked) if _is_welcome(unit, one))
    return [blocks.wishes_duty(facts_of(unit, one.departure).customer) for one in welcome]


def _draw_wishes(unit: Unit, handover_id: str) -> Message | None:
    """Nothing where they became unwelcome while this waited for the morning."""
    handover = unit.get(Handover, handover_id)
    if handover is None or not (_is_welcome(unit, handover) or unit.shown(WISHES, handover_id)):
        return None
    return blocks.wishes_card(wishes_view(unit, handover_id))


CARDS: Mapping[str, Renderer] = {WISHES: _draw_wishes}


def _is_welcome(unit: Unit, handover: Handover) -> bool:
    departure = need_departure(unit, handover.departure)
    is_parted = departure.stage is Stage.left and departure.size is Size.full
    return is_parted and consent_of(unit, departure.customer) is not Consent.no


def _show_again(unit: Unit, departure_id: str) -> None:
    handover = handover_of(unit, departure_id)
    if handover is not None and handover.asked is not None:
        unit.refresh(WISHES, handover.id)
