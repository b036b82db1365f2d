"""What tests of the folder share: a firm whose customer has left, and what somebody sees of the folder."""

from __future__ import annotations

from typing import Any

from bot.sandbox.actor import Actor
from tests.departures.test_journey import choose_channel, log, settle
from tests.support.world import World

__all__ = ["choose_channel", "log", "opens", "pressable", "settle", "shown", "written"]


async def opens(world: World, handle: str, name: str = "Acme Bakeries") -> str:
    """Somebody asks for a folder; all that they see of it."""
    person = world.person(handle)
    await person.types(f"/lost-customer folder {name}")
    return shown(person)


def shown(person: Actor) -> str:
    """All that the view on top says to somebody."""
    return "\n".join(person.modal.texts()) if person.modal else ""


def written(person: Actor) -> list[str]:
    """What happened, as the folder that is open tells it, newest first."""
    blocks = person.modal.body["blocks"] if person.modal else []
    at = next(number for number, block in enumerate(blocks) if block["type"] == "input")
    return [_told(block) for block in blocks[at + 1 :] if block["type"] == "section"]


def pressable(person: Actor) -> list[str]:
    """The buttons of the view on top."""
    blocks = person.modal.body["blocks"] if person.modal else []
    return [one["text"]["text"] for row in blocks if row["type"] == "actions" for one in row["elements"]]


def _told(block: dict[str, Any]) -> str:
    return str(block["text"]["text"])
