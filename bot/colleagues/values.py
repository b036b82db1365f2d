"""Words of teammates."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True)
class BriefLine:
    """One thing that waits. `text` is the first line of its card, as mrkdwn; None when it was settled meanwhile, unseen."""

    id: str
    text: str | None
    opened: bool


@dataclass(frozen=True)
class BriefView:
    """A morning's message: what waits, and how much more waits for tomorrow."""

    lines: tuple[BriefLine, ...]
    left_over: int


class Opened(enum.Enum):
    """What came of asking to see one thing in full."""

    shown = "shown"
    over = "over"
    not_yours = "not_yours"
