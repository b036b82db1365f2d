"""Slack comes in: departures, what is asked before they go, and promises."""

from __future__ import annotations

from collections.abc import Sequence

from bot.departures.blocks import usage
from bot.departures.listeners import before, leaving, promises
from bot.slack.door import Door
from bot.work.deps import Deps

COMMANDS = usage.COMMANDS


def register(door: Door, deps: Deps, commands: Sequence[usage.Command] = COMMANDS) -> None:
    """Answer what concerns departures. `commands` are the words of all stages, for help and for misspelt ones."""
    leaving.register(door, deps, commands)
    before.register(door, deps)
    promises.register(door, deps)
