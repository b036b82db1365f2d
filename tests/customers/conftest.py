"""What tests of customers may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.departures.support import Firm, firm_on


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm on each database, without Slack."""
    async with firm_on(database_url) as opened:
        yield opened
