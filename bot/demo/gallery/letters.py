"""Samples: letters and their words, staying in touch, and where we were wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.customers.values import Consent, ConsentFacts
from bot.demo.gallery.cast import CONTACT, CUSTOMER, EMAIL, NOW
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.blocks import printed
from bot.departures.values import Size, Stage
from bot.farewell.blocks import apology, consent, letters
from bot.farewell.values import Outcome
from bot.farewell.values.letters import (
    ApologyState,
    ApologyView,
    ConsentView,
    Known,
    LetterKind,
    LetterRow,
    WordsView,
)
from bot.slack.kit import Letter
from bot.tact import remarks

_ME, _NAME = "Maya Okafor", "Rosa Marin"
_WHAT = "We promised your order for Monday, and it came on Thursday."
_BLAMING = "You should have told us. Give us another chance, or you will regret it."
_BETTER = "Two people check each parcel and sign the slip."
_KNOWN = Known(CUSTOMER, _ME, None, _NAME, _WHAT)
_ROWS = [LetterRow(kind, letters.shipped(kind), is_own=kind is LetterKind.thanks) for kind in LetterKind]
_THANKS, _APOLOGY, _FIXED, *_ = _ROWS
_WORDS = WordsView(LetterKind.thanks, "t-acme", CUSTOMER, letters.composed(LetterKind.thanks, None, _KNOWN), False)

_UNHEARD = ConsentView("d-acme", CUSTOMER, Consent.not_answered, (), _NAME)
_YES = ConsentFacts(Consent.yes, NOW, _ME, _NAME, "“Of course, drop by when you are in town.”")
_NO = ConsentFacts(Consent.no, NOW + timedelta(days=40), "Theo Brandt")
_OPEN = ConsentFacts(Consent.not_answered, NOW - timedelta(days=2), _ME)

_WRITTEN = ApologyView(
    departure="d-acme",
    id="a-acme",
    customer=CUSTOMER,
    stage=Stage.left,
    size=Size.full,
    what=_WHAT,
    state=ApologyState.written,
    in_peace=False,
    is_author=True,
    letter=letters.composed(LetterKind.apology, None, _KNOWN),
    contact=CONTACT,
    email=EMAIL,
)
_SENT = replace(_WRITTEN, state=ApologyState.sent, letter=None, sent_at=NOW, sent_by=_ME)
_CHANGED = replace(_SENT, state=ApologyState.fixed, letter=letters.composed(LetterKind.fixed, None, _KNOWN))
_TOLD_US = replace(
    _WRITTEN, state=ApologyState.improved, letter=letters.composed(LetterKind.improved, None, replace(_KNOWN, what=_BETTER))
)
_TOLD = replace(_CHANGED, state=ApologyState.told, letter=None, told_at=NOW + timedelta(weeks=9), told_by=_ME)

SAMPLES = (
    shown("an admin, from the settings", letters.letters_view, _ROWS, about="letters"),
    *(shown(f"to change it ({row.kind.value})", letters.letter_form, row, about=letters.letter_name(row.kind)) for row in _ROWS),
    shown(
        "words that blame, plead and gloat",
        letters.letter_form,
        replace(_THANKS, letter=Letter("Goodbye", _BLAMING)),
        remarks(_BLAMING),
        "mark",
        about="thank-you",
    ),
    shown("it is kept", letters.letter_kept, _THANKS, about="letter"),
    shown("it has our words again", letters.letter_kept, _FIXED, about="letter"),
    shown("for one customer", letters.words_form, _WORDS),
    shown("for one customer, with advice", letters.words_form, _WORDS, remarks(_BLAMING), "mark"),
    shown("how it went out", letters.way_form, LetterKind.thanks, "t-acme", CUSTOMER),
    shown("to print", printed.printed_message, CUSTOMER),
    shown("to print, without files", printed.printed_message_alone, CUSTOMER, _WORDS.letter),
    shown("nobody has said anything yet", consent.consent_form, _UNHEARD),
    shown("no answer so far", consent.consent_form, replace(_UNHEARD, history=(_OPEN,))),
    shown("they said yes", consent.consent_form, replace(_UNHEARD, answer=Consent.yes, history=(_OPEN, _YES))),
    shown("they changed their mind", consent.consent_form, replace(_UNHEARD, answer=Consent.no, history=(_YES, _NO))),
    replied("somebody else", consent.consent_declined, Outcome.may_not, about="Only those who look after"),
    replied("no answer, after a yes", consent.consent_declined, Outcome.already, about="yes or no before"),
    shown("what went wrong", apology.apology_form, "d-acme", CUSTOMER),
    shown("what went wrong, with advice", apology.apology_form, "d-acme", CUSTOMER, _BLAMING, remarks(_BLAMING), "mark"),
    shown("where the letter is", apology.apology_written, CUSTOMER),
    shown("to send", apology.apology_card, _WRITTEN),
    shown("to send, by somebody who took over", apology.apology_card, replace(_WRITTEN, is_author=False, email=None)),
    shown("sent", apology.apology_card, _SENT),
    shown("sent, and not changed yet", apology.apology_card, replace(_SENT, asked=1, not_yet=1)),
    shown("changed", apology.apology_card, _CHANGED),
    shown("changed, for those who only told us", apology.apology_card, _TOLD_US),
    shown("and they were told", apology.apology_card, _TOLD),
    shown("it stays as it is", apology.apology_card, replace(_SENT, state=ApologyState.never, ended_by=_ME)),
    shown("no apology after all", apology.apology_card, replace(_WRITTEN, state=ApologyState.dropped, ended_by=_ME)),
    shown("the story is closed", apology.apology_card, replace(_WRITTEN, stage=Stage.closed)),
    shown("they wish to be left in peace", apology.apology_card, replace(_WRITTEN, in_peace=True)),
    shown("after eight weeks", apology.asked_card, replace(_SENT, asked=1), 1),
    shown("after eight weeks: not yet", apology.asked_card, replace(_SENT, asked=1, not_yet=1), 1),
    shown("a quarter later", apology.asked_card, replace(_SENT, asked=2, not_yet=1), 2),
    shown("a quarter later: not yet", apology.asked_card, replace(_SENT, asked=2, not_yet=2), 2),
    shown("after eight weeks: it is changed", apology.asked_card, _CHANGED, 1),
    shown("in the thread, of the apology", apology.apologised_line, _ME, about="we were wrong"),
    shown("in the thread, once it is changed", apology.changed_line, _ME, about="changed"),
    *(
        replied(f"a press: {came.value}", apology.apology_declined, came, CUSTOMER)
        for came in (Outcome.may_not, Outcome.in_peace, Outcome.over, Outcome.already)
    ),
)
SENTENCES = (
    *(worded(f"the words we bring along ({kind.value})", letters.shipped_lines, kind) for kind in LetterKind),
    *(worded(f"its subject ({kind.value})", letters.subject_line, kind) for kind in LetterKind),
    worded("a blank that we do not know", letters.parse_letter, LetterKind.thanks, form(subject="Hi", body="Dear {name}")),
    worded("a bracket alone", letters.parse_letter, LetterKind.thanks, form(subject="Hi", body="Dear[ {contact}, thank you")),
    worded("without what went wrong", letters.parse_letter, LetterKind.apology, form(subject="Hi", body="Sorry")),
    worded("the page to print", printed.printed, _WORDS.letter, CUSTOMER, _NAME, NOW.date()),
    worded("in the details, about staying in touch", consent.consent_way),
    worded("in the details, about an apology", apology.apology_way),
    *(worded(f"in the folder ({one.value})", consent.consent_entry, one, _NAME) for one in Consent),
    worded("in the folder, without a name", consent.consent_entry, Consent.yes, None),
    worded("in the folder: an apology", apology.apology_entry, ApologyState.sent),
    worded("in the folder: it is changed", apology.apology_entry, ApologyState.told),
    worded("in the folder: thanks", apology.thanks_entry),
    worded("in Home: an apology", apology.apology_duty, _WRITTEN),
    worded("in Home: it is changed", apology.apology_duty, _CHANGED),
)
