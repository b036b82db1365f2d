"""The buttons by which an interviewer says how it goes."""

from __future__ import annotations

from bot.interviews.blocks import ids
from bot.interviews.values import InterviewView
from bot.slack.kit import Block, actions, button, pack
from bot.words import _


def steps(about: InterviewView) -> Block:
    """Done, arranged, tried, hand over: under the guide, and under every reminder."""
    held = pack(interview=about.interview)
    return actions(
        button(_("Done"), ids.DONE, held, style="primary", label=_("Done: I have spoken with them")),
        button(_("Arranged"), ids.ARRANGED, held, label=_("Arranged: I have a date with them")),
        button(_("Tried"), ids.TRIED, held, label=_("Tried: I could not reach them yet")),
        button(_("Hand over"), ids.HAND_OVER, held, label=_("Hand over to somebody else")),
    )
