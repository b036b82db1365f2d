"""What is tried here is the same over every way in and on both databases: one of each will do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.nights import has_every_night
from tests.support.world import World, open_world


@pytest.fixture
async def world(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url, every_night=has_every_night(request.node)) as opened:
        yield opened
