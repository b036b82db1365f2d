"""An admin says how we stay in touch: who is asked after, and when the channel hears whom to ask again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.winback.service.digests import DIGEST, EVERYBODY, plan_digest
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from bot.workspace.values import Unanswered
from tests.support.world import World
from tests.winback.test_journey import digests, lost, opens

SETTINGS = "/lost-customer settings"
MORE = "Who hears it"
ON_MONDAY = datetime(2026, 3, 9, 14, tzinfo=UTC)
"""Ten in New York, where the firm's first admin is; the clocks went forward the day before."""


async def planned(world: World) -> list[datetime]:
    """When the channel will hear whom to ask again."""
    return await world.bot.deps.unit(world.team, lambda unit: [one.due for one in unit.planned(DIGEST, EVERYBODY)])


async def chooses(world: World, room: str = MORE, **answers: object) -> dict[str, str]:
    """An admin opens a room of the settings and fills it in; the errors."""
    person = world.person("grace")
    await person.types(SETTINGS)
    await person.presses(room)
    errors = await person.fills(**answers)
    if not errors:
        await person.closes()
    await world.rests()
    return errors


@pytest.mark.slow
async def test_the_first_digest_comes_at_ten_where_the_admin_is(world: World) -> None:
    """Nobody's zone was known when it was planned; it is since."""
    await opens(world)
    await lost(world)

    assert await planned(world) == [ON_MONDAY]
    await world.clock.advance(days=6, hours=22)
    assert digests(world) == []
    await world.clock.advance(hours=2)
    assert len(digests(world)) == 1


@pytest.mark.slow
async def test_an_admin_moves_the_digest_to_another_day_hour_and_place(world: World) -> None:
    await opens(world)
    await lost(world)

    assert await chooses(world, day="Wednesday", hour="8:00 AM", zone="Kolkata") == {}

    assert await planned(world) == [datetime(2026, 3, 4, 2, 30, tzinfo=UTC)]
    await world.clock.advance(days=1, hours=12)
    assert len(digests(world)) == 1
    assert await planned(world) == [datetime(2026, 3, 11, 2, 30, tzinfo=UTC)]


@pytest.mark.slow
async def test_after_this_weeks_digest_a_later_day_counts_from_the_next_week(world: World) -> None:
    await opens(world)
    await lost(world)
    await world.clock.advance(days=8)
    assert len(digests(world)) == 1

    await chooses(world, day="Friday")

    assert await planned(world) == [datetime(2026, 3, 20, 14, tzinfo=UTC)]
    await lost(world, "Harbor & Sons")
    await world.clock.advance(days=9)
    assert len(digests(world)) == 1
    await world.clock.advance(days=2)
    assert len(digests(world)) == 2
    assert len(await planned(world)) == 1


async def test_to_and_fro_leaves_one_digest_planned_and_a_restart_adds_none(world: World) -> None:
    await opens(world)

    for day in ("Friday", "Monday", "Friday", "Tuesday", "Monday"):
        assert await chooses(world, day=day) == {}
    await world.restart()
    await world.bot.deps.unit(world.team, plan_digest)

    assert await planned(world) == [ON_MONDAY]


async def test_a_country_whose_holiday_it_is_moves_the_digest(world: World) -> None:
    """The second of March is none in the United States; Easter Monday is one in Germany."""
    await opens(world)
    await world.clock.advance(days=29)
    assert await planned(world) == [datetime(2026, 4, 6, 14, tzinfo=UTC)]

    grace = world.person("grace")
    await grace.types(SETTINGS)
    await grace.presses("Working days")
    assert await grace.fills(country="Germany") == {}
    await grace.closes()

    assert await planned(world) == [datetime(2026, 4, 7, 14, tzinfo=UTC)]


async def test_an_admin_whose_zone_changes_takes_the_digest_along_the_next_night(world: World) -> None:
    await opens(world)
    world.workspace.account("grace").tz = "America/Los_Angeles"

    await world.clock.advance(days=2)

    assert await planned(world) == [datetime(2026, 3, 9, 17, tzinfo=UTC)]


async def test_an_admin_says_what_happens_when_they_have_not_answered(world: World) -> None:
    await opens(world)

    assert await chooses(world, "If they never said", unanswered="Leave them in peace") == {}

    def read(unit: Unit) -> Unanswered:
        return settings_of(unit).unanswered

    assert await world.bot.deps.unit(world.team, read) is Unanswered.nothing
    assert await chooses(world, day="Tuesday") == {}
    assert await world.bot.deps.unit(world.team, read) is Unanswered.nothing


async def test_with_what_was_chosen_before_the_form_opens_and_an_empty_place_is_an_admins(world: World) -> None:
    await opens(world)
    await chooses(world, day="Thursday", hour="4:00 PM", zone="Berlin")
    assert await planned(world) == [datetime(2026, 3, 5, 15, tzinfo=UTC)]

    assert await chooses(world, zone=None) == {}

    assert await planned(world) == [datetime(2026, 3, 5, 21, tzinfo=UTC)]


async def test_who_is_no_admin_any_more_changes_nothing(world: World) -> None:
    await opens(world)
    grace = world.person("grace")
    await grace.types(SETTINGS)
    await grace.presses(MORE)
    grace.user.admin = grace.user.owner = False
    await world.clock.advance(days=1)

    errors = await grace.fills(day="Friday")

    assert "Only an admin" in "".join(errors.values())
    assert [one.weekday() for one in await planned(world)] == [0]
