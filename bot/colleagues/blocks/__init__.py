"""The morning brief, somebody's own hours, and what is said to people who are not colleagues."""

from bot.colleagues.blocks.brief import OPEN, brief_card, for_colleagues_only, not_for_guests, opened_words
from bot.colleagues.blocks.hours import (
    HOURS,
    HOURS_FORM,
    hours_form,
    hours_section,
    hours_words,
    parse_hours,
)

__all__ = [
    "HOURS",
    "HOURS_FORM",
    "OPEN",
    "brief_card",
    "for_colleagues_only",
    "hours_form",
    "hours_section",
    "hours_words",
    "not_for_guests",
    "opened_words",
    "parse_hours",
]
