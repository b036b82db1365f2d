"""Days as people write them: 2025-03-04, 4.3.2025, 3/4/25, 4 March 2025, March 2025; and what stands in Excel's own cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale

from bot.customers.rules import plain
from bot.importing.values import Cell, Order, Problem, Seen

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|ª|º|°)\b", re.IGNORECASE)
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs")
"""Whose names of months are known."""
_SMALL = "de del of the le den der am on em di a in about around circa ca"
_FILLERS = frozenset(_SMALL.split())
EXCEL_BEGINS = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
"""Days since Excel's beginning, from 1954 to 2119: what a date becomes when its cell lost its format."""


@dataclass(frozen=True)
class Day:
    """A day; `is_rough` where only its month or year was told, and the first of it is taken."""

    day: date
    is_rough: bool = False


def read_day(cell: Cell, order: Order | None, today: date) -> Day | Problem | None:
    """The day in a cell; None where it is empty. What may be read in two ways is a problem while `order` is not known."""
    if cell is None:
        return None
    if isinstance(cell, int | float):
        return _serial(cell)
    text = _TIME.sub("", cell.strip())
    if not text:
        return None
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(int(found[1]), int(found[3]), _year(found[4], today), found[2], order)
    if found := _YEAR_MONTH.fullmatch(text):
        return _day(int(found[1]), int(found[2]), 1, is_rough=True)
    if found := _MONTH_YEAR.fullmatch(text):
        return _day(int(found[2]), int(found[1]), 1, is_rough=True)
    if _YEAR.fullmatch(text):
        return _day(int(text), 1, 1, is_rough=True)
    if text.isascii() and text.isdigit() and int(text) in SERIALS:
        return _serial(int(text))
    return _named(text, today)


def read_month(cell: Cell, order: Order | None, today: date) -> date | Problem | None:
    """The first day of the month in a cell; None where it is empty."""
    found = read_day(cell, order, today)
    if isinstance(found, Day):
        return found.day.replace(day=1)
    return Problem.not_a_month if found is Problem.not_a_day else found


def look_at_day(cell: Cell, seen: Seen) -> None:
    """Note what a day shows of the order in which days and months stand in its file."""
    found = _NUMBERS.fullmatch(_TIME.sub("", cell.strip())) if isinstance(cell, str) else None
    if found is None or found[2] == ".":
        return
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        seen.days_first = True
    elif second > 12 >= first:
        seen.months_first = True
    elif first != second and seen.open_day is None:
        seen.open_day = cell.strip() if isinstance(cell, str) else None


def _numbers(first: int, second: int, year: int, mark: str, order: Order | None) -> Day | Problem:
    """With points between them the day comes first, wherever people write so."""
    if first > 12 or (mark == "." and second <= 12) or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    if order is None:
        return Problem.ambiguous_day
    return _day(year, second, first) if order is Order.day_first else _day(year, first, second)


def _named(text: str, today: date) -> Day | Problem:
    """Words with the name of a month among them: the number above 31 is the year, the other the day."""
    words = _WORDS.findall(plain(_ORDINAL.sub("", text)))
    months = [month for word in words if (month := _months().get(word)) is not None]
    numbers = [word for word in words if word.isdigit()]
    others = [word for word in words if not word.isdigit() and word not in _months()]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or not all(word in _beside() for word in others):
        return Problem.not_a_day
    if len(numbers) == 1:
        year = numbers[0]
        return _day(_year(year, today), months[0], 1, is_rough=True) if len(year) in (2, 4) else Problem.not_a_day
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _day(_year(year, today), months[0], int(day)) if len(year) in (2, 4) else Problem.not_a_day


def _year(text: str, today: date) -> int:
    """Of a year of two digits, the one that is past or next."""
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    return year if year <= today.year + 1 else year - 100


def _serial(number: float) -> Day | Problem:
    if int(number) not in SERIALS:
        whole = number == int(number) and 1900 <= number <= 2200
        return _day(int(number), 1, 1, is_rough=True) if whole else Problem.not_a_day
    return Day(EXCEL_BEGINS + timedelta(days=int(number)))


def _day(year: int, month: int, day: int, *, is_rough: bool = False) -> Day | Problem:
    try:
        return Day(date(year, month, day), is_rough)
    except ValueError:
        return Problem.not_a_day


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The names of months, and their short forms, that mean the same month in every language that has them."""
    named: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months[form][width].items():
                    word = plain(name)
                    for one in (word, word[:3]) if language == "en" else (word,):
                        named.setdefault(one, set()).add(int(number))
    named.setdefault("sept", {9})
    return {name: months.copy().pop() for name, months in named.items() if len(months) == 1 and not name.isdigit()}


@lru_cache(maxsize=1)
def _beside() -> frozenset[str]:
    """Words that may stand beside the name of a month: small ones, and the names of weekdays."""
    days = (
        plain(name)
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).days["format"][width].values()
    )
    return _FILLERS | frozenset(word for name in days for word in name.split())
