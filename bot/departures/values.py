"""Words of a departure."""

from __future__ import annotations

import enum


class Stage(enum.Enum):
    """Where a departure stands."""

    at_risk = "at_risk"
    leaving = "leaving"
    left = "left"
    saved = "saved"
    returned = "returned"
    closed = "closed"


OPEN_STAGES = frozenset({Stage.at_risk, Stage.leaving, Stage.left})
