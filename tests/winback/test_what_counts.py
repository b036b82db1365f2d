"""In Slack: admins say what counts, Home says whether there is a new list, and the list says who could ask."""

from __future__ import annotations

import pytest

from bot.sandbox.actor import Actor
from bot.winback import service as winning
from bot.winback.rules import DEFAULT_WEIGHTS
from tests.support.world import World
from tests.winback.test_journey import digests, lost, opens, settles


def home_of(person: Actor) -> str:
    """What somebody's Home says."""
    assert person.home is not None
    return str(person.home.body["blocks"])


async def test_an_admin_says_what_counts_and_the_next_list_goes_by_it(world: World) -> None:
    await opens(world)
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("What counts")

    assert await grace.fills(value="55", tenure="", shown="0") == {}
    await settles(world)

    weights = await world.bot.deps.unit(world.team, winning.weights_of)
    assert (weights.value, weights.tenure, weights.shown) == (55, DEFAULT_WEIGHTS.tenure, 0)


async def test_points_beyond_the_bounds_are_refused(world: World) -> None:
    await opens(world)
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("What counts")

    assert await grace.fills(value="101") != {}
    assert await world.bot.deps.unit(world.team, winning.weights_of) == DEFAULT_WEIGHTS


async def test_who_is_no_admin_any_more_does_not_change_what_counts(world: World) -> None:
    await opens(world)
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("What counts")
    grace.user.admin = grace.user.owner = False
    await world.clock.advance(days=1)

    errors = await grace.fills(value="5")

    assert "Only an admin" in "".join(errors.values())
    assert await world.bot.deps.unit(world.team, winning.weights_of) == DEFAULT_WEIGHTS


@pytest.mark.slow
async def test_a_week_without_news_has_no_list_and_home_says_so(world: World) -> None:
    await opens(world)
    await lost(world)
    maya = world.person("maya")
    await world.clock.advance(days=7)
    (digest,) = digests(world)
    assert "Maya Okafor looks after them, and could ask; so can you." in digest.text
    await maya.opens_home()
    assert "Whom to ask again: the list of" in home_of(maya)

    await world.clock.advance(days=7)

    assert len(digests(world)) == 1
    await maya.opens_home()
    assert "nothing is new since the list of" in home_of(maya)
    assert "I look again on" in home_of(maya)
