"""The bot in a world of its own thread, so that hypothesis can send it one payload after another; and what came of each."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from slack_bolt import BoltResponse
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.demo.firm import NEW_YORK
from bot.demo.story import CHAPTERS
from bot.demo.story.scene import BEGINS, CITIES, FIRM, Scene
from bot.demo.story.teller import Teller
from bot.sandbox.records import App, Json
from bot.store.base import Base
from tests.fuzz.payloads import anew
from tests.support.world import World, open_world

T = TypeVar("T")
ALWAYS_CHANGES = frozenset({"gestures", "colleagues"})
"""That a gesture came in is noted, and who made it, whatever comes of it."""


@dataclass(frozen=True)
class Came:
    """What came of one payload: the answer, what the log says, and whether anything changed in the database."""

    status: int
    body: str
    logged: tuple[str, ...]
    errors: tuple[str, ...]
    changed: bool

    @property
    def failed(self) -> bool:
        """Whether a handler stumbled, so that the person hears of it: not because Slack refused what is about a form of nobody's."""
        if all("Refused" in one for one in self.errors):
            return False
        return "handler failed" in self.logged or "options failed" in self.logged

    @property
    def word(self) -> str:
        """What to call it in a count."""
        if self.failed:
            return "went wrong"
        if "not readable" in self.logged:
            return "not readable"
        return "done" if self.changed else "nothing changed"


@dataclass
class Target:
    """The bot, and a story that has been going on in it for a while."""

    world: World
    loop: asyncio.AbstractEventLoop
    heard: list[tuple[App, str, Json]]
    counts: Counter[str] = field(default_factory=Counter)
    stumbles: Counter[str] = field(default_factory=Counter)
    _before: int = 0

    def send(self, payload: Any) -> Came:
        """Hand a payload over, as a gesture of its own, as Socket Mode does; and wait for all that it sets going."""
        return self.do(self._send(payload))

    def post(self, body: str, headers: dict[str, str]) -> int:
        """Hand a body over as HTTP does; the status of the answer."""
        with capture_logs():
            return self.do(self.world.bot.door.take("http", body, query="", headers=headers)).status

    def rest(self) -> None:
        """Let the bot send what there is to say, a minute long."""
        with capture_logs():
            self.do(self.world.clock.advance(minutes=1))
        self._before = 0

    def said(self) -> str:
        """All that anybody was told, or was shown."""
        places = self.world.workspace.conversations.values()
        return "\n".join(words for place in places for one in place.messages.values() for words in one.texts())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something where the bot runs."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    async def _send(self, payload: Any) -> Came:
        before = self._before or await self._rows()
        with capture_logs() as logs:
            answer: BoltResponse = await self.world.bot.door.take("socket_mode", anew(self.world, payload))
            await self.world.bot.door.drain(30)
        self._before = await self._rows()
        came = Came(
            answer.status,
            answer.body,
            tuple(str(one["event"]) for one in logs),
            tuple(f"{one['name']}: {one['error']} {one['at'][-2:]}" for one in logs if one["event"].endswith(" failed")),
            self._before != before,
        )
        self.counts[came.word] += 1
        self.stumbles.update(came.errors if came.failed else ())
        return came

    async def _rows(self) -> int:
        """A digest of every row that a gesture may change."""

        def read(session: Session) -> int:
            connection = session.connection()
            tables = [one for one in Base.metadata.sorted_tables if one.name not in ALWAYS_CHANGES]
            return hash(tuple(repr(connection.execute(select(one)).all()) for one in tables))

        return await self.world.bot.database.run(read)


@contextmanager
def opened(database_url: str, chapters: int) -> Iterator[Target]:
    """The bot after so many chapters of the story, with all that it heard meanwhile."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = _told(database_url, chapters)
    try:
        with capture_logs():
            world, heard = asyncio.run_coroutine_threadsafe(context.__aenter__(), loop).result(300)
        try:
            yield Target(world, loop, heard)
        finally:
            asyncio.run_coroutine_threadsafe(context.__aexit__(None, None, None), loop).result(60)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@asynccontextmanager
async def _told(database_url: str, chapters: int) -> AsyncIterator[tuple[World, list[tuple[App, str, Json]]]]:
    async with open_world(database_url, "http", firm=FIRM, start=BEGINS, every_night=True) as world:
        heard: list[tuple[App, str, Json]] = []
        world.workspace.delivery.heard = heard
        scene = Scene(world.workspace, world.clock, Teller(world.workspace, ZoneInfo(NEW_YORK), CITIES, lambda _line: None))
        for chapter in CHAPTERS[:chapters]:
            await chapter(scene)
            await scene.rests()
        world.workspace.delivery.heard = None
        yield world, heard
