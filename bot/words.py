"""Where every sentence that a person reads comes from."""

import gettext
from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import Literal, TypeVar

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal

H = TypeVar("H", bound=Hashable)
R = TypeVar("R")

LOCALES = Path(__file__).parent / "locales"
"""Where translations lie; without one for a language people read English."""

locale: ContextVar[str] = ContextVar("locale", default="en")
"""The language of whoever will read what is being written now, as Slack spells it: `en-US`, `de-DE`."""


def _(sentence: str) -> str:
    """The sentence in its reader's language; the English one where there is no translation."""
    return _catalogue(locale.get()).gettext(sentence)


def later(sentence: str) -> str:
    """Mark a sentence that is written down now and put into its reader's language by `_` when it is shown."""
    return sentence


def later_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence, as it is of one and of many, that is put into its reader's language by `plural` when it is shown."""
    return one, many


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` (which holds `{count}`), as the reader's language wants it for this number."""
    return _catalogue(locale.get()).ngettext(one, many, count).format(count=number(count))


def number(count: int) -> str:
    """A whole number as its reader writes it: 1,200 or 1.200."""
    return str(count) if abs(count) < 1000 else str(format_decimal(count, locale=known_locale(locale.get())))


def known_locale(language: str) -> Locale:
    """How people of that language (as Slack spells it) write; as in English where nobody knows."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def listing(several: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """Several things inside a sentence, as its language lists them: “Maya, Theo, and Ben”; `or` of which one is meant."""
    return format_list(list(several), style, known_locale(_language_of_sentences(locale.get())))


def kept_in_each_language(write: Callable[[H], R]) -> Callable[[H], R]:
    """The same function, which writes the same thing once for each language.

    What it is given is no secret, for it stays in memory; and what it hands out is changed by nobody.
    """

    @lru_cache(maxsize=128)
    def written(_language: str, about: H) -> R:
        return write(about)

    @wraps(write)
    def kept(about: H) -> R:
        return written(locale.get(), about)

    return kept


def _language_of_sentences(language: str) -> str:
    """What somebody of that language reads: it, where it is English or there is a translation, and else English."""
    is_read = language.startswith("en") or isinstance(_catalogue(language), gettext.GNUTranslations)
    return language if is_read else "en"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> gettext.NullTranslations:
    names = [language.replace("-", "_"), language.partition("-")[0]]
    return gettext.translation("porchlight", LOCALES, names, fallback=True)
