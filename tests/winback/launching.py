"""Customers who left over something, and what is told when it is new here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.winback.models import LaunchTold
from bot.winback.service import launches
from bot.winback.service.ways import NEWS
from bot.winback.values import WayKind
from bot.winback.ways import LaunchRow, Reach, Way
from bot.work.unit import Unit
from tests.nudges.support import ANA, Firm
from tests.winback.support import LONG_AGO, interviewed

BREAD = Way(WayKind.offer, "bread before seven", ("missing",))


async def lost(firm: Firm, name: str = "Acme", reason: str | None = "missing", **answers: Any) -> str:
    """A customer of Maya's who left a year ago, logged by Omar, and what they said in the interview; the departure's id."""
    departure = await firm.loses(name, **({"happened": LONG_AGO} | answers))
    if reason is not None:
        await interviewed(firm, departure, reason, by=ANA)
    return departure


async def are(firm: Firm, departure: str, *segments: str) -> None:
    """Say what kind of customer it is."""

    def say(unit: Unit) -> None:
        unit.need(Customer, unit.need(Departure, departure).customer).segments = list(segments)

    await firm(say)


def names(reach: Reach) -> list[str]:
    """Who may be told."""
    return [one.customer for one in reach.may]


async def news(firm: Firm, person: str) -> str:
    """What somebody reads of the one launch that there is."""
    told = await firm(lambda unit: unit.all(select(LaunchTold.launch)))
    return await firm.shown(NEWS, f"{told[0]}:{person}")


async def told(firm: Firm, departure: str) -> str:
    """The id of what a button about this customer carries."""
    return (await firm(lambda unit: unit.all(select(LaunchTold).where(LaunchTold.departure == departure))))[-1].id


async def rows(firm: Firm, reader: str) -> list[LaunchRow]:
    """The launches, as somebody sees them."""
    return list(await firm(launches.launches_of, reader))
