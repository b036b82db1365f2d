"""A unit's surroundings, without Slack: a database and a clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.store.engine import open_database
from bot.work.parts import Parts
from bot.work.unit import Units

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that stands still until a test moves it."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        del callback
        return lambda: None

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


@asynccontextmanager
async def units_on(url: str, parts: Parts | None = None) -> AsyncIterator[tuple[Units, HandClock]]:
    """Units on the database at `url`, by a clock of their own."""
    database, clock = open_database(url), HandClock()
    try:
        yield Units(database, clock, parts or Parts()), clock
    finally:
        await database.close()
