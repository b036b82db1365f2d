"""A customer leaves the demo's firm, and somebody is to call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from bot.demo.firm import EVERYONE
from bot.departures.service import log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.interviews.models import Interview, Request
from bot.interviews.service import interview_of
from bot.interviews.values import RequestState
from bot.sandbox.actor import Actor, container_of
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.service import choose_channel
from tests.support.world import World, gesture_of

P = ParamSpec("P")
R = TypeVar("R")

ACME = "Acme Bakeries"
ROSA = "Rosa Marin, +1 212 555 0134"
TODAY = date(2026, 3, 2)
QUESTION = "Would you make one short call"


@dataclass
class Story:
    """What happens after a customer left. Maya owned the account; cards go to #departures."""

    world: World

    async def unit(self, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a use case returns, in a unit of its own; where it begins with a person, it is their gesture."""
        with gesture_of(args[0] if args else None):
            return await self.world.bot.deps.unit(self.world.team, use_case, *args, **kwargs)

    async def opens(self) -> None:
        """The channel for departures is chosen."""
        await self.world.rests()
        channel = await self.world.enter("departures")
        grace = self.world.person("grace").user_id
        await self.unit(choose_channel, grace, channel)
        await self.world.rests()

    async def loses(
        self, customer: str = ACME, *, by: str = "maya", worked_with: Sequence[str] = (), **more: Any
    ) -> str:
        """Somebody logs that a customer has left; the departure's id."""
        answers: dict[str, Any] = {
            "stage": Stage.left,
            "happened": TODAY,
            "new_name": customer,
            "owner": self.world.id_of("maya"),
            "contact": ROSA,
        }
        people = tuple(self.world.id_of(one) for one in worked_with)
        form = LogForm(**(answers | {"worked_with": people} | more))
        logged = await self.unit(log_departure, self.world.id_of(by), form, f"log {customer}")
        assert isinstance(logged, Logged), logged
        await self.settles()
        return logged.departure

    async def settles(self) -> None:
        """All that there is to say is said: Slack takes one message a second in each place."""
        await self.world.clock.advance(seconds=10)

    async def loses_what_all_worked_on_but(self, *strangers: str, **more: Any) -> str:
        """A customer whom everybody worked with, these people and Maya, who owned them, apart."""
        others = [one for one in EVERYONE if one not in (*strangers, "maya")]
        return await self.loses(worked_with=others, **more)

    async def interview(self, departure: str) -> Interview:
        """The interview of a departure."""
        found = await self.unit(interview_of, departure)
        assert found is not None
        return found

    async def requests(self, departure: str) -> list[Request]:
        """Everybody who was asked for it, first to last."""
        interview = await self.interview(departure)
        query = select(Request).where(Request.interview == interview.id).order_by(Request.number)
        return list(await self.unit(lambda unit: unit.all(query)))

    async def asked(self, departure: str) -> Actor:
        """The one who is being asked now, waited for if need be until their morning."""
        for _step in range(10):
            waiting = [one for one in await self.requests(departure) if one.state is RequestState.asked]
            await self.settles()
            if waiting and self.hears(actor := self._actor(waiting[0].person)):
                return actor
            await self.world.clock.advance(hours=12)
        raise AssertionError("nobody is asked")

    async def interviewer(self, departure: str) -> Actor:
        """The one who is asked takes it."""
        actor = await self.asked(departure)
        await actor.presses("I'll do it")
        await self.settles()
        return actor

    def hears(self, actor: Actor) -> bool:
        """Whether the question has reached them: alone, or in their brief, where something else came before it that day."""
        return any("I'll do it" in buttons(one) for one in actor.dm)

    def card(self) -> str:
        """What the newest card in #departures says."""
        return self.world.person("maya").newest("Logged by", channel="departures").text

    def thread(self) -> list[str]:
        """What is said under the cards."""
        return [one.text for one in self.world.person("maya").messages("departures") if one.thread_ts]

    def in_public(self) -> str:
        """Everything that the members of #departures can read."""
        return "\n".join(text for one in self.world.person("maya").messages("departures") for text in one.texts())

    def asked_anything(self) -> list[str]:
        """Who has a question to answer in their messages now."""
        return [one for one in EVERYONE if self.question(self.world.person(one))]

    def question(self, actor: Actor) -> Message | None:
        """The open question to somebody."""
        return next((one for one in actor.dm if QUESTION in one.text), None)

    def _actor(self, person: str) -> Actor:
        return next(self.world.person(one) for one in EVERYONE if self.world.id_of(one) == person)


def buttons(message: Message) -> list[str]:
    """What can be pressed in a message."""
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row["elements"]]


async def opens_in_brief(actor: Actor, words: str) -> None:
    """Somebody opens what says this, out of the newest brief in which several things wait."""
    brief = actor.newest("wait for you")
    for block in brief.blocks:
        if block["type"] == "section" and words in block["text"]["text"]:
            opener = block["accessory"]
            await actor.press(container_of(brief), block["block_id"], opener["action_id"], opener["value"])
            return
    raise AssertionError(f"nothing in the brief says {words!r}")
