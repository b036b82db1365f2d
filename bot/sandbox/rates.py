"""Slack's rate limits, on the workspace's clock, so that a test can wait them out by moving it."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.coverage import COVERAGE
from bot.sandbox.records import Json

HISTORY = ("conversations.history", "conversations.replies")
COMMERCIAL_PAGE = 15


@dataclass
class Rates:
    """How often each method may be called; off until `enforce` is set.

    `commercial` gives the limits of apps distributed outside the Marketplace: one history call a minute, of at most
    fifteen messages, however many are asked for.
    """

    enforce: bool = False
    commercial: bool = False
    _calls: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait_for(self, method: str, args: Json, now: datetime) -> int:
        """Seconds until this call may be made, 0 when it may be made now (and is counted)."""
        if not self.enforce:
            return 0
        moment = now.timestamp()
        limits = [(method, self._per_minute(method), 60.0)]
        if method == "chat.postMessage":
            limits.append((f"{method} {args.get('channel')}", 1, 1.0))
        for key, most, span in limits:
            calls = self._calls[key]
            while calls and calls[0] <= moment - span:
                calls.popleft()
            if len(calls) >= most:
                return max(1, math.ceil(calls[0] + span - moment))
        for key, _, _ in limits:
            self._calls[key].append(moment)
        return 0

    def history_page(self, usual: int, most: int) -> tuple[int, int]:
        """How many messages a page of history has when nobody says, and at most."""
        return (COMMERCIAL_PAGE, COMMERCIAL_PAGE) if self.commercial else (usual, most)

    def _per_minute(self, method: str) -> int:
        return 1 if self.commercial and method in HISTORY else COVERAGE[method].per_minute
