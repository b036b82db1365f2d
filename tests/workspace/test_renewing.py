"""Where tokens rotate they are renewed well before they end, by one process at a time, and a lost answer ends nothing."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.slack.client import open_session
from bot.store.engine import open_database
from bot.workspace.installing import KeptInstalls, OAuth, Renewing
from tests.support.many import Many, open_many

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own use of it


def there(many: Many):
    return many.first.apps[many.app.app_id]


async def token(many: Many) -> str:
    install = await many.bot.deps.slack.installs.of(many.first.team_id)
    assert install is not None
    return install.token.get_secret_value()


async def works(many: Many) -> bool:
    maya = many.first.person("maya")
    await maya.types("/lost-customer Acme", channel="general")
    await many.clock.rest()
    return maya.modal is not None


@pytest.mark.slow
async def test_a_token_is_renewed_ahead_of_time_again_and_again(database_url: str) -> None:
    async with open_many(database_url, rotating=True) as many:
        await many.install(many.first)
        first = await token(many)
        await many.clock.advance(hours=9)
        assert await token(many) == first

        await many.clock.advance(hours=2)
        second = await token(many)
        await many.clock.advance(days=3)

        assert len({first, second, await token(many)}) == 3
        assert await works(many)


async def test_after_a_long_pause_the_token_is_renewed_before_it_is_used(sqlite_url: str) -> None:
    async with open_many(sqlite_url, rotating=True) as many:
        await many.install(many.first)
        await many.stop()
        await many.clock.advance(days=2)
        await many.start()

        assert await works(many)


@pytest.mark.slow
async def test_slack_being_away_for_an_hour_costs_nothing(sqlite_url: str) -> None:
    async with open_many(sqlite_url, rotating=True) as many:
        await many.install(many.first)
        many.first.faults.add(method="oauth.v2.access", kind="500", times=4)

        await many.clock.advance(hours=13)

        assert await works(many)


async def test_when_the_answer_is_lost_work_goes_on_and_whoever_installed_it_hears_in_time(sqlite_url: str) -> None:
    """Slack takes a refresh token once: with its answer the new token is lost, and the old one is good until it ends."""
    async with open_many(sqlite_url, rotating=True) as many:
        await many.install(many.first)
        before = await token(many)
        many.first.faults.add(method="oauth.v2.access", kind="drop_after")
        await many.clock.advance(hours=10, minutes=30)

        assert await token(many) == before
        assert await works(many)
        installer = many.first.users[there(many).installer].handle
        assert any("Slack will not renew my access" in text for message in many.first.person(installer).dm for text in message.texts())

        await many.clock.advance(hours=3)
        assert "is back in" in await many.install(many.first)
        assert await works(many)


@pytest.mark.every_way
async def test_of_several_processes_one_renews(database_url: str) -> None:
    renewed: list[str] = []

    async def heard(workspace: str) -> None:
        renewed.append(workspace)

    async def never(*_about: object) -> None:
        raise AssertionError("somebody used the refresh token a second time")

    async with open_many(database_url, rotating=True) as many, open_session() as session, AsyncExitStack() as stack:
        await many.install(many.first)
        await many.stop()
        settings = many.settings
        assert settings.slack_client_id is not None
        assert settings.slack_client_secret is not None
        await many.clock.advance(hours=10, minutes=30)
        sources = []
        for _process in range(1 if settings.on_sqlite else 3):
            database = open_database(settings.database_url, words_keys=settings.words_keys)
            stack.push_async_callback(database.close)
            oauth = OAuth(
                database, many.clock, settings.slack_client_id, settings.slack_client_secret, session, settings.slack_api_url
            )
            for _task in range(3):
                installs = KeptInstalls(database, many.clock)
                sources.append(Renewing(database, many.clock, oauth, installs, heard, never))

        await asyncio.gather(*(source.turn() for source in sources), *(source.now(many.first.team_id) for source in sources))

    assert renewed == [many.first.team_id]
