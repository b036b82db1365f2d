"""How fast Slack may be asked, per method and workspace, so that being told to wait is the exception."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
A_SECOND = timedelta(seconds=1)
"""`chat.postMessage`: about one message a second in each channel."""

PER_MINUTE = {"chat.postMessage": 300, "chat.update": 50, "views.publish": 100, "conversations.history": 50}
"""What Slack allows a workspace (api.slack.com/apis/rate-limits); other methods are not paced."""


class Pace:
    """Remembers, for this process, when each method was used for each workspace, and what Slack said about waiting."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)
        self._told: dict[tuple[str, str], datetime] = {}

    def free_at(self, workspace: str, method: str, now: datetime) -> datetime:
        """When the method may be used next: `now`, where nothing stands against it."""
        key = workspace, method
        told = self._told.get(key, now)
        used, most = self._used[key], PER_MINUTE.get(method)
        while used and used[0] <= now - MINUTE:
            used.popleft()
        if most is None or len(used) < most:
            return max(now, told)
        return max(used[len(used) - most] + MINUTE, told)

    def use(self, workspace: str, method: str, now: datetime) -> None:
        """The method is used now."""
        if method in PER_MINUTE:
            self._used[workspace, method].append(now)

    def told_to_wait(self, workspace: str, method: str, until: datetime) -> None:
        """Slack said to leave this method alone for this workspace until then."""
        self._told[workspace, method] = until
