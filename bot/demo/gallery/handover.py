"""Samples: what a customer takes along, and good wishes some weeks later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.demo.gallery.cast import CONTACT, CUSTOMER, DEPARTURES, EMAIL, NOW
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Stage
from bot.farewell import blocks
from bot.farewell.values import (
    HandoverPart,
    HandoverRow,
    HandoverView,
    ItemState,
    Outcome,
    Progress,
    Wishes,
    WishesView,
)

_OPEN = HandoverView(
    id="h-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    rows=tuple(HandoverRow(f"h-{part.value}", part, ItemState.open, None, None) for part in HandoverPart),
)
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
    shown("after a week in which nothing was ticked", blocks.handover_reminder_card, _OPEN),
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
    worded("in Home", blocks.wishes_duty, CUSTOMER),
)
