"""A file is fetched from where Slack keeps it, and some more of its rows are read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.importing.blocks.forms import LARGEST
from bot.importing.service.judging import SLICE
from bot.importing.service.reading import file_of
from bot.importing.service.staging import (
    BRING,
    FORGET,
    LOOK,
    READ,
    Piece,
    bring_parts,
    forget_rows,
    keep_piece,
    look_at_parts,
)
from bot.importing.tables import opened
from bot.importing.values import Broken, Kind, Unreadable
from bot.slack.errors import Refused
from bot.work.deps import Deps
from bot.work.parts import Due, Handler

PARTS_READ = 20
"""So many parts of 500 rows are read before the next turn: the file is fetched anew for each, and kept nowhere else."""
GONE = frozenset({"file_not_found", "file_deleted", "404", "403", "302"})


async def fetch(deps: Deps, due: Due) -> Piece | None:
    """Some more rows of a file. Raises what `Slack.call` raises, and is tried again."""
    found = await deps.unit(due.workspace, file_of, due.subject)
    if found is None:
        return None
    kind, slack_file = found
    try:
        answer = await deps.slack.call(due.workspace, "files.info", file=slack_file)
        file = answer["file"]
        if int(file.get("size") or 0) > LARGEST:
            return Piece(broken=Broken.too_large)
        address = file.get("url_private_download") or file["url_private"]
        data = await deps.slack.download(due.workspace, address, LARGEST)
    except Refused as refused:
        if refused.code in GONE:
            return Piece(broken=Broken.empty)
        raise
    if data is None:
        return Piece(broken=Broken.too_large)
    return await asyncio.to_thread(_read, data, kind, int(due.facts.get("done", 0)))


def _read(data: bytes, kind: Kind, done: int) -> Piece:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(data)
        try:
            with opened(file, kind) as table:
                for _passed in islice(table.rows, done):
                    pass
                parts = [part for _each in range(PARTS_READ) if (part := list(islice(table.rows, SLICE)))]
                is_last = len(parts) < PARTS_READ or len(parts[-1]) < SLICE
                return Piece(table.head.headers, parts, is_last)
        except Unreadable as broken:
            return Piece(broken=broken.why, row=broken.row)


HANDLERS: Mapping[str, Handler] = {
    READ: Handler(act=keep_piece, look=fetch),
    LOOK: Handler(act=look_at_parts),
    BRING: Handler(act=bring_parts),
    FORGET: Handler(act=forget_rows),
}
"""What falls due while a file is brought in."""
