"""How a guess stands beside what was found."""

from __future__ import annotations

import pytest

from bot.insights.rules import match_of
from bot.insights.values import Match


@pytest.mark.parametrize(
    ("guessed", "found", "match"),
    [
        ("price", "price", Match.same),
        ("price", "treatment", Match.different),
        ("unknown", "price", Match.not_sure),
        ("price", "unknown", Match.still_open),
        ("unknown", "unknown", Match.nobody_knows),
        ("other", "other", Match.different),
    ],
)
def test_what_is_not_known_is_never_right_or_wrong(guessed: str, found: str, match: Match) -> None:
    """And something else is not the same thing twice."""
    assert match_of(guessed, found) is match
