"""The story of the product on one page: which event makes which stage act, and what each stage brings."""

from __future__ import annotations

from bot.slack.door import Door
from bot.work.deps import Deps
from bot.work.parts import Parts


def parts() -> Parts:
    """What the stages bring to the work."""
    return Parts()


def register(door: Door, deps: Deps) -> None:
    """Let every stage listen."""
    del door, deps


async def begin(deps: Deps, workspace: str) -> None:
    """What is planned for a workspace whenever the bot starts."""
    del deps, workspace
