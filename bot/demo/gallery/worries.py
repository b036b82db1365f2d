"""Samples: warning signs, asking first, and the talk before they go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.customers.values import Cue, PromiseState, TouchKind
from bot.demo.gallery.cast import CONTACT, CUSTOMER, DEPARTURES, MAYA, NOW, TODAY
from bot.demo.gallery.forms import form as filled
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.blocks import noticing, promises, signs, talks
from bot.departures.values import Came, Opening, Problem, SignFacts, Source, TalkKind, TalkState
from bot.departures.values.before import LEADS_TO, Hears, Part, PromiseFacts, PromiseView, SignsView, TalkView

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


_SIGNS = SignsView(
    CUSTOMER,
    (*_FIRST.signs, SignFacts(Cue.feeling, "Ben Torres", NOW, None)),
    Hears.owner,
    is_looked_after=False,
)
PROMISE = PromiseView(
    id="p-acme",
    customer=CUSTOMER,
    what="New prices for boxes",
    way=TouchKind.email,
    due=NOW + timedelta(days=1, hours=6),
    state=PromiseState.open,
    by="Maya Okafor",
    keeper="Maya Okafor",
    keeper_promised=True,
    noted_by=None,
    answered_by=None,
    contact=CONTACT,
    new_due=None,
    is_asked=False,
)
_NOTED = replace(PROMISE, noted_by="Theo Marchetti")
_LEFT_BEHIND = replace(PROMISE, keeper="Theo Marchetti", keeper_promised=False)
_DUE = replace(PROMISE, is_asked=True)
_SOURCE = Source("Told Acme they get the prices on Tuesday", DEPARTURES, "1772463600.000100")
_ZONE = "America/New_York"


def _answered(came: Came, until: date | None = None, **more: Any) -> TalkView:
    view = _FIRST if came in LEADS_TO[TalkKind.ask_first] else _BEFORE
    state = TalkState.watching if until else TalkState.over
    return replace(view, state=state, came=came, by="Maya Okafor", until=until, **more)


_WATCHED = replace(_FIRST, before=_LATER, before_came=Came.watch, before_words="They think about it.")

SAMPLES = (
    shown("the owner is asked to ask first", talks.talk_card, _FIRST),
    shown("and nobody knows the owner", talks.talk_card, replace(_FIRST, is_owner=False, quiet=False, signs=())),
    shown("the day has come", talks.talk_card, _WATCHED),
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
    shown("/lost-customer sign", noticing.sign_form, Opening(TODAY), about="warning sign"),
    shown("/lost-customer sign acme", noticing.sign_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("from a message", noticing.sign_form, Opening(TODAY), _SOURCE, about="warning sign"),
    shown("a sign was added", noticing.sign_kept, CUSTOMER),
    *(shown(f"signs add up, for {why.value}", signs.signs_card, replace(_SIGNS, why=why)) for why in Hears),
    shown("somebody has taken it up", signs.signs_card, replace(_SIGNS, is_looked_after=True)),
    shown("/lost-customer promise", promises.promise_form, Opening(TODAY), MAYA, _ZONE, about="promise"),
    shown("from a message", promises.promise_form, Opening(TODAY, "c-acme", CUSTOMER), MAYA, _ZONE, _SOURCE),
    shown("one's own", promises.promise_noted, PROMISE),
    shown("a colleague's", promises.promise_noted, _NOTED),
    shown("a colleague wrote it down", promises.promise_card, _NOTED),
    shown("its maker is not here any more", promises.promise_card, _LEFT_BEHIND),
    shown("two hours before", promises.promise_soon_card, replace(PROMISE, contact=None)),
    shown("two hours before, another's", promises.promise_soon_card, _LEFT_BEHIND),
    shown("afterwards", promises.promise_kept_card, _DUE),
    *(
        shown(f"answered: {state.value}", card, replace(_DUE, state=state, answered_by="Maya Okafor"))
        for state in (PromiseState.kept, PromiseState.broken, PromiseState.dropped)
        for card in (promises.promise_card, promises.promise_soon_card, promises.promise_kept_card)
    ),
    shown("it has a later day", promises.promise_soon_card, replace(_DUE, new_due=NOW + timedelta(days=3))),
    shown("a new day", promises.move_form, "p-acme", _DUE, _ZONE),
    replied("somebody else's promise", promises.promise_declined),
)

SENTENCES = (
    worded("asking first", talks.talk_line, _FIRST),
    worded("watching", talks.talk_line, _answered(Came.watch, _LATER)),
    worded("before they go", talks.talk_line, _BEFORE),
    worded("they go later", talks.talk_line, _answered(Came.goes, _LATER)),
    worded("in the details", talks.said_line, _answered(Came.goes, words="Too dear for them.", answered_at=NOW)),
    *(
        worded(f"in the details, {came.value.replace('_', ' ')}", talks.said_line, _answered(came, words="-", answered_at=NOW))
        for came in Came
        if came is not Came.goes
    ),
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
    worded("no sign was chosen", noticing.parse_sign, filled(customer="old:c-acme")),
    worded("no such customer", noticing.no_such_customer),
    worded("nothing was said", promises.parse_promise, filled(customer="old:c-acme", day=TODAY, by=MAYA)),
    worded("a guest", promises.someone_else),
    *(worded(problem.value, promises.day_words, problem) for problem in (Problem.missing, Problem.not_ahead)),
    worded("in Home", promises.promise_duty, PROMISE),
    *(
        worded(
            f"in the details, {state.value}",
            promises.promise_lines,
            [PromiseFacts("New prices", way, NOW, "Maya Okafor", state) for way in TouchKind],
        )
        for state in PromiseState
    ),
    worded("worth a lot", talks.parse_talk, filled(stays_worth="a lot"), {"c": Came.in_part.value}),
)
