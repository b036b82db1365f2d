"""Everything that a workspace holds goes into one zip, as JSON and as CSV, and comes back in again without loss.

`data/` holds each table as JSON, one row a line: that is what comes back in. `tables/` holds the same rows as CSV, for
programs that read no JSON, and `files/` what people kept. `lists/` (`lists.py`) are for people: as they are they can be
brought into any other program, or in here again. Nothing of it is left out, also what only a few may read in Slack: it is
for whoever runs the bot, and has the database anyway.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum as Word
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Date, Enum, Time, delete, func, insert, select
from sqlalchemy.exc import SAWarning

from bot.customers.models import Customer
from bot.folder.service.reach import tables
from bot.importing.lists import LISTS
from bot.importing.rules.cells import escaped
from bot.migrations.run import newest
from bot.store.base import Base, Tenant
from bot.store.types import Amount, Instant, Sealed
from bot.work.unit import Unit
from bot.workspace.service import record

FORMAT, VERSION = "porchlight.everything", 1
ABOUT = "porchlight.json"
BATCH = 500
OF_THE_MOMENT = frozenset({"lease", "leased_until"})
"""What a process that runs has in hand: nobody has it any more where this comes in."""


class Unfit(Exception):
    """It cannot come in; the text says why, in English, for whoever runs the bot."""


@dataclass(frozen=True)
class Told:
    """How much there was: rows of all tables, and files."""

    rows: int
    files: int


def take_out(unit: Unit, to: Path) -> Told:
    """Write all of a workspace into a zip. In one unit, so that it is all of one moment; one row is held at a time."""
    rows = files = 0
    counts: dict[str, int] = {}
    record(unit, "", "everything.exported", unit.workspace)
    unit.session.flush()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in in_order():
            name = kind.__tablename__
            with archive.open(f"data/{name}.jsonl", "w", force_zip64=True) as raw:
                for row in _rows(unit, kind):
                    raw.write(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n")
                    counts[name] = counts.get(name, 0) + 1
            with _text(archive, f"tables/{name}.csv") as text:
                _as_csv(text, kind, _rows(unit, kind))
            for path, data in _files(unit, kind):
                archive.writestr(path, data)
                files += 1
            rows += counts.get(name, 0)
        for name, making in LISTS.items():
            with _text(archive, f"lists/{name}.csv") as text:
                writer = csv.writer(text)
                writer.writerows([escaped(cell) for cell in line] for line in making(unit))
        about = {"format": FORMAT, "version": VERSION, "schema": newest(), "workspace": unit.workspace}
        about |= {"at": unit.now.isoformat(), "rows": counts}
        archive.writestr(ABOUT, json.dumps(about, indent=1))
    return Told(rows, files)


def put_back(unit: Unit, out_of: Path) -> Told:
    """Bring everything in that `take_out` wrote, into a workspace that holds no customers; all of it, or nothing.

    What the bot learnt of Slack by itself there is replaced. Raises Unfit.
    """
    if unit.first(select(Customer.id)) is not None:
        raise Unfit("There are customers in this database already: this comes only into an empty one.")
    for kind in reversed(in_order()):
        unit.session.execute(delete(kind).where(kind.workspace == unit.workspace))
    rows = files = 0
    try:
        with zipfile.ZipFile(out_of) as archive:
            for kind in in_order():
                for batch in _batches(_read(archive, kind)):
                    full = [row | {"workspace": unit.workspace} for row in batch]
                    unit.session.execute(insert(kind.__table__), full)  # type: ignore[arg-type]  # a Table, though typed as less
                    rows += len(full)
                    files += sum(isinstance(value, bytes) for row in full for value in row.values())
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Unfit("This file is damaged, or was changed by hand: nothing of it came in.") from error
    record(unit, "", "everything.restored", unit.workspace)
    return Told(rows, files)


def whose(out_of: Path) -> str:
    """The workspace that a zip is of. Raises Unfit where it is none of ours, or of another version."""
    try:
        with zipfile.ZipFile(out_of) as archive:
            about = json.loads(archive.read(ABOUT))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unfit("This is no zip that “porchlight export --everything” wrote.") from error
    if about.get("format") != FORMAT or about.get("version") != VERSION:
        raise Unfit("This is no zip that “porchlight export --everything” of this version wrote.")
    if about.get("schema") != newest():
        raise Unfit(
            f"This was written by another version of the bot (schema {about.get('schema')}, here {newest()}). "
            "Bring it in with that version, then update: the database is brought up to date by “porchlight migrate”."
        )
    return str(about["workspace"])


@cache
def in_order() -> tuple[type[Tenant], ...]:
    """All tables of a workspace, each after those that it hangs on."""
    known = tables()
    with warnings.catch_warnings():
        warnings.simplefilter("error", SAWarning)  # two tables that hang on each other could not come in one after the other
        ordered = Base.metadata.sorted_tables
    return tuple(known[one.name] for one in ordered if one.name in known)


def _columns(kind: type[Tenant]) -> Mapping[str, Any]:
    return {
        name: column.type
        for name, column in kind.__mapper__.columns.items()
        if name != "workspace" and name not in OF_THE_MOMENT
    }


def _rows(unit: Unit, kind: type[Tenant]) -> Iterator[dict[str, Any]]:
    kinds = _columns(kind)
    plain = [name for name, type_ in kinds.items() if not isinstance(type_, Sealed)]
    query = select(*(getattr(kind, name) for name in plain)).where(kind.workspace == unit.workspace).order_by(kind.id)
    sealed = [name for name in kinds if name not in plain]
    held = {name: _holders(unit, kind, name) for name in sealed}
    for row in unit.session.execute(query.execution_options(yield_per=BATCH)):
        told = {name: _told(value) for name, value in zip(plain, row, strict=True)}
        for name in sealed:
            told[name] = _path(kind, told["id"], name) if told["id"] in held[name] else None
        yield told


def _holders(unit: Unit, kind: type[Tenant], name: str) -> frozenset[str]:
    """The rows that hold a file."""
    has = select(kind.id).where(kind.workspace == unit.workspace, func.length(getattr(kind, name)) > 0)
    return frozenset(unit.session.scalars(has))


def _files(unit: Unit, kind: type[Tenant]) -> Iterator[tuple[str, bytes]]:
    for name, type_ in _columns(kind).items():
        if isinstance(type_, Sealed):
            for row in sorted(_holders(unit, kind, name)):
                data = unit.first(select(getattr(kind, name)).where(kind.id == row))
                yield _path(kind, row, name), data or b""


def _path(kind: type[Tenant], row: str, name: str) -> str:
    return f"files/{kind.__tablename__}/{row}.{name}"


def _as_csv(text: io.TextIOBase, kind: type[Tenant], rows: Iterator[dict[str, Any]]) -> None:
    names = list(_columns(kind))
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([escaped(_in_cell(row[name])) for name in names] for row in rows)


def _in_cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _told(value: Any) -> Any:
    if isinstance(value, Word):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _read(archive: zipfile.ZipFile, kind: type[Tenant]) -> Iterator[dict[str, Any]]:
    kinds = _columns(kind)
    with archive.open(f"data/{kind.__tablename__}.jsonl") as raw:
        for line in raw:
            row = json.loads(line)
            if set(row) != set(kinds):
                raise ValueError(f"{kind.__tablename__} has other columns")
            yield {name: _meant(archive, row[name], type_) for name, type_ in kinds.items()}


def _meant(archive: zipfile.ZipFile, told: Any, type_: Any) -> Any:
    if told is None:
        return None
    if isinstance(type_, Sealed):
        return archive.read(told)
    if isinstance(type_, Amount):
        return Decimal(told)
    if isinstance(type_, Enum) and type_.enum_class is not None:
        return type_.enum_class(told)
    if isinstance(type_, Instant):
        return datetime.fromisoformat(told)
    if isinstance(type_, Date):
        return date.fromisoformat(told)
    return time.fromisoformat(told) if isinstance(type_, Time) else told


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _text(archive: zipfile.ZipFile, name: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(archive.open(name, "w", force_zip64=True), encoding="utf-8-sig", newline="")
