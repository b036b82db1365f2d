"""Words of the check-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.work.values import Troubles


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `mend` says what to do where it is not well."""

    name: str
    well: bool
    found: str
    mend: str = ""


@dataclass(frozen=True)
class Kept:
    """What a workspace's own rows say. `heard` is when each kind of event came in last, `pressed` when somebody last did something.

    `channels` are those that were chosen, each with the settings that name it (`departures_channel`, `digest_channel`, …).
    """

    channels: Mapping[str, tuple[str, ...]]
    troubles: Troubles
    heard: Mapping[str, datetime]
    pressed: datetime | None


@dataclass(frozen=True)
class Readable:
    """How many columns of encrypted words were tried, and how many of them the keys do not open."""

    tried: int
    closed: int
