"""Words of what we change because of what customers told us."""

from __future__ import annotations

import enum


class FixState(enum.Enum):
    """Where it stands. `done`: whoever sees to it says so, and somebody is to look; `verified`: somebody did, and it holds."""

    open = "open"
    done = "done"
    verified = "verified"
    dropped = "dropped"
