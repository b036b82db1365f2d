"""Workspaces install the app themselves: by Slack's OAuth, each for itself, over HTTP."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import create_engine, text
from yarl import URL

from bot.slack.methods import OPTIONAL, scopes
from bot.workspace.blocks.installing import scope_reasons
from bot.workspace.installing.oauth import STATE_LIVES
from tests.slack.manifest import manifest
from tests.support.many import Many, fresh_browser, open_many

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own use of it


async def read(many: Many, url: str) -> tuple[int, str]:
    async with many.browser.get(url) as page:
        return page.status, words(await page.text())


def carry(many: Many, state: str) -> None:
    """Put a state into the browser by hand."""
    many.browser.cookie_jar.update_cookies({"slack-app-oauth-state": state}, URL(many.url))


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)))


def test_the_page_gives_a_reason_for_each_permission_that_is_asked_for() -> None:
    told = [scope for reason in scope_reasons() for scope in reason.scopes]

    assert sorted(told) == sorted(scopes()) == sorted(manifest()["oauth_config"]["scopes"]["bot"])
    assert set(manifest()["oauth_config"]["scopes"]["bot_optional"]) == OPTIONAL
    assert all(OPTIONAL.issuperset(one.scopes) or OPTIONAL.isdisjoint(one.scopes) for one in scope_reasons())


@pytest.mark.slow
@pytest.mark.every_way
async def test_two_workspaces_install_the_app_and_each_is_served_as_itself(database_url: str) -> None:
    async with open_many(database_url) as many:
        status, page = await read(many, f"{many.url}/slack/install")
        assert status == 200
        assert "helps when a customer leaves" in page
        assert "dnd:read (can be left out)" in page

        for workspace in (many.first, many.second):
            assert f"Porchlight is in {workspace.name} now" in words(await many.install(workspace))

        await many.first.person("maya").types("/lost-customer Acme", channel="general")
        await many.second.person("pete").types("/lost-customer Zeppelin", channel="general")
        await many.clock.rest()
        assert "Acme" in str(many.first.person("maya").modal)
        assert "Zeppelin" in str(many.second.person("pete").modal)

        await many.second.person("olga").opens_home()
        await many.clock.rest()
        assert many.second.person("olga").home is not None
        assert many.first.person("grace").home is None


async def test_tokens_lie_in_the_database_sealed_and_a_restart_finds_them(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        await many.install(many.first)
        await many.install(many.first)
        token = many.first.apps[many.app.app_id].bot_token

        engine = create_engine(sqlite_url)
        with engine.connect() as connection:
            (row,) = connection.execute(text("select * from installs")).all()
        engine.dispose()
        assert token not in str(row)
        await many.stop()
        await many.start()

        await many.first.person("maya").types("/lost-customer Acme", channel="general")
        assert many.first.person("maya").modal is not None


async def test_a_warm_request_costs_no_call_of_auth_test_and_no_query_for_the_token(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        await many.install(many.first)
        installs, team = many.bot.deps.slack.installs, many.first.team_id
        await installs.of(team)
        asked = []
        many.bot.database.run = lambda *work, **_: asked.append(work)  # type: ignore[method-assign] # whatever it is, it would be one

        found = [await installs.serving(team, None), await installs.of(team)]
        del many.bot.database.run

        assert asked == []
        assert {one.workspace for one in found if one} == {team}


async def test_whoever_says_no_reads_that_this_is_fine(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        many.first.declines = True

        page = words(await many.install(many.first))

        assert "You said no on Slack's page, and that is fine" in page
        assert await many.bot.deps.slack.installs.all() == ()


async def test_a_state_is_good_once_for_ten_minutes_in_one_browser(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        back = await many.to_slack(many.first)
        async with fresh_browser(many.url) as another, another.get(back) as page:
            assert page.status == 400
            assert "another browser" in words(await page.text())
        assert await many.bot.deps.slack.installs.all() == ()

        assert (await read(many, back))[0] == 200
        status, page = await read(many, back)
        assert status == 400
        assert "If you read before that Porchlight is in your workspace, all is well" in page
        carry(many, back.rpartition("state=")[2])
        assert (await read(many, back))[0] == 400

        late = await many.to_slack(many.second)
        await many.clock.advance(seconds=STATE_LIVES.total_seconds() + 1)
        status, page = await read(many, late)
        assert status == 400
        assert "longer than ten minutes" in page

        forged = f"{many.url}/slack/oauth_redirect?code=abc&state=made-up"
        carry(many, "made-up")
        assert (await read(many, forged))[0] == 400


async def test_what_slack_refuses_is_said_kindly_and_nothing_is_kept(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        back = await many.to_slack(many.first)
        many.first.codes.clear()
        status, page = await read(many, back)
        assert status == 400
        assert "Slack did not take it (invalid_code)" in page

        back = await many.to_slack(many.first)
        many.first.faults.add(method="oauth.v2.access", kind="drop_before")
        status, page = await read(many, back)
        assert status == 502
        assert "did not answer in time" in page

        status, page = await read(many, f"{many.url}/slack/oauth_redirect?error=<script>")
        assert status == 400
        assert "script" not in page
        assert await many.bot.deps.slack.installs.all() == ()


async def test_a_whole_organisation_is_refused_politely_and_one_workspace_of_it_is_not(sqlite_url: str) -> None:
    """Somebody says yes on Slack's page for all workspaces of their organisation at once."""
    async with open_many(sqlite_url) as many:
        many.first.organisation = "Fernhill Group"
        _status, page = await read(many, await many.to_slack(many.first))
        assert "into one workspace at a time, not into a whole organisation" in page
        assert await many.bot.deps.slack.installs.all() == ()
        await many.first.person("grace").opens_home()
        await many.clock.rest()
        assert many.first.person("grace").home is None

        many.first.organisation = None
        assert "Porchlight is in" in words(await many.install(many.first))


async def test_optional_permissions_may_be_refused_and_logging_works_without(sqlite_url: str) -> None:
    async with open_many(sqlite_url) as many:
        many.first.leaves_out = OPTIONAL

        assert "Porchlight is in" in words(await many.install(many.first))
        await many.first.person("maya").types("/lost-customer Acme", channel="general")
        await many.first.person("maya").submits()
        await many.clock.rest()

        assert OPTIONAL.isdisjoint(many.first.apps[many.app.app_id].scopes)
        assert many.first.person("maya").modal is None
