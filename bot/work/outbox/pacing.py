"""How fast Slack may be asked, per method and workspace, so that being told to wait is the exception."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
POST = "chat.postMessage"
A_SECOND = timedelta(seconds=1)
"""`chat.postMessage`: about one message a second in each channel."""

MANY_PLACES = 10_000
"""So many places are remembered before those that may be used again are forgotten."""

LOOKS = frozenset({"conversations.history", "conversations.replies"})
PER_MINUTE = {
    POST: 300,
    "chat.update": 50,
    "chat.delete": 50,
    "views.publish": 100,
    "conversations.open": 50,
    **dict.fromkeys(LOOKS, 50),
}
"""What Slack allows a workspace (api.slack.com/apis/rate-limits); other methods are not paced."""


class Pace:
    """Remembers, for this process, when each method was used for each workspace, and what Slack said about waiting.

    What was noted at a time that is yet to come was noted before the clock was set back: it no longer counts.
    """

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)
        self._told: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        self._posted: dict[tuple[str, str], datetime] = {}
        self._allowed: dict[tuple[str, str], int] = {}

    def take(self, workspace: str, methods: Collection[str], now: datetime, place: str = "") -> datetime:
        """Take a turn with each of the methods, in that place: `now` when it is taken, else when to ask again."""
        free_at = max(self._free_at(workspace, method, now, place) for method in methods)
        if free_at <= now:
            for method in methods:
                self._use(workspace, method, now, place)
        return free_at

    def told_to_wait(self, workspace: str, method: str, now: datetime, until: datetime) -> None:
        """Slack said to leave this method alone for this workspace until then.

        History is rationed by what kind of app this is, which nobody tells us: some may read it once a minute. So what
        Slack let pass in the minute before it said no is what it allows from now on.
        """
        self._told[workspace, method] = now, until
        if method in LOOKS:
            lately = self._lately(workspace, method, now)
            if lately:
                lately.pop()  # the one that was refused
            self._allowed[workspace, method] = max(1, len(lately))

    def _free_at(self, workspace: str, method: str, now: datetime, place: str) -> datetime:
        return max(now, self._after_others(workspace, method, now), self._after_the_last(workspace, method, now, place))

    def _use(self, workspace: str, method: str, now: datetime, place: str) -> None:
        if method in PER_MINUTE:
            self._used[workspace, method].append(now)
        if method == POST:
            self._posted[workspace, place] = now
            if len(self._posted) > MANY_PLACES:
                self._posted = {key: when for key, when in self._posted.items() if now - A_SECOND < when <= now}

    def _after_others(self, workspace: str, method: str, now: datetime) -> datetime:
        key = workspace, method
        told_at, told = self._told.get(key, (now, now))
        free_at = told if told_at <= now else now
        used, most = self._lately(workspace, method, now), self._allowed.get(key, PER_MINUTE.get(method))
        return free_at if most is None or len(used) < most else max(used[len(used) - most] + MINUTE, free_at)

    def _lately(self, workspace: str, method: str, now: datetime) -> deque[datetime]:
        used = self._used[workspace, method]
        while used and not now - MINUTE < used[0] <= now:
            used.popleft()
        return used

    def _after_the_last(self, workspace: str, method: str, now: datetime, place: str) -> datetime:
        last = self._posted.get((workspace, place))
        return last + A_SECOND if method == POST and last is not None and last <= now else now
