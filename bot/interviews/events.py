"""What happens to an exit interview."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WillingnessChosen:
    """Somebody said whether they wish to be asked to hold interviews."""

    person: str


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
class FindingsCompleted:
    """Whoever filed the findings has added to them."""

    interview: str
    departure: str


@dataclass(frozen=True)
class ReaderNamed:
    """An admin said who reads what is not for the owner; `before` did until now. Nobody does where it is None."""

    before: str | None
    reader: str | None


@dataclass(frozen=True)
class InterviewEnded:
    """There will be no interview: nobody wanted one, or the customer could not be reached."""

    interview: str
    departure: str
