"""Whom to ask again, and a reason that comes up more than before, may go to channels of their own."""

from __future__ import annotations

import pytest

from bot.colleagues.service import hours_of
from bot.insights.service.alerts import look
from bot.work.calendar import usual_days
from bot.work.unit import Unit
from bot.workspace.models import WorkspaceSettings
from bot.workspace.service import alerts_place, digest_place, lose_channel
from bot.workspace.values import ChannelTrouble
from tests.insights.test_alerts import TITLE, a_year_and_a_quarter
from tests.interviews.support import Story
from tests.support.world import World
from tests.winback.test_journey import lost, opens


async def chooses(world: World, **channels: str) -> dict[str, str]:
    """An admin opens the page of the settings and fills it in; the errors."""
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels" if "alerts_channel" in channels else "Who hears it")
    errors = await grace.fills(**channels)
    if not errors:
        await grace.closes()
    await world.rests()
    return errors


def told(world: World, handle: str, channel: str, words: str) -> int:
    return sum(words in one.text for one in world.person(handle).messages(channel))


async def test_an_alert_goes_to_the_channel_that_is_set_for_it_and_a_lost_one_falls_back(world: World) -> None:
    story = Story(world)
    await story.opens()
    await a_year_and_a_quarter(story)
    assert await chooses(world, alerts_channel="random") == {}

    await story.unit(look)
    await world.rests()
    assert (told(world, "grace", "random", TITLE), told(world, "maya", "departures", TITLE)) == (1, 0)

    def loses(unit: Unit) -> tuple[str | None, str | None]:
        settings = unit.need(WorkspaceSettings, "settings")
        lose_channel(unit, settings.alerts_channel or "", ChannelTrouble.archived)
        return alerts_place(unit), settings.departures_channel

    found, cards = await story.unit(loses)
    assert found == cards


@pytest.mark.slow
async def test_the_list_of_whom_to_ask_again_goes_to_its_own_channel(world: World) -> None:
    await opens(world)
    await lost(world)
    assert await chooses(world, digest_channel="random") == {}

    await world.clock.advance(days=8)
    assert told(world, "grace", "random", "Acme") >= 1
    assert await world.bot.deps.unit(world.team, digest_place) == world.channel("random").id


async def test_a_channel_that_will_not_do_is_refused_under_its_own_question(world: World) -> None:
    await opens(world)

    errors = await chooses(world, alerts_channel="harbor-and-fernhill")

    assert "another company" in errors["alerts_channel"]


async def test_working_days_are_the_firms_or_those_that_are_usual_in_the_country(world: World) -> None:
    """Sunday to Thursday in Israel; where only one day is everybody's, the one before it is left free, too."""
    assert [sorted(usual_days(one)) for one in ("US", "IL", "IN", "XX", None)] == [
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3, 6],
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3, 4],
    ]

    def days(unit: Unit, country: str | None, work_days: str | None) -> list[int]:
        settings = unit.ensure(WorkspaceSettings, "settings")
        settings.country, settings.work_days = country, work_days
        return sorted(hours_of(unit, world.id_of("maya")).days)

    assert await world.bot.deps.unit(world.team, days, "IL", None) == [0, 1, 2, 3, 6]
    assert await world.bot.deps.unit(world.team, days, "IL", "0123") == [0, 1, 2, 3]
