"""The morning brief: what can wait reaches a person once a day, together, when they begin to work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from bot.colleagues.blocks import brief_card
from bot.colleagues.models import Brief, BriefItem
from bot.colleagues.rules import brief_at
from bot.colleagues.service.hours import hours_of
from bot.colleagues.values import BriefLine, BriefView, Opened
from bot.slack.kit import Message
from bot.work.calendar import next_working_moment
from bot.work.parts import Renderer
from bot.work.unit import Unit

BRIEF = "brief"
AT_MOST = 10
"""More would not be read. What is over waits for the next morning, oldest first."""


def join_brief(unit: Unit, person: str, card: str, subject: str) -> None:
    """Something waits for a person: it joins their next morning brief."""
    waiting = select(BriefItem.id).where(
        BriefItem.person == person, BriefItem.card == card, BriefItem.subject == subject, BriefItem.brief.is_(None)
    )
    if unit.first(waiting) is None:
        unit.add(BriefItem(person=person, card=card, subject=subject, added=unit.now))
    _plan(unit, person)


def leave_brief(unit: Unit, person: str, card: str, subject: str) -> None:
    """Something that waits for a person's next brief is somebody else's now."""
    unit.session.execute(
        delete(BriefItem).where(
            BriefItem.person == person, BriefItem.card == card, BriefItem.subject == subject, BriefItem.brief.is_(None)
        )
    )


def hold_brief(unit: Unit, person: str) -> None:
    """Tell a person in one message what waits for them; a single thing speaks for itself.

    After downtime the morning may be long over: then it is told at once while they work, and else the next morning.
    """
    if next_working_moment(unit.now, hours_of(unit, person)) > unit.now:
        _plan(unit, person)
        return
    living = [item for item in _waiting(unit, person) if _text(unit, item) is not None]
    if len(living) == 1:
        [item] = living
        item.brief = item.id
        unit.ask(person, item.card, item.subject)
        return
    if not living:
        return
    brief = unit.add(Brief(person=person, at=unit.now))
    for item in living[:AT_MOST]:
        item.brief = brief.id
    unit.session.flush()
    unit.ask(person, BRIEF, brief.id)
    if len(living) > AT_MOST:
        _plan(unit, person)


def open_item(unit: Unit, by: str, item_id: str) -> Opened:
    """Show one thing of a brief in full, below it."""
    item = unit.get(BriefItem, item_id)
    if item is None or item.person != by or item.brief is None:
        return Opened.not_yours
    if _text(unit, item) is None:
        unit.refresh(BRIEF, item.brief)
        return Opened.over
    item.opened = unit.now
    unit.ask(by, item.card, item.subject)
    unit.refresh(BRIEF, item.brief)
    return Opened.shown


def _plan(unit: Unit, person: str) -> None:
    due = brief_at(unit.now, hours_of(unit, person))
    unit.plan(BRIEF, person, due, key=f"{BRIEF}:{person}:{due.isoformat()}")


def _waiting(unit: Unit, person: str) -> Sequence[BriefItem]:
    waiting = select(BriefItem).where(BriefItem.person == person, BriefItem.brief.is_(None))
    found = unit.all(waiting.order_by(BriefItem.added, BriefItem.id))
    gone = [item for item in found if _text(unit, item) is None]
    for item in gone:
        unit.session.delete(item)
    return [item for item in found if item not in gone]


def _text(unit: Unit, item: BriefItem) -> str | None:
    """What the card says now, in its first line; None when there is nothing to say any more."""
    drawn = unit.parts.cards[item.card](unit, item.subject)
    return drawn.text.partition("\n")[0] if drawn else None


def _draw_brief(unit: Unit, brief_id: str) -> Message | None:
    brief = unit.get(Brief, brief_id)
    if brief is None:
        return None
    items = unit.all(select(BriefItem).where(BriefItem.brief == brief_id).order_by(BriefItem.added, BriefItem.id))
    lines = [BriefLine(item.id, _text(unit, item), item.opened is not None) for item in items]
    return brief_card(BriefView(tuple(lines), left_over=len(_waiting(unit, brief.person))))


CARDS: Mapping[str, Renderer] = {BRIEF: _draw_brief}
