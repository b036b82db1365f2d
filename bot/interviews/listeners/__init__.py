"""Slack comes in: who is asked and why, how the call goes, and what was heard."""

from __future__ import annotations

from bot.interviews.listeners import hearing, holding, knowing
from bot.slack.door import Door
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in about exit interviews."""
    for part in (knowing, holding, hearing):
        part.register(door, deps)
