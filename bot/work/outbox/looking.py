"""Whether a delivery of which nobody knows arrived: Slack's history is read for its id, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.slack.client import Slack, delivery_in
from bot.work.outbox.claims import Claim
from bot.work.outbox.rows import Letter

PAGE = 200
AROUND = timedelta(hours=1, minutes=2)
"""How far before and after the moment of sending a message is looked for: by so much our clock may differ from Slack's."""


@dataclass(frozen=True)
class Found:
    """It stands in Slack, as the message `ts`."""

    ts: str


@dataclass(frozen=True)
class More:
    """It is not on this page; the next one begins at `cursor`."""

    cursor: str


def method_for(letter: Letter) -> str:
    """What of Slack is read to look for it."""
    return "conversations.replies" if letter.thread else "conversations.history"


async def look(slack: Slack, claim: Claim, channel: str, letter: Letter) -> Found | More | None:
    """Read the next page of what was said around the moment of sending; None when it is nowhere there.

    Raises what `Slack.call` raises.
    """
    thread = {"ts": letter.thread} if letter.thread else {}
    page = await slack.call(
        claim.workspace,
        method_for(letter),
        channel=channel,
        oldest=f"{(letter.tried - AROUND).timestamp():.6f}",
        latest=f"{(letter.tried + AROUND).timestamp():.6f}",
        inclusive=True,
        include_all_metadata=True,
        limit=PAGE,
        cursor=letter.looked_to,
        **thread,
    )
    for message in page["messages"]:
        if delivery_in(message) == claim.id:
            return Found(str(message["ts"]))
    cursor = (page.get("response_metadata") or {}).get("next_cursor")
    return More(cursor) if cursor else None
