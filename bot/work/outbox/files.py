"""A message with a file: shared once, though Slack marks no file with the delivery that it belongs to.

Slack takes a file in three steps: an address to send it to, the bytes, and the completion, which shows it in a
conversation. Only the last can be seen by anybody, so the file's id is kept before it; when nobody knows what became of
it, Slack is asked where that file is shared. A file that is not shared is left behind, and a new one is made.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.slack.client import Slack
from bot.slack.errors import End, NotSent, Refused, Unknown
from bot.work.outbox.claims import Claim
from bot.work.outbox.rows import Letter, Parcel

Keep = Callable[[str], Awaitable[bool]]
"""Keeps the file's id, for good; False when somebody else holds the delivery meanwhile."""

NOT_THERE = frozenset({"file_not_found", "file_deleted"})
OF_THE_PLACE = frozenset({End.WORKSPACE_GONE, End.TARGET_GONE, End.PERSON_GONE})


class NoFiles(Exception):
    """This workspace takes no files from us, or does not let us look after them."""


async def is_shared(slack: Slack, claim: Claim, channel: str, file: str) -> bool:
    """Whether the file stands in that conversation. Raises NoFiles, or what `Slack.call` raises."""
    try:
        answer = await slack.call(claim.workspace, "files.info", file=file)
    except Refused as refused:
        if refused.code in NOT_THERE:
            return False
        raise _unless_of_the_place(refused) from refused
    return channel in _places(answer["file"])


async def share(slack: Slack, claim: Claim, channel: str, letter: Letter, parcel: Parcel, keep: Keep) -> bool:
    """Upload the file and show it in the conversation, with the letter's words; False when it is not ours any more.

    Raises NoFiles, or what `Slack.call` raises: Unknown only when it may be shared, since nobody sees a file before.
    """
    file = await _upload(slack, claim, parcel, keep)
    if file is None or claim.is_over:
        return False
    try:
        await slack.call(
            claim.workspace,
            "files.completeUploadExternal",
            files=[{"id": file, "title": parcel.name}],
            channel_id=channel,
            initial_comment=letter.text,
            thread_ts=letter.thread,
        )
    except Refused as refused:
        raise _unless_of_the_place(refused) from refused
    return True


async def _upload(slack: Slack, claim: Claim, parcel: Parcel, keep: Keep) -> str | None:
    try:
        address = await slack.call(
            claim.workspace, "files.getUploadURLExternal", filename=parcel.name, length=len(parcel.data)
        )
        if not await keep(str(address["file_id"])):
            return None
        await slack.upload(str(address["upload_url"]), parcel.data)
    except Unknown as unknown:
        raise NotSent(str(unknown)) from unknown
    except Refused as refused:
        raise _unless_of_the_place(refused) from refused
    return str(address["file_id"])


def _unless_of_the_place(refused: Refused) -> Exception:
    """A message would be refused there as well; anything else is about the file alone, and the message goes without."""
    return refused if refused.end in OF_THE_PLACE else NoFiles(refused.code)


def _places(file: dict[str, Any]) -> set[str]:
    shares = file.get("shares") or {}
    return {place for kind in ("public", "private") for place in shares.get(kind) or ()}
