"""Slack comes in: what concerns a customer's folder."""

from __future__ import annotations

from bot.folder.blocks.finding import COMMANDS
from bot.folder.listeners import keeping, reading
from bot.slack.door import Door
from bot.work.deps import Deps

__all__ = ["COMMANDS", "register"]


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the folder."""
    reading.register(door, deps)
    keeping.register(door, deps)
