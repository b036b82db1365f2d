"""How an admin changes the reasons, and what came of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bot.reasons.values.taxonomy import Feedback, Reason, Taxonomy

LONGEST_NAME = 60
LONGEST_ABOUT = 300
MOST_OFFERED = 80
"""A menu holds a hundred; some room is left for what stands in a form though it is not offered any more."""


class Fate(enum.Enum):
    """What a reason is from now on: offered, not offered any more, or counted as another one."""

    offered = "offered"
    archived = "archived"
    merged = "merged"


@dataclass(frozen=True)
class ReasonForm:
    """A reason as an admin fills it in. `into` is the code as which it is to count, where it is merged."""

    words: str
    about: str
    controllable: bool
    curable: bool
    feedback: Feedback
    fate: Fate = Fate.offered
    into: str | None = None


class Outcome(enum.Enum):
    """What came of wanting to change a reason."""

    done = "done"
    may_not = "may_not"
    gone = "gone"
    taken = "taken"
    full = "full"
    stays = "stays"
    no_target = "no_target"

    @property
    def refuses(self) -> bool:
        """Whether nothing was changed."""
        return self is not Outcome.done


@dataclass(frozen=True)
class ReasonView:
    """What the form for a reason opens with: the reason, if it is not a new one, and all others."""

    reason: Reason | None
    reasons: Taxonomy
