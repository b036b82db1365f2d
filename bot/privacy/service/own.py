"""A colleague gets what is held about themselves: read from the schema, so that no table is forgotten."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum as Word
from typing import Any

from sqlalchemy import JSON, ColumnElement, Enum, String, Text, cast, or_, select

from bot.colleagues.service import colleague, hours_of
from bot.folder.service.reach import tables
from bot.privacy.blocks import own as blocks
from bot.privacy.rules import ABOUT_COLLEAGUES
from bot.privacy.values import Held
from bot.store.base import Tenant
from bot.store.types import Sealed, Words, WordsTree
from bot.words import locale
from bot.work.parts import FileMaker
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.models import AuditEntry
from bot.workspace.records import record
from bot.workspace.roles import Deed, may

OWN = "privacy.own"


def take_own(unit: Unit, person: str) -> bool:
    """Send somebody what is held about themselves; False to whoever is no colleague."""
    if not may(Deed.take_own_data, unit.parts.standing(unit, person)):
        return False
    record(unit, person, "own_data.taken", person)
    file = Enclosure(blocks.own_file(unit.now.date()), "", without=blocks.own_without(), drawn=(OWN, person))
    unit.say(blocks.own_message(), to=person, key=f"{OWN}:{person}:{unit.now.isoformat()}", file=file)
    return True


def draw_own(unit: Unit, person: str) -> bytes | None:
    """A page to read and the data for programs, in a zip, as things stand when it is sent."""
    if not may(Deed.take_own_data, unit.parts.standing(unit, person)):
        return None
    held, data = [], {}
    for name, rows in own_rows(unit, person):
        moments = sorted(one for row in rows for one in row["moments"])
        held.append(Held(name, len(rows), moments[0] if moments else None, moments[-1] if moments else None))
        data[name] = [{key: value for key, value in row.items() if key != "moments" or value} for row in rows]
    known = colleague(unit, person)
    speaking = locale.set(known.locale if known and known.locale else locale.get())
    try:
        page = blocks.own_page(known.name if known else person, held, unit.now, hours_of(unit, person).zone)
    finally:
        locale.reset(speaking)
    about = {"format": "porchlight.person", "version": 1, "at": unit.now.isoformat(), "person": person, "held": data}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-you.txt", page)
        archive.writestr("data.json", json.dumps(about, ensure_ascii=False, indent=1))
    return made.getvalue()


def own_rows(unit: Unit, person: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """By table, all rows in which somebody stands.

    Of those about colleagues it is all that they hold; of others as what somebody stands there (`as`), and when (`moments`):
    whose customer it is, and what was written of them, is the customer's.
    """
    for name, kind in sorted(tables().items()):
        columns = dict(_naming(kind, person))
        rows = unit.all(select(kind).where(or_(*columns.values())).order_by(kind.id)) if columns else ()
        if rows:
            yield name, [_told(kind, row, person) for row in rows]


def _naming(kind: type[Tenant], person: str) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """The columns in which an id of somebody may stand, and how they are asked for this one."""
    for name, column in kind.__mapper__.columns.items():
        attribute = getattr(kind, name)
        if isinstance(column.type, JSON):
            yield name, cast(attribute, Text).contains(f'"{person}"', autoescape=True)
        elif isinstance(column.type, String) and not isinstance(column.type, Enum) and name != "workspace":
            yield name, attribute == person


def _told(kind: type[Tenant], row: Tenant, person: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in kind.__mapper__.columns.keys() if name != "workspace"}  # noqa: SIM118 - SQLAlchemy's own collection
    stands = [name for name, value in values.items() if value == person or (isinstance(value, list | dict) and person in str(value))]
    moments = [_written(value) for value in values.values() if isinstance(value, datetime | date)]
    told = {"id": row.id, "as": stands, "moments": moments}
    if kind.__tablename__ in ABOUT_COLLEAGUES and (not isinstance(row, AuditEntry) or row.who == person):
        told |= {name: _written(value) for name, value in values.items() if not _is_words(kind, name)}
    return told


def _is_words(kind: type[Tenant], name: str) -> bool:
    return isinstance(kind.__mapper__.columns[name].type, Words | WordsTree | Sealed)


def _written(value: Any) -> Any:
    if isinstance(value, Word):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date | time) else value


FILES: Mapping[str, FileMaker] = {OWN: draw_own}
