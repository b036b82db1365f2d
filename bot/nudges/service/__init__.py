"""The use cases of staying in touch, and what other stages may ask of it."""

from bot.nudges.service.answers import (
    asking,
    hand_over,
    leave_be,
    revive,
    set_rhythm,
    skip,
    snooze,
    start_again,
    stop,
    tell_done,
)
from bot.nudges.service.articles import bring_article, whom_it_suits
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
from bot.nudges.service.occasions import DOORS, bring_news, expect_doors, open_doors
from bot.nudges.service.shown import CARDS, ahead, card_lines, duties, granted, roles_in

__all__ = [
    "CARDS",
    "DOORS",
    "NUDGE",
    "ahead",
    "asking",
    "begin_when_left",
    "begin_when_logged",
    "bring_article",
    "bring_news",
    "cadence_of",
    "card_lines",
    "duties",
    "expect_doors",
    "follow_size",
    "granted",
    "hand_over",
    "hear_consent",
    "leave_be",
    "nudge_now",
    "open_doors",
    "revive",
    "roles_in",
    "set_rhythm",
    "skip",
    "snooze",
    "start_again",
    "stop",
    "take_over",
    "tell_done",
    "touch_logged",
    "whom_it_suits",
]
