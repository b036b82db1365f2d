"""Sentences of the reasons."""

from bot.reasons.blocks.choosing import reason_choices, reason_line

__all__ = ["reason_choices", "reason_line"]
