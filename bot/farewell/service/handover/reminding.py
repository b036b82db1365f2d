"""Each thing of a handover is remembered: its doer hears on its morning and once more, then whoever looks after the customer.

Each message is about one person and one customer, on one day: its subject is `handover:person:day`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import cards_about, hours_of, standing, today_of
from bot.departures.service import carer_of, need_departure
from bot.departures.values import Stage
from bot.farewell import blocks
from bot.farewell.models import Handover, HandoverItem
from bot.farewell.rules import due_day, item_reminder_at
from bot.farewell.service.handover.shown import (
    doer_of,
    handover_view,
    is_due,
    is_open,
    items_of,
    mine_of,
    who_does,
)
from bot.farewell.values import ItemState, MineView, Since, Whose
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import record

ITEM_DUE = "farewell.item_due"
REMIND = "farewell.handover_remind"
REMINDER = "handover_reminder"
GIVEN = "handover_given"
DUE = "handover_due"
LATE = "handover_late"
REMINDED_TWICE = 2
OVER = 3


def plan_items(unit: Unit, handover: Handover) -> None:
    """What falls due is remembered from now on; or nothing, where nothing is to be handed over any more."""
    plan_each(unit, handover, items_of(unit, handover))


def plan_each(unit: Unit, handover: Handover, items: Sequence[HandoverItem]) -> None:
    """Plan the next word about each of these things, in place of what was planned."""
    unit.cancel([item.id for item in items], ITEM_DUE)
    departure = need_departure(unit, handover.departure)
    if not is_due(departure):
        return
    ahead = [(item, item.due) for item in items if item.state is ItemState.open and item.due is not None and item.step < OVER]
    for item, _day in ahead:
        item.turns += 1
    for item, day in ahead:
        hours = hours_of(unit, who_does(unit, item, departure))
        due = item_reminder_at(day, item.step, unit.now, hours)
        unit.plan(ITEM_DUE, item.id, due, key=f"{ITEM_DUE}:{item.id}:{item.turns}")


def count_days(unit: Unit, handover: Handover) -> None:
    """Find the days of all that is due by the workspace's list: what waits for their last day gets one once they have left."""
    departure = need_departure(unit, handover.departure)
    for item in items_of(unit, handover):
        if item.days is None or item.since is None or (item.since is Since.told and item.due is not None):
            continue
        is_known = item.since is Since.told or departure.stage is Stage.left
        hours = hours_of(unit, who_does(unit, item, departure))
        due = due_day(departure.happened, item.days, handover.began, hours) if is_known else None
        if due != item.due:
            item.due, item.step = due, 0
    unit.session.flush()


def remind_of_item(unit: Unit, item_id: str) -> None:
    """A thing is due, or still is: whoever does it hears of it twice, and after that whoever looks after the customer."""
    item = unit.get(HandoverItem, item_id)
    handover = unit.get(Handover, item.handover) if item else None
    if item is None or handover is None or item.state is not ItemState.open or item.due is None:
        return
    if not is_open(unit, handover):
        return
    departure = need_departure(unit, handover.departure)
    _let_go_of_strangers(unit, item)
    person, carer = who_does(unit, item, departure), carer_of(unit, departure)
    item.step += 1
    if item.step <= REMINDED_TWICE:
        unit.prompt(person, DUE, subject_of(unit, handover, person))
    else:
        unit.prompt(carer, LATE, subject_of(unit, handover, person))
    if item.step == REMINDED_TWICE and person == carer:
        item.step = OVER  # they have heard of it twice themselves
    unit.session.flush()
    plan_each(unit, handover, [item])


def tell_given(unit: Unit, handover: Handover, items: Iterable[HandoverItem], *, at_once: bool = False) -> None:
    """Whoever was named to do something of a customer's that they do not look after is told so."""
    departure = need_departure(unit, handover.departure)
    carer = carer_of(unit, departure)
    if not is_open(unit, handover):
        return
    named = dict.fromkeys(doer_of(unit, one, departure) for one in items if one.whose is Whose.person)
    for person in named:
        if person is None or person == carer:
            continue
        if at_once:
            unit.ask(person, GIVEN, subject_of(unit, handover, person))
        else:
            unit.prompt(person, GIVEN, subject_of(unit, handover, person))


