"""Samples: what was found, beside one's own guess."""

from __future__ import annotations

from dataclasses import replace

from bot.demo.gallery.cast import CUSTOMER
from bot.demo.gallery.sample import shown
from bot.insights import blocks
from bot.insights.values import Heard, Match, SideBySide

_HEARD = Heard(
    departure="d-acme",
    customer=CUSTOMER,
    interviewer="Ruth Abelson",
    reason="how we treated them",
    said="We asked three times about the damaged boxes.\nNobody called back.",
    is_owner=True,
)
_BESIDE = SideBySide(_HEARD, Match.different, "price", "They asked about the price twice since Christmas.")

SAMPLES = (
    shown("another reason", blocks.side_by_side_card, _BESIDE),
    shown("the same reason", blocks.side_by_side_card, replace(_BESIDE, match=Match.same, thought=_HEARD.reason)),
    shown("they were not sure", blocks.side_by_side_card, replace(_BESIDE, match=Match.not_sure, words=None)),
    shown(
        "it is still open",
        blocks.side_by_side_card,
        replace(_BESIDE, match=Match.still_open, heard=replace(_HEARD, reason=None)),
    ),
    shown(
        "nobody knows",
        blocks.side_by_side_card,
        replace(_BESIDE, match=Match.nobody_knows, words=None, heard=replace(_HEARD, reason=None)),
    ),
    shown("the owner made no guess", blocks.finding_card, _HEARD),
    shown("whoever logged it made no guess", blocks.finding_card, replace(_HEARD, is_owner=False)),
    shown("it is still open, and nobody guessed", blocks.finding_card, replace(_HEARD, reason=None)),
)
SENTENCES = ()
