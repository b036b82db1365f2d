"""Samples: what a customer takes along, and good wishes some weeks later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.demo.gallery.cast import CONTACT, CUSTOMER, DAN, DEPARTURES, EMAIL, NOW
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Size, Stage
from bot.farewell import blocks
from bot.farewell.blocks import changing, template
from bot.farewell.values import (
    SHIPPED,
    HandoverPart,
    HandoverRow,
    HandoverView,
    ItemState,
    MineView,
    Outcome,
    Progress,
    Since,
    TemplateView,
    Thing,
    Whose,
    Wishes,
    WishesView,
)

_SOON, _LATER = date(2026, 3, 9), date(2026, 3, 16)
_OPEN = HandoverView(
    id="h-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    rows=tuple(
        HandoverRow(f"h-{part.value}", part, ItemState.open, None, None, due=due, waits=due is None)
        for part, due in zip(HandoverPart, (_SOON, _LATER, None, _SOON, None, _SOON), strict=True)
    ),
)
_OLD = replace(_OPEN, rows=tuple(replace(row, due=None, waits=False) for row in _OPEN.rows))
MOULDS = HandoverRow(
    "h-moulds", None, ItemState.open, None, None, label="Their moulds in our storeroom", owner="Dan Whitcombe", due=_SOON
)
_OWN = replace(_OPEN, rows=(*_OPEN.rows, replace(MOULDS, owner_id=DAN)))
_UNDATED = tuple(replace(row, due=None) for row in _OWN.rows[2:])
_MINE = MineView(
    handover="h-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    rows=(replace(MOULDS, owner=None), _OPEN.rows[0]),
    size=Size.full,
    name="Dan Whitcombe",
    given_by=None,
    may_change=False,
)
_THEIRS = replace(_MINE, rows=(replace(MOULDS, owner=None),), may_change=True)
_MINE_DONE = replace(
    _MINE, rows=(replace(MOULDS, state=ItemState.done, by="Dan Whitcombe", at=NOW + timedelta(days=4)),)
)
_LIST = TemplateView("", None, SHIPPED, (("", None),))
_KEYS = Thing("t-keys", None, "Keys and badges", 0, Since.last_day, Whose.person, DAN, "Dan Whitcombe")
_PLAIN = Thing("t-plain", None, "A photo of us all", None, Since.told, Whose.nobody)
_BILL = Thing("t-bill", None, "The last invoice", 5, Since.last_day, Whose.nobody)
_NEWS = Thing("t-news", None, "Tell the kitchen", 0, Since.told, Whose.nobody)
_SEGMENT = TemplateView("t-big", "Big accounts", (_NEWS, _KEYS, _BILL, _PLAIN), (("", None), ("t-big", "Big accounts")))
_OWN_LIST = TemplateView("t-all", None, (*SHIPPED[:2], _KEYS), (("t-all", None), ("t-big", "Big accounts")))
_HALF = replace(
    _OPEN,
    rows=(
        *(
            replace(row, state=ItemState.done, by=name, at=NOW + timedelta(days=day))
            for row, name, day in zip(_OPEN.rows[:3], ("Maya Okafor", "Dan Whitcombe", "Maya Okafor"), (0, 1, 2), strict=True)
        ),
        *_OPEN.rows[3:],
    ),
)
_DONE = replace(
    _HALF,
    rows=(
        *_HALF.rows[:3],
        replace(_HALF.rows[3], state=ItemState.not_needed, by="Maya Okafor", at=NOW + timedelta(days=4)),
        *(replace(row, state=ItemState.done, by="Theo Marchetti", at=NOW + timedelta(days=4)) for row in _HALF.rows[4:]),
    ),
)
_WISHES = WishesView(
    id="h-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    asked_name="Maya Okafor",
    is_owner=True,
    contact=CONTACT,
    email=EMAIL,
    in_peace=False,
    wishes=None,
    answered_by=None,
    answered_at=None,
)
_ANSWERED = replace(_WISHES, answered_by="Maya Okafor", answered_at=NOW + timedelta(days=26))
_REFUSALS = (Outcome.may_not, Outcome.over, Outcome.already)

SAMPLES = (
    shown("in the thread, at first", blocks.handover_card, _OPEN),
    shown("in the thread, half of it done", blocks.handover_card, _HALF),
    shown("in the thread, all done", blocks.handover_card, _DONE),
    shown("they stay", blocks.handover_card, replace(_HALF, stage=Stage.saved)),
    shown("for one person alone", blocks.handover_alone_card, _OPEN),
    shown("for one person alone, all done", blocks.handover_alone_card, _DONE),
    shown("with a thing of their own", blocks.handover_card, _OWN),
    shown("for one person alone, without days", blocks.handover_alone_card, _OLD),
    shown("after a week in which nothing was ticked", blocks.handover_reminder_card, _OLD),
    shown("somebody is given a part of it", blocks.handover_given_card, replace(_MINE, given_by="Theo Marchetti")),
    shown("the workspace's list names somebody", blocks.handover_given_card, _MINE),
    shown("it is due", blocks.handover_due_card, _MINE),
    shown("it is due, for one who looks after them", blocks.handover_due_card, replace(_MINE, may_change=True)),
    shown("what was due is done", blocks.handover_due_card, _MINE_DONE),
    shown("what was due is somebody else's now", blocks.handover_due_card, replace(_MINE, rows=())),
    shown("it was due, and they stay", blocks.handover_due_card, replace(_MINE, stage=Stage.saved)),
    shown("it is late", blocks.handover_late_card, _THEIRS),
    shown("it was late, and is done", blocks.handover_late_card, replace(_MINE_DONE, may_change=True)),
    shown("to be changed", changing.handover_changes, _OWN),
    shown("another thing", changing.item_form, _OPEN, None),
    shown("one of its things", changing.item_form, _OWN, _OWN.rows[-1]),
    shown("one of our things", changing.item_form, _OPEN, _OPEN.rows[0]),
    shown("it cannot be changed any more", changing.gone_view, about="list"),
    shown("as we ship it", template.template_list, _LIST, about="customers take along"),
    shown("changed by an admin", template.template_list, _OWN_LIST, about="customers take along"),
    shown("for some customers", template.template_list, _SEGMENT, about="customers take along"),
    shown("another thing on the list", template.thing_form, _LIST, None, about="What is it?"),
    shown("a thing on the list", template.thing_form, _SEGMENT, _KEYS, about="What is it?"),
    shown("a list for some customers", template.list_form, about="kind of customer"),
    shown("ticked since", blocks.handover_reminder_card, _HALF),
    shown("it went to the channel", blocks.handover_moved_card, CUSTOMER, DEPARTURES),
    shown("it is nowhere any more", blocks.handover_moved_card, CUSTOMER, None),
    shown("three weeks later", blocks.wishes_card, _WISHES),
    shown(
        "three weeks later, for whoever logged it",
        blocks.wishes_card,
        replace(_WISHES, is_owner=False, contact=None, email=None),
    ),
    shown("sent", blocks.wishes_card, replace(_ANSWERED, wishes=Wishes.sent)),
    shown("not this time", blocks.wishes_card, replace(_ANSWERED, wishes=Wishes.not_this_time)),
    shown("they are back", blocks.wishes_card, replace(_WISHES, stage=Stage.returned)),
    shown("they said no", blocks.wishes_card, replace(_WISHES, in_peace=True)),
    *(
        replied(f"a press: {came.value.replace('_', ' ')}", blocks.handover_declined, came, CUSTOMER)
        for came in _REFUSALS
    ),
    *(replied(f"a press: {came.value.replace('_', ' ')}", blocks.wishes_declined, came, CUSTOMER) for came in _REFUSALS),
)
SENTENCES = (
    worded("on the card", blocks.handover_line, Progress(3, 6)),
    worded("on the card, all done", blocks.handover_line, Progress(5, 5)),
    worded("in Home", blocks.handover_duty, CUSTOMER, Progress(3, 6)),
    worded("in Home, with what is theirs", blocks.handover_duty, CUSTOMER, Progress(3, 7), _UNDATED),
    worded("in Home, for one who helps", blocks.handover_help, CUSTOMER, _UNDATED[:1]),
    worded("in the folder", blocks.handover_entry, _HALF.rows[0]),
    worded("in the folder, not needed", blocks.handover_entry, _DONE.rows[3]),
    worded("in the folder, all of it", blocks.complete_entry, CUSTOMER),
    worded("in the folder, afterwards", blocks.wishes_entry),
    worded("a form without words", changing.parse_item, form(what=None)),
    *(
        worded(f"a form: {came.value.replace('_', ' ')}", changing.item_errors, came)
        for came in (Outcome.not_a_colleague, Outcome.day_passed, Outcome.full, Outcome.may_not, Outcome.over)
    ),
    *(
        worded(f"the list: {came.value.replace('_', ' ')}", template.thing_errors, came)
        for came in (Outcome.not_a_colleague, Outcome.full, Outcome.may_not, Outcome.over)
    ),
    worded("the list: no words", template.parse_thing, form(what=None, days="5")),
    worded("the list: no colleague", template.parse_thing, form(what="Keys", days="5", whose="person", since="told")),
    worded("the list: no kind of customer", template.segment_errors),
    worded("in Home", blocks.wishes_duty, CUSTOMER),
)
