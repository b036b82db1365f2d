"""Samples: the reasons why customers leave."""

from __future__ import annotations

from dataclasses import replace

from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.reasons import blocks
from bot.reasons.values import BY_CODE, DEFAULT_REASONS, SHIPPED_REASONS, UNKNOWN, Feedback, Reason, Taxonomy
from bot.reasons.values.changing import Outcome, ReasonView

_OWN = Reason(
    "own",
    "the ovens stood still",
    "",
    "We could not repair them in time.",
    True,
    True,
    Feedback.low_quality,
    own_words=True,
)
_CHANGED = Taxonomy(
    tuple(
        {
            one.code: one
            for one in (
                *DEFAULT_REASONS,
                replace(BY_CODE["quality"], words="what we baked", own_words=True, curable=False),
                replace(BY_CODE["budget"], archived=True, into="price"),
                replace(BY_CODE["ethics"], archived=True),
                _OWN,
            )
        }.values()
    )
)

SAMPLES = (
    shown("as we ship them", blocks.reason_list, SHIPPED_REASONS, about="Why customers leave"),
    shown("after some changes", blocks.reason_list, _CHANGED, about="Why customers leave"),
    shown("a new one", blocks.reason_form, ReasonView(None, SHIPPED_REASONS), about="A reason"),
    shown("one that we ship", blocks.reason_form, ReasonView(BY_CODE["price"], SHIPPED_REASONS), about="A reason"),
    shown(
        "one that counts as another", blocks.reason_form, ReasonView(_CHANGED.get("budget"), _CHANGED), about="A reason"
    ),
    shown("one that stays", blocks.reason_form, ReasonView(BY_CODE[UNKNOWN], SHIPPED_REASONS), about="A reason"),
)
SENTENCES = (
    worded("no name", blocks.parse_reason, form()),
    worded("no other one", blocks.parse_reason, form(name="price", fate="merged")),
    *(worded(f"refused: {came.value}", blocks.refused_words, came) for came in Outcome if came is not Outcome.done),
)
