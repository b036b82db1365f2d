"""The short guide for the call, as it stands in the first message, an hour before the call, and in the calendar."""

from __future__ import annotations

from bot.interviews.blocks.plain import time_with_us
from bot.interviews.values import InterviewView
from bot.words import _


def guide_words(about: InterviewView) -> tuple[str, ...]:
    """How to open, what to ask, what not to say: paragraphs of mrkdwn, without anything that a person wrote."""
    opening = _(
        "*How to open.* Thank them for the business they gave us{tenure}. Say that you only want to learn, so that we can "
        "put our mistakes right and perhaps earn their business again one day; that it is not about keeping them; and that they "
        "may be as frank as they like."
    )
    questions = _(
        "*What to ask*\n• What happened, and when was it decided?\n• Who or what takes our place?\n"
        "• What did we do well?\n• What would have to be true for you to come back?\n• Is there anything we still owe you?\n"
        "• May we stay in touch?"
    )
    avoid = _("*What not to say.* “I told you so”. And no defending and no selling: just listen, and take notes.")
    return opening.format(tenure=time_with_us(about)), questions, avoid
