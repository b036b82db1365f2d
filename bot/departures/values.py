"""Words of a departure, and what its cards and messages are written from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class Stage(enum.Enum):
    """Where a departure stands."""

    at_risk = "at_risk"
    leaving = "leaving"
    left = "left"
    saved = "saved"
    returned = "returned"
    closed = "closed"


OPEN_STAGES = frozenset({Stage.at_risk, Stage.leaving, Stage.left})


class Outcome(enum.Enum):
    """What came of wanting to change a departure."""

    done = "done"
    may_not = "may_not"
    not_from_here = "not_from_here"
    bad_day = "bad_day"


@dataclass(frozen=True)
class DepartureFacts:
    """What is known of a departure, for whoever writes about it.

    `happened` is the day from which things are counted, in the logger's zone. `since` is when the
    business began, where anybody said so; `time` is 1 for their first time with us. `note` and the
    `contact_…` are for those in the circle alone: never for a channel.
    """

    id: str
    customer_id: str
    customer: str
    stage: Stage
    happened: date
    owner: str | None
    logged_by: str
    logged_at: datetime
    responsible: str
    quiet: bool
    since: date | None
    time: int
    contact_words: str | None
    contact_phone: str | None
    contact_email: str | None
    note: str | None
    source_link: str | None
    source_words: str | None
    posted_to: str | None
