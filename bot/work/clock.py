"""The one place where the time is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of the domain: what is due is due by this clock. A rehearsal brings one that can be moved."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` whenever the clock is moved by hand; returns what ends the subscription."""
        ...


class SystemClock:
    """The clock of this machine. Nobody moves it by hand."""

    def now(self) -> datetime:
        return real_now()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        del callback
        return lambda: None


def real_now() -> datetime:
    """The time of this machine, for what must not be moved in a rehearsal: leases between processes."""
    return datetime.now(UTC)
