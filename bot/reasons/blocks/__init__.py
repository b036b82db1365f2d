"""Sentences of the reasons."""

from bot.reasons.blocks.changing import (
    ADD,
    BACK,
    CHANGE,
    COMMANDS,
    FORM,
    PICK,
    code_of,
    parse_reason,
    reason_form,
    reason_list,
    refused_words,
)
from bot.reasons.blocks.choosing import reason_choices, reason_line

__all__ = [
    "ADD",
    "BACK",
    "CHANGE",
    "COMMANDS",
    "FORM",
    "PICK",
    "code_of",
    "parse_reason",
    "reason_choices",
    "reason_form",
    "reason_line",
    "reason_list",
    "refused_words",
]
