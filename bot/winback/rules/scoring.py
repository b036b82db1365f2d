"""How much speaks for asking a lost customer again.

Each factor gives between nothing and its weight, and more of what speaks for it never gives less. The
order of the factors follows what research says of winning back (FIELD.md, Facts): what they are worth
(Stauss and Friege rank by second lifetime value), whether the cause can be cured (Kumar, Leszkiewicz
and Herbst: a group does not leave again for a cured cause), and whether anybody ever asked. The
weights themselves are ours, not measured.
"""

from __future__ import annotations

import math
from decimal import Decimal

from bot.customers.values import Consent
from bot.reasons.values import OTHER, SHIPPED_REASONS, UNKNOWN, Taxonomy
from bot.winback.values import Cure, Factor, Score, Signals, Weights

DEFAULT_WEIGHTS = Weights()
GREATEST_VALUE = 1_000_000
"""A year's worth (in any currency) from which on more counts no more; below, each tenfold counts the same."""
UNKNOWN_SHARE = 0.4
"""What nobody knows counts as a little less than the middle."""
LONGEST_YEARS = 10
FRESH_FOR_YEARS = 5
ASK_RESTS_DAYS = 365
SHOWN_RESTS_DAYS = 28
SPEAKS_FOR = 0.3
"""A factor is told as a reason when it gives at least this share of its weight."""

CURES = {Cure.by_us: 1.0, Cure.by_time: 0.6, Cure.unknown: UNKNOWN_SHARE, Cure.never: 0.0}
CONSENTS = {Consent.yes: 1.0, Consent.not_answered: 0.25, Consent.no: 0.0}


def score(signals: Signals, weights: Weights = DEFAULT_WEIGHTS) -> Score:
    """How much speaks for asking, in points; with the default weights at most 100."""
    parts = {
        Factor.value: weights.value * _value(signals.value),
        Factor.tenure: weights.tenure * _tenure(signals.years),
        Factor.cure: weights.cure * CURES[signals.cure],
        Factor.consent: weights.consent * CONSENTS[signals.consent],
        Factor.asked: weights.asked * _asked(signals.days_since_asked),
        Factor.recency: weights.recency * _recency(signals.days_since_left),
    }
    return Score(sum(parts.values()) - weights.shown * _tired(signals.days_since_shown), parts)


def strongest(scored: Score, signals: Signals, weights: Weights = DEFAULT_WEIGHTS, most: int = 3) -> list[Factor]:
    """The factors that speak most for asking, the strongest first; what nobody knows is no reason, and one is always told."""
    told = [factor for factor in Factor if _is_known(factor, signals)]
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


def _value(value: Decimal | None) -> float:
    if value is None:
        return UNKNOWN_SHARE
    return min(1.0, math.log10(1 + max(0.0, float(value))) / math.log10(1 + GREATEST_VALUE))


def _tenure(years: float | None) -> float:
    return UNKNOWN_SHARE if years is None else min(1.0, max(0.0, years) / LONGEST_YEARS)


def _asked(days: int | None) -> float:
    return 1.0 if days is None else 0.7 * min(1.0, max(0, days) / ASK_RESTS_DAYS)


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
            return signals.cure is not Cure.unknown
        case _:
            return True
