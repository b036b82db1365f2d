"""Slack comes in: what concerns a customer's folder."""

from __future__ import annotations

from bot.folder.blocks import finding, forgetting
from bot.folder.blocks import persons as people
from bot.folder.blocks import putting_right as right
from bot.folder.listeners import erasing, keeping, persons, putting_right, reading, threads, writing
from bot.slack.door import Door
from bot.work.deps import Deps

COMMANDS = (*finding.COMMANDS, *right.COMMANDS, *people.COMMANDS, *forgetting.COMMANDS)


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the folder."""
    reading.register(door, deps)
    writing.register(door, deps)
    keeping.register(door, deps)
    putting_right.register(door, deps)
    erasing.register(door, deps)
    persons.register(door, deps)
    threads.register(door, deps)
