"""The manifest held against the code, in both directions."""

from pathlib import Path
from typing import Any

import yaml

from bot.slack.door import Door
from bot.slack.methods import EVENTS, GESTURES, METHODS
from bot.slack.request import Kind

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def manifest() -> dict[str, Any]:
    """manifest.yml as Slack reads it."""
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text("utf-8"))
    return loaded


def scopes_needed() -> frozenset[str]:
    """What the commands, the methods called and the events listened to need together."""
    listened = (EVENTS[event] for event in manifest()["settings"]["event_subscriptions"]["bot_events"])
    return GESTURES.union(*METHODS.values(), *listened)


def hold_against(door: Door) -> None:
    """Assert that the manifest names exactly what a fully built door answers to."""
    told = manifest()
    shortcuts = told["features"]["shortcuts"]

    events = told["settings"]["event_subscriptions"]["bot_events"]
    assert {type_of(event) for event in events} == door.registered(Kind.EVENT)
    assert _named(shortcuts, "global") == door.registered(Kind.SHORTCUT)
    assert _named(shortcuts, "message") == door.registered(Kind.MESSAGE_SHORTCUT)
    assert [command["command"] for command in told["features"]["slash_commands"]] == ["/lost-customer"]
    assert door.answers_anything


def type_of(event: str) -> str:
    """What comes in where a manifest names that event: `message.channels` is a `message`, like those of other places."""
    return event.partition(".")[0]


def _named(shortcuts: list[dict[str, Any]], kind: str) -> set[str]:
    return {shortcut["callback_id"] for shortcut in shortcuts if shortcut["type"] == kind}
