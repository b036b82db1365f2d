"""Samples: the morning's message, and what people hear who are no colleagues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.colleagues import blocks
from bot.colleagues.values import BriefLine, BriefView, HoursForm, HoursProblem, HoursView, Opened
from bot.demo.gallery.cast import TODAY
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.slack.kit import actions, button, message

_LINES = (
    BriefLine(
        "1", "It is time to say hello to *Acme Bakeries*. Not to sell: only so that they are not forgotten.", False
    ),
    BriefLine("2", "Have you been able to speak with *Moonrise Cosmetics* about why they left?", False),
)
_BUTTONS = message(actions(button("Done", "sample.done"), button("Not now", "sample.later"))).blocks
_WAITING = "*Brightwater Foods* asked for a call.", "A word of thanks to *Harbor Hotels* is still welcome."
_USUAL = HoursForm(frozenset(range(5)), time(9), time(17), None, None, None)
PART_TIME = HoursForm(frozenset({0, 2, 4}), time(8, 30), time(13), "DE", date(2026, 3, 9), date(2026, 3, 20), time(10))
HOURS = HoursView(_USUAL, "America/New_York", TODAY)
_OPENED = tuple(BriefLine(line.id, line.text, opened=True) for line in _LINES)

SAMPLES = (
    shown("two things wait", blocks.brief_card, BriefView(_LINES, left_over=0), about="2 things wait"),
    shown(
        "one of them is opened",
        blocks.brief_card,
        BriefView((_OPENED[0], _LINES[1]), left_over=0),
        about="2 things wait",
    ),
    shown(
        "one is left, one more waits",
        blocks.brief_card,
        BriefView(_LINES[:1], 1, _WAITING[:1]),
        about="One thing waits",
    ),
    shown(
        "with their own buttons",
        blocks.brief_card,
        BriefView(tuple(replace(line, buttons=_BUTTONS) for line in _LINES), left_over=0),
        about="2 things wait",
    ),
    shown(
        "one of them was settled meanwhile",
        blocks.brief_card,
        BriefView((BriefLine("1", None, opened=False), _LINES[1]), left_over=0),
        about="2 things wait",
    ),
    shown("more wait", blocks.brief_card, BriefView(_LINES, 7, _WAITING), about="2 things wait"),
    *(
        replied(f"opened: {opened.value.replace('_', ' ')}", blocks.opened_words, opened, about="for")
        for opened in (Opened.over, Opened.not_yours)
    ),
    shown("one's own hours", blocks.hours_form, HOURS, about="hours"),
    shown("three mornings, and away", blocks.hours_form, replace(HOURS, chosen=PART_TIME), about="hours"),
    replied(
        "somebody from another company uses the command", blocks.for_colleagues_only, "Fernhill", about="Porchlight"
    ),
    replied("the same, where the firm's name is not known", blocks.for_colleagues_only, None, about="Porchlight"),
    replied("a guest uses the command", blocks.not_for_guests, "Fernhill", about="a guest"),
    replied("a guest, where the firm's name is not known", blocks.not_for_guests, None, about="a guest"),
)
SENTENCES = (
    *(worded(f"hours: {one.value.replace('_', ' ')}", blocks.hours_words, one) for one in HoursProblem),
    worded("hours: no time", blocks.parse_hours, form(start="09:00")),
)
