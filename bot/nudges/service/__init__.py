"""The use cases of staying in touch, and what other stages may ask of it."""

from bot.nudges.service.answers import asking, hand_over, leave_be, revive, snooze, start_again, stop, tell_done
from bot.nudges.service.keeping import (
    NUDGE,
    begin_when_left,
    begin_when_logged,
    cadence_of,
    follow_size,
    hear_consent,
    nudge_now,
    take_over,
    touch_logged,
)
from bot.nudges.service.shown import CARDS, card_lines, duties, granted, roles_in

__all__ = [
    "CARDS",
    "NUDGE",
    "asking",
    "begin_when_left",
    "begin_when_logged",
    "cadence_of",
    "card_lines",
    "duties",
    "follow_size",
    "granted",
    "hand_over",
    "hear_consent",
    "leave_be",
    "nudge_now",
    "revive",
    "roles_in",
    "snooze",
    "start_again",
    "stop",
    "take_over",
    "tell_done",
    "touch_logged",
]
