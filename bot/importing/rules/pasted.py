"""Lost customers as somebody types them from memory, one a line: "Acme Ltd, March 2025, price, they went to Loaf & Co"."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from bot.customers.rules import plain
from bot.importing.rules.days import read_day
from bot.importing.values import Cell, Field, Order, Problem

COLUMNS = (Field.customer, Field.left, Field.reason, Field.words)
"""What a line is taken apart into."""
MOST_LINES = 50
_BETWEEN = re.compile(r"\s*[;\t|]\s*|\s+[–—-]\s+")
_COMMA = re.compile(r"\s*,\s*")
_BULLET = re.compile(r"^\s*(?:[•*–-]|\d{1,2}[.)])\s+")


def taken_apart(text: str, reasons: Collection[str], today: date) -> list[tuple[int, list[Cell]]]:
    """The lines that say anything, with their numbers: name, day, reason (one of these plain words), and whatever else was written."""
    lines = enumerate(text.splitlines(), 1)
    return [(number, _line(_BULLET.sub("", line), reasons, today)) for number, line in lines if line.strip()]


def _line(line: str, reasons: Collection[str], today: date) -> list[Cell]:
    parts = [part for part in _BETWEEN.split(line.strip()) if part]
    if len(parts) == 1:
        parts = [part for part in _COMMA.split(parts[0]) if part]
    else:
        parts = [piece for part in parts for piece in ([part] if _is_day(part, today) else _COMMA.split(part)) if piece]
    if len(parts) == 1:
        parts = _without_comma(parts[0], today)
    name, *rest = parts or [""]
    left, rest = _first_day(rest, today)
    if left is None and _is_day(name, today):
        name, left = "", name
    reason = next((part for part in rest if plain(part) in reasons), None)
    words = [part for part in rest if part is not reason]
    return [name, left, reason, ", ".join(words) or None]


def _first_day(parts: list[str], today: date) -> tuple[str | None, list[str]]:
    """The first part that is a day, or two of them that are one together ("March 5, 2024"); and all others."""
    for place in range(len(parts)):
        for width in (2, 1):
            together = ", ".join(parts[place : place + width])
            if place + width <= len(parts) and _is_day(together, today):
                return together, [*parts[:place], *parts[place + width :]]
    return None, parts


def _without_comma(line: str, today: date) -> list[str]:
    """A name with a day behind it, and nothing between them."""
    words = line.split()
    for width in (4, 3, 2, 1):
        day = " ".join(words[-width:])
        if width < len(words) and any(letter.isdigit() for letter in day) and _is_day(day, today):
            return [" ".join(words[:-width]), day]
    return [line]


def _is_day(text: str, today: date) -> bool:
    return not isinstance(read_day(text, Order.day_first, today), Problem | None) or not isinstance(
        read_day(text, Order.month_first, today), Problem | None
    )
