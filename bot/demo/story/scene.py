"""Where the story happens: a small firm in a workspace of its own, the bot in it, and a clock that the story moves."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import SecretStr

from bot.app import build
from bot.demo.firm import BERLIN, KOLKATA, LOS_ANGELES, NEW_YORK
from bot.demo.play import MANIFEST
from bot.demo.story.teller import Teller
from bot.migrations.run import migrate
from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.finding import Control, controls
from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.records import Message
from bot.sandbox.server import serve
from bot.sandbox.workspace import LocalWorkspace
from bot.settings import Settings
from bot.slack.serving import listening_socket

BEGINS = datetime(2026, 1, 5, 15, tzinfo=UTC)
"""A Monday, 10:00 in New York."""

PACE = 3
"""Seconds after each gesture: the bot sends a channel one message a second."""

LONGEST_WAIT = timedelta(days=120)

FEW = ("grace", "maya", "theo", "dan", "ben", "priya")
FIRM = Firm(
    name="Fernhill",
    domain="fernhill",
    people=(
        Person("grace", "Grace Lindqvist", NEW_YORK, "Founder", admin=True, owner=True),
        Person("maya", "Maya Okafor", NEW_YORK, "Account manager"),
        Person("theo", "Theo Marchetti", NEW_YORK, "Account manager"),
        Person("dan", "Dan Whitcombe", NEW_YORK, "Warehouse"),
        Person("ben", "Ben Torres", LOS_ANGELES, "Support"),
        Person("priya", "Priya Raman", KOLKATA, "Engineering", locale="en-IN"),
    ),
    channels=(
        Channel("general", FEW, purpose="News for all of us"),
        Channel("departures", ("grace", "maya", "theo"), purpose="Customers who are leaving, or have left"),
        Channel("acct-acme", ("maya", "dan"), purpose="Acme Bakeries"),
    ),
)
CITIES = {NEW_YORK: "New York", LOS_ANGELES: "Los Angeles", KOLKATA: "Kolkata", BERLIN: "Berlin"}


@dataclass(frozen=True)
class Player:
    """Somebody of the firm: does something, and the transcript says so."""

    scene: Scene
    actor: Actor
    name: str
    zone: ZoneInfo

    async def types(self, text: str) -> None:
        """Types into a conversation."""
        await self._does(f"types {text}", self.actor.types(text, channel="general"))

    async def presses(self, text: str, message: Message | None = None) -> None:
        """Presses a button, or the button of a form."""
        await self._does(f"presses “{text}”", self.actor.presses(text, message))

    async def presses_beside(self, what: str, text: str) -> None:
        """Presses the newest of several buttons with this text, the one that is read as being about `what`."""
        for control in controls(reversed(self.actor.messages())):
            if control.text == text and what in control.element.get("accessibility_label", ""):
                await self._does(f"presses “{text}” ({what})", self._press(control))
                return
        raise LookupError(f"No button {text} for {what}.")

    async def is_told_of(self, customer: str) -> None:
        """Lets time pass until the bot speaks to them of a customer; an hour later they open it, if it came as a line."""
        latest = self.scene.clock.now() + LONGEST_WAIT
        heard = len(self.actor.dm)
        while not any(customer in message.text for message in self.actor.dm[heard:]):
            if self.scene.clock.now() > latest or not await self.scene.clock.to_next_due():
                raise LookupError(f"{self.name} hears nothing of {customer}.")
        await self.scene.passes(hours=1)
        line = _line_about(customer, self.actor.dm[heard:])
        if line is not None:
            await self._does(f"presses “{line.text}”", self._press(line))

    async def chooses(self, text: str, message: Message | None = None) -> None:
        """Chooses in a menu."""
        await self._does(f"chooses “{text}”", self.actor.chooses(text, message=message))

    async def fills(self, **answers: Any) -> None:
        """Fills in the form on top and sends it. Raises ValueError when the bot finds fault with an answer."""
        asked = self.scene.teller.answers(self.actor, answers)
        faults: dict[str, str] = {}

        async def do() -> None:
            faults.update(await self.actor.fills(**answers))

        await self._does(f"fills in the form. {asked}", do())
        if faults:
            raise ValueError(f"The form came back: {faults}")

    def asked(self, containing: str) -> Message:
        """The newest message to them with these words."""
        return self.actor.newest(containing)

    async def _press(self, control: Control) -> None:
        await self.actor.press(control.container, control.block_id, control.element["action_id"], control.value)

    async def _does(self, what: str, doing: Any) -> None:
        self.scene.teller.gesture(self.name, what)
        opened = self.actor.modal
        await doing
        await self.scene.passes(seconds=PACE)
        shown = self.actor.modal
        if shown is not None and (opened is None or shown.id != opened.id):
            self.scene.teller.form(shown)


@dataclass(frozen=True)
class Scene:
    """The workspace with its people, and the passing of time."""

    workspace: LocalWorkspace
    clock: Clock
    teller: Teller

    def heading(self, text: str) -> None:
        """A chapter begins."""
        self.teller.heading(text)

    def narrates(self, text: str) -> None:
        """Something happens outside the workspace."""
        self.teller.narrate(text)

    def person(self, handle: str) -> Player:
        """Somebody to act as."""
        account = self.workspace.account(handle)
        return Player(self, self.workspace.person(handle), account.name.split()[0], ZoneInfo(account.tz))

    def asked(self, containing: str) -> Player:
        """Whoever was last asked something with these words, in private. Raises LookupError."""
        found = [
            (message.ts, place)
            for place in self.workspace.conversations.values()
            if place.kind == "im"
            for message in place.messages.values()
            if containing in message.text
        ]
        if not found:
            raise LookupError(f"Nobody was asked: {containing}")
        _, place = max(found, key=lambda one: one[0])
        reader = next(member for member in place.members if not self.workspace.users[member].bot)
        return self.person(self.workspace.users[reader].handle)

    async def rests(self) -> None:
        """Let the bot finish what it has to do now."""
        await self.clock.rest()

    async def passes(self, **span: float) -> None:
        """Let time pass: `days`, `hours`, `minutes`; the bot does on the way what falls due."""
        await self.clock.advance(**span)

    async def comes(self, month: int, day: int, handle: str, *, hour: int = 10) -> None:
        """Let the next such day come, at a full hour by the clock of somebody."""
        zone, now = self.person(handle).zone, self.clock.now()
        there = [datetime(now.year + more, month, day, hour, tzinfo=zone) for more in (0, 1)]
        await self.clock.advance_to(next(one for one in there if one >= now))

    async def becomes(self, handle: str, *, days: int = 0, hour: int = 10) -> None:
        """Let it become so many days later, at a full hour by the clock of somebody; never backwards."""
        zone = self.person(handle).zone
        there = self.clock.now().astimezone(zone) + timedelta(days=days)
        await self.clock.advance_to(max(there.replace(hour=hour, minute=0, second=0, microsecond=0), self.clock.now()))


@asynccontextmanager
async def open_scene(line: Callable[[str], None]) -> AsyncIterator[Scene]:
    """The firm and the bot on a database that is gone afterwards; the clock stands still unless it is moved."""
    clock = Clock(BEGINS, frozen=True)
    workspace = LocalWorkspace(FIRM, clock)
    app = workspace.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        async with serve(workspace) as address:
            settings = Settings(
                database_url=f"sqlite:///{Path(folder) / 'story.sqlite3'}",
                slack_api_url=address.api,
                slack_bot_token=SecretStr(app.bot_token),
                slack_app_token=SecretStr(app.app_token),
            )
            migrate(settings.database_url)
            async with build(settings, clock) as bot, listening_socket(bot.door, SecretStr(app.app_token)):
                clock.next_due, clock.at_rest = bot.next_due, bot.rest
                await clock.rest()
                teller = Teller(workspace, ZoneInfo(NEW_YORK), CITIES, line)
                unsubscribe = workspace.subscribe(teller.listen)
                yield Scene(workspace, clock, teller)
                unsubscribe()
                clock.next_due = clock.at_rest = None


def _line_about(customer: str, messages: Sequence[Message]) -> Control | None:
    """The button beside the newest words about a customer."""
    for message in reversed(messages):
        about = {block["block_id"] for block in message.blocks if customer in _beside_button(block)}
        found = next((control for control in controls([message]) if control.block_id in about), None)
        if found is not None:
            return found
    return None


def _beside_button(block: dict[str, Any]) -> str:
    return str(block["text"]["text"]) if block["type"] == "section" and "accessory" in block else ""
