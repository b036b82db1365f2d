"""Slack comes in, for staying in touch."""

from __future__ import annotations

from bot.nudges import blocks
from bot.nudges.listeners import admins, answers, occasions, succession
from bot.slack.door import Door
from bot.work.deps import Deps

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer all that concerns staying in touch."""
    for part in (answers, occasions, admins, succession):
        part.register(door, deps)
