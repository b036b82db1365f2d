"""docs/events.md tells what comes of each event that we ask Slack for, and of those that we do not."""

from __future__ import annotations

import re
from pathlib import Path

from bot.sandbox.events import EVENT_SCOPES
from tests.slack.manifest import manifest

HERE = Path(__file__).parents[2]
PAGE = (HERE / "docs" / "events.md").read_text("utf-8")


def rows(part: str) -> dict[str, list[str]]:
    """The lines of that part's table: what is said of each event."""
    found: dict[str, list[str]] = {}
    for line in part.splitlines():
        if line.startswith("| `"):
            first, *said = [cell.strip() for cell in line.strip("|").split(" | ")]
            for event in re.findall(r"`([a-z_.]+)`", first):
                assert event not in found, event
                found[event] = said
    return found


def test_each_event_that_is_subscribed_has_a_line_and_each_line_is_subscribed_or_says_why_not() -> None:
    told, untold = (rows(part) for part in PAGE.split("## What we do not ask it to tell"))
    subscribed = set(manifest()["settings"]["event_subscriptions"]["bot_events"])

    assert set(told) == subscribed
    assert not set(untold) & subscribed
    assert all(len(said) == 2 and all(said) for said in told.values())
    assert all(len(said) == 1 and said[0] for said in untold.values())


def test_of_channels_it_tells_all_that_the_local_workspace_can_do_to_them() -> None:
    """What happens to channels there and we never spoke of would have no defined effect."""
    of_channels = {event for event in EVENT_SCOPES if event.startswith(("channel_", "group_"))}

    assert of_channels <= set(rows(PAGE))


def test_tests_that_it_names_exist() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)`", PAGE)

    assert named
    assert [one for one in named if not (HERE / one).exists()] == []
