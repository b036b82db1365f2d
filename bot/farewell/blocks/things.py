"""The things that a customer takes along, in words: what each is, who does it and until when, and the button to tick it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.departures.blocks.words import SAME_DAY_NEARLY_EVERYWHERE
from bot.farewell.values import HandoverPart, HandoverRow, ItemState, Thing
from bot.slack.kit import Block, button, clip, escape, moment, pack, section
from bot.words import _, later, listing

TICK = "farewell.tick"
CHANGE = "farewell.change_handover"
DAY = "{date_short}"
LONGEST = 150


def part_words(part: HandoverPart) -> str:
    """A thing of the list that we ship. Plain text."""
    return _(_PARTS[part])


def name_of_thing(thing: HandoverRow | Thing) -> str:
    """What it is, in our words or in somebody's own. Plain text."""
    return thing.label or (part_words(thing.part) if thing.part else "–")


def tick_row(row: HandoverRow) -> Block:
    """One thing, with the button to tick it or to take that back."""
    name = name_of_thing(row)
    if row.state is ItemState.open:
        carried = pack(item=row.item, to=ItemState.done.value)
        press = button(_("Done"), TICK, carried, label=_("Done: {what}").format(what=name))
    else:
        carried = pack(item=row.item, to=ItemState.open.value)
        press = button(_("Undo"), TICK, carried, label=_("Undo: {what}").format(what=name))
    return section(thing_line(row), press, block_id=row.item)


def thing_ahead(customer: str, row: HandoverRow) -> str:
    """For what is ahead of somebody: what they are to hand over."""
    return _("*{customer}* takes along: {what}").format(customer=escape(customer), what=escape(name_of_thing(row)))


def thing_line(row: HandoverRow) -> str:
    """One thing: where it stands, or who does it and until when."""
    name = escape(name_of_thing(row))
    if row.state is ItemState.open or row.by is None or row.at is None:
        return " · ".join([f"☐  {name}", *_plan(row)])
    who, day = escape(row.by), moment(row.at, DAY)
    if row.state is ItemState.done:
        return _("✓  *{what}* ({who}, {day})").format(what=name, who=who, day=day)
    return _("–  {what}: not needed ({who}, {day})").format(what=name, who=who, day=day)


def listed(rows: Sequence[HandoverRow], most: int = 3) -> str:
    """The first few things, in one line of mrkdwn."""
    named = [escape(clip(name_of_thing(row), 60)) for row in rows[:most]]
    if len(rows) > most:
        named.append(_("{count} more").format(count=len(rows) - most))
    return listing(named)


def short_day(when: date) -> str:
    """A day in few letters, in the reader's own way."""
    return moment(datetime.combine(when, SAME_DAY_NEARLY_EVERYWHERE), DAY)


def _plan(row: HandoverRow) -> list[str]:
    said = [escape(row.owner)] if row.owner else []
    if row.due is not None:
        said.append(_("by {day}").format(day=short_day(row.due)))
    elif row.waits:
        said.append(_("after their last day"))
    return said


_PARTS = {
    HandoverPart.records: later("Their records and files"),
    HandoverPart.open_matters: later("Open orders and invoices"),
    HandoverPart.access: later("Access and passwords"),
    HandoverPart.new_contact: later("Who to talk to at their new supplier"),
    HandoverPart.last_delivery: later("The last delivery"),
    HandoverPart.mailing_list: later("Our mailing list: ask whether they stay on it"),
}
