"""A workspace in which bells toll, and a bot beside it that lives and dies."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.demo.firm import FERNHILL
from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.records import App
from bot.sandbox.server import serve
from bot.sandbox.workspace import LocalWorkspace
from bot.store.engine import open_database
from bot.work.parts import Parts
from bot.work.unit import Units
from tests.faults.doomed import EVERY, Doom, begin_to_toll, tally_text, toll_text
from tests.faults.mortal import Mortal
from tests.support.free import free_port
from tests.support.keys import WORDS_KEY
from tests.support.world import MANIFEST, MONDAY

FULL = os.environ.get("FAULTS") == "full"
"""Whether all is tried (`make faults`), or a little of each kind (`make test`)."""

BELLS = {"Vesper": ("random", "maya"), "Matins": ("general", "theo")}
"""Where each bell tolls: a channel, and a person."""


@dataclass
class Scene:
    """A workspace with its clock; lives of the bot come and go in it."""

    workspace: LocalWorkspace
    clock: Clock
    app: App
    environment: dict[str, str]
    lives: list[Mortal] = field(default_factory=list)
    began: datetime = MONDAY
    last: datetime | None = None
    """When the bells fall silent, if ever."""

    def person(self, handle: str) -> Actor:
        """Somebody of the firm, to act as."""
        return self.workspace.person(handle)

    @property
    def is_alive(self) -> bool:
        """Whether a process of the bot follows the clock."""
        return self.clock.at_rest is not None

    async def begin(self, doom: Doom | None = None, command: str = "serve") -> Mortal:
        """Start the bot; it may die before it is ready."""
        life = Mortal(command, self.environment, doom)
        self.lives.append(life)
        if await life.start():
            await self.clock.rest()
        return life

    async def bells_begin(self) -> None:
        """Plan the first toll of each bell, while no process runs."""
        async with self.units() as units:
            for bell, (channel, person) in BELLS.items():
                self.workspace.join(channel, self.workspace.users[self.app.bot_user_id].handle)
                place, who = self.workspace.channel(channel).id, self.workspace.account(person).id
                await units(self.workspace.team_id, begin_to_toll, bell, place, who, self.last)

    @asynccontextmanager
    async def units(self) -> AsyncIterator[Units]:
        """Units on the same database, from outside; on SQLite only while no process runs."""
        database = open_database(self.environment["DATABASE_URL"], words_keys=[WORDS_KEY])
        try:
            yield Units(database, self.clock, Parts())
        finally:
            await database.close()

    def expected(self) -> Counter[tuple[str, str]]:
        """Every message that should stand in the workspace by now, by its place."""
        until = min(self.clock.now(), self.last or self.clock.now())
        return expected_after((until - self.began) // EVERY)

    def standing(self) -> Counter[tuple[str, str]]:
        """Every message of the bells that stands in the workspace, by its place."""
        return Counter(self._standing())

    async def end(self) -> None:
        """Leave no process behind."""
        for life in self.lives:
            await life.kill()

    def _standing(self) -> Iterator[tuple[str, str]]:
        for place in self.workspace.conversations.values():
            for message in place.messages.values():
                if message.metadata and message.text.startswith(tuple(BELLS)):
                    yield _name(place), ("in the thread: " if message.thread_ts else "") + message.text


@contextmanager
def told(scene: Scene) -> Iterator[None]:
    """When a test fails inside, say what the last lives of the bot said."""
    try:
        yield
    except BaseException:
        for life in scene.lives[-3:]:
            print("".join(life.said[-60:]), "\n----")  # noqa: T201 - pytest shows it with the failure
        raise


def expected_after(tolled: int) -> Counter[tuple[str, str]]:
    """All that stands after so many tolls: each of them three times for each bell, and one card."""
    found: Counter[tuple[str, str]] = Counter()
    for bell, (channel, _person) in BELLS.items():
        for number in range(1, tolled + 1):
            text = toll_text(bell, number)
            found.update([(channel, text), ("im", text), (channel, f"in the thread: {text}")])
        if tolled:
            found[channel, tally_text(bell, tolled)] += 1
    return found


@asynccontextmanager
async def open_scene(database_url: str, *, start: datetime = MONDAY, **more: str) -> AsyncIterator[Scene]:
    """A workspace at rest, and no bot yet; `more` is what the bot's process is told besides."""
    clock = Clock(start, frozen=True)
    workspace = LocalWorkspace(FERNHILL, clock)
    port = free_port()
    app = workspace.install(MANIFEST, request_url=f"http://127.0.0.1:{port}/slack/events")
    async with serve(workspace) as address:
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "DATABASE_URL": database_url,
            "WORDS_KEY": WORDS_KEY,
            "SLACK_API_URL": address.api,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "REHEARSAL_CLOCK": address.url.replace("http://", "ws://") + "/clock",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "LEASE_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
        }
        scene = Scene(workspace, clock, app, environment | more, began=start)
        try:
            with told(scene):
                yield scene
        finally:
            await scene.end()


def _name(place: Any) -> str:
    return "im" if place.kind == "im" else str(place.name)
