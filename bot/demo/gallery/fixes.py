"""Samples: what we change because of what customers told us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.demo.gallery.cast import CUSTOMER, MAYA, NOW
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.fixes import blocks
from bot.fixes.values import FixList, FixOpening, FixState, FixView, Left, Outcome, Reach, Telling, ToldView
from bot.reasons.values import SHIPPED_REASONS
from bot.tact import remarks

_WHAT, _DUE = "Every parcel is checked twice", date(2026, 3, 30)
_NEW_WORDS = "Two people check each parcel and sign the slip."
_LEFT = (
    Left("d-acme", CUSTOMER, "Maya Okafor", Reach.welcome, told_us=True),
    Left("d-harbour", "Harbour Cafés", "Theo Brandt", Reach.unasked),
    Left("d-lumen", "Lumen Hotels", "Maya Okafor", Reach.in_peace, told_us=True),
    Left("d-north", "Northwind Tea", "Ana Lima", Reach.back, told_us=True),
    Left("d-pine", "Pine & Sons", "Ana Lima", Reach.not_gone),
    Left("d-quill", "Quill Press", "Ana Lima", Reach.over),
)
_OPEN = FixView(
    id="f-parcels",
    what=_WHAT,
    reason="what we delivered",
    everyone=True,
    state=FixState.open,
    owner="Theo Brandt",
    by="Maya Okafor",
    due=_DUE,
    turns=1,
    left=_LEFT,
    may_work=True,
    may_look=True,
)
_AGAIN = replace(_OPEN, turns=2, reopened_by="Maya Okafor", reopened_why="Two of ten parcels still went out unchecked.")
_DONE = replace(
    _OPEN,
    state=FixState.done,
    done_by="Theo Brandt",
    done_at=NOW + timedelta(days=27),
    done_words=_NEW_WORDS,
    asked="Maya Okafor",
)
_HOLDS = replace(_DONE, state=FixState.verified, verified_by="Maya Okafor", verified_at=NOW + timedelta(days=29))
_DROPPED = replace(_OPEN, state=FixState.dropped, dropped_by="Maya Okafor")
_OPENING = FixOpening(
    MAYA, _DUE, SHIPPED_REASONS, "quality", "d-acme", CUSTOMER, "A credit note for the crushed boxes."
)
_TOLD = ToldView("f-parcels", _WHAT, _NEW_WORDS, holds=True, left=_LEFT[:2])
_WRITTEN = (replace(_LEFT[0], letter_sent=True), replace(_LEFT[1], letter_sent=False))
_TELLING = Telling("f-parcels", "d-acme", CUSTOMER, _NEW_WORDS)
_MANY = tuple(replace(_LEFT[0], departure=f"d-{number}", customer=f"Customer {number}") for number in range(27))

SAMPLES = (
    shown("because of what a customer said", blocks.fix_form, _OPENING),
    shown("they owe nothing that anybody wrote down", blocks.fix_form, replace(_OPENING, owed=None, reason=None)),
    shown("it stays between a few", blocks.fix_form, replace(_OPENING, quiet=True)),
    shown("for a reason", blocks.fix_form, FixOpening(MAYA, _DUE, SHIPPED_REASONS, "price"), about="What we change"),
    shown("somebody is to see to it", blocks.fix_card, _OPEN, 1, about=_WHAT),
    shown("it came back to whoever wanted it", blocks.fix_card, replace(_OPEN, wanted_it=True), 1, about=_WHAT),
    shown("it did not hold", blocks.fix_card, _AGAIN, 2, about=_WHAT),
    shown("it has another day, or somebody else sees to it", blocks.fix_card, replace(_OPEN, turns=2), 1, about=_WHAT),
    shown("it stays as it is", blocks.fix_card, _DROPPED, 1, about=_WHAT),
    shown("its words are erased", blocks.fix_card, replace(_DROPPED, what=None), 1, about="erased"),
    shown("its day has come", blocks.due_card, _OPEN, 1, about=_WHAT),
    shown("it is done", blocks.due_card, _DONE, 1, about=_WHAT),
    shown("two working days later", blocks.again_card, _OPEN, 1, about=_WHAT),
    shown("it is done", blocks.again_card, replace(_DONE, asked=None), 1, about=_WHAT),
    shown("for whoever wanted it", blocks.late_card, replace(_OPEN, wanted_it=True), 1, about=_WHAT),
    shown("for an admin", blocks.late_card, _OPEN, 1, about=_WHAT),
    shown("it is done", blocks.late_card, _DONE, 1, about=_WHAT),
    shown("what is different", blocks.done_form, _OPEN, about=_WHAT),
    shown("until when", blocks.put_off_form, _OPEN, about=_WHAT),
    shown("to whom", blocks.hand_over_form, _OPEN, about=_WHAT),
    shown("for whoever wanted it", blocks.look_card, replace(_DONE, wanted_it=True), 1, about=_WHAT),
    shown("for somebody else", blocks.look_card, _DONE, 1, about=_WHAT),
    shown("nobody else can look", blocks.look_card, replace(_DONE, did_it=True), 1, about=_WHAT),
    shown("it holds", blocks.look_card, _HOLDS, 1, about=_WHAT),
    shown("what was seen", blocks.again_form, _DONE, _DUE, about=_WHAT),
    shown("it held, and came back", blocks.again_form, _HOLDS, _DUE, about=_WHAT),
    shown("to whoever looks after those who left over it", blocks.told_card, _TOLD, about=_WHAT),
    shown(
        "after letters",
        blocks.told_card,
        replace(_TOLD, left=_WRITTEN),
        about=_WHAT,
    ),
    shown("several of them left over it", blocks.told_card, replace(_TOLD, left=_MANY[:3]), about=_WHAT),
    shown("nobody is left to be told", blocks.told_card, replace(_TOLD, left=()), about=_WHAT),
    shown("it came back", blocks.told_card, replace(_TOLD, holds=False), about=_WHAT),
    shown("the words to one customer", blocks.tell_form, _TELLING),
    shown(
        "with a hint",
        blocks.tell_form,
        replace(_TELLING, words="Come back, please."),
        remarks("Come back, please."),
        "x",
    ),
    shown("the letter is ready", blocks.letter_written, CUSTOMER),
    shown("under way", blocks.fix_view, _OPEN),
    shown("it did not hold", blocks.fix_view, _AGAIN),
    shown("to be looked at", blocks.fix_view, _DONE),
    shown("it holds", blocks.fix_view, _HOLDS),
    shown("it holds, and some heard of it", blocks.fix_view, replace(_HOLDS, left=(*_WRITTEN, *_LEFT[2:]))),
    shown("it holds, and all heard of it", blocks.fix_view, replace(_HOLDS, left=_WRITTEN[:1])),
    shown("nobody whom the reader may see", blocks.fix_view, replace(_OPEN, left=(), may_work=False), about=_WHAT),
    shown("many left over it", blocks.fix_view, replace(_OPEN, left=_MANY), about=_WHAT),
    shown("nothing yet", blocks.fixes_view, FixList(), about="What we change"),
    shown(
        "all of it",
        blocks.fixes_view,
        FixList((replace(_OPEN, is_late=True),), (_OPEN,) * 14, (_DONE,), (_HOLDS, replace(_HOLDS, left=_MANY)), 3),
    ),
    *(
        replied(f"it cannot be: {one.value.replace('_', ' ')}", blocks.declined, one)
        for one in Outcome
        if one is not Outcome.done
    ),
    replied("somebody who may not hear it", blocks.may_not_hear),
)
SENTENCES = (
    worded("on Home: to see to", blocks.duty_line, _OPEN),
    worded("on Home: to look at", blocks.duty_line, _DONE),
    worded("ahead", blocks.fix_ahead, _WHAT),
    worded("in the folder: begun", blocks.made_entry),
    worded("in the folder: it holds", blocks.verified_entry),
    worded("without what", blocks.parse_fix, form(), None),
    worded("without who", blocks.parse_fix, form(what=_WHAT), None),
    worded("under a question", blocks.declined_under, Outcome.bad_day),
)
