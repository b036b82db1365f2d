"""The things of one customer's handover: ticked off, left out, given to somebody, put off, added."""

from __future__ import annotations

from datetime import date

from bot.colleagues.service import hours_of, standing, today_of
from bot.departures.service import facts_of, need_departure, refresh_card, responsible, roles_in
from bot.departures.values import Stage
from bot.farewell.blocks.things import part_words
from bot.farewell.models import Handover, HandoverItem
from bot.farewell.rules import wishes_at, working_day
from bot.farewell.service.handover.reminding import REMIND, plan_each, refresh_messages, tell_given
from bot.farewell.service.handover.shown import (
    doer_of,
    handover_view,
    is_due,
    items_of,
    who_does,
)
from bot.farewell.values import MOST_ITEMS, HandoverView, ItemForm, ItemState, Outcome, Whose, progress_of
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

HANDOVER = "handover"
ALONE = "handover_alone"
MOVED = "handover_moved"
WISH = "farewell.wish"


def set_item(unit: Unit, by: str, item_id: str, to: ItemState) -> Outcome:
    """Say where one thing of a handover stands: done, not needed, or open again. Whoever does it may say so, too."""
    item = unit.need(HandoverItem, item_id)
    handover = unit.need(Handover, item.handover)
    departure = need_departure(unit, handover.departure)
    roles = roles_in(unit, by, departure.id)
    if Role.member in roles and doer_of(unit, item, departure) == by:
        roles |= {Role.helper}
    if not may(Deed.tick_handover, roles):
        return Outcome.may_not
    if not is_due(departure):
        return Outcome.over
    unit.session.refresh(item)
    if item.state is to:
        refresh_all(unit, handover)  # after a restore, for instance, what they pressed on says otherwise
        return Outcome.already
    _set(unit, handover, item, by, to)
    _take_stock(unit, handover)
    return Outcome.done


def open_handover(unit: Unit, by: str, handover_id: str) -> HandoverView | Outcome:
    """A list as somebody sees it who may change it."""
    came = _may_change(unit, by, unit.need(Handover, handover_id))
    return came or handover_view(unit, handover_id)


def add_item(unit: Unit, by: str, handover_id: str, form: ItemForm) -> Outcome:
    """Add a thing that this one customer takes along."""
    handover = unit.need(Handover, handover_id)
    wrong = _may_change(unit, by, handover) or _problem(unit, by, form, None)
    if wrong:
        return wrong
    items = items_of(unit, handover)
    if len(items) >= MOST_ITEMS:
        return Outcome.full
    item = unit.add(HandoverItem(handover=handover.id, part=None, label=form.label, state=ItemState.open))
    item.place = 1 + max((one.place for one in items), default=-1)
    item.step = item.turns = 0
    item.whose = Whose.nobody
    record(unit, by, "handover.added", handover.departure)
    _give(unit, by, item, form.owner)
    unit.session.flush()
    _put_off(unit, handover, item, form.due)
    _changed(unit, by, handover, item, is_given=True)
    return Outcome.done


def change_item(unit: Unit, by: str, item_id: str, form: ItemForm) -> Outcome:
    """Take over what somebody says of one thing: its words, who does it, until when, and where it stands."""
    item = unit.need(HandoverItem, item_id)
    handover = unit.need(Handover, item.handover)
    wrong = _may_change(unit, by, handover) or _problem(unit, by, form, item.due)
    if wrong:
        return wrong
    if form.label != (item.label or (part_words(item.part) if item.part else None)):
        item.label = form.label
    is_given = form.owner != doer_of(unit, item, need_departure(unit, handover.departure))
    if is_given:
        _give(unit, by, item, form.owner)
        record(unit, by, "handover.given", handover.departure)
    if is_given and form.due is not None and form.due == item.due:
        _suit(unit, handover, item)
    elif form.due != item.due:
        _put_off(unit, handover, item, form.due)
        record(unit, by, "handover.moved", handover.departure)
    if form.state is not None and form.state is not item.state:
        _set(unit, handover, item, by, form.state)
    _changed(unit, by, handover, item, is_given=is_given)
    return Outcome.done


def handover_of_item(unit: Unit, item_id: str) -> str:
    """The list on which a thing stands; raises `Gone`."""
    return unit.need(HandoverItem, item_id).handover


