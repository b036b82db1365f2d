"""What happens to something that we change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FixVerified:
    """What customers left over is changed, and somebody has looked that it is. `departures` are those who left over it.

    `reason` is a code of the taxonomy, where the fix puts right all that was left over that reason; else None.
    """

    fix: str
    reason: str | None
    departures: tuple[str, ...]
    by: str
