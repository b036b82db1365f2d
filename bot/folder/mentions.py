"""How somebody is called in what people write: found in any text, and taken out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from bot.customers.rules import LEGAL_FORMS, fold, read_contact

MOST_TERMS = 12
_NAME_ENDS = re.compile(r"[,;:()\[\]|/\n]|\s[-–—]\s")
_COMMON = frozenset(
    """
    a an and at by ceo cfo coo cto customer director direct dr email for frau from head her herr his in is mail main manager
    mobile mr mrs ms number of office on or our phone reception sales tel the their to who with
    """.split()  # noqa: SIM905 - words read better than a list of strings
)


def terms_of(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """What somebody goes by, from how they were written down: name, parts of the name, phone, email.

    Parts that are common words, or are in the `names` of the customer, say nothing of the person.
    """
    read = read_contact(words)
    rest = words
    for known in filter(None, (read.email, read.phone)):
        rest = rest.replace(known, ",")
    name = next((part.strip() for part in _NAME_ENDS.split(rest) if any(letter.isalpha() for letter in part)), "")
    firm = {word for one in names for word in fold(one).split()}
    parts = [part for part in re.findall(r"[^\W\d_][\w'’.-]*", name) if _says_who(part, firm)]
    whole = [name] if parts and len(name.split()) > 1 else []
    found = dict.fromkeys([*whole, *parts, *filter(None, (read.email, read.phone))])
    return tuple(found)[:MOST_TERMS]


def mentions(text: str | None, terms: Sequence[str]) -> bool:
    """Whether somebody who goes by one of these is named in a text."""
    return bool(text and terms and _pattern(tuple(terms)).search(text))


def without(value: Any, terms: Sequence[str], instead: str) -> Any:
    """The text, or the tree of texts, with `instead` wherever the person was named."""
    if isinstance(value, str):
        return _pattern(tuple(terms)).sub(lambda _found: instead, value) if terms else value
    if isinstance(value, list | tuple):
        return [without(one, terms, instead) for one in value]
    if isinstance(value, dict):
        return {key: without(one, terms, instead) for key, one in value.items()}
    return value


def _says_who(part: str, firm: set[str]) -> bool:
    plain = fold(part)
    return len(plain) > 1 and plain not in _COMMON and plain not in LEGAL_FORMS and plain not in firm


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(_one(term) for term in longest_first), re.IGNORECASE)


def _one(term: str) -> str:
    """Whole words, however they are spaced; a number however it is grouped, with or without its country."""
    digits = re.sub(r"\D", "", term)
    if len(digits) >= 6 and not any(letter.isalpha() for letter in term):
        own = digits[3:] if len(digits) >= 10 else digits
        return r"(?<!\d)(?:[+(\d][\d\s().\-/]{0,7})?" + r"[\s().\-/]*".join(own) + r"(?!\d)"
    return r"(?<![\w@])" + r"\s+".join(map(re.escape, term.split())) + r"(?!\w)"