def customer_of_item(unit: Unit, item_id: str) -> str:
    """Whose thing it is, by name; raises `Gone`."""
    return customer_of_handover(unit, handover_of_item(unit, item_id))


def customer_of_handover(unit: Unit, handover_id: str) -> str:
    """Whose list it is, by name; raises `Gone`."""
    return facts_of(unit, unit.need(Handover, handover_id).departure).customer


def plan_wishes(unit: Unit, handover: Handover) -> None:
    """Good wishes are due some weeks after all is handed over and the customer has left, once."""
    departure = need_departure(unit, handover.departure)
    is_parted = departure.stage is Stage.left and is_due(departure)
    if handover.done_at is None or handover.asked is not None or not is_parted:
        return
    handover.turns += 1
    due = wishes_at(handover.done_at, departure.happened, hours_of(unit, responsible(departure)))
    unit.plan(WISH, handover.id, due, key=f"{WISH}:{handover.id}:{handover.turns}")


def refresh_all(unit: Unit, handover: Handover) -> None:
    """What is shown of a handover anywhere is drawn anew."""
    unit.session.flush()
    for card in (HANDOVER, ALONE, MOVED, "handover_reminder"):
        unit.refresh(card, handover.id)
    refresh_messages(unit, handover)
    refresh_card(unit, handover.departure)


def _may_change(unit: Unit, by: str, handover: Handover) -> Outcome | None:
    if not may(Deed.change_handover, roles_in(unit, by, handover.departure)):
        return Outcome.may_not
    return None if is_due(need_departure(unit, handover.departure)) else Outcome.over


def _problem(unit: Unit, by: str, form: ItemForm, due: date | None) -> Outcome | None:
    if form.owner is not None and Role.member not in standing(unit, form.owner):
        return Outcome.not_a_colleague
    today = today_of(unit, by)
    has_passed = form.due is not None and form.due != due and form.due < today
    return Outcome.day_passed if has_passed else None


def _give(unit: Unit, by: str, item: HandoverItem, to: str | None) -> None:
    item.whose, item.owner, item.given_by = (Whose.person, to, by) if to else (Whose.nobody, None, None)
    unit.session.flush()


def _put_off(unit: Unit, handover: Handover, item: HandoverItem, due: date | None) -> None:
    """A day that somebody chose counts from nothing; a day off of whoever does it is the next working day."""
    hours = hours_of(unit, who_does(unit, item, need_departure(unit, handover.departure)))
    item.due = working_day(due, hours) if due else None
    item.days = item.since = None
    item.step = 0


def _suit(unit: Unit, handover: Handover, item: HandoverItem) -> None:
    """Whoever does it from now on is reminded from the start, and is never due on a day off of their own."""
    doer = who_does(unit, item, need_departure(unit, handover.departure))
    item.due = working_day(item.due, hours_of(unit, doer)) if item.due else None
    item.step = 0


def _set(unit: Unit, handover: Handover, item: HandoverItem, by: str, to: ItemState) -> None:
    item.state, item.by, item.at = to, by, unit.now
    if to is ItemState.open:
        item.step = 0
    handover.touched_at = handover.touched_at or unit.now
    unit.cancel(handover.id, REMIND)
    record(unit, by, f"handover.{item.part.value if item.part else 'thing'}.{to.value}", handover.departure)
    unit.session.flush()
    plan_each(unit, handover, [item])


def _changed(unit: Unit, by: str, handover: Handover, item: HandoverItem, *, is_given: bool) -> None:
    unit.session.flush()
    plan_each(unit, handover, [item])
    if is_given and item.owner != by and item.state is ItemState.open:
        tell_given(unit, handover, [item], at_once=True)
    _take_stock(unit, handover)


def _take_stock(unit: Unit, handover: Handover) -> None:
    """Whether nothing is left to do, and what follows from that."""
    is_complete = progress_of(one.state for one in items_of(unit, handover)).is_complete
    if is_complete and handover.done_at is None:
        handover.done_at = unit.now
        plan_wishes(unit, handover)
    elif not is_complete:
        handover.done_at = None
        unit.cancel(handover.id, WISH)
    refresh_all(unit, handover)
