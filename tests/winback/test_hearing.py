"""Whom to ask again is told to people alone, too, besides a channel or instead of one; each of them can stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.sandbox.actor import Actor
from bot.sandbox.records import Message
from bot.workspace.models import AuditEntry
from bot.workspace.service import settings_of
from tests.support.world import World, open_world
from tests.winback.test_journey import DIGEST, digests, lost, opens, settles


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url) as opened:
        await opens(opened)
        await lost(opened)
        yield opened


async def chooses(world: World, **answers: object) -> dict[str, str]:
    """An admin says who hears it; the errors."""
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Who hears it")
    errors = await grace.fills(**answers)
    await grace.closes()
    if errors:
        await grace.closes()
    await world.rests()
    return errors


def alone(person: Actor) -> list[Message]:
    """The lists that somebody has from the bot alone."""
    return [one for one in person.messages("@porchlight") if one.text.startswith(DIGEST)]


@pytest.mark.slow
async def test_people_have_it_besides_a_channel_and_nobody_has_it_twice(world: World) -> None:
    """Maya is in neither of both channels' double: she reads it in #random as all do, and so has none alone."""
    lena, maya = world.person("lena"), world.person("maya")
    world.workspace.leave("random", "lena")
    await world.rests()
    assert await chooses(world, digest_channel="random", digest_people=["lena", "maya"]) == {}
    await world.clock.advance(days=8)

    assert [one.text for one in maya.messages("random") if one.text.startswith(DIGEST)]
    assert (len(alone(lena)), len(alone(maya))) == (1, 0)
    assert "Acme Bakeries" in alone(lena)[0].text


@pytest.mark.slow
async def test_only_people_hear_it_and_what_one_takes_up_is_taken_up_for_all(world: World) -> None:
    theo, jonas = world.person("theo"), world.person("jonas")
    assert await chooses(world, digest_people=["theo", "jonas"], digest_people_alone=["Only these people, no channel"]) == {}
    await world.clock.advance(days=8)

    assert digests(world) == []
    [told] = alone(jonas)
    await theo.chooses("I'll ask", message=alone(theo)[0])
    await settles(world)
    [told] = alone(jonas)
    assert "Theo Marchetti asks them, by" in told.text
    assert "You'll ask *" in theo.newest("You'll ask *").text
    await theo.opens_home()
    await world.rests()
    assert "those who were chosen to hear it have the list of" in str(theo.home and theo.home.body)


@pytest.mark.slow
async def test_somebody_stops_it_for_themselves_and_the_last_of_all_tells_an_admin(world: World) -> None:
    theo, grace = world.person("theo"), world.person("grace")
    assert await chooses(world, digest_people=["theo"], digest_people_alone=["Only these people, no channel"]) == {}
    await world.clock.advance(days=8)

    await theo.presses("Not for me any more", alone(theo)[0])
    assert "no more lists" in theo.newest().text
    await world.clock.advance(days=1)
    assert "Nobody hears whom to ask again" in "\n".join(one.text for one in grace.messages("@porchlight"))
    await theo.presses("Not for me any more", alone(theo)[0])

    def read(unit: object) -> tuple[list[str], list[tuple[str, str | None, str | None]]]:
        entries = unit.all(select(AuditEntry).where(AuditEntry.what == "digest_people").order_by(AuditEntry.at, AuditEntry.id))
        return settings_of(unit).digest_people, [(one.who, one.before, one.after) for one in entries]

    people, written = await world.bot.deps.unit(world.team, read)
    assert people == []
    assert written == [(grace.user_id, None, theo.user_id), (theo.user_id, theo.user_id, None)]
    await lost(world, "Harbor Lights")
    await world.clock.advance(days=8)
    assert len(alone(theo)) == 1


@pytest.mark.slow
async def test_only_who_may_see_everybody_on_it_is_chosen_and_goes_on_having_it(world: World) -> None:
    """Sana is not in the channel with the cards; Theo leaves it after he was chosen."""
    assert "in the channel with the cards" in (await chooses(world, digest_people=["sana"]))["digest_people"]
    assert "in the channel with the cards" in (await chooses(world, digest_people=["noor"]))["digest_people"]
    assert "at least one" in (await chooses(world, digest_people_alone=["Only these people, no channel"]))["digest_people"]
    assert await chooses(world, digest_people=["walt"], digest_people_alone=["Only these people, no channel"]) == {}
    world.workspace.leave("departures", "walt")
    await world.clock.advance(days=8)

    assert alone(world.person("walt")) == []


@pytest.mark.slow
async def test_whoever_loses_sight_of_somebody_on_it_sees_nothing_new_of_them(world: World) -> None:
    """Jonas had the list, and leaves the channel with the cards; what Theo takes up afterwards is not shown to him."""
    theo, jonas = world.person("theo"), world.person("jonas")
    assert await chooses(world, digest_people=["theo", "jonas"], digest_people_alone=["Only these people, no channel"]) == {}
    await world.clock.advance(days=8)
    [before] = alone(jonas)
    world.workspace.leave("departures", "jonas")
    await world.rests()

    await theo.chooses("I'll ask", message=alone(theo)[0])
    await settles(world)

    assert "Theo Marchetti asks them, by" in alone(theo)[0].text
    assert [one.text for one in alone(jonas)] == [before.text]
