"""What tests of exit interviews may ask for."""

import pytest

from tests.interviews.support import Story
from tests.support.world import World


@pytest.fixture
async def story(world: World) -> Story:
    """The demo's firm with its channel for departures: on each database, over each transport."""
    opened = Story(world)
    await opened.opens()
    return opened
