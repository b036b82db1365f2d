"""Samples: what a customer said is filled in page by page, and what is not for the owner is kept apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.demo.gallery.cast import CALLING, CUSTOMER, NOW
from bot.demo.gallery.sample import shown, worded
from bot.interviews import blocks
from bot.interviews.values import Source
from bot.interviews.values.heard import FindingsView, FrankView, ReaderChoice, Step

_ABOUT = replace(CALLING, contact=None)
_ANSWERS: dict[str, Any] = {
    "said": "We asked three times about the damaged boxes. Nobody called back.",
    "reason": "treatment",
    "consent": "yes",
    "more_reasons": ["price"],
    "competitor": "Nordpack",
    "contract_ends": "2027-03-31",
    "check_in": "yes",
    "did_well": "Dan in the warehouse, and the boxes themselves.",
    "quote1": "I liked the boxes. I did not like waiting.",
    "permission1": "anonymous",
    "fix_owed": "The credit note for the damaged boxes.",
    "would_return": "A person who picks up the phone.",
    "recommend": "perhaps",
    "stay_by": "call",
    "frank": "She felt talked down to at the last visit.",
    "frank_reason": "treatment",
}
_FIRST = FindingsView(_ABOUT, Step.three, {}, Source.said)
_FULL = replace(_FIRST, answers=_ANSWERS, reader="Grace Lindqvist")
_NOTE = FrankView(CUSTOMER, "Ruth Abelson", NOW, _ANSWERS["frank"], "how we treated them")

DUTIES = (blocks.resume_duty(_ABOUT, Source.said), blocks.resume_duty(_ABOUT, Source.wrote))


SAMPLES = (
    shown("they have spoken", blocks.findings_form, _FIRST),
    shown(
        "somebody from outside has spoken",
        blocks.findings_form,
        replace(_FIRST, about=replace(_ABOUT, outsider="Vera Nowak")),
    ),
    shown("they wrote", blocks.findings_form, replace(_FIRST, source=Source.wrote)),
    *(shown(f"page {int(step)}, filled in", blocks.findings_form, replace(_FULL, step=step)) for step in Step),
    shown("not for the owner, and nobody is named", blocks.findings_form, replace(_FIRST, step=Step.aside)),
    shown(
        "something is missing on the first page",
        blocks.findings_form,
        replace(_FULL, told=("Please choose the main reason; what comes nearest will do.",)),
    ),
    shown("added later", blocks.findings_form, replace(_FULL, step=Step.around, completes=True)),
    shown("word to the reader", blocks.frank_card, "i-acme", CUSTOMER),
    shown("not theirs any more", blocks.frank_closed_card, CUSTOMER),
    shown("opened", blocks.frank_view, _NOTE),
    shown("opened, without a reason", blocks.frank_view, replace(_NOTE, reason=None)),
    shown("with another of theirs", blocks.another_form, "d-acme", CUSTOMER),
    *(
        shown(
            f"in the thread, {number}", blocks.with_whom, blocks.held_line("Ruth Abelson"), number, about="spoken with"
        )
        for number in (2, 3, 4)
    ),
    shown("nobody is named", blocks.reader_form, ReaderChoice(None, None), about="not for the owner"),
)
SENTENCES = (
    worded("a button in the details", blocks.another_words),
    worded("on the card, the second", blocks.card_line_of, "Exit interview: held", 2),
    worded("on the card, between a few", blocks.kept_quiet_line),
    worded("nobody reads", blocks.reader_line, ReaderChoice(None, None)),
    worded("somebody reads", blocks.reader_line, ReaderChoice("U1", "Grace Lindqvist")),
    worded("nothing filled in", blocks.missing_words, Step.three, {}),
    worded("the main reason twice", blocks.missing_words, Step.around, _ANSWERS | {"more_reasons": ["treatment"]}),
    worded(
        "three more reasons",
        blocks.missing_words,
        Step.around,
        _ANSWERS | {"more_reasons": ["price", "quality", "budget"]},
    ),
    worded("no permission", blocks.missing_words, Step.quotes, _ANSWERS | {"permission1": None}),
    worded("a reason without words", blocks.missing_words, Step.aside, _ANSWERS | {"frank": None}),
)
