"""Samples: the morning's message, and what people hear who are no colleagues."""

from __future__ import annotations

from bot.colleagues import blocks
from bot.colleagues.values import BriefLine, BriefView, Opened
from bot.demo.gallery.sample import replied, shown

_LINES = (
    BriefLine(
        "1", "It is time to say hello to *Acme Bakeries*. Not to sell: only so that they are not forgotten.", False
    ),
    BriefLine("2", "Have you been able to speak with *Moonrise Cosmetics* about why they left?", False),
)
_OPENED = tuple(BriefLine(line.id, line.text, opened=True) for line in _LINES)

SAMPLES = (
    shown("two things wait", blocks.brief_card, BriefView(_LINES, left_over=0), about="2 things wait"),
    shown(
        "one of them is opened",
        blocks.brief_card,
        BriefView((_OPENED[0], _LINES[1]), left_over=0),
        about="2 things wait",
    ),
    shown(
        "one is left, one more waits", blocks.brief_card, BriefView(_LINES[:1], left_over=1), about="One thing waits"
    ),
    shown(
        "one of them was settled meanwhile",
        blocks.brief_card,
        BriefView((BriefLine("1", None, opened=False), _LINES[1]), left_over=0),
        about="2 things wait",
    ),
    shown("more wait", blocks.brief_card, BriefView(_LINES, left_over=3), about="2 things wait"),
    *(
        replied(f"opened: {opened.value.replace('_', ' ')}", blocks.opened_words, opened, about="for")
        for opened in (Opened.over, Opened.not_yours)
    ),
    replied(
        "somebody from another company uses the command", blocks.for_colleagues_only, "Fernhill", about="Porchlight"
    ),
    replied("the same, where the firm's name is not known", blocks.for_colleagues_only, None, about="Porchlight"),
)
SENTENCES = ()
