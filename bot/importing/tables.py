"""Files of other programs, read row by row: CSV in whatever way it was written, and Excel. Nothing is held but the row at hand."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from bot.importing.rules.cells import unescaped
from bot.importing.rules.columns import likeliest_header, named_apart
from bot.importing.rules.rows import NO_VALUE, is_blank
from bot.importing.values import Broken, Cell, Kind, Unreadable

LARGEST = 200_000_000
LARGEST_UNPACKED = 2_000_000_000
"""Bytes of what an Excel file holds once it is unpacked: a small file that holds more is a trap."""
LONGEST_CELL = 64_000_000
KEPT_OF_CELL = 40_000
"""So much of a cell is kept: more than any spreadsheet's cell holds, and enough to know that it is too long."""
MOST_COLUMNS = 300
LOOKED_AT = 10
"""Among so many first rows the names of the columns are looked for."""
SAMPLE = 65_536
_DELIMITERS = ",;\t|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NEVER_TYPED = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r\x1a")
"""What stands in pictures and programs, and in no text."""
_OLD_EXCEL, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True)
class Head:
    """How a file is laid out: the names of its columns, each different, and how it was read.

    `encoding` and `delimiter` are those of a CSV file; `sheet` is the one that is read of an Excel file's `sheets`.
    """

    headers: tuple[str, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """An open file. `rows` are those under the names of the columns, once, each with its number as a spreadsheet counts."""

    head: Head
    rows: Iterator[tuple[int, list[Cell]]]


@contextmanager
def opened(path: Path, kind: Kind, *, sheet: str | None = None, encoding: str | None = None) -> Iterator[Table]:
    """The table in a file, CSV or Excel by what is in it, whatever it is called. Raises Unreadable, also while rows are read."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(Broken.too_large)
    with path.open("rb") as file:
        begins = file.read(4)
        file.seek(0)
        if not begins:
            raise Unreadable(Broken.empty)
        if begins == _OLD_EXCEL:
            raise Unreadable(Broken.old_excel)
        if begins == _ZIP:
            with _excel(file, kind, sheet) as table:
                yield table
        else:
            with _csv(file, kind, encoding) as table:
                yield table


@contextmanager
def _csv(file: BinaryIO, kind: Kind, encoding: str | None) -> Iterator[Table]:
    written = encoding or _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=written, newline="")
    try:
        sample = text.read(SAMPLE).replace("\0", "")
        if sum(one in _NEVER_TYPED for one in sample) * 100 > len(sample):
            raise Unreadable(Broken.not_a_table)
        text.seek(0)
        named = sample[:6].lower().startswith("sep=") and len(sample) > 4
        delimiter = sample[4] if named else _delimiter(sample)
        csv.field_size_limit(LONGEST_CELL)
        lines = (line.replace("\0", "") for line in text)
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
        rows = _csv_rows(reader)
        if named:
            next(rows)
        headers, rest = _begun(rows, kind)
        yield Table(Head(headers, written.removesuffix("-sig"), delimiter), rest)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(Broken.not_a_table) from error
    finally:
        text.detach()


def _csv_rows(reader: Any) -> Iterator[tuple[int, list[Cell]]]:
    for number in itertools.count(1):
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(Broken.endless_cell if "field larger" in str(error) else Broken.not_a_table, number) from error
        if cells is None:
            return
        yield number, [unescaped(cell[:KEPT_OF_CELL]) for cell in cells]


def _encoding(file: BinaryIO) -> str:
    """By its mark, else UTF-8 if it is that throughout, else what Windows wrote in Western Europe."""
    begins = file.read(4096)
    for mark, name in _BOMS:
        if begins.startswith(mark):
            return name
    if begins.count(0) * 3 > len(begins):
        return "utf-16-le" if begins[1:2] == b"\0" else "utf-16-be"
    file.seek(0)
    for name in ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(name)()
        file.seek(0)
        try:
            while piece := file.read(SAMPLE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    return "latin-1"


def _delimiter(sample: str) -> str:
    """What stands between the cells: whatever parts the first rows into the most columns, as many in each."""
    lines = sample.splitlines(keepends=True)
    if len(sample) == SAMPLE and len(lines) > 1:
        lines.pop()

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            rows = [row for row in itertools.islice(csv.reader(lines, delimiter=delimiter), 30) if row]
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if len(row) > 1]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    csv.field_size_limit(LONGEST_CELL)
    best = max(_DELIMITERS, key=lambda one: fits(one))
    return best if fits(best)[0] else ","


@contextmanager
def _excel(file: BinaryIO, kind: Kind, sheet: str | None) -> Iterator[Table]:
    import openpyxl  # when it is needed: few starts of the bot ever read a spreadsheet
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(Broken.too_large)
            if "[Content_Types].xml" not in packed.namelist():
                raise Unreadable(Broken.not_a_table)
            has_formulas = _has_formulas(packed)
        values = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(file, read_only=True, keep_links=False) if has_formulas else None
    except Unreadable:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ParseError, ValueError, OSError, TypeError) as error:
        raise Unreadable(Broken.damaged) from error
    try:
        names = tuple(one.title for one in values.worksheets)
        chosen = sheet or (values.active.title if values.active in values.worksheets else next(iter(names), None))
        if chosen is None or chosen not in names:
            raise Unreadable(Broken.no_such_sheet if sheet else Broken.empty)
        rows = _excel_rows(values[chosen], formulas[chosen] if formulas else None)
        headers, rest = _begun(rows, kind)
        yield Table(Head(headers, sheet=chosen, sheets=names), rest)
    finally:
        values.close()
        if formulas is not None:
            formulas.close()


def _has_formulas(packed: zipfile.ZipFile) -> bool:
    """Whether any sheet computes something: then what a cell comes to may be missing in the file."""
    for name in packed.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with packed.open(name) as sheet:
                tail = b""
                while piece := sheet.read(SAMPLE):
                    if b"<f>" in tail + piece or b"<f " in tail + piece:
                        return True
                    tail = piece[-3:]
    return False


def _excel_rows(sheet: Any, formulas: Any | None) -> Iterator[tuple[int, list[Cell]]]:
    """What Excel itself says of the size of a sheet is often wrong, so nobody asks it."""
    sheet.reset_dimensions()
    beside: Iterator[Sequence[Any]] = itertools.repeat(())
    if formulas is not None:
        formulas.reset_dimensions()
        beside = formulas.iter_rows(values_only=True)
    number = 0
    try:
        for number, (cells, written) in enumerate(zip(sheet.iter_rows(values_only=True), beside, strict=False), 1):
            pairs = itertools.zip_longest(cells[:MOST_COLUMNS], written[: min(len(cells), MOST_COLUMNS)])
            yield number, list(itertools.starmap(_plain, pairs))
    except (ParseError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise Unreadable(Broken.damaged, number + 1) from error


def _plain(cell: Any, written: Any) -> Cell:
    if cell is None:
        return NO_VALUE if isinstance(written, str) and written.startswith("=") else None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)[:KEPT_OF_CELL]


def _begun(rows: Iterator[tuple[int, list[Cell]]], kind: Kind) -> tuple[tuple[str, ...], Iterator[tuple[int, list[Cell]]]]:
    """The names of the columns, and what comes below them; lines of a title above are passed over."""
    spoken = (row for row in rows if not is_blank(row[1]))
    first = list(itertools.islice(spoken, LOOKED_AT))
    if not first:
        raise Unreadable(Broken.empty)
    texts = [["" if cell is None else str(cell)[:200] for cell in cells] for _number, cells in first]
    at = likeliest_header(texts, kind)
    names = texts[at]
    while names and not names[-1].strip():
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Unreadable(Broken.not_a_table)
    return tuple(named_apart(names)), itertools.chain(first[at + 1 :], spoken)
