"""The demo opens when there is somebody at work."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.demo.play import opening

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (datetime(2026, 11, 21, 23, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=NEW_YORK)),
        (datetime(2026, 11, 25, 18, tzinfo=UTC), datetime(2026, 11, 27, 10, tzinfo=NEW_YORK)),
        (datetime(2026, 7, 1, 15, tzinfo=UTC), datetime(2026, 7, 1, 11, tzinfo=NEW_YORK)),
    ],
    ids=["a Saturday night", "the eve of Thanksgiving", "a Wednesday morning"],
)
def test_it_begins_when_most_of_the_firm_is_at_work(now: datetime, begins: datetime) -> None:
    assert opening(now) == begins
