"""What happens to an exit interview."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InterviewAccepted:
    """A colleague will hold the interview."""

    interview: str
    departure: str
    interviewer: str


@dataclass(frozen=True)
class InterviewHeld:
    """The interview was held, and its findings are filed."""

    interview: str
    departure: str


@dataclass(frozen=True)
class InterviewEnded:
    """There will be no interview: nobody wanted one, or the customer could not be reached."""

    interview: str
    departure: str
