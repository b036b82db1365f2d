"""`porchlight doctor` says what is wrong, and what to do."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import SecretStr

from bot.doctor import as_json, as_text, examine
from bot.settings import Settings
from bot.slack.kit import message
from tests.support.world import open_world


async def test_a_healthy_installation_is_said_to_be_well(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        await world.stop()
        checks = await examine(world.settings)
        await world.start()

    assert [check.name for check in checks if not check.well] == []
    assert json.loads(as_json(checks))["well"] is True


async def test_without_settings_it_names_what_is_missing_and_where_to_find_it(tmp_path: Path) -> None:
    checks = await examine(Settings(database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}", slack_bot_token=None))

    text = as_text(checks)
    assert "SLACK_BOT_TOKEN is not set" in text
    assert "OAuth & Permissions" in text
    assert "porchlight migrate" in text


async def test_a_wrong_token_is_said_and_not_shown(sqlite_url: str) -> None:
    async with open_world(sqlite_url) as world:
        wrong = world.settings.model_copy(update={"slack_bot_token": SecretStr("xoxb-wrong-token")})
        text = as_text(await examine(wrong))

    assert "invalid_auth" in text
    assert "xoxb-wrong-token" not in text


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
