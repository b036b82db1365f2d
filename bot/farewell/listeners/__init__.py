"""Slack comes in: what is asked of colleagues when a customer goes."""

from __future__ import annotations

from bot.farewell.listeners import apologies, consent, handover, letters, parting
from bot.slack.door import Door
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the requests of parting and their forms."""
    for part in (parting, handover, letters, consent, apologies):
        part.register(door, deps)
