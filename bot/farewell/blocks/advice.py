"""What is said about words that blame, plead or gloat: advice, which may be left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.slack.kit import Block, context, escape, section
from bot.tact import Fault, Remark
from bot.words import _, later

_FAULTS: Mapping[Fault, str] = {
    Fault.blames: later("“{phrase}” may sound like blame."),
    Fault.pleads: later("“{phrase}” may sound like pleading."),
    Fault.gloats: later("“{phrase}” may sound like gloating."),
}


def advice(remarks: Sequence[Remark]) -> Iterator[Block]:
    """Above a form that has been sent once: which phrases to look at again, and why; nothing where there are none."""
    if remarks:
        yield section("\n".join([_("*Before you keep it, a look at some words:*"), *advice_lines(remarks)]))
        yield context(_("This is advice. You know them better: you can keep it as it is."))


def advice_lines(remarks: Sequence[Remark]) -> list[str]:
    """Each phrase, what it may sound like, and why. Mrkdwn, escaped."""
    return [f"• {_(_FAULTS[one.fault]).format(phrase=escape(one.phrase))} {_(one.why)}" for one in remarks]
