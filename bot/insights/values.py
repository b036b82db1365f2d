"""Words of what is learnt from a talk."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Match(enum.Enum):
    """How somebody's own guess stands beside what the customer said. It is a word to begin with, never a score."""

    same = "same"
    different = "different"
    not_sure = "not_sure"
    still_open = "still_open"
    nobody_knows = "nobody_knows"


@dataclass(frozen=True)
class Heard:
    """What a customer let us know. `reason` is in plain words, or None when it is still open; `said` is in theirs.

    `heard_by` is the name of whoever spoke with them, or None where they wrote.
    """

    departure: str
    customer: str
    heard_by: str | None
    reason: str | None
    said: str
    is_owner: bool


@dataclass(frozen=True)
class SideBySide:
    """Somebody's own guess beside what the customer said, for the one who made it. `thought` is in plain words, `words` their own."""

    heard: Heard
    match: Match
    thought: str
    words: str | None
