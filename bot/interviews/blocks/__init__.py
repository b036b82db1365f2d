"""What people read and fill in about an exit interview."""

from bot.interviews.blocks import ids
from bot.interviews.blocks.asking import request_card
from bot.interviews.blocks.deciding import decision_card
from bot.interviews.blocks.forms import (
    Tried,
    arranged_form,
    done_form,
    parse_arranged,
    parse_done,
    parse_tried,
    tried_form,
)
from bot.interviews.blocks.lines import (
    accepted_anyway_line,
    accepted_line,
    asked_duty,
    call_duty,
    card_line,
    decide_duty,
    handed_over_line,
    held_line,
    no_longer_needed,
    not_reached_line,
    obstacle_words,
)
from bot.interviews.blocks.reminding import reminder_card

__all__ = [
    "Tried",
    "accepted_anyway_line",
    "accepted_line",
    "arranged_form",
    "asked_duty",
    "call_duty",
    "card_line",
    "decide_duty",
    "decision_card",
    "done_form",
    "handed_over_line",
    "held_line",
    "ids",
    "no_longer_needed",
    "not_reached_line",
    "obstacle_words",
    "parse_arranged",
    "parse_done",
    "parse_tried",
    "reminder_card",
    "request_card",
    "tried_form",
]
