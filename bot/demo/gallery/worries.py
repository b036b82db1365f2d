"""Samples: warning signs, asking first, and the talk before they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.customers.values import Cue
from bot.demo.gallery.cast import CONTACT, CUSTOMER, NOW, TODAY
from bot.demo.gallery.forms import form as filled
from bot.demo.gallery.sample import shown, worded
from bot.departures.before import LEADS_TO, Part, TalkView
from bot.departures.blocks import talks
from bot.departures.values import Came, Problem, SignFacts, TalkKind, TalkState

_LATER = TODAY + timedelta(days=14)
_FIRST = TalkView(
    id="t-acme",
    kind=TalkKind.ask_first,
    state=TalkState.waiting,
    came=None,
    departure="d-acme",
    customer=CUSTOMER,
    person="Maya Okafor",
    is_owner=True,
    by=None,
    until=None,
    before=None,
    before_came=None,
    signs=(
        SignFacts(Cue.price, "Theo Marchetti", NOW - timedelta(days=20), "Paula asked twice what others pay."),
        SignFacts(Cue.senior, "Theo Marchetti", NOW, None),
    ),
    note="Paula was short with me.",
    contact=CONTACT,
    quiet=True,
)
_BEFORE = replace(_FIRST, kind=TalkKind.before_they_go, signs=(), note=None, quiet=False)
_PARTS = (Part("Gift boxes", Decimal(12000), "USD"), Part("Bread bags", None, None))


def _answered(came: Came, until: date | None = None, **more: object) -> TalkView:
    view = _FIRST if came in LEADS_TO[TalkKind.ask_first] else _BEFORE
    state = TalkState.watching if until else TalkState.over
    return replace(view, state=state, came=came, by="Maya Okafor", until=until, **more)  # type: ignore[arg-type]


SAMPLES = (
    shown("the owner is asked to ask first", talks.talk_card, _FIRST),
    shown("and nobody knows the owner", talks.talk_card, replace(_FIRST, is_owner=False, quiet=False, signs=())),
    shown("the day has come", talks.talk_card, replace(_FIRST, before=_LATER, before_came=Came.watch)),
    shown("they have given notice", talks.talk_card, _BEFORE),
    shown("their last day has come", talks.talk_card, replace(_BEFORE, before=_LATER, before_came=Came.goes)),
    shown("something else came in between", talks.talk_card, replace(_FIRST, state=TalkState.over)),
    *(
        shown(f"answered: {came.value.replace('_', ' ')}", talks.talk_card, _answered(came))
        for kind in TalkKind
        for came in LEADS_TO[kind]
        if came not in (Came.watch, Came.in_part)
    ),
    shown("answered: watch", talks.talk_card, _answered(Came.watch, _LATER)),
    shown("answered: goes on a day to come", talks.talk_card, _answered(Came.goes, _LATER)),
    shown("answered: in part", talks.talk_card, _answered(Came.in_part, stays=_PARTS[0], goes=_PARTS[1])),
    shown(
        "answered: in part, in numbers alone",
        talks.talk_card,
        _answered(Came.in_part, stays=Part(None, Decimal(12000), "USD"), goes=_PARTS[1]),
    ),
    shown("a week later", talks.talk_again_card, _FIRST),
    shown("a week later, answered", talks.talk_again_card, _answered(Came.resolved)),
    shown("an owner was named", talks.talk_passed_on, _FIRST),
    *(
        shown(
            f"a form: {came.value.replace('_', ' ')}",
            talks.talk_form,
            _FIRST if came in LEADS_TO[TalkKind.ask_first] else _BEFORE,
            came,
            TODAY,
        )
        for came in talks.WITH_A_FORM
    ),
)

SENTENCES = (
    worded("asking first", talks.talk_line, _FIRST),
    worded("watching", talks.talk_line, _answered(Came.watch, _LATER)),
    worded("before they go", talks.talk_line, _BEFORE),
    worded("they go later", talks.talk_line, _answered(Came.goes, _LATER)),
    worded("asking first", talks.talk_duty, CUSTOMER, TalkKind.ask_first),
    worded("before they go", talks.talk_duty, CUSTOMER, TalkKind.before_they_go),
    *(
        worded(came.value.replace("_", " "), talks.why_words, came)
        for kind in TalkKind
        for came in LEADS_TO[kind]
        if came is not Came.watch
    ),
    *(
        worded(problem.value.replace("_", " "), talks.day_words, problem)
        for problem in (Problem.missing, Problem.not_ahead, Problem.in_future, Problem.too_long_ago)
    ),
    worded("worth a lot", talks.parse_talk, filled(stays_worth="a lot"), {"c": Came.in_part.value}),
)
