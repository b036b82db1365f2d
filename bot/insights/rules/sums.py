"""How a guess stands beside a finding; what may be counted, and from how many on; which sentences may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median, median_low

from bot.customers.values import Cue
from bot.insights.values import (
    Agreement,
    Compared,
    Grade,
    HeardReason,
    Match,
    Preceded,
    Scorecard,
    SignBefore,
    Sought,
    Spoken,
)
from bot.interviews.values import Permission, Source
from bot.reasons.values import OTHER, UNKNOWN

ENOUGH_TO_COMPARE = 10
STEPS_OF = 5
"""How often guesses agree is told from ten on, and anew after each five more: no single guess shows in the difference."""

ENOUGH_DEPARTURES = 5
MOST_SIGNS = 3
ENOUGH_CUSTOMERS = 5
"""Among fewer customers everybody would know whose sentence it is, "without their name" or not."""


def match_of(guessed: str, found: str) -> Match:
    """How the code of a guess stands beside the code of a finding."""
    if found == UNKNOWN:
        return Match.nobody_knows if guessed == UNKNOWN else Match.still_open
    if guessed == UNKNOWN:
        return Match.not_sure
    return Match.same if guessed == found and found != OTHER else Match.different


def grade_of(source: Source | None) -> Grade:
    """How sure we are of what comes from there; from nowhere but us, when there is no source."""
    if source in (None, Source.thought):
        return Grade.we_think
    return Grade.they_said if source is Source.said else Grade.they_wrote


def agreement(compared: Sequence[Compared]) -> Agreement | None:
    """How often guesses agree with what was found, in sum; None while that would say something of a single one.

    Where nobody knew, there is nothing to compare. The order is that in which the findings were filed.
    """
    matches = [match_of(one.guessed, one.found) for one in compared]
    clear = [one for one in matches if one in (Match.same, Match.different)]
    if len(clear) < ENOUGH_TO_COMPARE:
        return None
    told = clear[: len(clear) - len(clear) % STEPS_OF]
    return Agreement(told.count(Match.same), len(told))


def scorecard(sought: Sequence[Sought]) -> Scorecard | None:
    """How many of the interviews that were wanted were held, how soon, and with how many tries; None for very few."""
    if len(sought) < ENOUGH_DEPARTURES:
        return None
    held = [one for one in sought if one.held is not None]
    if not held:
        return Scorecard(0, len(sought), None, None)
    days = median((one.held - one.happened).days for one in held if one.held is not None)
    tries = sum(one.tries for one in held) / len(held)
    return Scorecard(len(held), len(sought), round(days), round(tries, 1))


def signs_before(
    preceded: Iterable[Preceded], departures: int, nothing: Mapping[Cue, int] | None = None
) -> list[SignBefore]:
    """Which warning signs came before so many departures, the most frequent first; none that came before very few.

    In each departure a sign counts once, from when it was first noted. Beside each stands with how many other customers it
    was noted and `nothing` came of it: a sign that is noted everywhere foretells little.
    """
    first: dict[tuple[Cue, str], int] = {}
    for one in preceded:
        known = first.get((one.sign, one.departure), one.days)
        first[one.sign, one.departure] = max(known, one.days)
    by_sign: dict[Cue, list[int]] = defaultdict(list)
    for (sign, _departure), days in first.items():
        by_sign[sign].append(days)
    told = [
        SignBefore(sign, len(days), departures, median_low(days), (nothing or {}).get(sign, 0))
        for sign, days in by_sign.items()
        if len(days) >= ENOUGH_DEPARTURES
    ]
    order = list(Cue)
    return sorted(told, key=lambda one: (-one.count, order.index(one.sign)))[:MOST_SIGNS]


def quotes_to_show(spoken: Iterable[Spoken], customers: int) -> list[Spoken]:
    """The sentences that a report may show, of a time in which so many customers were heard.

    None at all among fewer than five; never one that is not to be shown; and no name beside one that is to be shown
    without it.
    """
    if customers < ENOUGH_CUSTOMERS:
        return []
    return [
        one if one.permission is Permission.named else Spoken(one.words, one.permission, None)
        for one in spoken
        if one.permission is not Permission.hidden
    ]


def count_reasons(heard: Iterable[HeardReason]) -> Counter[str]:
    """How many departures each reason had a part in: a reason counts once for each, however often it was named."""
    return Counter(code for _departure, code in {(one.departure, one.code) for one in heard})
