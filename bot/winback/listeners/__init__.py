"""Slack comes in: somebody asks a customer again, tells what is new, or says that they are back."""

from bot.slack.door import Door
from bot.winback import blocks
from bot.winback.blocks import launches
from bot.winback.listeners import asking, hearing, ways
from bot.work.deps import Deps

COMMANDS = (*blocks.COMMANDS, *launches.COMMANDS)


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns asking again and returns."""
    for part in (asking, hearing, ways):
        part.register(door, deps)
