"""Amounts of money as other programs write them. What people type is read the same way, one at a time (`bot/workspace/rules.py`)."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.importing.values import Cell, Mark, Problem, Seen
from bot.workspace.rules import MOST, AmountProblem, read_amount

_OPEN = re.compile(r"\d{1,3}[.,]\d{3}")
_CENTS = re.compile(r"[\d.,\s'’]*\d([.,])\d{1,2}")
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+|\d{1,3}(?:[.,]\d{3})+([.,])\d+")
_NOT_NUMBERS = re.compile(r"[^\d.,]")
_THOUSANDS = re.compile(r"(?<=\d)\s*k$", re.IGNORECASE)
LANGUAGE = {Mark.point: "en", Mark.comma: "de"}
"""Somebody who writes so."""


def read_worth(cell: Cell, mark: Mark | None) -> tuple[Decimal, str | None] | Problem | None:
    """What a year was worth, and its currency where it stands with it; None where the cell is empty.

    What may be read in two ways (1.234) is a problem while it is not known what stands before the cents.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, int | float):
        return _number(cell)
    text = _THOUSANDS.sub("000", cell.strip())
    bare = _NOT_NUMBERS.sub("", text)
    if text.startswith(("-", "(")):
        return Problem.no_number
    if _OPEN.fullmatch(bare):
        if mark is None:
            return Problem.ambiguous_amount
        if (mark is Mark.point) == ("." in bare):
            return _with_three_places(text, bare)
    return _read(text, LANGUAGE[mark or Mark.point])


def look_at_amount(cell: Cell, seen: Seen) -> None:
    """Note what an amount shows of what stands before the cents in its file."""
    if not isinstance(cell, str):
        return
    bare = _NOT_NUMBERS.sub("", cell)
    if _OPEN.fullmatch(bare):
        seen.open_amount = seen.open_amount or cell.strip()
    elif found := _GROUPS.fullmatch(bare):
        shows_point = found[1] == "," if found[1] else found[2] == "."
        seen.points, seen.commas = seen.points or shows_point, seen.commas or not shows_point
    elif found := _CENTS.fullmatch(bare):
        seen.points, seen.commas = seen.points or found[1] == ".", seen.commas or found[1] == ","


def _with_three_places(text: str, bare: str) -> tuple[Decimal, str | None] | Problem:
    found = _read(text.replace(bare, bare[:-4]), "en")
    return found if isinstance(found, Problem) else (Decimal(bare.replace(",", ".")), found[1])


def _read(text: str, language: str) -> tuple[Decimal, str | None] | Problem:
    found = read_amount(text, language)
    if isinstance(found, AmountProblem):
        return Problem.too_much if found is AmountProblem.too_much else Problem.no_number
    return found.value, found.currency


def _number(number: float) -> tuple[Decimal, None] | Problem:
    if not 0 <= number < MOST:
        return Problem.no_number if number < 0 or number != number else Problem.too_much
    return Decimal(repr(number)).quantize(Decimal("0.01")), None
