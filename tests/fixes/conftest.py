"""What tests of departures may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.departures.support import Firm, firm_on


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with firm_on(database_url) as opened:
        yield opened
