"""How a letter is filled from the folder, which way it went, and when we ask whether it is changed by now."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.customers.values import TouchKind
from bot.farewell.values.letters import BLANKS, Blank, Known, LetterKind
from bot.work.calendar import Hours, morning_of

EIGHT_WEEKS = timedelta(weeks=8)
A_QUARTER = timedelta(weeks=13)
MOST_ASKED = 2

_BLANK = re.compile(r"\{([^{}\n]*)\}")
_PERHAPS = re.compile(r"\[([^\[\]]*\{[^\[\]]*)\]")


def unknown_blanks(kind: LetterKind, *texts: str) -> list[str]:
    """What stands between braces and is nothing that we fill in, as it was typed, each once."""
    known = {blank.value for blank in BLANKS[kind]}
    typed = [found[1] for text in texts for found in _BLANK.finditer(text)]
    return list(dict.fromkeys(one for one in typed if _plain(one) not in known))


def brackets_meet(words: str) -> bool:
    """Whether each square bracket that opens is closed, and none stands in another: else it would stand in the letter."""
    return not re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", words))


def has_all(words: str, wanted: Collection[Blank]) -> bool:
    """Whether all these blanks stand in a letter."""
    there = {_plain(found[1]) for found in _BLANK.finditer(words)}
    return {blank.value for blank in wanted} <= there


def fill(words: str, known: Known) -> str:
    """A letter with its blanks filled. What stands in square brackets is left out where the folder does not know it.

    Outside of brackets a contact whom nobody named is the customer, and a year that nobody said stays empty.
    """
    facts = {
        Blank.customer.value: known.customer,
        Blank.since.value: str(known.since.year) if known.since else None,
        Blank.contact.value: known.contact,
        Blank.me.value: known.me,
        Blank.what.value: known.what,
    }
    chosen = _PERHAPS.sub(lambda found: found[1] if _is_known(found[1], facts) else "", words)
    return _BLANK.sub(lambda found: _filled(found, facts, known.customer), chosen)


def way_sent(email: str | None, *, printed: bool) -> TouchKind | None:
    """How a letter must have gone: by email where there is an address, by post once printed; None where both, or neither."""
    if bool(email) == printed:
        return None
    return TouchKind.letter if printed else TouchKind.email


def ask_whether_fixed_at(moment: datetime, turn: int, hours: Hours) -> datetime:
    """When it is asked the `turn`-th time whether it is changed: eight weeks after the apology, then a quarter later; in UTC."""
    later = EIGHT_WEEKS if turn == 1 else A_QUARTER
    return morning_of((moment + later).astimezone(hours.zone).date(), hours)


def _plain(typed: str) -> str:
    return typed.strip().casefold()


def _is_known(part: str, facts: Mapping[str, str | None]) -> bool:
    return all(facts.get(_plain(found[1])) for found in _BLANK.finditer(part))


def _filled(found: re.Match[str], facts: Mapping[str, str | None], customer: str) -> str:
    name = _plain(found[1])
    if name not in facts:
        return found[0]
    return facts[name] or (customer if name == Blank.contact.value else "")
