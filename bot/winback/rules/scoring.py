"""How much speaks for asking a lost customer again.

Each factor gives between nothing and its weight, and more of what speaks for it never gives less. Which factors there are
follows what research says of winning back, as far as it says anything; docs/asking-again.md tells what is supported and
what is a guess. The weights themselves are ours, not measured: a workspace may choose others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal

from bot.customers.values import Consent
from bot.interviews.values import Recommend
from bot.nudges.values import Sounded
from bot.reasons.values import OTHER, SHIPPED_REASONS, UNKNOWN, Taxonomy
from bot.winback.values import Cure, Factor, Score, Signals, Weights

DEFAULT_WEIGHTS = Weights()
WEIGHED = tuple(one.name for one in fields(Weights))
"""What has a weight: each factor, and having been in a digest lately."""
GREATEST_VALUE = 1_000_000
"""A year's worth (in any currency) from which on more counts no more; below, each tenfold counts the same."""
UNKNOWN_SHARE = 0.4
"""What nobody knows counts as a little less than the middle."""
LONGEST_YEARS = 10
FRESH_FOR_YEARS = 5
ASK_RESTS_DAYS = 365
SHOWN_RESTS_DAYS = 28
DOORS_OPEN_DAYS = 90
"""So long before their new contract ends they choose again."""
DOORS_FAR_DAYS = 365
LAST_CONTACTS = 3
"""So many of the last contacts say how warm it is between us."""
SPEAKS_FOR = 0.3
"""A factor is told as a reason when it gives at least this share of its weight."""

CURES = {Cure.by_us: 0.7, Cure.by_time: 0.55, Cure.unknown: UNKNOWN_SHARE, Cure.never: 0.0}
"""What is put right, and checked, gives all; what only could be, less."""
CONSENTS = {Consent.yes: 1.0, Consent.not_answered: 0.25, Consent.no: 0.0}
RECOMMENDS = {Recommend.yes: 1.0, Recommend.perhaps: 0.5, Recommend.no: 0.0}
SOUNDS = {Sounded.glad: 1.0, Sounded.as_usual: 0.5, Sounded.reserved: 0.0}


def score(signals: Signals, weights: Weights = DEFAULT_WEIGHTS) -> Score:
    """How much speaks for asking, in points; with the default weights at most 100."""
    shares = {
        Factor.value: _value(signals.value),
        Factor.tenure: _tenure(signals.years),
        Factor.cure: 1.0 if signals.fixed else CURES[signals.cure],
        Factor.consent: CONSENTS[signals.consent],
        Factor.asked: _asked(signals.days_since_asked),
        Factor.warmth: UNKNOWN_SHARE if signals.warmth is None else signals.warmth,
        Factor.recommends: UNKNOWN_SHARE if signals.recommends is None else RECOMMENDS[signals.recommends],
        Factor.doors: _doors(signals.days_to_doors),
        Factor.recency: _recency(signals.days_since_left),
    }
    parts = {factor: share * getattr(weights, factor.value) for factor, share in shares.items()}
    return Score(sum(parts.values()) - weights.shown * _tired(signals.days_since_shown), parts)


def strongest(scored: Score, signals: Signals, weights: Weights = DEFAULT_WEIGHTS, most: int = 3) -> list[Factor]:
    """The factors that speak most for asking, the strongest first; what nobody knows is no reason, and one is always told."""
    told = [factor for factor in Factor if _is_known(factor, signals) and scored.parts[factor] > 0]
    speaking = [factor for factor in told if scored.parts[factor] >= SPEAKS_FOR * getattr(weights, factor.value)]
    ranked = sorted(speaking, key=lambda factor: -scored.parts[factor])
    return ranked[:most] or [Factor.recency]


def cure_of(reason: str | None, reasons: Taxonomy = SHIPPED_REASONS) -> Cure:
    """Whether what they left over can be put right, by the code of the reason that was found; None where none was."""
    found = reasons.get(reasons.now(reason)) if reason else None
    if found is None or found.code in (UNKNOWN, OTHER):
        return Cure.unknown
    if not found.curable:
        return Cure.never
    return Cure.by_us if found.controllable else Cure.by_time


def warmth_of(sounded: Iterable[Sounded]) -> float | None:
    """How warm the last contacts were, newest first, from 0 to 1; None where nobody said."""
    last = [SOUNDS[one] for one in sounded][:LAST_CONTACTS]
    return sum(last) / len(last) if last else None


def _value(value: Decimal | None) -> float:
    if value is None:
        return UNKNOWN_SHARE
    return min(1.0, math.log10(1 + max(0.0, float(value))) / math.log10(1 + GREATEST_VALUE))


def _tenure(years: float | None) -> float:
    return UNKNOWN_SHARE if years is None else min(1.0, max(0.0, years) / LONGEST_YEARS)


def _asked(days: int | None) -> float:
    return 1.0 if days is None else 0.7 * min(1.0, max(0, days) / ASK_RESTS_DAYS)


def _doors(days: int | None) -> float:
    """Nothing for those whose doors nobody knows, or whose day is past: they have chosen."""
    if days is None or days < 0:
        return 0.0
    return min(1.0, max(0.0, (DOORS_FAR_DAYS - days) / (DOORS_FAR_DAYS - DOORS_OPEN_DAYS)))


def _recency(days: int) -> float:
    return max(0.0, 1 - max(0, days) / (365 * FRESH_FOR_YEARS))


def _tired(days: int | None) -> float:
    return 0.0 if days is None else max(0.0, 1 - max(0, days) / SHOWN_RESTS_DAYS)


def _is_known(factor: Factor, signals: Signals) -> bool:
    match factor:
        case Factor.value:
            return signals.value is not None
        case Factor.tenure:
            return signals.years is not None
        case Factor.cure:
            return signals.fixed or signals.cure is not Cure.unknown
        case Factor.warmth:
            return signals.warmth is not None
        case Factor.recommends:
            return signals.recommends is not None
        case _:
            return True
