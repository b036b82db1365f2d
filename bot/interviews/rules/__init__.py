"""What is decided about exit interviews: whom to ask, and when to ask how it goes. Values in, values out."""

from bot.interviews.rules.calendar import Entry, calendar_file
from bot.interviews.rules.choosing import (
    MOST_OPEN,
    choose,
    considered,
    is_channel_of,
    least_contact,
    minutes_in_common,
)
from bot.interviews.rules.reminding import (
    PATIENCE,
    RECENT,
    keep_trying_until,
    last_day,
    next_prompt,
    next_reminder,
)
from bot.interviews.rules.telling import decided_by

__all__ = [
    "MOST_OPEN",
    "PATIENCE",
    "RECENT",
    "Entry",
    "calendar_file",
    "choose",
    "considered",
    "decided_by",
    "is_channel_of",
    "keep_trying_until",
    "last_day",
    "least_contact",
    "minutes_in_common",
    "next_prompt",
    "next_reminder",
]
