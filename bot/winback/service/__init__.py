"""The use cases of asking again and welcoming back, and what other stages may ask of them."""

from bot.winback.service.asks import (
    FOLLOW_UP,
    asked_opening,
    claim,
    follow_up,
    give_back,
    let_go_of,
    not_yet,
    tell_asked,
)
from bot.winback.service.care import (
    CARE,
    ask_how_they_are,
    care_opening,
    pass_on_care,
    tell_amber,
    tell_green,
)
from bot.winback.service.digests import (
    DIGEST,
    customer_and_day,
    end_peace,
    follow_rhythm,
    leave_in_peace,
    not_now,
    plan_digest,
    post_digest,
)
from bot.winback.service.launches import follow_fix, open_ways
from bot.winback.service.letters import LETTERS, return_view, welcome_sent
from bot.winback.service.listed import list_line
from bot.winback.service.opportunities import opportunities
from bot.winback.service.returns import (
    come_back,
    cost_of,
    costs_of_times,
    open_back,
    opening_again,
    opening_of,
    return_of,
    set_first_delivery,
    tell_more,
)
from bot.winback.service.shown import CARDS, ahead, card_lines, duties, granted, in_peace, roles_in
from bot.winback.service.weights import change_weights, open_weights, weights_of
from bot.winback.service.welcoming import follow_log, follow_move, follow_undo, hear_no

__all__ = [
    "CARDS",
    "CARE",
    "DIGEST",
    "FOLLOW_UP",
    "LETTERS",
    "ahead",
    "ask_how_they_are",
    "asked_opening",
    "card_lines",
    "care_opening",
    "change_weights",
    "claim",
    "come_back",
    "cost_of",
    "costs_of_times",
    "customer_and_day",
    "duties",
    "end_peace",
    "follow_fix",
    "follow_log",
    "follow_move",
    "follow_rhythm",
    "follow_undo",
    "follow_up",
    "give_back",
    "granted",
    "hear_no",
    "in_peace",
    "leave_in_peace",
    "let_go_of",
    "list_line",
    "not_now",
    "not_yet",
    "open_back",
    "open_ways",
    "open_weights",
    "opening_again",
    "opening_of",
    "opportunities",
    "pass_on_care",
    "plan_digest",
    "post_digest",
    "return_of",
    "return_view",
    "roles_in",
    "set_first_delivery",
    "tell_amber",
    "tell_asked",
    "tell_green",
    "tell_more",
    "weights_of",
    "welcome_sent",
]
