"""How fast Slack may be asked, per method and workspace, so that being told to wait is the exception."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
POST = "chat.postMessage"
A_SECOND = timedelta(seconds=1)
"""`chat.postMessage`: about one message a second in each channel."""

MANY_PLACES = 10_000
"""So many places are remembered before those that may be used again are forgotten."""

PER_MINUTE = {POST: 300, "chat.update": 50, "views.publish": 100, "conversations.history": 50}
"""What Slack allows a workspace (api.slack.com/apis/rate-limits); other methods are not paced."""


class Pace:
    """Remembers, for this process, when each method was used for each workspace, and what Slack said about waiting.

    What was noted at a time that is yet to come was noted before the clock was set back: it no longer counts.
    """

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)
        self._told: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        self._posted: dict[tuple[str, str], datetime] = {}

    def free_at(self, workspace: str, method: str, now: datetime, place: str = "") -> datetime:
        """When the method may be used next in that place: `now`, where nothing stands against it."""
        return max(now, self._after_others(workspace, method, now), self._after_the_last(workspace, method, now, place))

    def use(self, workspace: str, method: str, now: datetime, place: str = "") -> None:
        """The method is used now, in that place."""
        if method in PER_MINUTE:
            self._used[workspace, method].append(now)
        if method == POST:
            self._posted[workspace, place] = now
            if len(self._posted) > MANY_PLACES:
                self._posted = {key: when for key, when in self._posted.items() if now - A_SECOND < when <= now}

    def told_to_wait(self, workspace: str, method: str, now: datetime, until: datetime) -> None:
        """Slack said to leave this method alone for this workspace until then."""
        self._told[workspace, method] = now, until

    def _after_others(self, workspace: str, method: str, now: datetime) -> datetime:
        key = workspace, method
        told_at, told = self._told.get(key, (now, now))
        free_at = told if told_at <= now else now
        used, most = self._used[key], PER_MINUTE.get(method)
        while used and not now - MINUTE < used[0] <= now:
            used.popleft()
        return free_at if most is None or len(used) < most else max(used[len(used) - most] + MINUTE, free_at)

    def _after_the_last(self, workspace: str, method: str, now: datetime, place: str) -> datetime:
        last = self._posted.get((workspace, place))
        return last + A_SECOND if method == POST and last is not None and last <= now else now
