"""Files are fetched from Slack into the folder."""

from __future__ import annotations

from dataclasses import dataclass

from bot.customers.models import KeptFile
from bot.customers.values import FileState
from bot.work.parts import Due
from bot.work.unit import Unit

LARGEST = 5_000_000
"""Bytes: a larger file is not kept; it may be on a drive of the firm, and a note say where."""


@dataclass(frozen=True)
class Fetched:
    """What came of fetching a file; `data` where it is to be kept."""

    state: FileState
    data: bytes | None = None


def keep_fetched(unit: Unit, due: Due, fetched: Fetched) -> None:
    """Keep what is in the file; nothing of a file that was erased meanwhile."""
    kept = unit.get(KeptFile, due.subject)
    if kept is None:
        return
    kept.state = fetched.state
    if fetched.data is not None:
        kept.data, kept.size = fetched.data, len(fetched.data)
