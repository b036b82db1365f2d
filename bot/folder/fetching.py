"""Time comes in: files for a folder are fetched from Slack."""

from __future__ import annotations

from collections.abc import Mapping

from bot.customers.values import FileState
from bot.folder.service.fetching import LARGEST, Fetched, keep_fetched
from bot.folder.service.writing import FETCH
from bot.slack.errors import Refused
from bot.work.deps import Deps
from bot.work.parts import Due, Handler

GONE = frozenset({"file_not_found", "file_deleted", "not_visible", "403", "404"})
"""Slack's codes, and answers, for a file that is there no more, or not for us."""


async def fetch(deps: Deps, due: Due) -> Fetched:
    """Read the file where Slack keeps it. Raises what `Slack.call` raises, and is tried again."""
    try:
        answer = await deps.slack.call(due.workspace, "files.info", file=due.facts["file"])
        file = answer["file"]
        if int(file.get("size") or 0) > LARGEST:
            return Fetched(FileState.too_large)
        address = file.get("url_private_download") or file["url_private"]
        data = await deps.slack.download(due.workspace, address, LARGEST)
    except Refused as refused:
        if refused.code in GONE:
            return Fetched(FileState.gone)
        raise
    return Fetched(FileState.too_large) if data is None else Fetched(FileState.kept, data)


HANDLERS: Mapping[str, Handler] = {FETCH: Handler(act=keep_fetched, look=fetch)}
