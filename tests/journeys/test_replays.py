"""Whoever listens in and sends again what Slack sent changes nothing: every gesture and event is taken once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.demo.story import CHAPTERS
from bot.demo.story.scene import open_scene
from bot.store.base import Base
from tests.interviews.support import ACME, ROSA
from tests.support.world import World

pytestmark = pytest.mark.every_way

NOTED = frozenset({"heard_events"})
"""When an event of a kind last came, whatever came of it."""
FIRST_MONTHS = 2
"""So many chapters of the story: the settings, a departure, and who is asked about it."""


@pytest.mark.slow
async def test_a_story_in_which_everything_arrives_twice_is_the_same_story() -> None:
    """Each command, press, form and event is replayed at once; nobody reads a word more, less, or other."""
    assert await _told(twice=True) == await _told(twice=False)


@pytest.mark.slow
async def test_a_replay_to_another_process_changes_nothing_even_where_something_else_was_decided_since(world: World) -> None:
    """What was heard in the last minutes is sent again, signed anew, after the bot has started again."""
    heard: list[Any] = []
    world.workspace.delivery.heard = heard
    grace, maya = world.person("grace"), world.person("maya")
    for country in ("Germany", "France"):
        await grace.types("/lost-customer settings")
        await grace.presses("Channels")
        assert await grace.fills(channel="departures") == {}
        await grace.presses("Working days")
        assert await grace.fills(country=country) == {}
        await grace.closes()
    await maya.types(f"/lost-customer {ACME}")
    assert set(await maya.fills(owner="hal", contact=ROSA)) == {"owner"}
    assert await maya.fills(owner="maya") == {}
    await maya.types("/lost-customer hlep")
    await world.clock.advance(seconds=15)
    card = await maya.sees("Has left", "departures")
    await maya.presses("Say where it stands", card)
    assert await maya.fills(stage="Nothing more to do") == {}
    await maya.uses_message_shortcut("Keep in customer folder", await maya.says("They asked about a skip.", channel="random"))
    await maya.closes()
    await maya.says("I will call them.", thread=card)
    await world.clock.advance(seconds=15)
    world.workspace.delivery.heard = None

    await world.restart()
    before = await _all(world), _shown(world)
    for app, kind, payload in heard:
        await world.workspace.delivery.replay(app, kind, payload)
    await world.rests()

    assert len(heard) > 15
    after = await _all(world)
    assert [name for name, rows in after.items() if rows != before[0][name] and name not in NOTED] == []
    assert _shown(world) == before[1]


async def _told(*, twice: bool) -> list[str]:
    lines: list[str] = []
    async with open_scene(lines.append) as scene:
        scene.workspace.delivery.twice = twice
        for chapter in CHAPTERS[:FIRST_MONTHS]:
            await chapter(scene)
            await scene.rests()
    return lines


async def _all(world: World) -> dict[str, list[str]]:
    """Every row of every table."""

    def read(session: Session) -> dict[str, list[str]]:
        connection: Connection = session.connection()
        tables = Base.metadata.sorted_tables
        return {one.name: sorted(repr(tuple(row)) for row in connection.execute(select(one))) for one in tables}

    return await world.bot.database.run(read)


def _shown(world: World) -> dict[str, Any]:
    """All that anybody sees: messages for everybody and for one, and forms; Home is the same when it is drawn again."""
    places = world.workspace.conversations.items()
    modals = {one.handle: world.person(one.handle).modal for one in world.workspace.users.values() if not one.bot}
    return {place: [one.texts() for one in there.messages.values()] for place, there in places} | modals
