"""The morning brief: what can wait reaches a person once a day, together; and the one thing more that cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.colleagues.blocks import brief_card
from bot.colleagues.models import Brief, BriefItem
from bot.colleagues.rules import after_absence, brief_at
from bot.colleagues.service.hours import hours_of
from bot.colleagues.service.places import FOR_BRIEF, FOR_MORE, is_for_today, is_open, is_taken, take
from bot.colleagues.service.waiting import BRIEF, MORE, NOTE, draw_note, drawn, living, plan_brief
from bot.colleagues.values import Absence, BriefLine, BriefView, Opened
from bot.slack.kit import Message
from bot.work.calendar import Hours, next_working_moment
from bot.work.parts import Renderer
from bot.work.unit import Unit

AT_MOST = 10
"""More would not be read. What is over waits for the next morning, oldest first."""
MOST_NAMED = 5
"""So many of what waits for the next brief are named in this one."""


def is_brief_due(unit: Unit, person: str) -> bool:
    """Whether something is to be told to a person in a brief now, if they want messages."""
    return _due(unit, person, living(unit, person), hours_of(unit, person))


def is_more_due(unit: Unit, person: str) -> bool:
    """Whether something that cannot wait is to be told to a person now, if they want messages."""
    return any(is_open(unit, person, item.card) for item in _urgent(unit, person))


def hold_brief(unit: Unit, person: str, absent: Absence | None = None) -> None:
    """Tell a person in one message what waits for them, once a day; a single thing speaks for itself.

    After downtime the morning may be long over: then it is told at once while they work, and else the next morning.
    """
    hours, waiting = hours_of(unit, person), living(unit, person)
    if not waiting:
        return
    if not _due(unit, person, waiting, hours):
        plan_brief(unit, person)
        return
    back = after_absence(unit.now, absent, waiting[0].added, hours) if absent else None
    if back is not None:
        plan_brief(unit, person, back)
        return
    take(unit, FOR_BRIEF, person)
    if len(waiting) == 1:
        _bring_alone(unit, waiting[0])
        return
    brief = unit.add(Brief(person=person, at=unit.now))
    for item in waiting[:AT_MOST]:
        item.brief = brief.id
    unit.session.flush()
    unit.show(BRIEF, brief.id, to=person)
    if len(waiting) > AT_MOST:
        plan_brief(unit, person)


def bring_more(unit: Unit, person: str, absent: Absence | None = None) -> None:
    """Interrupt a person with the oldest of what cannot wait, if nothing else has today; the rest waits for their brief."""
    item = _most_urgent(unit, person)
    if item is None:
        return
    if absent is not None:
        back = _later_today(unit, person, absent)
        if back is not None:
            unit.plan(MORE, person, back, key=f"{MORE}:{item.id}:{back.isoformat()}")
        return
    take(unit, FOR_MORE, person)
    _bring_alone(unit, item)


def open_item(unit: Unit, by: str, item_id: str) -> Opened:
    """Show one thing of a brief in full, below it."""
    item = unit.get(BriefItem, item_id)
    if item is None or item.person != by or item.brief is None:
        return Opened.not_yours
    if drawn(unit, item) is None:
        unit.refresh(BRIEF, item.brief)
        return Opened.over
    item.opened = unit.now
    unit.show(item.card, item.subject, to=by)
    unit.refresh(BRIEF, item.brief)
    return Opened.shown


def _due(unit: Unit, person: str, waiting: Sequence[BriefItem], hours: Hours) -> bool:
    """In their hours, when the brief of the oldest has come, and none has come today."""
    if not waiting or next_working_moment(unit.now, hours) > unit.now or is_taken(unit, FOR_BRIEF, person):
        return False
    return brief_at(waiting[0].added, hours) <= unit.now


def _most_urgent(unit: Unit, person: str) -> BriefItem | None:
    """The oldest of what cannot wait and may come now; what must come on its day goes first."""
    might = (item for item in _urgent(unit, person) if is_open(unit, person, item.card))
    return next((item for item in might if drawn(unit, item) is not None), None)


def _urgent(unit: Unit, person: str) -> Sequence[BriefItem]:
    """What cannot wait, whether it still matters or not: in the order in which it may come."""
    waiting = select(BriefItem).where(BriefItem.person == person, BriefItem.brief.is_(None), BriefItem.urgent.is_(True))
    found = unit.all(waiting.order_by(BriefItem.added, BriefItem.id))
    return sorted(found, key=lambda item: not is_for_today(unit, item.card))


def _later_today(unit: Unit, person: str, absent: Absence) -> datetime | None:
    """When somebody who wants no messages now wants them again, if that is on this day and in their hours."""
    hours = hours_of(unit, person)
    if absent.until is None or next_working_moment(absent.until, hours) != absent.until:
        return None
    days = {moment.astimezone(hours.zone).date() for moment in (unit.now, absent.until)}
    return absent.until if len(days) == 1 else None


def _bring_alone(unit: Unit, item: BriefItem) -> None:
    item.brief = item.id
    unit.session.flush()
    unit.show(item.card, item.subject, to=item.person)


def _draw_brief(unit: Unit, brief_id: str) -> Message | None:
    brief = unit.get(Brief, brief_id)
    if brief is None:
        return None
    items = unit.all(select(BriefItem).where(BriefItem.brief == brief_id).order_by(BriefItem.added, BriefItem.id))
    waiting = [one for one in living(unit, brief.person) if one.added <= brief.at]
    named = tuple(_first_line(message) for message in (drawn(unit, item) for item in waiting[:MOST_NAMED]) if message)
    return brief_card(BriefView(tuple(_line(unit, item) for item in items), len(waiting), named))


def _line(unit: Unit, item: BriefItem) -> BriefLine:
    message = drawn(unit, item)
    if message is None:
        return BriefLine(item.id, None, opened=item.opened is not None)
    rows = tuple(block for block in message.blocks if block["type"] == "actions")
    return BriefLine(item.id, _first_line(message), item.opened is not None, rows)


def _first_line(message: Message) -> str:
    return message.text.partition("\n")[0]


CARDS: Mapping[str, Renderer] = {BRIEF: _draw_brief, NOTE: draw_note}
