"""The use cases of what we change, and what other stages may ask of it."""

from bot.fixes.service.cured import fixed_cases, fixed_reasons
from bot.fixes.service.doing import (
    end_fixes,
    hand_over,
    leave_as_it_is,
    make_fix,
    next_due,
    open_again,
    open_form,
    put_off,
    say_done,
    say_it_holds,
)
from bot.fixes.service.reminding import HOLDS, REMIND, REPEATS, ask_whether_it_holds, pass_on_fixes, remind
from bot.fixes.service.shown import CARDS, ahead, duties, list_fixes, open_fix, timeline
from bot.fixes.service.telling import (
    link_when_heard,
    open_telling,
    show_moved,
    show_reached,
    tell_carers,
    tell_customer,
)

__all__ = [
    "CARDS",
    "HOLDS",
    "REMIND",
    "REPEATS",
    "ahead",
    "ask_whether_it_holds",
    "duties",
    "end_fixes",
    "fixed_cases",
    "fixed_reasons",
    "hand_over",
    "leave_as_it_is",
    "link_when_heard",
    "list_fixes",
    "make_fix",
    "next_due",
    "open_again",
    "open_fix",
    "open_form",
    "open_telling",
    "pass_on_fixes",
    "put_off",
    "remind",
    "say_done",
    "say_it_holds",
    "show_moved",
    "show_reached",
    "tell_carers",
    "tell_customer",
    "timeline",
]
