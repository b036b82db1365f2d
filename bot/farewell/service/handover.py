"""What a customer takes along: the list, where it stands, and who ticks it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select

from bot.colleagues.service import hours_of, name_of
from bot.departures.events import DepartureLogged, DepartureShared, OwnerNamed, SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import card_thread, facts_of, need_departure, refresh_card, responsible, roles_in
from bot.departures.values import Size, Stage
from bot.farewell import blocks
from bot.farewell.models import Handover, HandoverItem
from bot.farewell.rules import handover_reminder_at, wishes_at
from bot.farewell.values import (
    PARTING,
    HandoverPart,
    HandoverRow,
    HandoverView,
    ItemState,
    Outcome,
    progress_of,
)
from bot.slack.kit import Message
from bot.work.events import Undeliverable
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen, ChannelLost
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

HANDOVER = "handover"
ALONE = "handover_alone"
MOVED = "handover_moved"
REMINDER = "handover_reminder"
REMIND = "farewell.handover_remind"
WISH = "farewell.wish"
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
    _plan_wishes(unit, handover)
    _refresh(unit, handover)


def hand_over_by_size(unit: Unit, event: SizeChanged) -> None:
    """Less is done from now on, so nothing is handed over from a list; or the list begins."""
    _begin(unit, event.departure)
    handover = handover_of(unit, event.departure)
    if handover is not None:
        if event.after is not Size.full:
            unit.cancel(handover.id)
        _plan_wishes(unit, handover)
        _refresh(unit, handover)


def bring_to_thread(unit: Unit, event: DepartureShared) -> None:
    """The card went to a channel: the list goes into its thread."""
    _follow(unit, event.departure)


def bring_to_owner(unit: Unit, event: OwnerNamed) -> None:
    """The owner is known now: where the list is for one person alone, it is theirs too."""
    _follow(unit, event.departure)


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


def handover_of(unit: Unit, departure_id: str) -> Handover | None:
    """The handover of a departure, once there is one."""
    return unit.first(select(Handover).where(Handover.departure == departure_id))


def set_item(unit: Unit, by: str, item_id: str, to: ItemState) -> Outcome:
    """Say where one thing of a handover stands: done, not needed, or open again."""
    item = unit.need(HandoverItem, item_id)
    handover = unit.need(Handover, item.handover)
    if not may(Deed.tick_handover, roles_in(unit, by, handover.departure)):
        return Outcome.may_not
    if not _is_due(need_departure(unit, handover.departure)):
        return Outcome.over
    unit.session.refresh(item)
    if item.state is to:
        return Outcome.already
    item.state, item.by, item.at = to, by, unit.now
    handover.touched_at = handover.touched_at or unit.now
    unit.cancel(handover.id, REMIND)
    record(unit, by, f"handover.{item.part.value}.{to.value}", handover.departure)
    unit.session.flush()
    _take_stock(unit, handover)
    return Outcome.done


def handover_view(unit: Unit, handover_id: str) -> HandoverView:
    """What the list shows now; raises `Gone`."""
    handover = unit.need(Handover, handover_id)
    facts = facts_of(unit, handover.departure)
    rows = [
        HandoverRow(one.id, one.part, one.state, name_of(unit, one.by) if one.by else None, one.at)
        for one in _items(unit, handover)
    ]
    return HandoverView(handover.id, facts.customer, facts.stage, tuple(rows), facts.size)


def customer_of_item(unit: Unit, item_id: str) -> str:
    """Whose thing it is, by name; raises `Gone`."""
    handover = unit.need(Handover, unit.need(HandoverItem, item_id).handover)
    return facts_of(unit, handover.departure).customer


def remind_of_handover(unit: Unit, handover_id: str) -> None:
    """Ask once more, where nobody has ticked anything."""
    handover = unit.get(Handover, handover_id)
    if handover is not None and handover.touched_at is None and _is_open(unit, handover):
        unit.prompt(responsible(need_departure(unit, handover.departure)), REMINDER, handover.id)


def handover_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """How far the handover is."""
    handover = handover_of(unit, departure_id)
    if handover is None or not _is_due(need_departure(unit, departure_id)):
        return ()
    return (blocks.handover_line(progress_of(one.state for one in _items(unit, handover))),)


def handover_duties(unit: Unit, person: str) -> Sequence[str]:
    """What somebody who looks after a departure has still to hand over."""
    theirs = or_(Departure.owner == person, Departure.owner.is_(None) & (Departure.logged_by == person))
    query = select(Handover.id).join(Departure, Departure.id == Handover.departure)
    query = query.where(Handover.done_at.is_(None), Departure.stage.in_(PARTING), Departure.size == Size.full, theirs)
    query = query.order_by(Handover.began)
    views = (handover_view(unit, one) for one in unit.all(query))
    return [blocks.handover_duty(view.customer, view.progress) for view in views]


def _draw(unit: Unit, handover_id: str) -> Message | None:
    return blocks.handover_card(handover_view(unit, handover_id)) if unit.get(Handover, handover_id) else None


def _draw_alone(unit: Unit, handover_id: str) -> Message | None:
    """Nothing where the card went to a channel, or nothing is to be handed over, while this waited for the morning."""
    handover = unit.get(Handover, handover_id)
    if handover is None:
        return None
    is_wanted = _is_open(unit, handover) and not card_thread(unit, handover.departure)
    if not is_wanted and not unit.shown(ALONE, handover_id):
        return None
    return blocks.handover_alone_card(handover_view(unit, handover_id))


def _draw_reminder(unit: Unit, handover_id: str) -> Message | None:
    """Nothing where something was done while this waited for the morning."""
    handover = unit.get(Handover, handover_id)
    if handover is None:
        return None
    is_idle = handover.touched_at is None and _is_open(unit, handover)
    if not is_idle and not unit.shown(REMINDER, handover_id):
        return None
    return blocks.handover_reminder_card(handover_view(unit, handover_id))


def _draw_moved(unit: Unit, handover_id: str) -> Message | None:
    handover = unit.get(Handover, handover_id)
    if handover is None:
        return None
    facts = facts_of(unit, handover.departure)
    return blocks.handover_moved_card(facts.customer, facts.posted_to)


CARDS: Mapping[str, Renderer] = {
    HANDOVER: _draw,
    ALONE: _draw_alone,
    REMINDER: _draw_reminder,
    MOVED: _draw_moved,
}


def _begin(unit: Unit, departure_id: str) -> None:
    departure = need_departure(unit, departure_id)
    if not _is_due(departure) or handover_of(unit, departure_id) is not None:
        return
    handover = unit.add(Handover(departure=departure_id, began=unit.now))
    unit.session.flush()
    for part in HandoverPart:
        unit.add(HandoverItem(handover=handover.id, part=part, state=ItemState.open))
    due = handover_reminder_at(unit.now, hours_of(unit, responsible(departure)))
    unit.plan(REMIND, handover.id, due, key=f"{REMIND}:{handover.id}")
    _follow(unit, departure_id)
    refresh_card(unit, departure_id)


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
    person = responsible(need_departure(unit, handover.departure))
    living = Delivery.card == ALONE, Delivery.subject == handover.id, Delivery.state != Sending.ended
    has_it = unit.first(select(Delivery.id).where(*living, Delivery.target == person))
    if has_it is None and _is_open(unit, handover):
        unit.prompt(person, ALONE, handover.id)


def _take_stock(unit: Unit, handover: Handover) -> None:
    """Whether nothing is left to do, and what follows from that."""
    is_complete = progress_of(one.state for one in _items(unit, handover)).is_complete
    if is_complete and handover.done_at is None:
        handover.done_at = unit.now
        _plan_wishes(unit, handover)
    elif not is_complete:
        handover.done_at = None
        unit.cancel(handover.id, WISH)
    _refresh(unit, handover)


def _plan_wishes(unit: Unit, handover: Handover) -> None:
    """Good wishes are due some weeks after all is handed over and the customer has left, once."""
    departure = need_departure(unit, handover.departure)
    is_parted = departure.stage is Stage.left and _is_due(departure)
    if handover.done_at is None or handover.asked is not None or not is_parted:
        return
    handover.turns += 1
    due = wishes_at(handover.done_at, departure.happened, hours_of(unit, responsible(departure)))
    unit.plan(WISH, handover.id, due, key=f"{WISH}:{handover.id}:{handover.turns}")


def _refresh(unit: Unit, handover: Handover) -> None:
    unit.session.flush()
    for card in CARDS:
        unit.refresh(card, handover.id)
    refresh_card(unit, handover.departure)


def _is_open(unit: Unit, handover: Handover) -> bool:
    return handover.done_at is None and _is_due(need_departure(unit, handover.departure))


def _is_due(departure: Departure) -> bool:
    return departure.stage in PARTING and departure.size is Size.full


def _items(unit: Unit, handover: Handover) -> Sequence[HandoverItem]:
    """In the order of the list."""
    order = list(HandoverPart)
    found = unit.all(select(HandoverItem).where(HandoverItem.handover == handover.id))
    return sorted(found, key=lambda one: order.index(one.part))
