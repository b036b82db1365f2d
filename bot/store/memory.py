"""What was read of a workspace and is asked for again and again, kept until anything changes there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

R = TypeVar("R")

ALONE = 60.0
"""Seconds of real time for which something is known where no other process can change it."""
AMONG_OTHERS = 2.0
"""The same where another process may, which nobody here hears of."""
MOST = 5_000


class Memory:
    """Of each workspace what was read there; all of it is forgotten with the first change that this process makes."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[str, dict[Hashable, tuple[float, Any]]] = {}
        self._size = 0

    async def recall(self, workspace: str, what: Hashable, read: Callable[[], Awaitable[R]]) -> R:
        """What is known of this workspace under that name; read where it is not known, or no longer."""
        known, now = self._known.setdefault(workspace, {}), monotonic()
        until, found = known.get(what, (0.0, None))
        if until > now:
            kept: R = found
            return kept
        fresh = await read()
        if self._known.get(workspace) is known:  # nothing has changed while it was read
            self._make_room()
            known[what] = now + self._seconds, fresh
        return fresh

    def forget(self, workspace: str) -> None:
        """Something has changed there."""
        self._known.pop(workspace, None)

    def _make_room(self) -> None:
        """What has not been asked for since is let go with all else, once there is too much: it costs one look to learn it again."""
        self._size += 1
        if self._size > MOST:
            self._known, self._size = {}, 1
