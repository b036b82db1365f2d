"""Colleagues and memberships are kept in step with Slack, by its events and every night."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.colleagues.events import ColleagueGone
from bot.colleagues.jobs import learn_by_turns
from bot.colleagues.models import Colleague
from bot.colleagues.rules import next_night
from bot.colleagues.service import colleague, full_members, is_in, learn_members, learn_people, learn_person
from bot.sandbox.firm import Person
from bot.slack.directory import SlackPerson
from bot.work.parts import Parts
from bot.work.unit import Unit
from bot.workspace.service import choose_channel
from tests.support.events import tell_nothing
from tests.support.world import World
from tests.work.support import units_on

MAYA = SlackPerson(
    id="U1",
    name="maya",
    real_name="Maya Okafor",
    display_name="",
    team="T1",
    zone="America/New_York",
    locale="en-US",
    email=None,
    is_bot=False,
    is_guest=False,
    is_outsider=False,
    is_admin=False,
    is_owner=False,
    deleted=False,
)


@dataclass
class Heard:
    """Keeps the events that it reacts to."""

    events: list[object] = field(default_factory=list)

    def __call__(self, unit: Unit, event: object) -> None:
        del unit
        self.events.append(event)


async def members(world: World) -> set[str]:
    """The handles of all full members that the bot knows."""
    people = await world.bot.deps.unit(world.workspace.team_id, lambda unit: [one.id for one in full_members(unit)])
    return {world.workspace.users[person].handle for person in people}


async def knows(world: World, handle: str) -> Colleague | None:
    return await world.bot.deps.unit(world.workspace.team_id, colleague, world.workspace.account(handle).id)


async def inside(world: World, channel: str, handle: str) -> bool:
    place, person = world.workspace.channel(channel).id, world.workspace.account(handle).id
    return await world.bot.deps.unit(world.workspace.team_id, is_in, place, person)


async def choose(world: World, channel: str) -> None:
    place, grace = world.workspace.channel(channel).id, world.person("grace").user_id
    world.workspace.join(channel, "porchlight")
    await world.bot.deps.unit(world.workspace.team_id, choose_channel, grace, place)
    await world.rests()


async def test_at_the_first_start_everybody_is_read_and_outsiders_and_guests_are_told_apart(world: World) -> None:
    known = await members(world)

    assert {"grace", "maya", "priya"} <= known
    assert not {"noor", "hal", "june", "porchlight"} & known


async def test_a_large_firm_is_learned_some_at_a_time_and_whoever_does_something_meanwhile_comes_in_between(
    database_url: str,
) -> None:
    firm = [replace(MAYA, id=f"U{number}") for number in range(1200)]
    so_far: list[int] = []

    async with units_on(database_url) as (units, _clock):
        learning = asyncio.create_task(learn_by_turns(units, "T1", firm))
        while not learning.done():
            so_far.append(len(await units("T1", full_members)))
        await learning

        assert len(await units("T1", full_members)) == 1200
    assert any(0 < one < 1200 for one in so_far)


async def test_whom_slack_names_twice_is_one(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await units("T1", learn_people, [MAYA, replace(MAYA, real_name="Maya Adeyemi")])

        assert [one.name for one in await units("T1", full_members)] == ["Maya Adeyemi"]


async def test_the_members_of_a_channel_are_those_whom_slack_told_last(database_url: str) -> None:
    def inside(unit: Unit) -> list[str]:
        return [one for one in ("U1", "U2", "U3") if is_in(unit, "C1", one)]

    async with units_on(database_url) as (units, _clock):
        for told in (["U1", "U2"], ["U2", "U3"], ["U2", "U3"], []):
            await units("T1", learn_members, "C1", told)
            assert await units("T1", inside) == told


async def test_who_joins_is_known_and_who_changes_is_known_anew(world: World) -> None:
    world.workspace.add_person(Person("zoe", "Zoe Adler", "Europe/Berlin"))
    world.workspace.change_person("ben", admin=True, tz="Asia/Kolkata")
    await world.rests()

    assert "zoe" in await members(world)
    ben = await knows(world, "ben")
    assert ben is not None
    assert (ben.is_admin, ben.zone) == (True, "Asia/Kolkata")


async def test_whose_account_is_closed_is_no_colleague_any_more(world: World) -> None:
    world.workspace.deactivate("ben")
    await world.rests()

    assert "ben" not in await members(world)


async def test_the_members_of_the_chosen_channel_are_mirrored_and_followed(world: World) -> None:
    await choose(world, "departures")
    assert await inside(world, "departures", "maya")
    assert not await inside(world, "departures", "ben")

    world.workspace.join("departures", "ben")
    world.workspace.leave("departures", "maya")
    world.workspace.join("random", "noor")
    await world.rests()

    assert await inside(world, "departures", "ben")
    assert not await inside(world, "departures", "maya")
    assert not await inside(world, "random", "noor")


async def test_once_the_channel_is_lost_being_in_it_counts_for_nothing(world: World) -> None:
    await choose(world, "departures")

    world.workspace.archive("departures")
    await world.rests()

    assert not await inside(world, "departures", "jonas")


@pytest.mark.every_night
async def test_what_slack_did_not_tell_is_read_at_night(world: World) -> None:
    await choose(world, "departures")
    tell_nothing(world)
    world.workspace.add_person(Person("zoe", "Zoe Adler", "Europe/Berlin"))
    world.workspace.join("departures", "ben")
    world.workspace.leave("departures", "maya")
    await world.rests()
    assert "zoe" not in await members(world)

    await world.clock.advance(hours=12)

    assert "zoe" in await members(world)
    assert await inside(world, "departures", "ben")
    assert not await inside(world, "departures", "maya")


@pytest.mark.every_night
async def test_every_night_has_its_reading_also_after_slack_failed(world: World) -> None:
    tell_nothing(world)
    world.workspace.faults.add(method="users.list", kind="500")
    world.workspace.change_person("ben", tz="Asia/Kolkata")

    await world.clock.advance(hours=12)
    assert (ben := await knows(world, "ben")) is not None
    assert ben.zone == "America/Los_Angeles"

    await world.clock.advance(hours=1)
    assert (ben := await knows(world, "ben")) is not None
    assert ben.zone == "Asia/Kolkata"

    world.workspace.change_person("ben", tz="Europe/Berlin")
    await world.clock.advance(days=1)
    assert (ben := await knows(world, "ben")) is not None
    assert ben.zone == "Europe/Berlin"


async def test_that_somebody_is_gone_is_told_once_and_never_of_one_who_was_gone_when_first_seen(sqlite_url: str) -> None:
    heard = Heard()
    async with units_on(sqlite_url, Parts(reactions={ColleagueGone: (heard,)})) as (units, _clock):
        for person in (MAYA, replace(MAYA, deleted=True), replace(MAYA, deleted=True)):
            await units("T1", learn_person, person)
        await units("T1", learn_person, replace(MAYA, id="U2", deleted=True))

    assert heard.events == [ColleagueGone("U1")]


@pytest.mark.every_way
async def test_two_units_may_learn_of_the_same_person_at_once(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await asyncio.gather(*(units("T1", learn_person, MAYA) for _ in range(8)))

        assert [one.name for one in await units("T1", full_members)] == ["Maya Okafor"]


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - hypothesis adds the zone
def test_the_next_night_is_within_a_day_at_half_past_two(now: datetime) -> None:
    night = next_night(now)

    assert timedelta(0) < night - now <= timedelta(days=1)
    assert (night.hour, night.minute, night.tzinfo) == (2, 30, UTC)
