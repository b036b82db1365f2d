"""A small firm on a database, without Slack: enough to log that customers leave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.colleagues.service import learn_members, standing
from bot.departures.events import DepartureLogged, DepartureShared, OwnerNamed, SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import CARDS, follow_channel, leave_channel, log_departure, rescue_card
from bot.departures.values import LogForm, Logged, LogResult, Stage
from bot.work.events import Undeliverable
from bot.work.models import Delivery, Sending
from bot.work.parts import Parts
from bot.work.unit import Unit, Units
from bot.workspace.events import ChannelChosen, ChannelLost
from bot.workspace.service import settings_of
from tests.work.support import HandClock, units_on

P = ParamSpec("P")
R = TypeVar("R")

TEAM = "T1"
MAYA, OMAR, ANA, LEE = "UMAYA", "UOMAR", "UANA", "ULEE"
"""Maya sells, Omar owns accounts, Ana administers the workspace, Lee is new."""
GUEST, ROBOT, OUTSIDER, GONE = "UGUEST", "UROBOT", "UOUT", "UGONE"
TODAY = date(2026, 3, 2)
CHANNEL = "CDEPART"

FORM = LogForm(stage=Stage.left, happened=TODAY, new_name="Acme GmbH")


@dataclass
class Firm:
    """The firm, its units and clock, and what was told."""

    units: Units
    clock: HandClock
    told: list[object] = field(default_factory=list)
    logged: int = 0

    async def __call__(self, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.units(TEAM, use_case, *args, **kwargs)

    async def log(self, by: str = MAYA, gesture: str | None = None, **answers: Any) -> LogResult:
        """Somebody sends the form, with these answers in it."""
        self.logged += 1
        if "customer_id" in answers:
            answers.setdefault("new_name", None)
        return await self(log_departure, by, replace(FORM, **answers), gesture or f"gesture {self.logged}")

    async def logs(self, by: str = MAYA, **answers: Any) -> str:
        """Somebody logs a customer who was not logged; the departure's id."""
        result = await self.log(by, **answers)
        assert isinstance(result, Logged), result
        return result.departure

    async def departure(self, departure_id: str) -> Departure:
        return await self(lambda unit: unit.need(Departure, departure_id))

    async def choose_channel(self, channel: str = CHANNEL, *members: str) -> None:
        """Cards go to this channel from now on; these people are in it."""

        def choose(unit: Unit) -> None:
            settings_of(unit).departures_channel = channel
            learn_members(unit, channel, members)
            unit.tell(ChannelChosen(channel, ANA))

        await self(choose)

    async def places(self, departure_id: str) -> dict[str, str]:
        """Where the card is shown now, and as what."""

        def look(unit: Unit) -> dict[str, str]:
            living = unit.all(
                select(Delivery).where(
                    Delivery.subject == departure_id, Delivery.card.is_not(None), Delivery.state != Sending.ended
                )
            )
            return {one.target: one.card or "" for one in living}

        return await self(look)

    async def said(self, to: str) -> list[str]:
        """What is said once to a person or channel, oldest first."""

        def look(unit: Unit) -> list[str]:
            found = unit.all(
                select(Delivery).where(Delivery.target == to, Delivery.card.is_(None)).order_by(Delivery.id)
            )
            return [str(one.content["text"]) for one in found if one.content]

        return await self(look)


@asynccontextmanager
async def firm_on(url: str, **parts: Any) -> AsyncIterator[Firm]:
    """The firm on the database at `url`; what `parts` name comes on top of what departures bring."""
    told: list[object] = []

    def hear(unit: Unit, event: object) -> None:
        del unit
        told.append(event)

    reactions = {
        DepartureLogged: [hear],
        StageChanged: [hear],
        DepartureShared: [hear],
        OwnerNamed: [hear],
        SizeChanged: [hear],
        ChannelChosen: [follow_channel],
        ChannelLost: [leave_channel],
        Undeliverable: [rescue_card],
    }
    async with units_on(url, Parts(reactions=reactions, cards=CARDS, standing=standing, **parts)) as (units, clock):
        firm = Firm(units, clock, told)
        await firm(people_of)
        yield firm


def people_of(unit: Unit) -> None:
    for person, name, traits in (
        (MAYA, "Maya", {"zone": "America/New_York"}),
        (OMAR, "Omar", {}),
        (ANA, "Ana", {"is_admin": True}),
        (LEE, "Lee", {}),
        (GUEST, "Guest", {"is_guest": True}),
        (ROBOT, "Robot", {"is_bot": True}),
        (OUTSIDER, "Outsider", {"is_outsider": True}),
        (GONE, "Gone", {"is_gone": True}),
    ):
        start = {"zone": "UTC", "is_admin": False, "is_bot": False, "is_guest": False, "is_outsider": False}
        unit.add(Colleague(id=person, name=name, seen=unit.now, **(start | {"is_gone": False} | traits)))
