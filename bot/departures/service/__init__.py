"""The use cases of a departure, and what other stages may ask of one."""

from bot.departures.service.access import need_departure, responsible, roles_in
from bot.departures.service.card import refresh_card, tell_thread
from bot.departures.service.facts import facts_of
from bot.departures.service.move import move

__all__ = [
    "facts_of",
    "move",
    "need_departure",
    "refresh_card",
    "responsible",
    "roles_in",
    "tell_thread",
]
