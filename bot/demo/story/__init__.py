"""`porchlight story`: one customer's whole journey, told day by day as it really happens in the local workspace."""

from __future__ import annotations

from collections.abc import Callable

from bot.demo.story.chapters import CHAPTERS
from bot.demo.story.scene import open_scene


async def tell(line: Callable[[str], None]) -> None:
    """Run the bot in a workspace of its own, move its clock, and hand each line of the transcript to `line`."""
    async with open_scene(line) as scene:
        for chapter in CHAPTERS:
            scene.heading(chapter.__doc__ or "")
            await chapter(scene)
            await scene.rests()
