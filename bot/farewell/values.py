"""Words of parting."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import Consent
from bot.departures.values import Stage

PARTING = frozenset({Stage.leaving, Stage.left})
"""The stages in which a customer is thanked."""

OTHER = "other"
"""The reason that says nothing by itself, so it needs a sentence."""


class Outcome(enum.Enum):
    """What came of an answer to the request for thanks."""

    done = "done"
    already = "already"
    over = "over"
    locked = "locked"
    may_not = "may_not"


@dataclass(frozen=True)
class GuessForm:
    """What somebody thinks the reason was: a code of the taxonomy, and a sentence if they like."""

    reason: str
    words: str | None


@dataclass(frozen=True)
class ThanksView:
    """All that the request for thanks shows to the one who was asked.

    `since` is when the business began. `answer` is what the customer said about staying in touch since
    they were asked, if anybody heard. The guess itself is not here: a card shows only that there is one.
    """

    id: str
    customer: str
    stage: Stage
    is_owner: bool
    asked_name: str
    since: date | None
    contact: str | None
    email: str | None
    sent_at: datetime | None
    sent_by: str | None
    answer: Consent
    has_guess: bool
    guess_locked: bool

    @property
    def is_over(self) -> bool:
        """Whether the customer is not leaving any more, or has come back."""
        return self.stage not in PARTING

    @property
    def is_answered(self) -> bool:
        """Whether the customer has said yes or no."""
        return self.answer is not Consent.not_answered
