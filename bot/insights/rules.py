"""How a guess stands beside a finding."""

from __future__ import annotations

from bot.insights.values import Grade, Match
from bot.interviews.values import Source

UNKNOWN = "unknown"
OTHER = "other"
"""Something else is not the same twice: only the words beside it say what it was."""


def match_of(guessed: str, found: str) -> Match:
    """How the code of a guess stands beside the code of a finding."""
    if found == UNKNOWN:
        return Match.nobody_knows if guessed == UNKNOWN else Match.still_open
    if guessed == UNKNOWN:
        return Match.not_sure
    return Match.same if guessed == found and found != OTHER else Match.different


def grade_of(source: Source | None) -> Grade:
    """How sure we are of what comes from there; from nowhere but us, when there is no source."""
    if source is None:
        return Grade.we_think
    return Grade.they_said if source is Source.said else Grade.they_wrote
