"""Whoever set Porchlight up gets one message with three steps, and can leave them alone: it works before."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.colleagues.events import PeopleRead
from bot.home.service.onboarding import welcome
from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from bot.workspace.models import Installed
from bot.workspace.service import choosing
from bot.workspace.values import Choosing, Pool
from tests.support.world import World, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url) as opened:
        yield opened


def read(person: Actor) -> list[str]:
    """All that the bot has said to somebody in private."""
    return [message.text for message in person.messages("@porchlight")]


async def chosen(world: World) -> Choosing:
    return await world.bot.deps.unit(world.team, choosing, world.id_of("grace"))


@pytest.mark.slow
async def test_the_whole_way_through_the_three_steps(world: World) -> None:
    grace = world.person("grace")
    await grace.opens_home()
    await world.rests()
    [told] = read(grace)
    assert "It works already" in told
    assert "1. *Where the cards go.* For now privately to whoever logs a customer." in told

    await grace.presses("Begin", grace.messages("@porchlight")[-1])
    assert grace.modal is not None
    assert grace.modal.body["title"]["text"] == "Step 1 of 3"
    assert await grace.fills(channel="departures") == {}
    assert grace.modal.body["title"]["text"] == "Step 2 of 3"
    await world.rests()
    assert ":white_check_mark: *Where the cards go:*" in read(grace)[0], "the card says how far they have come"

    assert "people" in await grace.fills(who="Some people"), "nobody is chosen yet"
    assert "people" in await grace.fills(who="Some people", people=["ruth", "hal"]), "nobody of another company"
    assert await grace.fills(who="Some people", people=["ruth", "ben"]) == {}
    assert grace.modal.body["title"]["text"] == "Step 3 of 3"
    assert "another company" in (await grace.fills(digest_channel="harbor-and-fernhill"))["digest_channel"]
    assert await grace.fills(digest_channel="general", day="Wednesday", hour="9:00 AM") == {}
    assert "And now?" in str(grace.modal.body["blocks"])
    await world.rests()

    now = await chosen(world)
    assert (now.asking.pool, set(now.asking.people)) == (Pool.people, {world.id_of("ruth"), world.id_of("ben")})
    assert (now.asking.most, now.asking.years) == (2, 3), "what the short form does not ask for stays as it was"
    assert (now.hearing.weekday, now.hearing.hour) == (2, 9)
    [told] = read(grace)
    general = world.channel("general").id
    assert now.hearing.channel == general
    assert f"*Who hears whom to ask again:* <#{general}>, Wednesday at 9:00 AM" in told
    assert grace.home is not None
    assert "First steps" not in str(grace.home.body["blocks"])

    await grace.closes()
    await grace.presses("Type the last ten", grace.messages("@porchlight")[-1])
    assert grace.modal is not None
    assert "The last ten customers you lost" in str(grace.modal.body)


async def test_one_message_in_the_life_of_a_workspace(world: World) -> None:
    """The first admin who looks in has it; no other, no colleague, and nobody twice."""
    grace, lena, maya = world.person("grace"), world.person("lena"), world.person("maya")

    for person in (maya, grace, lena, grace):
        await person.opens_home()
        await world.rests()
    await world.restart()
    await world.clock.advance(days=8)

    assert (len(read(grace)), read(lena), read(maya)) == (1, [], [])
    assert lena.home is not None
    assert "First steps" in str(lena.home.body["blocks"]), "her Home shows them all the same"
    assert maya.home is not None
    assert "First steps" not in str(maya.home.body["blocks"])


async def test_a_channel_that_a_colleague_chose_keeps_the_steps_from_no_admin(world: World) -> None:
    maya, grace = world.person("maya"), world.person("grace")
    await maya.opens_home()
    await world.rests()
    await maya.presses("Choose a channel")
    assert await maya.fills(channel="departures") == {}
    await grace.opens_home()
    await world.rests()
    assert ":white_check_mark: *Where the cards go:*" in read(grace)[0]



async def test_an_admin_who_chose_the_channel_in_the_settings_is_left_alone(world: World) -> None:
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()

    await grace.opens_home()
    await world.rests()

    assert read(grace) == []
    assert grace.home is not None
    assert "First steps" not in str(grace.home.body["blocks"])


async def test_whoever_installed_it_has_the_message_without_looking_in(world: World) -> None:
    await world.bot.deps.unit(world.team, welcome, world.id_of("lena"))
    await world.rests()

    assert len(read(world.person("lena"))) == 1


async def test_the_steps_are_reached_from_settings_and_go_on_where_they_were_left(world: World) -> None:
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("First steps")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await grace.closes()

    await grace.opens_home()
    await world.rests()
    await grace.presses("Go on")

    assert grace.modal is not None
    assert grace.modal.body["title"]["text"] == "Step 2 of 3"


async def test_a_channel_that_will_not_do_is_said_at_its_question(world: World) -> None:
    grace = world.person("grace")
    await grace.opens_home()
    await world.rests()
    await grace.presses("Begin")

    assert "another company" in (await grace.fills(channel="harbor-and-fernhill"))["channel"]
    assert await grace.fills(channel="departures") == {}


async def test_who_is_no_admin_any_more_changes_nothing_with_an_old_button(world: World) -> None:
    grace = world.person("grace")
    await grace.opens_home()
    await world.rests()
    await grace.presses("Begin")
    assert await grace.fills(channel="departures") == {}
    world.workspace.change_person("grace", admin=False, owner=False)
    await world.rests()

    assert "admin" in (await grace.fills(who="Some people", people=["ruth"]))["who"]
    assert (await chosen(world)).asking.pool is Pool.everybody
    await grace.closes()
    await grace.presses("Go on", grace.messages("@porchlight")[-1])
    assert grace.modal is None, "and is told so, kindly"
    assert "You can log customers all the same" in grace.newest().text


async def test_logging_works_before_any_of_it(world: World) -> None:
    maya = world.person("maya")
    await maya.types("/lost-customer Acme")
    assert await maya.fills() == {}
    await world.rests()

    assert any("Acme" in text for text in read(maya))


def installed(unit: Unit, by: str) -> None:
    """Somebody came in over the install page, and Slack has told who everybody is."""
    known = dict.fromkeys(("name", "url", "app", "bot_id", "bot_user", "scopes", "version"), "")
    unit.session.add(Installed(workspace=unit.workspace, installed_by=by, installed_at=unit.now, tries=0, **known))
    unit.session.flush()
    unit.tell(PeopleRead())


async def test_whoever_installed_it_and_is_no_admin_hears_what_works_and_who_takes_the_steps(world: World) -> None:
    """Once, though everybody is read again each night; and being able to install makes nobody an admin."""
    ben, grace = world.person("ben"), world.person("grace")

    await world.bot.deps.unit(world.team, installed, ben.user_id)
    await world.rests()
    await world.bot.deps.unit(world.team, lambda unit: unit.tell(PeopleRead()))
    await world.rests()

    [told] = read(ben)
    assert "It works already" in told
    assert "an admin (Grace Lindqvist" in told
    assert not (await world.bot.deps.unit(world.team, choosing, ben.user_id)).may_change_settings
    await ben.presses("Choose a channel", ben.messages("@porchlight")[-1])
    assert await ben.fills(channel="departures") == {}
    await world.rests()
    assert f"The cards go to <#{world.channel('departures').id}>" in read(ben)[0]
    await grace.opens_home()
    await world.rests()
    assert len(read(grace)) == 1, "the steps wait for an admin"


async def test_whoever_installed_it_over_the_page_has_it_once_slack_has_told_who_they_are(world: World) -> None:
    await world.bot.deps.unit(world.team, installed, world.id_of("lena"))
    await world.rests()
    assert len(read(world.person("lena"))) == 1

    await world.bot.deps.unit(world.team, lambda unit: unit.tell(PeopleRead()))
    await world.person("grace").opens_home()
    await world.rests()
    assert (len(read(world.person("lena"))), read(world.person("grace"))) == (1, [])
