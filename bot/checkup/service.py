"""What the database says about an installation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import Column, Text, func, select, text, type_coerce
from sqlalchemy.orm import Session

from bot.checkup.models import Heard
from bot.checkup.values import Kept, Readable
from bot.migrations.run import newest
from bot.store.base import Base
from bot.store.types import Words, WordsTree, opened, times_sealed
from bot.work.models import Gesture
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from bot.workspace.models import WorkspaceSettings
from bot.workspace.roles import Deed, may
from bot.workspace.service import OWN_PLACES
from bot.workspace.values import CARDS_PLACE

OF_EVENTS = "Ev%"
"""How Slack's ids of events begin, and no id of a gesture."""
VERSION = text("SELECT version_num FROM alembic_version")


def hear(unit: Unit, kind: str) -> None:
    """An event of that kind came in."""
    unit.ensure(Heard, kind, at=unit.now).at = unit.now


def may_look(unit: Unit, person: str) -> bool:
    """Whether somebody may see how the installation is."""
    return may(Deed.look_over, unit.parts.standing(unit, person))


def kept_of(unit: Unit) -> Kept:
    """What the rows of this workspace say. Nothing is written: the bot may be at work on the same file."""
    pressed = select(func.max(Gesture.seen)).where(Gesture.id.not_like(OF_EVENTS))
    return Kept(
        channels=_channels(unit),
        troubles=troubles_of(unit),
        heard={one.id: one.at for one in unit.all(select(Heard))},
        pressed=unit.session.scalar(pressed.where(Gesture.workspace == unit.workspace)),
    )


def _channels(unit: Unit) -> dict[str, tuple[str, ...]]:
    """Every channel that is to hear of something, the one of the cards first."""
    settings, found = unit.first(select(WorkspaceSettings)), dict[str, tuple[str, ...]]()
    for name in (CARDS_PLACE, *OWN_PLACES):
        channel = getattr(settings, name, None)
        if channel:
            found[channel] = (*found.get(channel, ()), name)
    return found


def has_newest_schema(session: Session) -> bool:
    """Whether the database has the schema of this version of the bot, or a newer one."""
    return str(session.scalar(VERSION)) >= newest()


def readable(session: Session, cipher: MultiFernet | None) -> Readable:
    """Whether these keys open the words in the database: of each column the oldest and the newest that are encrypted."""
    tried = closed = 0
    for column in _of_words():
        kept = type_coerce(column, Text)
        some = select(kept).where(kept.like("e:%")).limit(1)
        by_age = column.table.c.id
        found = [session.scalar(some.order_by(order)) for order in (by_age, by_age.desc())]
        if any(found):
            tried += 1
            closed += not all(_opens(cipher, one, times_sealed(column.type)) for one in found if one)
    return Readable(tried, closed)


def _of_words() -> Iterator[Column[Any]]:
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Words | WordsTree) and "id" in table.c:
                yield column


def _opens(cipher: MultiFernet | None, kept: str, times: int) -> bool:
    """Whether what was sealed so many times can be read; what is plain text within needs no key."""
    try:
        for _time in range(times):
            kept = opened(kept, cipher)
    except (LookupError, InvalidToken):
        return False
    return True
