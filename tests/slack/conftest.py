"""The port to Slack with a stand-in at its other end."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.slack.client import Slack, open_session
from bot.slack.door import Door
from bot.slack.installs import StaticInstall
from tests.slack.stand_in import StandIn, standing_in

SIGNING_SECRET = "signed"


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with standing_in() as slack:
        yield slack


@pytest.fixture
async def slack(stand_in: StandIn) -> AsyncIterator[Slack]:
    async with open_session() as session:
        api_url = stand_in.url + "api/"
        install = await StaticInstall.learn(SecretStr("xoxb-1"), session, api_url)
        yield Slack(install, session, api_url)


@pytest.fixture
async def door(slack: Slack) -> AsyncIterator[Door]:
    """A door whose patience is short enough for a test to outlast it."""
    door = Door(slack, SecretStr(SIGNING_SECRET), patience=0.2)
    yield door
    await door.drain(5)
