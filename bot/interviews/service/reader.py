"""Who, besides its author, reads what is not for the owner: one colleague, named by an admin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.colleagues.service import name_of, standing
from bot.interviews.events import ReaderNamed
from bot.interviews.values import Obstacle
from bot.interviews.values.heard import ReaderChoice
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record, settings_of

NAMED = "frank_reader.named"


def reader_choice(unit: Unit, person: str) -> ReaderChoice | None:
    """Who reads now, for an admin; None for anybody else, whose business it is not."""
    if not may(Deed.change_settings, standing(unit, person)):
        return None
    reader = settings_of(unit).frank_reader
    return ReaderChoice(reader, name_of(unit, reader) if reader else None)


def name_reader(unit: Unit, by: str, reader: str | None) -> Obstacle | None:
    """From now on this one reads, or nobody. What was written before is not shown to them: nobody meant it for them."""
    if not may(Deed.change_settings, standing(unit, by)):
        return Obstacle.not_yours
    if reader is not None and Role.member not in standing(unit, reader):
        return Obstacle.not_a_colleague
    settings = settings_of(unit)
    before = settings.frank_reader
    if before == reader:
        return None
    settings.frank_reader = reader
    record(unit, by, NAMED, reader or "", before=before, after=reader)
    unit.session.flush()
    unit.tell(ReaderNamed(before, reader))
    return None


def named_at(unit: Unit, reader: str) -> datetime | None:
    """Since when they have been the reader; None when they are not."""
    newest = select(AuditEntry).where(AuditEntry.did == NAMED).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    entry = unit.first(newest)
    return entry.at if entry and entry.what == reader else None