def pass_on_handover(unit: Unit, event: ColleagueGone) -> None:
    """What somebody was to hand over who has left us is done by whoever looks after the customer."""
    theirs = select(HandoverItem).where(HandoverItem.owner == event.person, HandoverItem.state == ItemState.open)
    touched: dict[str, Handover] = {}
    for item in unit.all(theirs):
        touched[item.handover] = unit.need(Handover, item.handover)
        _to_nobody(unit, item)
    for handover in touched.values():
        unit.session.flush()
        plan_items(unit, handover)
        refresh_messages(unit, handover)
        if is_open(unit, handover):
            carer = carer_of(unit, need_departure(unit, handover.departure))
            unit.prompt(carer, GIVEN, subject_of(unit, handover, carer))


def remind_of_handover(unit: Unit, handover_id: str) -> None:
    """Ask once more, where nobody has ticked anything and no thing has a day of its own."""
    handover = unit.get(Handover, handover_id)
    if handover is not None and _is_idle(unit, handover):
        unit.prompt(carer_of(unit, need_departure(unit, handover.departure)), REMINDER, handover.id)


def refresh_messages(unit: Unit, handover: Handover) -> None:
    """Draw anew what stands with people about their part of it."""
    for card, subject in cards_about(unit, (GIVEN, DUE, LATE), handover.id):
        unit.refresh(card, subject)


def subject_of(unit: Unit, handover: Handover, person: str) -> str:
    """What a message of today is about."""
    today = today_of(unit, person)
    return f"{handover.id}:{person}:{today.isoformat()}"


def draw_reminder(unit: Unit, handover_id: str) -> Message | None:
    """Nothing where something was done while this waited for the morning."""
    handover = unit.get(Handover, handover_id)
    if handover is None or not (_is_idle(unit, handover) or unit.shown(REMINDER, handover_id)):
        return None
    return blocks.handover_reminder_card(handover_view(unit, handover_id))


def _draws(kind: str, card: Callable[[MineView], Message]) -> Renderer:
    def draw(unit: Unit, subject: str) -> Message | None:
        """Nothing where all of it was done, or is somebody else's, while this waited for the morning."""
        handover_id, person, day = subject.split(":")
        handover, told_on = unit.get(Handover, handover_id), date.fromisoformat(day)
        if handover is None:
            return None
        reader = carer_of(unit, need_departure(unit, handover.departure)) if kind == LATE else person
        until = None if kind == GIVEN else told_on
        view = mine_of(unit, handover, person, told_on, reader, until=until)
        is_wanted = is_open(unit, handover) and any(row.state is ItemState.open for row in view.rows)
        return card(view) if is_wanted or unit.shown(kind, subject) else None

    return draw


CARDS: Mapping[str, Renderer] = {
    REMINDER: draw_reminder,
    GIVEN: _draws(GIVEN, blocks.handover_given_card),
    DUE: _draws(DUE, blocks.handover_due_card),
    LATE: _draws(LATE, blocks.handover_late_card),
}


def _is_idle(unit: Unit, handover: Handover) -> bool:
    has_days = any(one.due is not None or one.days is not None for one in items_of(unit, handover))
    return handover.touched_at is None and not has_days and is_open(unit, handover)


def _let_go_of_strangers(unit: Unit, item: HandoverItem) -> None:
    """Somebody who is no full member (any more) does nothing here."""
    if item.whose is Whose.person and item.owner and Role.member not in standing(unit, item.owner):
        _to_nobody(unit, item)


def _to_nobody(unit: Unit, item: HandoverItem) -> None:
    handover = unit.need(Handover, item.handover)
    item.whose, item.owner, item.given_by, item.step = Whose.nobody, None, None, 0
    record(unit, "", "handover.passed_on", handover.departure)
