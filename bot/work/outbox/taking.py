"""Something that was said is taken out of Slack again: the message, and the file that went with it."""

from __future__ import annotations

from typing import Any

from bot.slack.client import Slack
from bot.slack.errors import End, Refused
from bot.work.outbox.claims import Claim
from bot.work.outbox.rows import Away

DELETE = "chat.delete"
GONE = frozenset({"message_not_found", "file_not_found", "file_deleted"})
"""What is not there any more need not be taken away: somebody was quicker, or a request of ours arrived after all."""


async def take_away(slack: Slack, claim: Claim, channel: str, away: Away) -> None:
    """Delete what stands there. Raises what `Slack.call` raises; a second time does no harm."""
    if away.file is not None:
        for place, ts in await _shares(slack, claim, away.file):
            await _unless_gone(slack, claim, DELETE, channel=place, ts=ts)
        await _unless_gone(slack, claim, "files.delete", file=away.file)
    if away.ts is not None:
        await _unless_gone(slack, claim, DELETE, channel=channel, ts=away.ts)


async def _shares(slack: Slack, claim: Claim, file: str) -> list[tuple[str, str]]:
    """The messages that show a file, which Slack names only there."""
    answer = await _unless_gone(slack, claim, "files.info", file=file)
    shares: dict[str, Any] = (answer or {}).get("file", {}).get("shares") or {}
    places = (place for kind in ("public", "private") for place in (shares.get(kind) or {}).items())
    return [(place, str(one["ts"])) for place, found in places for one in found]


async def _unless_gone(slack: Slack, claim: Claim, method: str, **arguments: Any) -> dict[str, Any] | None:
    try:
        return await slack.call(claim.workspace, method, **arguments)
    except Refused as refused:
        if refused.code in GONE or (refused.end is End.MESSAGE_GONE and method == DELETE):
            return None
        raise
