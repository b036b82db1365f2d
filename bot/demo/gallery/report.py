"""Samples: the report of those who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.customers.values import Cue
from bot.demo.gallery.cast import CUSTOMER
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.rules import difference, rate
from bot.insights.values import Agreement, Case, Grade, Heeded, Period, Rate, Scorecard, SignBefore
from bot.insights.values.report import (
    COMPETITOR,
    FOUND,
    REASON,
    STAGE,
    All,
    Behind,
    Contrast,
    Crossing,
    Figure,
    Figures,
    LastOne,
    Rare,
    Report,
    Watched,
)
from bot.workspace.rules import Amount

_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
_ABOUT = "Who left us"


def _worth(amount: int, euros: int = 0) -> tuple[Amount, ...]:
    return (*([Amount(Decimal(euros), "EUR")] if euros else []), Amount(Decimal(amount), "USD"))


def _figure(name: str, count: int, interviewed: int, worth: int, said: int, wrote: int = 0, euros: int = 0) -> Figure:
    thought = count - said - wrote
    sure = ((Grade.they_said, said), (Grade.they_wrote, wrote), (Grade.we_think, thought))
    return Figure(name, name, count, interviewed, _worth(worth, euros), count, tuple(one for one in sure if one[1]))


def _contrast(field: str, trait: str, one: Rate | None, other: Rate | None) -> Contrast:
    if one is None or other is None:
        raise ValueError("Samples are of somebody.")
    return Contrast(field, trait, one, other, difference(one, other), field)


_REASONS = (
    _figure("price", 6, 5, 118000, 4, 1, euros=22000),
    _figure("what we delivered", 4, 4, 93000, 4),
    _figure("how we treated them", 3, 2, 61500, 2, 1),
    _figure("had no choice", 2, 2, 40000, 2),
    _figure("small things added up", 1, 1, 12000, 1),
)
_KINDS = (_figure("Retail", 9, 6, 152000, 8), _figure("Food", 8, 6, 140500, 7), _figure("Health", 2, 0, 32000, 0))
_RIVALS = (_figure("Nordpack", 5, 4, 99000, 4, 1), _figure("their own print shop", 2, 2, 30000, 2))
_STAGES = (_figure("at warning signs", 4, 3, 80000, 3), _figure("when they had left", 15, 9, 244500, 12))
_LAST = (
    LastOne(
        ("We asked three times about the damaged boxes.\nNobody called back.",),
        CUSTOMER,
        date(2026, 12, 11),
        "Dan in the warehouse, and the boxes themselves.",
        "A person who picks up the phone.",
        "how we treated them",
        like_earlier=True,
    ),
    LastOne(
        ("We were bought, and the buyer prints in house.",),
        "Oak & Iron Tools",
        date(2026, 11, 20),
        reason="had no choice",
        like_earlier=False,
    ),
    LastOne((), "Larkspur Candles", date(2026, 11, 2)),
    LastOne(("I liked the boxes. I did not like waiting.",)),
)
_COUNTS = (1, 0, 2, 3, 1, 0, 4, 2, 1, 2, 2, 1)
_REPORT = Report(
    _YEAR,
    whole=replace(
        _figure("", 19, 12, 324500, 13, 2, euros=22000),
        valued=18,
        grades=((Grade.they_said, 13), (Grade.they_wrote, 3)),
    ),
    saved=3,
    returned=2,
    months=tuple((date(2026, month, 1), count) for month, count in enumerate(_COUNTS, 1)),
    figures=(
        Figures(REASON, "Reason", _REASONS),
        Figures("segment", "Kind of customer", _KINDS),
        Figures(COMPETITOR, "Who took our place", _RIVALS),
        Figures("tenure", "How long they were with us", ()),
        Figures(STAGE, "When we noticed", _STAGES),
    ),
    crossing=Crossing(
        "Reason",
        "Kind of customer",
        ("Retail", "Food", ""),
        (
            ("price", (4, 2, 0)),
            ("what we delivered", (1, 3, 0)),
            ("how we treated them", (2, 0, 1)),
            ("had no choice", (1, 1, 0)),
        ),
        fields=(REASON, "segment"),
        keys=(("price", "quality", "treatment", "no_choice"), ("Retail", "Food", "")),
    ),
    few=True,
    last=_LAST,
    silent=(
        _contrast("What they are worth a year", "$20,000 and more", rate(4, 7), rate(5, 11)),
        _contrast("How long they were with us", "under 2 years", rate(7, 7), rate(2, 12)),
        _contrast("Kind of customer", "Retail", rate(1, 12), rate(11, 12)),
    ),
    stayed=(
        _contrast("Kind of customer", "Retail", rate(9, 19), rate(60, 220)),
        _contrast("How long they were with us", "under 2 years", rate(12, 19), rate(40, 220)),
        _contrast("What they are worth a year", "$20,000 and more", rate(2, 18), rate(90, 220)),
    ),
    watched=(Watched("delivery", date(2026, 1, 1), "what we delivered", 4, 5),),
    heeded=Heeded(real=2, noise=1, open=1),
    agreed=Agreement(9, 15),
    scored=Scorecard(12, 19, 21, 2.5),
    signs=(SignBefore(Cue.silence, 8, 19, 30, 12),),
    list_changed=True,
    by=(),
    rare=Rare(mean=19, limit=77, calm=20),
    parts=(("what we delivered", 6), ("small things added up", 4)),
)
_MANY = replace(_REPORT, few=False, last=(), rare=None, crossing=None, silent=(), stayed=(), list_changed=False)
_KIND = tuple(replace(_KINDS[0], key=f"{number}", name=f"Kind {number}", worth=()) for number in range(14))

SAMPLES = (
    shown("where few leave in a year", blocks.report_message, _REPORT, about=_ABOUT),
    shown(
        "where nobody has left for long",
        blocks.report_message,
        replace(_REPORT, last=(), rare=Rare(mean=31, limit=125, calm=140)),
        about=_ABOUT,
    ),
    shown("where many leave", blocks.report_message, _MANY, about=_ABOUT),
    shown("in a channel", blocks.report_message, replace(_REPORT, last=_LAST[2:], one_off=(2, 5)), about=_ABOUT),
    shown(
        "too few have told us why",
        blocks.report_message,
        replace(_MANY, figures=(Figures(REASON, "Reason", None),)),
        about=_ABOUT,
    ),
    shown(
        "nobody left",
        blocks.report_message,
        replace(_MANY, whole=Figure(All.lost.value, "", 0, 0), saved=1),
        about=_ABOUT,
    ),
    shown("what it cost", blocks.report_more_message, _REPORT, about="what it cost"),
    shown(
        "by what somebody asked for",
        blocks.report_more_message,
        replace(_MANY, figures=(Figures("segment", "Kind of customer", _KINDS), Figures("own", "Region", _KIND))),
        about="what it cost",
    ),
    shown(
        "who is behind a figure of the report",
        blocks.behind_view,
        Behind("Reason: price", _YEAR, (Case("d-acme", CUSTOMER),), 5),
        about="price",
    ),
    shown(
        "who is behind any figure",
        blocks.cases_modal,
        "*Reason: price*",
        [Case(f"d-{number}", CUSTOMER) for number in range(92)],
        1,
        about="price",
    ),
    replied("by something that there is not", blocks.no_such_field, ["Reason", "Kind of customer"]),
    replied("the report is not for strangers", blocks.not_for_strangers),
)
SENTENCES = (
    *(worded(f"told apart by {one}", blocks.field_words, one) for one in (*FOUND, STAGE)),
    *(worded(f"noticed: {one.value}", blocks.noticed_words, one) for one in Stage),
    *(worded(f"all: {one.value}", blocks.all_words, one) for one in All),
    worded("those of a group", blocks.trait_words, All.silent, "Kind of customer", "Retail"),
    worded("those of a month", blocks.month_words, date(2026, 3, 1)),
    *(worded("those of a cell", blocks.cell_words, _REPORT.crossing, ("price", column)) for column in ("Retail", "")),
)
