"""Words of an exit interview."""

from __future__ import annotations

import enum


class InterviewState(enum.Enum):
    """Where an interview stands."""

    seeking = "seeking"
    nobody = "nobody"
    asked = "asked"
    accepted = "accepted"
    arranged = "arranged"
    held = "held"
    ended = "ended"


class RequestState(enum.Enum):
    """What became of asking one colleague."""

    asked = "asked"
    accepted = "accepted"
    knows_them = "knows_them"
    cannot_now = "cannot_now"
    no_answer = "no_answer"
    handed_over = "handed_over"
    withdrawn = "withdrawn"
