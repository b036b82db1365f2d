"""A chart that Slack does not draw is drawn here, and shown as a picture that says in words all that it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from bot.slack.client import Slack
from bot.slack.kit import CHART, chart_words, clip
from bot.slack.painting import paint

log = structlog.stdlib.get_logger("porchlight.slack")

Json = dict[str, Any]


def has_charts(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there is anything among these that a workspace may not know yet."""
    return any(block["type"] == CHART for block in blocks)


async def with_pictures(slack: Slack, workspace: str, blocks: Sequence[Json]) -> list[Json]:
    """The same blocks, each chart as a picture of it; drawn beside the loop. Raises what `Slack.call` raises."""
    return [await _shown(slack, workspace, block) if block["type"] == CHART else block for block in blocks]


async def _shown(slack: Slack, workspace: str, block: Json) -> Json:
    """Uploaded, and shared nowhere but in the block that shows it."""
    words = clip(chart_words(block), 2000)
    data = await asyncio.to_thread(paint, block)
    address = await slack.call(
        workspace, "files.getUploadURLExternal", filename="chart.png", length=len(data), alt_txt=clip(words, 1000)
    )
    file = str(address["file_id"])
    await slack.upload(str(address["upload_url"]), data)
    await slack.call(workspace, "files.completeUploadExternal", files=[{"id": file, "title": block["title"]}])
    log.info("a chart was drawn as a picture", workspace=workspace)
    named = {"block_id": block["block_id"]} if "block_id" in block else {}
    return {"type": "image", "alt_text": words, "slack_file": {"id": file}, **named}
