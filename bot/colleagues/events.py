"""What happens to teammates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ColleagueGone:
    """Somebody is a colleague no longer: their account was closed, or is a guest's now."""

    person: str


@dataclass(frozen=True)
class HoursChosen:
    """Somebody said when they wish to be asked, or lives by another clock now."""

    person: str


@dataclass(frozen=True)
class PeopleRead:
    """Slack told of everybody: their zones among it, and who is an admin."""
