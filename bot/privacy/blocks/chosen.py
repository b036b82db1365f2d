"""What was chosen for a setting, as the record says it to people. The table that an admin takes along keeps codes and ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from bot.farewell.blocks.letters import letter_name
from bot.farewell.values.letters import LetterKind
from bot.slack.kit import channel, escape, person
from bot.winback.blocks.weights import factor_words
from bot.words import _
from bot.workspace.blocks import country_name, pool_words, reach_words, unanswered_words, zone_name
from bot.workspace.blocks.keeping import DAY_KINDS, YEAR_KINDS, days_words, years_words
from bot.workspace.blocks.times import clock, weekday
from bot.workspace.roles import LIMITED, Reach
from bot.workspace.values import Pool, Unanswered

CHANNEL = "channel.chosen"
READER = "frank_reader.named"
WEIGHT = "weight.changed"
LETTERS = ("letter.changed", "letter.shipped")


def chosen_words(did: str, setting: str, chosen: str | None) -> str:
    """What was chosen, escaped; a code that nobody knows any more is said as it is."""
    if chosen is None:
        return _("the original words") if did in LETTERS else _("nothing")
    says = _ONES.get(did) or (_EACH.get(setting) if did.startswith(_SETTINGS) else None)
    if says is None:
        return escape(chosen)
    try:
        return says(chosen)
    except ValueError:
        return escape(chosen)


def setting_words(did: str, setting: str) -> str:
    """What a weight or a letter is called where an entry is about one; else the setting as it stands there. Plain text."""
    if did in LETTERS and setting in {one.value for one in LetterKind}:
        return letter_name(LetterKind(setting))
    return factor_words(setting) if did == WEIGHT else setting


def _people(chosen: str) -> str:
    return ", ".join(person(_an_id(one)) for one in chosen.split(", "))


def _channel(chosen: str) -> str:
    return channel(_an_id(chosen))


def _an_id(chosen: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]+", chosen):
        raise ValueError(chosen)
    return chosen


def _yes_or_no(chosen: str) -> str:
    return {"yes": _("yes"), "no": _("no")}.get(chosen, escape(chosen))


def _escaped(says: Callable[[str], str]) -> Callable[[str], str]:
    return lambda chosen: escape(says(chosen))


_SETTINGS = ("settings.", "pool.changed")
_ONES = {CHANNEL: _channel, READER: _people}
_EACH: dict[str, Callable[[str], str]] = {
    "alerts_channel": _channel,
    "country": _escaped(country_name),
    "digest_channel": _channel,
    "digest_hour": lambda chosen: clock(time(int(chosen))),
    "digest_people": _people,
    "digest_people_alone": _yes_or_no,
    "digest_weekday": lambda chosen: weekday(int(chosen)),
    "interview_pool": lambda chosen: pool_words(Pool(chosen)),
    "keep_threads": _yes_or_no,
    "numbers_from": _people,
    "pool_people": _people,
    "show_amounts": _yes_or_no,
    "unanswered": lambda chosen: unanswered_words(Unanswered(chosen)),
    "work_days": lambda chosen: ", ".join(weekday(int(day)) for day in chosen),
    "zone": _escaped(zone_name),
    **dict.fromkeys(LIMITED, lambda chosen: reach_words(Reach(chosen))),
    **dict.fromkeys(YEAR_KINDS, lambda chosen: years_words(int(chosen))),
    **dict.fromkeys(DAY_KINDS, lambda chosen: days_words(int(chosen))),
}
