"""What is decided about exit interviews: whom to ask, and when to ask how it goes. Values in, values out."""

from bot.interviews.rules.choosing import choose, is_channel_of, least_contact
from bot.interviews.rules.reminding import (
    PATIENCE,
    RECENT,
    keep_trying_until,
    last_day,
    next_prompt,
    next_reminder,
)

__all__ = [
    "PATIENCE",
    "RECENT",
    "choose",
    "is_channel_of",
    "keep_trying_until",
    "last_day",
    "least_contact",
    "next_prompt",
    "next_reminder",
]
