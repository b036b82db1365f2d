"""A workspace takes the app out: its work ends at once, what it kept waits for it a while, and then nothing of it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from sqlalchemy import Connection, inspect, text

from bot.migrations.run import with_connection
from bot.sandbox.events import announce
from tests.support.many import Many, open_many
from tests.support.postgres import DatabaseUrls

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own use of it


PASSING = {"gestures", "install_states"}
"""What goes by itself after a day, or when it was used."""


def rows_of(url: str, workspace: str) -> Mapping[str, int]:
    """How many rows of a workspace are in which table, as the database itself tells."""

    def count(connection: Connection) -> dict[str, int]:
        found = {}
        for table in inspect(connection).get_table_names():
            columns = {column["name"] for column in inspect(connection).get_columns(table)}
            if "workspace" in columns:
                query = text(f'SELECT count(*) FROM "{table}" WHERE workspace = :workspace')  # noqa: S608 - the database's own names
                found[table] = connection.execute(query, {"workspace": workspace}).scalar_one()
        return {table: number for table, number in found.items() if number}

    return with_connection(url, count)


async def logs(many: Many, handle: str, customer: str) -> None:
    workspace = many.first if handle in many.first.by_handle else many.second
    person = workspace.person(handle)
    await person.types(f"/lost-customer {customer}", channel="general")
    await person.submits()
    await many.clock.rest()


def posts(many: Many) -> int:
    return sum(len(place.messages) for place in many.first.conversations.values())


@pytest.mark.slow
@pytest.mark.every_way
async def test_nothing_is_left_of_a_workspace_whose_time_has_passed_and_all_of_another(database_url: str) -> None:
    async with open_many(database_url) as many:
        for workspace in (many.first, many.second):
            await many.install(workspace)
        await logs(many, "maya", "Acme")
        await logs(many, "pete", "Acme")
        gone, stays = many.first.team_id, many.second.team_id
        assert {"installs", "customers", "departures", "obligations", "deliveries", "audit"} <= rows_of(database_url, gone).keys()

        many.first.uninstall(many.first.apps[many.app.app_id])
        await many.clock.rest()
        said = posts(many)
        await many.clock.advance(days=29)
        assert "customers" in rows_of(database_url, gone)
        await many.clock.advance(days=2)

        assert rows_of(database_url, gone) == {}
        assert "customers" in rows_of(database_url, stays)
        assert posts(many) == said
        await many.second.person("pete").types("/lost-customer Zeppelin", channel="general")
        assert many.second.person("pete").modal is not None

        assert "Porchlight is in" in await many.install(many.first)
        await logs(many, "maya", "Beacon")
        assert "departures" in rows_of(database_url, gone)


@pytest.mark.slow
async def test_a_reinstall_in_time_finds_everything_and_what_waited_goes_on(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        await many.install(many.first)
        await logs(many, "maya", "Acme")
        kept = rows_of(sqlite_url, many.first.team_id)
        app = many.first.apps[many.app.app_id]

        many.first.uninstall(app)
        await many.clock.rest()
        assert await many.bot.deps.slack.installs.of(many.first.team_id) is None
        said = posts(many)
        await many.clock.advance(days=10)
        assert posts(many) == said
        await many.stop()
        await many.start()
        await many.clock.advance(days=10)
        assert posts(many) == said

        assert "is back in" in await many.install(many.first)
        await many.clock.advance(days=1)
        assert posts(many) > said
        now = rows_of(sqlite_url, many.first.team_id)
        lost = {name for name, count in kept.items() if now.get(name, 0) < count}
        assert lost <= PASSING, "of everything there is at least as much as before"
        assert {name: now[name] for name in ("customers", "departures")} == {name: kept[name] for name in ("customers", "departures")}
        await many.clock.advance(days=40)
        assert rows_of(sqlite_url, many.first.team_id)["departures"] == kept["departures"]


async def test_news_of_an_end_that_comes_late_or_is_of_a_persons_token_ends_nothing(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        await many.install(many.first)
        app, team = many.first.apps[many.app.app_id], many.first.team_id
        settings = app.manifest["settings"]

        app.manifest = {**app.manifest, "settings": {**settings, "event_subscriptions": {"bot_events": []}}}
        many.first.uninstall(app)  # nobody tells the bot yet
        app.manifest = {**app.manifest, "settings": settings}
        await many.install(many.first)
        for late in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}):
            announce(many.first, late, only=[app])
        await many.clock.rest()

        assert await many.bot.deps.slack.installs.of(team) is not None
        assert "rests" not in rows_of(sqlite_url, team)


@pytest.mark.slow
async def test_an_end_that_nobody_told_is_noticed_by_the_next_call(sqlite_url: str) -> None:
    """Slack's event was lost: the first answer that tells of it counts from then on."""
    async with open_many(sqlite_url) as many:
        await many.install(many.first)
        await logs(many, "maya", "Acme")
        app = many.first.apps[many.app.app_id]
        app.manifest = {**app.manifest, "settings": {**app.manifest["settings"], "event_subscriptions": {"bot_events": []}}}

        many.first.uninstall(app)
        await many.clock.advance(days=33)

        assert rows_of(sqlite_url, many.first.team_id) == {}


@pytest.mark.slow
async def test_another_process_notices_an_end_within_seconds(postgres: DatabaseUrls) -> None:
    async with open_many(postgres.app) as many:
        await many.install(many.first)
        team = many.first.team_id
        async with many.another() as other:
            assert await other.deps.slack.installs.of(team) is not None
            many.first.uninstall(many.first.apps[many.app.app_id])
            await many.clock.rest()

            for _look in range(600):
                if await other.deps.slack.installs.of(team) is None:
                    break
                await asyncio.sleep(0.1)
            assert await other.deps.slack.installs.of(team) is None
