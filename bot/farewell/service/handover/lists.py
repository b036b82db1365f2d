"""What a customer takes along: the list, where it stands, and who ticks it off."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from bot.colleagues.service import hours_of
from bot.departures.events import DepartureLogged, DepartureShared, OwnerNamed, SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import card_thread, carer_of, facts_of, need_departure, refresh_card, responsible
from bot.departures.values import Size
from bot.farewell import blocks
from bot.farewell.models import Handover, HandoverItem
from bot.farewell.rules import handover_reminder_at
from bot.farewell.service.handover.items import ALONE, HANDOVER, MOVED, plan_wishes, refresh_all
from bot.farewell.service.handover.reminding import REMIND, count_days, plan_each, plan_items, tell_given
from bot.farewell.service.handover.shown import handover_of, handover_view, is_due, is_open, items_of
from bot.farewell.service.handover.templates import things_for
from bot.farewell.values import PARTING, ItemState, Thing
from bot.slack.kit import Message
from bot.work.events import Undeliverable
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen, ChannelLost

DEPARTURE_CARD = "departure"


def hand_over_when_logged(unit: Unit, event: DepartureLogged) -> None:
    """A customer who is leaving, or has left, takes something along."""
    _begin(unit, event.departure)


def hand_over_when_moved(unit: Unit, event: StageChanged) -> None:
    """A customer who was only at risk is leaving now; or has left; or is not leaving any more."""
    _begin(unit, event.departure)
    handover = handover_of(unit, event.departure)
    if handover is None:
        return
    if event.after not in PARTING:
        unit.cancel(handover.id)
    count_days(unit, handover)
    plan_items(unit, handover)
    plan_wishes(unit, handover)
    refresh_all(unit, handover)


def hand_over_by_size(unit: Unit, event: SizeChanged) -> None:
    """Less is done from now on, so nothing is handed over from a list; or the list begins."""
    _begin(unit, event.departure)
    handover = handover_of(unit, event.departure)
    if handover is not None:
        if event.after is not Size.full:
            unit.cancel(handover.id)
        plan_items(unit, handover)
        plan_wishes(unit, handover)
        refresh_all(unit, handover)


def bring_to_thread(unit: Unit, event: DepartureShared) -> None:
    """The card went to a channel: the list goes into its thread."""
    _follow(unit, event.departure)
    handover = handover_of(unit, event.departure)
    if handover is not None:
        plan_items(unit, handover)
        tell_given(unit, handover, items_of(unit, handover))
        refresh_all(unit, handover)


def bring_to_owner(unit: Unit, event: OwnerNamed) -> None:
    """The owner is known now: where the list is for one person alone, it is theirs too; and so is what falls due."""
    _follow(unit, event.departure)
    handover = handover_of(unit, event.departure)
    if handover is not None:
        plan_items(unit, handover)
        refresh_all(unit, handover)


def bring_to_channel(unit: Unit, event: ChannelChosen) -> None:
    """A channel was chosen: the lists follow their cards there."""
    for departure in unit.all(select(Departure.id).where(Departure.posted_to == event.channel)):
        _follow(unit, departure)


def bring_back(unit: Unit, event: ChannelLost) -> None:
    """A channel can hold nothing any more: what was there goes on in private."""
    there = Delivery.card == HANDOVER, Delivery.target == event.channel, Delivery.state != Sending.ended
    for handover in unit.all(select(Handover).join(Delivery, Delivery.subject == Handover.id).where(*there)):
        unit.end_card(HANDOVER, handover.id, to=event.channel)
        _follow(unit, handover.departure)


def bring_elsewhere(unit: Unit, event: Undeliverable) -> None:
    """The card, or the list, could not be put where it was to go: the list goes on in private."""
    if event.card == DEPARTURE_CARD and event.subject is not None:
        _follow(unit, event.subject)
    if event.card == HANDOVER and event.subject is not None:
        handover = unit.get(Handover, event.subject)
        if handover is not None:
            _bring_alone(unit, handover)


def _draw(unit: Unit, handover_id: str) -> Message | None:
    return blocks.handover_card(handover_view(unit, handover_id)) if unit.get(Handover, handover_id) else None


def _draw_alone(unit: Unit, handover_id: str) -> Message | None:
    """Nothing where the card went to a channel, or nothing is to be handed over, while this waited for the morning."""
    handover = unit.get(Handover, handover_id)
    if handover is None:
        return None
    is_wanted = is_open(unit, handover) and not card_thread(unit, handover.departure)
    if not is_wanted and not unit.shown(ALONE, handover_id):
        return None
    return blocks.handover_alone_card(handover_view(unit, handover_id))


def _draw_moved(unit: Unit, handover_id: str) -> Message | None:
    handover = unit.get(Handover, handover_id)
    if handover is None:
        return None
    facts = facts_of(unit, handover.departure)
    return blocks.handover_moved_card(facts.customer, facts.posted_to)


CARDS: Mapping[str, Renderer] = {
    HANDOVER: _draw,
    ALONE: _draw_alone,
    MOVED: _draw_moved,
}


def _begin(unit: Unit, departure_id: str) -> None:
    departure = need_departure(unit, departure_id)
    if not is_due(departure) or handover_of(unit, departure_id) is not None:
        return
    handover = unit.add(Handover(departure=departure_id, began=unit.now))
    unit.session.flush()
    items = [_copy(unit, handover, thing, place) for place, thing in enumerate(things_for(unit, departure.customer))]
    unit.session.flush()
    count_days(unit, handover)
    plan_each(unit, handover, items)
    if all(one.days is None for one in items):
        due = handover_reminder_at(unit.now, hours_of(unit, responsible(departure)))
        unit.plan(REMIND, handover.id, due, key=f"{REMIND}:{handover.id}")
    _follow(unit, departure_id)
    tell_given(unit, handover, items)
    refresh_card(unit, departure_id)


def _copy(unit: Unit, handover: Handover, thing: Thing, place: int) -> HandoverItem:
    """A list that runs holds its own words: what an admin changes afterwards changes nothing here."""
    item = unit.add(HandoverItem(handover=handover.id, part=thing.part, label=thing.label, place=place))
    item.state, item.step, item.turns = ItemState.open, 0, 0
    item.whose, item.owner = thing.whose, thing.person
    item.days, item.since = thing.days, thing.since if thing.days is not None else None
    return item


def _follow(unit: Unit, departure_id: str) -> None:
    """Show the list where the card is; in private, to whoever looks after the departure. Where it was, a line says so."""
    handover = handover_of(unit, departure_id)
    if handover is None:
        return
    thread = card_thread(unit, departure_id)
    if thread is None:
        _bring_alone(unit, handover)
        return
    channel, card = thread
    standing = Delivery.card.in_((HANDOVER, ALONE)), Delivery.subject == handover.id, Delivery.state != Sending.ended
    for place in unit.all(select(Delivery).where(*standing, Delivery.target != channel)):
        unit.recast(place.card or "", handover.id, to=place.target, into=MOVED)
    unit.show(HANDOVER, handover.id, to=channel, under=card)


def _bring_alone(unit: Unit, handover: Handover) -> None:
    person = carer_of(unit, need_departure(unit, handover.departure))
    living = Delivery.card == ALONE, Delivery.subject == handover.id, Delivery.state != Sending.ended
    has_it = unit.first(select(Delivery.id).where(*living, Delivery.target == person))
    if has_it is None and is_open(unit, handover):
        unit.prompt(person, ALONE, handover.id)
