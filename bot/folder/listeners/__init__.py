"""Slack comes in: what concerns a customer's folder."""

from __future__ import annotations

from bot.folder.listeners import keeping
from bot.slack.door import Door
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the folder."""
    keeping.register(door, deps)
