"""Words of privacy."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


class Only(enum.Enum):
    """Which part of the record is shown."""

    everything = "everything"
    seen = "seen"
    settings = "settings"


@dataclass(frozen=True)
class Place:
    """A place in the record: after the entry of that moment (aware) and id come the older ones."""

    at: datetime
    id: str


@dataclass(frozen=True)
class RecordLine:
    """One entry. `who` is a name, None where nobody did it; `about` the customer it is about, where there is one still.

    `other` is the second customer of a merge.
    """

    at: datetime
    did: str
    what: str
    who: str | None
    about: str | None = None
    before: str | None = None
    after: str | None = None
    other: str | None = None


@dataclass(frozen=True)
class RecordsView:
    """A page of the record, the newest first. `older` is where the next page begins, if there is any."""

    lines: Sequence[RecordLine]
    only: Only
    older: Place | None
    is_first: bool


@dataclass(frozen=True)
class Held:
    """How much of one kind is held about a colleague: rows, and the first and last moment in them, in ISO 8601."""

    table: str
    count: int
    first: str | None
    last: str | None
