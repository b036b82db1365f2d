"""The workspace's time, which can be moved; and the small wire by which another process follows it.

The wire: a follower connects by WebSocket to `GET /clock` of the workspace's address. The server sends
`{"now": iso, "frozen": bool}` at once and after each move. While the clock steps, the server asks
`{"ask": "next_due"}`, answered by `{"next_due": iso or null}` (the earliest time at which something falls due in
that process), and `{"ask": "rest"}`, answered by `{"at_rest": true}` once nothing is left to do there at the time
last sent. Questions come one at a time; a follower that disconnects is no longer asked. All times are UTC.
"""

import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.sandbox.errors import StuckClock

NextDue = Callable[[], Awaitable[datetime | None]]
AtRest = Callable[[], Awaitable[None]]
# Something due that does not get done in this many rounds is never going to be.
PATIENCE = 5


def real_time() -> float:
    """Seconds since the epoch as the rest of the world counts them, for signatures and deadlines."""
    return time.time()  # noqa: TID251 - this is the clock


class Clock:
    """The workspace's own time: frozen, it moves only when told; else it runs on from `start` with real time."""

    def __init__(self, start: datetime, *, frozen: bool) -> None:
        self.frozen = frozen
        self._frozen_at = start.astimezone(UTC)
        self._ahead = start.timestamp() - real_time()
        self._callbacks: list[Callable[[], None]] = []
        self._busy: list[Callable[[], Awaitable[bool]]] = []
        self.next_due: NextDue | None = None
        self.at_rest: AtRest | None = None

    def now(self) -> datetime:
        """The present moment, in UTC."""
        if self.frozen:
            return self._frozen_at
        return datetime.fromtimestamp(real_time() + self._ahead, UTC)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after every move; the answer ends the subscription."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

        return unsubscribe

    def wait_for(self, finished: Callable[[], Awaitable[bool]]) -> None:
        """Rest includes this work too: `finished` waits for it and says whether there was any."""
        self._busy.append(finished)

    async def advance(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Moves on in steps: to each due time, letting everything there be done, then to the end."""
        await self.advance_to(self.now() + _span(weeks, days, hours, minutes, seconds))

    async def advance_to(self, moment: datetime) -> None:
        """Moves on to an aware moment in steps. Raises StuckClock when something due is never done."""
        await self.rest()
        due = await self._next_due()
        while due is not None and due <= moment:
            self._set(max(due, self.now()))
            due = await self._do_what_is_due()
        self._set(max(moment, self.now()))
        await self.rest()

    async def leap(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Moves on at once, without steps: what a bot that was down finds when it comes back."""
        self._set(self.now() + _span(weeks, days, hours, minutes, seconds))
        await self.rest()

    async def to_next_due(self) -> bool:
        """Moves to the next time something falls due and lets it be done; False when nothing is planned."""
        await self.rest()
        due = await self._next_due()
        if due is None:
            return False
        self._set(max(due, self.now()))
        await self._do_what_is_due()
        return True

    async def rest(self) -> None:
        """Returns when nothing is left to do at the present moment, in the workspace and in its apps."""
        busy = True
        while busy:
            if self.at_rest is not None:
                await self.at_rest()
            busy = any([await finished() for finished in self._busy])

    async def _do_what_is_due(self) -> datetime | None:
        """When something falls due next, once nothing is due at the present moment."""
        for _ in range(PATIENCE):
            await self.rest()
            due = await self._next_due()
            if due is None or due > self.now():
                return due
        raise StuckClock(f"Something due stays due at {self.now().isoformat()}.")

    async def _next_due(self) -> datetime | None:
        return await self.next_due() if self.next_due is not None else None

    def _set(self, moment: datetime) -> None:
        self._ahead += (moment - self.now()).total_seconds()
        self._frozen_at = moment.astimezone(UTC)
        for callback in list(self._callbacks):
            callback()


def _span(weeks: float, days: float, hours: float, minutes: float, seconds: float) -> timedelta:
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
