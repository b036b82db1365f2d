"""Samples: a period beside the years before, and the monthly numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.insights import blocks
from bot.insights.rules import rate
from bot.insights.values import Beside, Difference, MonthForm, Numbers, Period, Told, YearsView

_YEAR, _BEFORE, _THEN = (
    Numbers(Period(date(year, 1, 1), date(year, 12, 31)), lost, 3, new, 40, won, start)
    for year, lost, new, won, start in ((2026, 22, 31, 12, 240), (2025, 25, 20, 18, 245), (2024, 12, 28, 16, 230))
)
_RATES = (rate(218, 240), rate(220, 245), rate(218, 230))
_WON = (rate(12, 40), rate(18, 40), rate(16, 40))
_YEARS = YearsView(
    (_YEAR, _BEFORE, _THEN),
    kept=Beside(_RATES[0], _RATES[1:], Difference.too_few),
    new=Beside(rate(31, 240), (rate(20, 245), rate(28, 230)), Difference.higher),
    won=Beside(_WON[0], _WON[1:], Difference.too_few),
    may_tell=True,
)
_UNTOLD = replace(_YEAR, new=None, sent=None, won=None, at_start=None, missing=5)
_NOTHING = Beside(None, (None, None), Difference.unknown)
_ALONE = Beside(_WON[0], (None, None), Difference.unknown)
_MONTH = date(2027, 2, 1)
_FEBRUARY = MonthForm(_MONTH, 3, 9, 4, 240, "UMAYA")
_ABOUT = "beside the years before"

SAMPLES = (
    shown("a year beside the years before", blocks.years_message, _YEARS, about=_ABOUT),
    shown(
        "a year of which little is told",
        blocks.years_message,
        YearsView((_UNTOLD, _BEFORE, _THEN), _NOTHING, _NOTHING, _ALONE, may_tell=True),
        about=_ABOUT,
    ),
    shown(
        "a year in which fewer stayed",
        blocks.years_message,
        replace(_YEARS, kept=replace(_YEARS.kept, told=Difference.lower), may_tell=False),
        about=_ABOUT,
    ),
    shown(
        "a year that is not over",
        blocks.years_message,
        replace(_YEARS, kept=replace(_YEARS.kept, now=None, told=Difference.not_over)),
        about=_ABOUT,
    ),
    shown("asked for a month's numbers", blocks.numbers_card, _MONTH, about="How was February"),
    shown("a month's numbers are told", blocks.numbers_told_card, _MONTH, about="numbers of February"),
    shown("whoever told them sees that they are kept", blocks.numbers_kept, _MONTH, about="numbers of February"),
    shown("an admin tells a month's numbers", blocks.numbers_form, _FEBRUARY, is_admin=True, about="February"),
    shown("somebody else tells them", blocks.numbers_form, _FEBRUARY, is_admin=False, about="February"),
)
SENTENCES = (
    worded("a time that nobody can tell", blocks.not_a_period, "the good old days"),
    worded("numbers of what is no month", blocks.not_a_month, "Q2 2025"),
    worded("numbers of a month to come", blocks.still_to_come, _MONTH),
    worded("a month's numbers, told by somebody who may not", blocks.may_not_tell),
    *(worded(f"a month's numbers: {why.value}", blocks.numbers_problem, why) for why in Told if why.refuses),
    worded("no whole numbers", blocks.parse_numbers, form(new="a few", sent="3", won="4"), _MONTH),
    worded("more won than sent", blocks.parse_numbers, form(sent="3", won="4"), _MONTH),
)
