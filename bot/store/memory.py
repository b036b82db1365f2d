"""What was read of a workspace and is asked for again and again, kept until anything changes there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

R = TypeVar("R")

ALONE = 60.0
"""Seconds of real time for which something is known at most, where no other process can change it."""
AMONG_OTHERS = 2.0
"""The same where another process may, which nobody here hears of."""
MOST = 5_000
"""So many things are known at once."""


class Memory:
    """Of each workspace what was read there; all of it is forgotten with the first change that this process makes.

    Everything is forgotten from time to time, and when it is too much: it costs one look to learn it again.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[str, dict[Hashable, Any]] = {}
        self._size, self._until = 0, 0.0

    async def recall(self, workspace: str, what: Hashable, read: Callable[[], Awaitable[R]]) -> R:
        """What is known of this workspace under that name; read where it is not known (any more)."""
        self._begin_anew()
        known = self._known.setdefault(workspace, {})
        if what in known:
            kept: R = known[what]
            return kept
        fresh = await read()
        if self._known.get(workspace) is known and self._size < MOST:  # nothing has changed while it was read
            self._size += 1
            known[what] = fresh
        return fresh

    def forget(self, workspace: str) -> None:
        """Something changes there. Said before that is committed: what is read from then on waits for the commit, and is kept."""
        self._known.pop(workspace, None)

    def _begin_anew(self) -> None:
        now = monotonic()
        if now >= self._until or self._size >= MOST:
            self._known, self._size, self._until = {}, 0, now + self._seconds
