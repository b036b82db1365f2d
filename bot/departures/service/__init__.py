"""The use cases of a departure, and what other stages may ask of one."""

from bot.departures.service.access import need_departure, responsible, roles_in
from bot.departures.service.card import (
    CARDS,
    card_place,
    card_thread,
    follow_channel,
    leave_channel,
    place_card,
    refresh_card,
    rescue_card,
    tell_thread,
)
from bot.departures.service.facts import details_of, facts_of
from bot.departures.service.find import list_lost, open_log, suggest_customers, understand
from bot.departures.service.log import log_departure, strangers_in
from bot.departures.service.move import answer_move, move, name_owner, open_move, share
from bot.departures.service.size import choose_size, open_about, open_size, tell_about

__all__ = [
    "CARDS",
    "answer_move",
    "card_place",
    "card_thread",
    "choose_size",
    "details_of",
    "facts_of",
    "follow_channel",
    "leave_channel",
    "list_lost",
    "log_departure",
    "move",
    "name_owner",
    "need_departure",
    "open_about",
    "open_log",
    "open_move",
    "open_size",
    "place_card",
    "refresh_card",
    "rescue_card",
    "responsible",
    "roles_in",
    "share",
    "strangers_in",
    "suggest_customers",
    "tell_about",
    "tell_thread",
    "understand",
]
