"""What a digest is written from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from bot.winback.values.choosing import Reason
from bot.winback.values.states import ItemState


class WayKind(enum.Enum):
    """What is different now: we offer something, or have fixed something."""

    offer = "offer"
    fixed = "fixed"


@dataclass(frozen=True)
class WayIn:
    """The news with which a customer may be asked."""

    launch: str
    kind: WayKind
    words: str
    at: datetime


@dataclass(frozen=True)
class ItemView:
    """One place in a digest as it stands. People are called by name; `carer` looks after them, and so could ask.

    `news` are codes of what changed since they were last in a digest; `way` is something new here with which to ask them.
    """

    item: str
    customer: str
    state: ItemState
    kept: bool
    reasons: tuple[Reason, ...]
    by: str | None
    until: date | None
    undoable: bool
    news: tuple[str, ...] = ()
    carer: str | None = None
    way: WayIn | None = None


class Happening(enum.Enum):
    """What happened to a customer since the digest before: somebody is going to ask them, has asked them, or they are back."""

    taken_up = "taken_up"
    asked = "asked"
    back = "back"


@dataclass(frozen=True)
class Since:
    """One thing that happened since the digest before. `by` is a name; `until` the day until which they want to have asked."""

    customer: str
    what: Happening
    by: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class DigestView:
    """What a digest shows: whom to ask, and what happened since the digest before."""

    items: tuple[ItemView, ...]
    since: tuple[Since, ...] = ()
