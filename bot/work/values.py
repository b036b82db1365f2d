"""Words of the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Troubles:
    """Of the last seven days: deliveries that ended, by Slack's code for why; obligations that failed; why the workspace rests."""

    undelivered: Mapping[str, int]
    failed: int
    resting: str | None

    @property
    def any(self) -> bool:
        """Whether somebody should look."""
        return bool(self.undelivered or self.failed or self.resting)
