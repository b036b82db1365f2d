"""The firm that these tests act in."""

from collections.abc import AsyncIterator

import pytest

from tests.nudges.support import Firm, firm_on


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with firm_on(database_url) as opened:
        yield opened
