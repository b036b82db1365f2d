"""How amounts of money are read as people type them, and written as people read them."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import (
    format_currency,
    format_decimal,
    get_decimal_symbol,
    get_group_symbol,
    get_territory_currencies,
)

from bot.words import known_locale

MOST = Decimal(10) ** 12
"""More than any customer is worth."""
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₦": "NGN"}
"""Signs that stand for one currency alone; a dollar sign is of many countries."""
_SHARED_SIGNS = "$¥"
_CODE = re.compile(r"[A-Za-z]{3}")
_SPACES = re.compile(r"[\s'’_]+")
_WRITTEN = re.compile(r"\d+(?:[.,]\d+)*")


class AmountProblem(enum.Enum):
    """Why an amount cannot be read."""

    no_number = "no_number"
    ambiguous = "ambiguous"
    too_much = "too_much"


@dataclass(frozen=True)
class Amount:
    """An amount as it was read; `currency` (ISO 4217) where it was typed with it."""

    value: Decimal
    currency: str | None = None


def read_amount(typed: str, language: str) -> Amount | AmountProblem:
    """The amount that was typed by somebody of that language: "48,000", "48.000,50 EUR", "€ 48 000", "48'000".

    What could be read in two ways ("1.234" by an English reader) is a problem, not a guess.
    """
    bare, currency = _without_currency(_SPACES.sub("", typed))
    if not _WRITTEN.fullmatch(bare):
        return AmountProblem.no_number
    plain = _plain_number(bare, language)
    if isinstance(plain, AmountProblem):
        return plain
    value = Decimal(plain)
    return Amount(value, currency) if value < MOST else AmountProblem.too_much


def write_amount(value: Decimal, currency: str | None, language: str) -> str:
    """An amount as readers of that language write it, with its currency where that is known; cents only where there are any."""
    known, is_whole = known_locale(language), value == value.to_integral_value()
    if currency is None:
        pattern = known.decimal_formats[None].pattern
        return str(format_decimal(value, pattern if is_whole else pattern.replace(".###", ".00#"), locale=known))
    pattern = known.currency_formats["standard"].pattern
    pattern = pattern.replace(".00", "") if is_whole else pattern
    return str(format_currency(value, currency, pattern, locale=known, currency_digits=not is_whole))


def write_day(day: date, language: str) -> str:
    """A day in plain text, as readers of that language write it."""
    return str(format_date(day, "medium", locale=known_locale(language)))


def write_yearly(day: date, language: str) -> str:
    """A day that comes round every year, without its year."""
    return str(format_skeleton("MMMd", day, locale=known_locale(language)))


def write_moment(moment: datetime, zone: tzinfo, language: str) -> str:
    """A moment (aware) in plain text, by the clock of a reader of that language."""
    known = known_locale(language)
    return f"{format_date(moment.astimezone(zone), 'medium', known)}, {format_time(moment, 'short', zone, known)}"


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes of all that is money somewhere today."""
    return frozenset(str(code) for place in Locale("en").territories for code in get_territory_currencies(str(place)))


def _without_currency(text: str) -> tuple[str, str | None]:
    for sign, code in _SIGNS.items():
        if sign in text:
            return text.replace(sign, "", 1), code
    found = _CODE.search(text)
    if found and found[0].upper() in currency_codes():
        return text.replace(found[0], "", 1), found[0].upper()
    return text.strip(_SHARED_SIGNS), None


def _plain_number(written: str, language: str) -> str | AmountProblem:
    marks = [mark for mark in written if mark in ".,"]
    if not marks:
        return written
    *whole, last = re.split("[.,]", written)
    if len(set(marks)) == 2:
        return _with_cents(whole, last) if marks[-1] not in marks[:-1] else AmountProblem.no_number
    if len(marks) > 1:
        return "".join([*whole, last]) if _are_groups([*whole, last]) else AmountProblem.no_number
    if len(last) <= 2:
        return f"{whole[0]}.{last}"
    if len(last) > 3 or not _are_groups([*whole, last]):
        return AmountProblem.no_number
    return whole[0] + last if marks[0] in _group_marks(language) else AmountProblem.ambiguous


def _with_cents(groups: list[str], cents: str) -> str | AmountProblem:
    return f"{''.join(groups)}.{cents}" if _are_groups(groups) and len(cents) <= 2 else AmountProblem.no_number


def _are_groups(parts: list[str]) -> bool:
    """Thousands in threes; or, as in India, in twos before the last three."""
    first, *middle, last = parts if len(parts) > 1 else ["1", *parts]
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(one) in (2, 3) for one in middle) and len(last) == 3


def _group_marks(language: str) -> str:
    known = known_locale(language)
    group = get_group_symbol(known)
    # where thousands stand apart by a space, only the mark that is not for decimals can be meant
    return group if group in ".," else ".,".replace(get_decimal_symbol(known), "")
