"""What tests of parting may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.farewell.support import Parting
from tests.support.nights import has_every_night
from tests.support.world import World, open_world


@pytest.fixture
def parting(world: World) -> Parting:
    """The demo's firm: in both of its homes."""
    return Parting(world)


@pytest.fixture
async def long_parting(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Parting]:
    """The same for what takes weeks: on each database, over HTTP alone."""
    async with open_world(database_url, every_night=has_every_night(request.node)) as world:
        yield Parting(world)
