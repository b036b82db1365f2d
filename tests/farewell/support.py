"""A customer leaves the demo's firm, and takes some things along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.departures.service import log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.sandbox.actor import Actor
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.service import choose_channel
from tests.support.world import World, gesture_of

P = ParamSpec("P")
R = TypeVar("R")

ACME = "Acme Bakeries"
LIST = "takes along"


@dataclass
class Parting:
    """Maya's customer leaves, as Theo logged it."""

    world: World

    def person(self, handle: str) -> Actor:
        """Somebody of the firm."""
        return self.world.person(handle)

    async def unit(self, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a use case returns, in a unit of its own; where it begins with a person, it is their gesture."""
        with gesture_of(args[0] if args else None):
            return await self.world.bot.deps.unit(self.world.team, use_case, *args, **kwargs)

    async def settles(self) -> None:
        """All that there is to say is said: Slack takes one message a second in each place."""
        await self.world.clock.advance(seconds=10)

    async def opens(self, name: str = "departures") -> str:
        """A channel for departures is chosen; its id."""
        await self.world.rests()
        channel = await self.world.enter(name)
        await self.unit(choose_channel, self.world.id_of("grace"), channel)
        await self.settles()
        return channel

    async def loses(self, stage: Stage = Stage.left, **more: Any) -> str:
        """Theo logs it; the departure's id."""
        await self.world.rests()
        answers: dict[str, Any] = {
            "stage": stage,
            "happened": date(2026, 3, 2),
            "new_name": ACME,
            "owner": self.world.id_of("maya"),
            "contact": "Rosa Marin, rosa@acme.example",
        }
        logged = await self.unit(log_departure, self.world.id_of("theo"), LogForm(**(answers | more)), "log acme")
        assert isinstance(logged, Logged), logged
        await self.settles()
        return logged.departure

    def list(self, handle: str = "maya", channel: str | None = "departures") -> Message:
        """The list of what they take along, as somebody sees it. Raises NotThere."""
        return self.person(handle).newest(LIST, channel)

    def card(self) -> str:
        """What the card says."""
        return self.person("maya").newest("Logged by", channel="departures").text

    async def ticks(self, handle: str, what: str, press: str = "Done") -> None:
        """Somebody presses the button beside one thing of the list in the channel."""
        await press_beside(self.person(handle), self.list(handle), what, press)
        await self.settles()

    async def ticks_all(self, handle: str = "maya") -> None:
        """Somebody ticks all that is open."""
        while "☐" in self.list(handle).text:
            await self.person(handle).presses("Done", self.list(handle))
            await self.settles()


async def press_beside(actor: Actor, message: Message, what: str, press: str) -> None:
    """Press the button beside a paragraph."""
    block = next(one for one in message.blocks if what in one.get("text", {}).get("text", ""))
    element = block["accessory"]
    assert element["text"]["text"] == press, element["text"]["text"]
    container = {"type": "message", "channel_id": message.channel, "message_ts": message.ts}
    await actor.press(container, block["block_id"], element["action_id"], None)


def buttons(message: Message) -> list[str]:
    """What can be pressed in a message."""
    elements = [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]
    elements += [block["accessory"] for block in message.blocks if "accessory" in block]
    return [one["text"]["text"] for one in elements if one["type"] == "button"]
