"""Files as other programs write them, and a firm that brings them in."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from bot import journey
from bot.importing.rules.columns import recognise
from bot.importing.rules.rows import look, settle, understand
from bot.importing.service.judging import bring
from bot.importing.tables import Head, opened
from bot.importing.values import Came, Cell, Kind, Known, Order, Row, Seen, Trouble, Way
from bot.work.unit import Unit
from tests.departures.support import ANA, Firm, people_of
from tests.work.support import units_on

TODAY = date(2026, 3, 2)
KNOWN = Known(TODAY, {"maya": "UMAYA"}, {"price": "price", "hard to do business with us": "inconvenience"})


def excel(*rows: Sequence[Any], change: Callable[[Any], None] | None = None) -> bytes:
    """An Excel file of these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(tmp_path: Path, data: bytes, kind: Kind = Kind.departures, **how: Any) -> tuple[Head, list[tuple[int, list[Cell]]]]:
    """What stands in a file."""
    file = tmp_path / "file"
    file.write_bytes(data)
    with opened(file, kind, **how) as table:
        return table.head, list(table.rows)


def understood(
    tmp_path: Path, data: bytes, kind: Kind = Kind.departures, order: Order | None = None
) -> list[Row | list[Trouble]]:
    """What the rows of a file are taken for."""
    head, rows = read(tmp_path, data, kind)
    way, seen = Way(kind, recognise(head.headers, kind), order), Seen()
    for _number, cells in rows:
        look(cells, way, seen)
    settled = settle(way, seen)
    return [understand(number, cells, head.headers, settled, KNOWN) for number, cells in rows]


@asynccontextmanager
async def whole_firm(url: str) -> AsyncIterator[Firm]:
    """The firm with all stages at work, without Slack."""
    async with units_on(url, journey.parts()) as (units, clock):
        firm = Firm(units, clock)
        await firm(people_of)
        yield firm


async def comes_in(
    firm: Firm, tmp_path: Path, data: bytes, kind: Kind = Kind.departures, by: str = ANA, **options: Any
) -> Came:
    """Somebody brings in a whole file at once."""
    head, rows = read(tmp_path, data, kind)
    way, seen = Way(kind, recognise(head.headers, kind)), Seen()
    for _number, cells in rows:
        look(cells, way, seen)

    def work(unit: Unit) -> Came:
        return bring(unit, by, settle(way, seen), head.headers, rows, **options)

    return await firm(work)
