"""What tests of exit interviews may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.interviews.support import Story
from tests.support.nights import has_every_night
from tests.support.world import open_world


@pytest.fixture
async def long_story(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Story]:
    """The same for what takes months: on each database, over HTTP alone."""
    async with open_world(database_url, every_night=has_every_night(request.node)) as world:
        opened = Story(world)
        await opened.opens()
        yield opened
