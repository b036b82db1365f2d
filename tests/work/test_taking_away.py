"""What was said is taken out of Slack again, whatever happens on the way: it is gone in the end, and nothing comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.folder.service.taking_away import take_away
from bot.slack.kit import message
from bot.work.models import Attempt, Delivery, Sending
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from bot.work.values import Enclosure
from tests.support.world import World, open_world

pytestmark = pytest.mark.every_way

TEXT = "Something about them"


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


async def say(world: World, *, to: str, file: Enclosure | None = None, rests: bool = True) -> None:
    def say(unit: Unit) -> None:
        unit.by = to  # an answer to them: it does not wait for their morning
        unit.say(message(TEXT), to=to, key="said", file=file)

    await world.bot.deps.unit(world.team, say)
    if rests:
        await world.rests()


async def take(world: World) -> int:
    def work(unit: Unit) -> int:
        return take_away(unit, unit.all(select(Delivery).where(Delivery.key == "said")))

    return await world.bot.deps.unit(world.team, work)


async def the_delivery(world: World) -> Delivery:
    [row] = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Delivery).where(Delivery.key == "said")))
    return row


async def is_over(world: World) -> bool:
    """Nothing is left to do, nothing of what was said is kept, and nobody need see to it."""
    row = await the_delivery(world)
    troubles = await world.bot.deps.unit(world.team, troubles_of)
    return row.state is Sending.ended and row.content is None and not troubles.any


def standing(world: World, handle: str = "maya") -> list[str]:
    return [one.text for one in world.person(handle).dm]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500", "500_after", "429"])
async def test_a_message_goes_whatever_goes_wrong(world: World, kind: str) -> None:
    await say(world, to=world.id_of("maya"))
    world.workspace.faults.add(method="chat.delete", kind=kind, times=2)
    before = standing(world)

    count = await take(world)
    await world.clock.advance(minutes=5)

    assert before == [TEXT]
    assert count == 1
    assert standing(world) == []
    assert await is_over(world)


async def test_somebody_was_quicker(world: World) -> None:
    """A message that is not there any more is no trouble, and is not posted anew."""
    await say(world, to=world.id_of("maya"))
    world.workspace.delete_message(world.person("maya").dm[0])

    await take(world)
    await world.clock.advance(minutes=1)

    assert standing(world) == []
    assert await is_over(world)


@pytest.mark.parametrize("kind", ["drop_after", "drop_before"])
async def test_a_message_of_which_nobody_knows_whether_it_arrived(world: World, kind: str) -> None:
    """It is looked for first: what arrived is taken away, what did not is never sent."""
    world.workspace.faults.add(method="chat.postMessage", kind=kind)
    await say(world, to=world.id_of("maya"))

    await take(world)
    await world.clock.advance(minutes=5)

    assert standing(world) == []
    assert await is_over(world)


async def test_what_waits_is_never_sent(world: World) -> None:
    world.workspace.faults.add(method="chat.postMessage", kind="429", retry_after=60)
    await say(world, to=world.id_of("maya"))

    count = await take(world)
    await world.clock.advance(minutes=5)

    assert count == 0
    assert standing(world) == []
    assert await is_over(world)


@pytest.mark.parametrize("kind", [None, "drop_after", "500"])
async def test_a_file_goes_with_the_message_that_shows_it(world: World, kind: str | None) -> None:
    await say(world, to=world.id_of("maya"), file=Enclosure("them.txt", "All of it", without=message("-")))
    [file] = world.workspace.files.values()
    if kind is not None:
        world.workspace.faults.add(method="files.delete", kind=kind)

    await take(world)
    await world.clock.advance(minutes=5)

    assert standing(world) == []
    assert file.deleted
    assert file.data == b""
    assert await is_over(world)


async def test_where_slack_does_not_let_us_it_ends_and_nothing_is_posted_elsewhere(world: World) -> None:
    await say(world, to=world.id_of("maya"))
    world.workspace.faults.add(method="chat.delete", kind="compliance_exports_prevent_deletion")

    await take(world)
    await world.clock.advance(minutes=5)

    row = await the_delivery(world)
    noted = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Attempt).order_by(Attempt.id)))
    assert standing(world) == [TEXT]
    assert (row.state, row.trouble, row.content) == (Sending.ended, "compliance_exports_prevent_deletion", None)
    assert [one.outcome for one in noted][-1] == "compliance_exports_prevent_deletion"
