"""The channel of departures is chosen, checked, and given up when it is no longer ours alone."""

from __future__ import annotations

import pytest

from bot.sandbox.errors import NotThere
from bot.slack.kit import message
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.support.events import tell_nothing
from tests.support.world import World

SETTINGS = "/lost-customer settings"


async def chosen(world: World) -> str | None:
    """The name of the channel that is chosen now."""
    channel = await world.bot.deps.unit(world.workspace.team_id, lambda unit: settings_of(unit).departures_channel)
    return world.workspace.conversations[channel].name if channel else None


async def choose(world: World, handle: str, channel: str) -> dict[str, str]:
    """Somebody chooses through the command; answers the errors."""
    person = world.person(handle)
    await person.types(SETTINGS)
    is_admin = person.user.admin
    if is_admin:
        await person.presses("Channels")
    errors = await person.fills(channel=channel)
    if is_admin and not errors:
        await person.closes()
    return errors


async def test_any_colleague_chooses_while_there_is_none_and_the_bot_goes_in_and_says_what_will_come(world: World) -> None:
    assert await choose(world, "maya", "departures") == {}

    assert await chosen(world) == "departures"
    greeting = await world.person("jonas").sees("one card here", "departures")
    assert f"<@{world.person('maya').user_id}>" in greeting.text


async def test_once_chosen_only_an_admin_changes_it(world: World) -> None:
    await choose(world, "maya", "departures")
    ben = world.person("ben")

    await ben.types(SETTINGS)

    assert ben.modal is None
    assert (await ben.sees("An admin of this workspace can change that")).ephemeral
    assert await choose(world, "grace", "random") == {}
    assert await chosen(world) == "random"


async def test_one_who_opened_the_form_too_late_is_told_under_the_question(world: World) -> None:
    maya, theo = world.person("maya"), world.person("theo")
    await maya.types(SETTINGS)
    await theo.types(SETTINGS)
    await maya.fills(channel="departures")

    errors = await theo.fills(channel="random")

    assert "chosen already" in errors["channel"]
    assert await chosen(world) == "departures"


async def test_a_channel_shared_with_another_company_is_refused(world: World) -> None:
    errors = await choose(world, "theo", "harbor-and-fernhill")

    assert "another company" in errors["channel"]
    assert await chosen(world) is None
    with pytest.raises(NotThere):
        world.person("theo").newest("one card here")


async def test_an_archived_channel_is_refused(world: World) -> None:
    world.workspace.archive("departures")

    assert "archived" in (await choose(world, "maya", "departures"))["channel"]


async def test_a_private_channel_needs_an_invitation_first(world: World) -> None:
    lena = world.person("lena")
    await lena.types(SETTINGS)
    await lena.presses("Channels")

    assert "/invite @Porchlight" in (await lena.fills(channel="leadership"))["channel"]

    world.workspace.join("leadership", "porchlight")
    assert await lena.submits() == {}
    assert await chosen(world) == "leadership"


async def test_an_admin_chooses_whether_amounts_are_shown_and_whose_holidays_count(world: World) -> None:
    lena = world.person("lena")
    await lena.types(SETTINGS)
    await lena.presses("Channels")
    assert await lena.fills(channel="departures", amounts=["Show what a customer was worth"]) == {}
    await lena.presses("Working days")
    assert await lena.fills(country="Deutschland") == {}

    def read(unit: Unit) -> tuple[bool, str | None]:
        settings = settings_of(unit)
        return settings.show_amounts, settings.country

    assert await world.bot.deps.unit(world.workspace.team_id, read) == (True, "DE")
    for room in ("Channels", "Working days"):
        await lena.presses(room)
        assert await lena.submits() == {}
    assert await world.bot.deps.unit(world.workspace.team_id, read) == (True, "DE")


async def test_a_channel_that_is_shared_later_is_given_up_at_once_and_its_chooser_told(world: World) -> None:
    await choose(world, "maya", "departures")
    world.workspace.share("departures", "Harbor & Sons")
    await world.rests()

    assert await chosen(world) is None
    maya = world.person("maya")
    await world.clock.advance(days=1)  # what somebody is only told waits for their morning
    await maya.sees("now shared with another company")
    assert world.person("jonas").messages("departures") == []
    await maya.presses("Choose a channel")
    assert await maya.fills(channel="random") == {}
    assert await chosen(world) == "random"


async def test_a_channel_that_is_archived_is_given_up(world: World) -> None:
    await choose(world, "maya", "departures")

    world.workspace.archive("departures")
    await world.rests()

    assert await chosen(world) is None
    await world.clock.advance(days=1)
    await world.person("maya").sees("was archived")


async def test_whoever_chose_it_reads_nothing_of_the_loss_where_another_is_chosen_by_their_morning(world: World) -> None:
    await choose(world, "maya", "departures")
    world.workspace.archive("departures")
    await world.rests()

    await choose(world, "theo", "random")
    await world.clock.advance(days=1)

    assert not [one for one in world.person("maya").dm if "was archived" in one.text]


async def test_a_channel_that_is_lost_a_second_time_is_told_a_second_time(world: World) -> None:
    for _time in range(2):
        await choose(world, "maya", "departures")
        world.workspace.archive("departures")
        await world.clock.advance(days=1)
        world.workspace.unarchive("departures")

    assert len([one for one in world.person("maya").dm if "was archived" in one.text]) == 2


async def test_when_the_bot_is_taken_out_the_channel_is_given_up(world: World) -> None:
    await choose(world, "maya", "departures")

    world.workspace.leave("departures", "porchlight")
    await world.rests()

    assert await chosen(world) is None
    await world.clock.advance(days=1)
    await world.person("maya").sees("I was taken out of")


async def test_when_the_chooser_has_left_the_firm_an_admin_is_told(world: World) -> None:
    await choose(world, "maya", "departures")
    world.workspace.deactivate("maya")
    await world.rests()

    world.workspace.archive("departures")
    await world.rests()

    told = [handle for handle in ("grace", "lena") if any("was archived" in m.text for m in world.person(handle).dm)]
    assert len(told) == 1


async def test_an_old_button_that_no_longer_applies_answers_kindly(world: World) -> None:
    await choose(world, "maya", "departures")
    world.workspace.archive("departures")
    await world.clock.advance(days=1)
    await choose(world, "theo", "random")
    maya = world.person("maya")

    await maya.presses("Choose a channel")

    assert maya.modal is None
    assert (await maya.sees("has been chosen already")).ephemeral


async def test_what_slack_did_not_tell_is_found_at_night(world: World) -> None:
    await choose(world, "maya", "departures")
    tell_nothing(world)
    world.workspace.share("departures", "Harbor & Sons")
    await world.rests()
    assert await chosen(world) == "departures"

    await world.clock.advance(hours=12)

    assert await chosen(world) is None


async def test_a_message_that_the_channel_does_not_take_shows_that_it_is_lost(world: World) -> None:
    await choose(world, "maya", "departures")
    tell_nothing(world)
    world.workspace.archive("departures")

    def speak(unit: Unit) -> None:
        unit.say(message("hello"), to=world.workspace.channel("departures").id, key="hello")

    await world.bot.deps.unit(world.workspace.team_id, speak)
    await world.clock.advance(seconds=5)

    assert await chosen(world) is None
    await world.clock.advance(days=1)
    await world.person("maya").sees("was archived")
