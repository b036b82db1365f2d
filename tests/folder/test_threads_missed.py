"""What was said under a card while the bot was away is read later: when it starts, and every night."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.customers.models import KeptMessage
from bot.folder.blocks.threads import LEAVE_OUT
from tests.departures.test_journey import settle
from tests.folder.support import rows, timeline, words
from tests.folder.test_threads import kept
from tests.support.world import World


@pytest.fixture(autouse=True)
def _nobody_is_waited_for(world: World) -> None:
    """An event that the bot does not take in is lost at once, and not only after the pauses of three more tries."""
    world.workspace.delivery.retry_waits = (0, 0, 0)


@pytest.mark.slow
async def test_what_was_missed_while_the_bot_was_away_is_read_when_it_starts(world: World) -> None:
    """Messages, edits, deletions and marks; and what it did not keep then, it does not keep now."""
    card = await kept(world)
    walt = world.person("walt")
    edited, deleted, marked = [await walt.says(word, thread=card) for word in ("Old", "Gone", "Out")]
    back = await walt.says("Back", thread=card)
    await walt.reacts(LEAVE_OUT, back)
    await settle(world)
    await world.stop()
    await walt.edits(edited, "New")
    await walt.deletes(deleted)
    await walt.reacts(LEAVE_OUT, marked)
    await walt.reacts(LEAVE_OUT, back)
    await walt.says("Missed", thread=card)
    await walt.reacts(LEAVE_OUT, await walt.says("Missed and left out", thread=card))

    await world.start()
    await settle(world)

    assert await words(world) == ["New", "Back", "Missed"]
    held = [row.words for row in await rows(world)]
    assert sorted(filter(None, held)) == ["Back", "Missed", "New"]
    assert (await timeline(world, "maya"))[-1].link is not None


@pytest.mark.slow
async def test_a_long_thread_is_read_page_by_page(world: World) -> None:
    """Some apps get fifteen messages at a time: nothing is taken for deleted only because it stands on another page."""
    card = await kept(world)
    world.workspace.rates.enforce = world.workspace.rates.commercial = True
    walt = world.person("walt")
    early = [await walt.says(f"Before {number}", thread=card) for number in range(20)]
    await settle(world)
    await world.stop()
    for number in range(20):
        await walt.says(f"After {number}", thread=card)
    await walt.deletes(early[3])

    await world.start()
    await world.clock.advance(minutes=30)

    found = await words(world)
    assert "Before 3" not in found
    assert len(found) == 39


@pytest.mark.every_night
@pytest.mark.slow
async def test_every_night_threads_are_read_again(world: World) -> None:
    card = await kept(world)
    said = await world.person("walt").says("Quiet now", thread=card)
    await settle(world)
    await world.bot.deps.unit(
        world.team, lambda unit: unit.session.execute(delete(KeptMessage).where(KeptMessage.ts == said.ts))
    )
    assert await words(world) == []

    await world.clock.advance(days=1)

    assert await words(world) == ["Quiet now"]
