"""The use cases of a departure, and what other stages may ask of one."""

from collections.abc import Mapping

from bot.departures.service import card, promises, signs, talks
from bot.departures.service.access import carer_of, need_departure, responsible, roles_in, seen_departures
from bot.departures.service.card import (
    card_place,
    card_thread,
    follow_channel,
    leave_channel,
    place_card,
    refresh_card,
    rescue_card,
    tell_thread,
)
from bot.departures.service.counted import was_lost
from bot.departures.service.details import details_of
from bot.departures.service.facts import consent_facts, facts_of
from bot.departures.service.find import list_lost, logger_of, names_in_use, open_log, suggest_customers, understand
from bot.departures.service.log import log_departure, strangers_in
from bot.departures.service.move import answer_move, give_to, move, name_owner, open_move, share
from bot.departures.service.promises import pass_on_promises, promise_duties, promises_ahead
from bot.departures.service.size import choose_size, open_about, open_size, tell_about
from bot.departures.service.talks import (
    ask_owner,
    ask_when_logged,
    ask_when_moved,
    fits_us,
    follow_size,
    follow_undo,
    pass_on_talks,
    talk_duties,
    talk_lines,
    talks_ahead,
)
from bot.departures.service.undo import take_back
from bot.work.parts import Renderer

CARDS: Mapping[str, Renderer] = {**card.CARDS, **talks.CARDS, **signs.CARDS, **promises.CARDS}
REPEATS = {talks.AGAIN: talks.TALK}


__all__ = [
    "CARDS",
    "REPEATS",
    "answer_move",
    "ask_owner",
    "ask_when_logged",
    "ask_when_moved",
    "card_place",
    "card_thread",
    "carer_of",
    "choose_size",
    "consent_facts",
    "details_of",
    "facts_of",
    "fits_us",
    "follow_channel",
    "follow_size",
    "follow_undo",
    "give_to",
    "leave_channel",
    "list_lost",
    "log_departure",
    "logger_of",
    "move",
    "name_owner",
    "names_in_use",
    "need_departure",
    "open_about",
    "open_log",
    "open_move",
    "open_size",
    "pass_on_promises",
    "pass_on_talks",
    "place_card",
    "promise_duties",
    "promises_ahead",
    "refresh_card",
    "rescue_card",
    "responsible",
    "roles_in",
    "seen_departures",
    "share",
    "strangers_in",
    "suggest_customers",
    "take_back",
    "talk_duties",
    "talk_lines",
    "talks_ahead",
    "tell_about",
    "tell_thread",
    "understand",
    "was_lost",
]
