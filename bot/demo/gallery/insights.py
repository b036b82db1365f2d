"""Samples: what was found, beside one's own guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.customers.values import Cue, TouchKind
from bot.demo.gallery.cast import CUSTOMER
from bot.demo.gallery.sample import shown, worded
from bot.insights import blocks
from bot.insights.values import (
    Agreement,
    AlertView,
    Case,
    Grade,
    Heard,
    Judged,
    Judgement,
    Match,
    Scorecard,
    SecondTimes,
    SideBySide,
    SignBefore,
)
from bot.interviews.values import Recommend

_HEARD = Heard(
    departure="d-acme",
    customer=CUSTOMER,
    heard_by="Ruth Abelson",
    reason="how we treated them",
    said="We asked three times about the damaged boxes.\nNobody called back.",
    is_owner=True,
)
_BESIDE = SideBySide(_HEARD, Match.different, "price", "They asked about the price twice since Christmas.")

_UNSURE = (Match.not_sure, Match.nobody_knows)
_OPEN = (Match.still_open, Match.nobody_knows)
_THOUGHTS = {Match.same: "how we treated them", Match.not_sure: "we do not know", Match.nobody_knows: "we do not know"}


def _beside(match: Match, heard_by: str | None) -> SideBySide:
    heard = replace(_HEARD, heard_by=heard_by, reason=None if match in _OPEN else _HEARD.reason)
    words = None if match in _UNSURE else _BESIDE.words
    return SideBySide(heard, match, _THOUGHTS.get(match, _BESIDE.thought), words)


_WHOLE = replace(
    _HEARD,
    more_reasons=("price", "small things added up"),
    quotes=("I liked the boxes. I did not like waiting.",),
    competitor="Nordpack",
    contract_ends=date(2027, 3, 31),
    did_well="Dan in the warehouse, and the boxes themselves.",
    fix_owed="The credit note for the damaged boxes.",
    would_return="A person who picks up the phone.",
)

_ABOUT = "what we delivered"
_ALERT = AlertView("alert-1", "what we delivered", date(2027, 1, 1), now=6, before=4, code="quality")

SAMPLES = (
    shown("a reason comes up more than before", blocks.alert_card, _ALERT, about=_ABOUT),
    shown("a reason that nobody gave before", blocks.alert_card, replace(_ALERT, now=3, before=0), about=_ABOUT),
    *(
        shown(
            f"somebody judged it: {one.value}",
            blocks.alert_card,
            replace(_ALERT, judgement=one, by="Grace Lindqvist"),
            about=_ABOUT,
        )
        for one in Judgement
    ),
    shown(
        "who is behind it",
        blocks.cases_view,
        replace(_ALERT, now=3),
        [Case("d-acme", CUSTOMER), Case("d-nord", "Nordlicht Optik")],
    ),
    *(
        shown(f"they said: {match.value.replace('_', ' ')}", blocks.side_by_side_card, _beside(match, "Ruth Abelson"))
        for match in Match
    ),
    *(
        shown(f"they wrote: {match.value.replace('_', ' ')}", blocks.side_by_side_card, _beside(match, None))
        for match in Match
    ),
    shown("the owner made no guess", blocks.finding_card, _HEARD),
    shown("they wrote, and the owner made no guess", blocks.finding_card, replace(_HEARD, heard_by=None)),
    shown("whoever logged it made no guess", blocks.finding_card, replace(_HEARD, is_owner=False)),
    *(
        shown(f"with all the rest: check in {welcome}", blocks.finding_card, replace(_WHOLE, check_in_welcome=welcome))
        for welcome in (None, True, False)
    ),
    *(
        shown(f"recommends us: {answer.value}", blocks.finding_card, replace(_HEARD, recommend=answer))
        for answer in Recommend
    ),
    *(shown(f"likes a {kind.value}", blocks.finding_card, replace(_HEARD, stay_by=kind)) for kind in TouchKind),
    *(shown(f"grade: {grade.value}", blocks.finding_card, replace(_HEARD, grade=grade)) for grade in Grade),
    shown(
        "another of their contacts", blocks.finding_card, replace(_HEARD, is_first=False), about="another person at"
    ),
    shown("opened again from the details", blocks.said_view, [_WHOLE]),
    shown(
        "two of them were heard",
        blocks.said_view,
        [_HEARD, replace(_HEARD, is_first=False, heard_by="Priya Raman", said="Paul never liked the boxes.")],
    ),
    shown(
        "known from before",
        blocks.said_view,
        [replace(_HEARD, heard_by=None, grade=Grade.we_think, said="Omar heard it.")],
    ),
    shown("it is still open, and nobody guessed", blocks.finding_card, replace(_HEARD, reason=None)),
)
SCORED = worded("on Home, the talks", blocks.score_line, Scorecard(7, 9, 23, 1.8))
AGREED = worded("on Home, the guesses", blocks.agreement_line, Agreement(4, 10))
SENTENCES = (
    worded("an alert that was judged before", blocks.judged, Judged.already),
    worded("an alert pressed by somebody who may not", blocks.judged, Judged.may_not),
    *(worded(f"on Home, a sign: {sign.value}", blocks.sign_line, SignBefore(sign, 7, 19, 34)) for sign in Cue),
    worded("on Home, second times", blocks.second_line, SecondTimes(19, 6, 5, 1)),
    worded("on Home, second times, and why is not known", blocks.second_line, SecondTimes(19, 6, 0, 0)),
    worded("on Home, a sign of the last day", blocks.sign_line, SignBefore(Cue.silence, 5, 5, 1)),
    worded("on Home, a sign that is noted everywhere", blocks.sign_line, SignBefore(Cue.price, 5, 19, 34, 41)),
    worded("on Home, a sign with a few others", blocks.sign_line, SignBefore(Cue.price, 5, 19, 34, 3)),
    SCORED,
    AGREED,
    worded("a button in the details", blocks.said_words),
    worded("on Home, one day, whole tries", blocks.score_line, Scorecard(1, 5, 1, 2.0)),
    worded("on Home, one try each", blocks.score_line, Scorecard(2, 5, 1, 1.0)),
    worded("on Home, none held", blocks.score_line, Scorecard(0, 5, None, None)),
)
