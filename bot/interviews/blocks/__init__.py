"""What people read and fill in about an exit interview."""

from bot.interviews.blocks import ids
from bot.interviews.blocks.asking import request_card
from bot.interviews.blocks.deciding import decision_card
from bot.interviews.blocks.forms import (
    Tried,
    answers_form,
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
from bot.interviews.blocks.outside import (
    outsider_brief,
    outsider_card,
    outsider_form,
    outsider_held_line,
    outsider_line,
    outsider_not_needed,
    parse_outsider,
)
from bot.interviews.blocks.reminding import reminder_card
from bot.interviews.blocks.writing import (
    answered_line,
    questions_card,
    questions_duty,
    questions_letter,
    questions_line,
    questions_passed_on_card,
    questions_reminder_card,
    questions_sent_line,
)

__all__ = [
    "Tried",
    "accepted_anyway_line",
    "accepted_line",
    "answered_line",
    "answers_form",
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
    "outsider_brief",
    "outsider_card",
    "outsider_form",
    "outsider_held_line",
    "outsider_line",
    "outsider_not_needed",
    "parse_arranged",
    "parse_done",
    "parse_outsider",
    "parse_tried",
    "questions_card",
    "questions_duty",
    "questions_letter",
    "questions_line",
    "questions_passed_on_card",
    "questions_reminder_card",
    "questions_sent_line",
    "reminder_card",
    "request_card",
    "tried_form",
]
