"""The use cases of staying in touch, and what other stages may ask of it."""

from bot.nudges.service import mailing, shown, succession
from bot.nudges.service.answers import (
    asking,
    hand_over,
    leave_be,
    print_words,
    revive,
    set_rhythm,
    skip,
    snooze,
    start_again,
    stop,
    tell_done,
)
from bot.nudges.service.articles import bring_article, whom_it_suits
from bot.nudges.service.bounds import REPLAN, choose_bounds, kinds_and_bounds
from bot.nudges.service.keeping import (
    begin_when_left,
    begin_when_logged,
    follow_description,
    follow_size,
    hear_consent,
    plan_all,
    take_over,
    touch_logged,
)
from bot.nudges.service.mailing import count_mailing, send_mailing
from bot.nudges.service.occasions import DOORS, bring_news, expect_doors, open_doors
from bot.nudges.service.planning import NUDGE, PAST, cadence_of, let_pass, nudge_now
from bot.nudges.service.shown import ahead, card_lines, duties, granted, roles_in
from bot.nudges.service.succession import (
    UNANSWERED,
    answer_offer,
    offer_to,
    seek_successor,
    succession_view,
    take_back_offer,
)

CARDS = {**shown.CARDS, **succession.CARDS}
FILES = mailing.FILES

__all__ = [
    "CARDS",
    "DOORS",
    "FILES",
    "NUDGE",
    "PAST",
    "REPLAN",
    "UNANSWERED",
    "ahead",
    "answer_offer",
    "asking",
    "begin_when_left",
    "begin_when_logged",
    "bring_article",
    "bring_news",
    "cadence_of",
    "card_lines",
    "choose_bounds",
    "count_mailing",
    "duties",
    "expect_doors",
    "follow_description",
    "follow_size",
    "granted",
    "hand_over",
    "hear_consent",
    "kinds_and_bounds",
    "leave_be",
    "let_pass",
    "nudge_now",
    "offer_to",
    "open_doors",
    "plan_all",
    "print_words",
    "revive",
    "roles_in",
    "seek_successor",
    "send_mailing",
    "set_rhythm",
    "skip",
    "snooze",
    "start_again",
    "stop",
    "succession_view",
    "take_back_offer",
    "take_over",
    "tell_done",
    "touch_logged",
    "whom_it_suits",
]
