"""Rows that stayed out come back as a file: as they were, and beside each what is wrong with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from bot.importing.blocks.troubles import problem_words, wrong_column
from bot.importing.rules.cells import escaped
from bot.importing.rules.rows import NO_VALUE
from bot.importing.values import Cell, Trouble

LONGEST = 1000
"""Of a cell that is longer only the beginning comes back."""


class Correction:
    """A CSV file of wrong rows, written row by row to `to` (text, opened with newline="")."""

    def __init__(self, to: IO[str], headers: Sequence[str]) -> None:
        self._writer = csv.writer(to)
        self._width = len(headers)
        self._kept = [place for place, name in enumerate(headers) if name != wrong_column()]
        self._writer.writerow([*(escaped(headers[place]) for place in self._kept), wrong_column()])

    def add(self, cells: Sequence[Cell], troubles: Iterable[Trouble]) -> None:
        """One row; what was wrong in it before is told anew."""
        full = [*cells, *[None] * (self._width - len(cells))]
        told = [f"{one.column}: {problem_words(one.problem)}" for one in troubles]
        self._writer.writerow([*(written(full[place]) for place in self._kept), escaped(" ".join(told))])


def corrected(headers: Sequence[str], rows: Iterable[tuple[Sequence[Cell], Sequence[Trouble]]]) -> bytes:
    """The whole file, as Excel opens it without asking: UTF-8 with its mark."""
    made = io.StringIO(newline="")
    correction = Correction(made, headers)
    for cells, troubles in rows:
        correction.add(cells, troubles)
    return made.getvalue().encode("utf-8-sig")


def written(cell: Cell) -> str:
    """A cell as it may stand in a CSV file; numbers and days stay as they are."""
    if cell is None or cell == NO_VALUE:
        return ""
    if isinstance(cell, int | float):
        return f"{cell:.10f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)
    return escaped(cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…")
