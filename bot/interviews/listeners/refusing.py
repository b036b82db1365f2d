"""What was not done is said, kindly, to whoever wanted it."""

from __future__ import annotations

from bot.interviews import blocks
from bot.interviews.values import Obstacle
from bot.slack.kit import escape, message
from bot.slack.request import Request


async def refuse(request: Request, obstacle: Obstacle) -> None:
    """Say why nothing was changed, to this person alone."""
    await request.reply(message(escape(blocks.obstacle_words(obstacle))))
