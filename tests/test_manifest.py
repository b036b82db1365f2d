"""The manifest of the whole app, as it is built."""

from __future__ import annotations

from sqlalchemy import select

from bot.slack.kit import message
from bot.slack.methods import EVENTS
from bot.slack.request import Kind
from bot.work.models import Delivery, Rest, Sending
from tests.slack.manifest import hold_against, type_of
from tests.support.world import open_world


async def test_the_manifest_names_exactly_what_the_app_answers_to(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        hold_against(world.bot.door)
        assert world.bot.door.registered(Kind.EVENT) == {type_of(event) for event in EVENTS}


async def test_an_uninstalled_app_sends_nothing_more(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        channel = await world.enter("departures")
        world.workspace.uninstall(world.app)
        await world.workspace.rest()
        await world.bot.deps.unit(world.team, lambda unit: unit.say(message("Hello"), to=channel, key="hello"))
        await world.clock.advance(days=1)

        assert await world.bot.deps.unit(world.team, lambda unit: unit.first(select(Rest.why)))
        waiting = await world.bot.deps.unit(world.team, lambda unit: unit.first(select(Delivery.state)))
        assert waiting is Sending.waiting
