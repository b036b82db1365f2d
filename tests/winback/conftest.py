"""What tests of asking again and welcoming back may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.nudges.support import Firm
from tests.winback.support import winning_firm


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm with lists of whom to ask again."""
    async with winning_firm(database_url) as opened:
        yield opened
