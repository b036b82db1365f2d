"""`porchlight doctor` says what is wrong, and what to do; and an admin sees the same in Slack."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from bot.__main__ import app
from bot.doctor import Check, as_json, as_text, examine
from bot.sandbox.errors import NotThere
from bot.settings import Settings
from bot.slack.kit import message
from bot.slack.methods import OPTIONAL
from tests.support.many import open_many
from tests.support.postgres import DatabaseUrls
from tests.support.world import World, open_world

NAMES = ["Settings", "Database", "Migrations", "Key", "Slack", "Permissions", "Events", "Channel", "Clock", "Work", "Socket Mode"]


def wrong(checks: Sequence[Check]) -> dict[str, str]:
    """What is not well: by its name, what was found and what to do."""
    return {check.name: f"{check.found} -> {check.mend}" for check in checks if not check.well}


async def test_a_healthy_installation_is_said_to_be_well_also_while_it_works(sqlite_url: str) -> None:
    async with open_world(sqlite_url, "socket") as world:
        await world.person("grace").opens_home()
        await world.rests()
        working = await examine(world.settings)
        await world.stop()
        resting = await examine(world.settings)
        await world.start()

    assert [check.name for check in working] == NAMES
    assert wrong(working) == wrong(resting) == {}
    assert json.loads(as_json(working))["well"] is True


@pytest.mark.slow
async def test_each_thing_that_can_be_wrong_in_turn(sqlite_url: str) -> None:
    """One installation, and one thing wrong with it at a time: doctor names that thing alone, and how to mend it."""
    async with open_world(sqlite_url, "socket") as world:
        channel = await _chosen(world)
        app, settings, place = world.app, world.settings, world.channel("departures")

        def told(**other: object) -> Callable[[], Awaitable[list[Check]]]:
            return lambda: examine(settings.model_copy(update=other), world.clock.now())

        async def found(name: str, says: str, look: Callable[[], Awaitable[list[Check]]] | None = None) -> None:
            seen = wrong(await (look or told())())
            assert list(seen) == [name], seen
            assert says in seen[name]

        assert wrong(await told()()) == {}
        await found("Settings", "Copy it from your app's page", told(slack_bot_token=None))
        await found("Settings", "Set SLACK_APP_TOKEN", told(slack_app_token=None, slack_signing_secret=None))
        await found("Slack", "invalid_auth -> Slack does not know SLACK_BOT_TOKEN", told(slack_bot_token=SecretStr("xoxb-wrong")))
        await found("Slack", "See that this machine reaches Slack", told(slack_api_url="http://127.0.0.1:9/api/"))
        unknown = told(slack_app_token=SecretStr("xapp-unknown"))
        await found("Socket Mode", "invalid_auth -> On your app's page turn Socket Mode on", unknown)

        scopes, app.scopes[:] = list(app.scopes), [one for one in app.scopes if one != "im:write"]
        await found("Permissions", "missing: im:write -> Add them on your app's page")
        app.scopes[:] = [one for one in scopes if one not in OPTIONAL]
        assert wrong(await told()()) == {}
        app.scopes[:] = scopes

        world.workspace.clock_ahead = timedelta(minutes=7)
        await found("Clock", "7 minutes behind Slack's -> Let this machine keep its time")
        world.workspace.clock_ahead = timedelta(minutes=-7)
        await found("Clock", "7 minutes ahead of Slack's")
        world.workspace.clock_ahead = timedelta()

        await world.bot.database.run(lambda session: session.execute(text("UPDATE heard_events SET at = '2020-01-01 00:00:00'")))
        await found("Events", "turn events on and subscribe to these bot events: app_home_opened")
        await world.bot.database.run(lambda session: session.execute(text("DELETE FROM heard_events")))
        await found("Events", "no event has come in yet -> Open the app's Home in Slack, and look again. If")
        await world.person("grace").opens_home()
        await world.clock.advance(hours=2)
        await world.person("grace").opens_home()
        await world.rests()
        assert wrong(await told()()) == {}

        place.archived = True
        await found("Channel", "#departures is archived -> Choose another channel")
        place.archived, place.shared_with = False, "T0OTHER"
        await found("Channel", "#departures is shared with another company")
        place.shared_with = None
        del place.members[app.bot_user_id]
        await found("Channel", "the app is not in #departures -> In that channel type /invite")
        place.members[app.bot_user_id] = None
        await _channel_is(world, "C0NOWHERE")
        await found("Channel", "the channel is gone")
        await _channel_is(world, channel)

        own = world.channel("random")
        await world.enter("random")
        for setting, name, under in (
            ("digest_channel", "whom to ask again", "Who hears it"),
            ("alerts_channel", "reasons that come up more", "Channels"),
        ):
            await _channel_is(world, str(own.id), setting)
            assert wrong(await told()()) == {}
            own.archived = True
            await found(f"Channel for {name}", f"#random is archived -> Choose another channel: /lost-customer settings, then {under}")
            own.archived, own.shared_with = False, "T0OTHER"
            await found(f"Channel for {name}", "#random is shared with another company")
            own.shared_with = None
            del own.members[app.bot_user_id]
            await found(f"Channel for {name}", "the app is not in #random -> In that channel type /invite")
            own.members[app.bot_user_id] = None
            await _channel_is(world, None, setting)

        await world.bot.deps.unit(world.team, lambda unit: unit.say(message("x"), to="C0NOWHERE", key="x"))
        await world.clock.advance(minutes=1)
        await found("Work", "1 × channel_not_found")


async def test_without_settings_it_names_what_is_missing_and_where_to_find_it(tmp_path: Path) -> None:
    checks = await examine(Settings(database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}", slack_bot_token=None))

    told = as_text(checks)
    assert "SLACK_BOT_TOKEN is not set" in told
    assert "OAuth & Permissions" in told
    assert "porchlight migrate" in told


async def test_what_is_wrong_with_the_database_and_its_key(sqlite_url: str) -> None:
    """Words that were encrypted with a key that is not set any more are lost, so that is found out before anybody misses them."""
    first, second = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    async def found(keys: str | None, url: str = sqlite_url) -> dict[str, str]:
        given = SecretStr(keys) if keys else None
        return wrong(await examine(Settings(database_url=url, words_key=given, slack_bot_token=None)))

    async with open_world(sqlite_url, settings={"words_key": SecretStr(first)}) as world:
        await world.bot.deps.unit(world.team, lambda unit: unit.say(message("Acme"), to="C0NOWHERE", key="x"))
        await world.rests()
        unread = await examine(world.settings.model_copy(update={"words_key": SecretStr(second)}))

    assert not {check.name for check in unread} & {"Events", "Channel", "Work"}, "only its rows can tell"
    assert set(await found(f"{second},{first}")) == {"Settings"}
    assert "cannot be read with this key -> Put the key that encrypted them behind" in (await found(second))["Key"]
    assert "cannot be read with this key" in (await found(None))["Key"]
    assert "not made of Fernet keys" in (await found("secret"))["Key"]
    assert "cannot be reached" in (await found(first, "postgresql://nobody@127.0.0.1:9/none"))["Database"]
    assert "cannot be reached" in (await found(first, "sqlite:////proc/none/x.sqlite3"))["Database"]
    with create_engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "porchlight migrate" in (await found(first))["Migrations"]


def test_the_command_shows_no_token_and_tells_programs_by_its_exit(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{unused_tcp_port}/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-very-secret")
    runner = CliRunner()

    shown, for_programs = runner.invoke(app, ["doctor"]), runner.invoke(app, ["doctor", "--json"])

    assert shown.exit_code == for_programs.exit_code == 1
    assert "SLACK_BOT_TOKEN does not begin with xoxb-" in shown.output
    told = json.loads(for_programs.stdout)
    assert told["well"] is False
    assert {"name", "well", "found", "mend"} == set(told["checks"][0])
    assert "very-secret" not in shown.output + for_programs.output


async def test_an_admin_checks_the_installation_from_home_and_nobody_else_does(sqlite_url: str) -> None:
    """The button stands in an admin's Home; who is no admin any more, and still has it before them, is told so."""
    async with open_world(sqlite_url) as world:
        await _chosen(world)
        grace, maya = world.person("grace"), world.person("maya")
        await maya.opens_home()
        await grace.presses("Check it")
        assert grace.modal is not None
        assert "All is well with the installation." in grace.modal.texts()
        await grace.closes()

        world.app.scopes.remove("im:write")
        await grace.presses("Check it")
        told = "\n".join(grace.modal.texts())
        assert "1 thing needs mending." in told
        assert "missing: im:write" in told
        assert "Permissions" in told
        await grace.closes()

        with pytest.raises(NotThere):
            await maya.presses("Check it")
        await world.bot.database.run(lambda session: session.execute(text("UPDATE colleagues SET is_admin = 0")))
        await grace.presses("Check it")
        await grace.sees("Only admins of this workspace")
        assert grace.modal is None


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own use of it
@pytest.mark.slow
async def test_for_many_workspaces_each_is_looked_at_and_named_by_its_id(postgres: DatabaseUrls) -> None:
    """Installed over OAuth in two; then one lacks a permission, and the settings lack a secret."""
    async with open_many(postgres.app) as many:
        await many.install(many.first)
        await many.install(many.second)
        both = await examine(many.settings, many.clock.now())
        many.second.apps[many.app.app_id].scopes.remove("im:write")
        one = await examine(many.settings, many.clock.now())
        without = await examine(many.settings.model_copy(update={"slack_signing_secret": None}), many.clock.now())

    assert wrong(both) == {}
    assert "2 have the app" in as_text(both)
    assert list(wrong(one)) == [f"Permissions in {many.second.team_id}"]
    assert "not set: SLACK_SIGNING_SECRET" in wrong(without)["Settings"]


async def test_what_did_not_get_through_is_seen_by_doctor_and_in_the_home_of_admins_alone(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        await world.bot.deps.unit(world.team, lambda unit: unit.say(message("x"), to="C0NOWHERE", key="x"))
        await world.clock.advance(minutes=1)
        await world.person("grace").opens_home()
        await world.person("maya").opens_home()
        await world.rests()
        admin, member = world.person("grace").home, world.person("maya").home
        assert admin is not None
        assert member is not None
        assert any("What did not get through" in text for text in admin.texts())
        assert not any("What did not get through" in text for text in member.texts())


async def _chosen(world: World) -> str:
    """Grace has chosen a channel, and opened the Home of the app; the channel."""
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    await grace.opens_home()
    await world.rests()
    return str(world.channel("departures").id)


async def _channel_is(world: World, channel: str | None, setting: str = "departures_channel") -> None:
    """The settings say so, though nobody chose it."""
    change = text(f"UPDATE workspace_settings SET {setting} = :channel")  # noqa: S608 - a column's name
    await world.bot.database.run(lambda session: session.execute(change, {"channel": channel}))
