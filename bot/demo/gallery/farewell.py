"""Samples: the thank-you, and one's own guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.customers.values import Consent
from bot.demo.gallery.cast import CONTACT, CUSTOMER, EMAIL, MAYA, NOW, SINCE
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Size, Stage
from bot.farewell import blocks
from bot.farewell.blocks.advice import advice_lines
from bot.farewell.values import GuessForm, GuessView, Outcome, ThanksView
from bot.reasons.values import OTHER
from bot.tact import PHRASES, remarks

_ASKED = ThanksView(
    id="t-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    is_owner=True,
    asked_name="Maya Okafor",
    since=SINCE,
    contact=CONTACT,
    email=EMAIL,
    sent_at=None,
    sent_by=None,
    answer=Consent.not_answered,
    has_guess=False,
    guess_locked=False,
)
_SENT = replace(_ASKED, sent_at=NOW + timedelta(hours=1), sent_by=MAYA, has_guess=True)
_REASONS = {one.why: one for one in remarks(". ".join(one.words for one in PHRASES))}
_GUESS = GuessForm("price", "They asked about the price twice since Christmas.")

SAMPLES = (
    shown("the owner is asked, the same day", blocks.thanks_card, _ASKED),
    shown(
        "whoever logged it is asked, and nobody to write to is known",
        blocks.thanks_card,
        replace(_ASKED, stage=Stage.leaving, is_owner=False, since=None, contact=None, email=None),
    ),
    shown("it is sent", blocks.thanks_card, _SENT),
    shown("they said yes", blocks.thanks_card, replace(_SENT, answer=Consent.yes, guess_locked=True)),
    shown("they said no", blocks.thanks_card, replace(_SENT, answer=Consent.no, guess_locked=True)),
    *(
        shown(
            f"not needed any more ({stage.value.replace('_', ' ')})", blocks.thanks_card, replace(_ASKED, stage=stage)
        )
        for stage in (Stage.at_risk, Stage.saved, Stage.returned, Stage.closed)
    ),
    shown("only a record is kept", blocks.thanks_card, replace(_ASKED, size=Size.record)),
    shown("the next working morning", blocks.reminder_card, _ASKED),
    shown("and it was sent then", blocks.reminder_card, _SENT),
    shown("the owner is known now", blocks.passed_on_card, _ASKED),
    shown("the owner is known now, and the thanks are sent", blocks.passed_on_card, _SENT),
    shown("in the thread", blocks.thanked_line, "Maya Okafor", about="thanked them"),
    shown("the first time", blocks.guess_form, "t-acme", GuessView(CUSTOMER)),
    shown("to change it", blocks.guess_form, "t-acme", GuessView(CUSTOMER, _GUESS)),
    shown("somebody has talked with them", blocks.guess_locked_view, CUSTOMER),
    shown("whoever was asked before has gone", blocks.thanks_card, replace(_ASKED, is_owner=False, is_heir=True)),
    shown(
        "the words were changed for this one customer",
        blocks.thanks_card,
        replace(_ASKED, words="Dear Rosa,\n\nten good years. Thank you for each of them.\n\nMaya"),
    ),
    shown("words too long for a link", blocks.thanks_card, replace(_ASKED, words="ten good years, " * 140)),
    replied("pressed again", blocks.thanks_declined, Outcome.already, CUSTOMER, about="noted already"),
    replied("pressed too late", blocks.thanks_declined, Outcome.over, CUSTOMER, about=CUSTOMER),
    replied("pressed by somebody else", blocks.thanks_declined, Outcome.may_not, CUSTOMER, about="asked of the colleague"),
    replied("a guess after the findings", blocks.locked, about="your guess"),
)
SENTENCES = (
    worded("one phrase for each reason", advice_lines, tuple(_REASONS.values())),
    worded("no reason chosen", blocks.parse_guess, form()),
    worded("something else, and no word of it", blocks.parse_guess, form(reason=OTHER)),
    worded("on the card", blocks.card_line, "Mar 2"),
    worded("in Home", blocks.duty_line, CUSTOMER),
)
