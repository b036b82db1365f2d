"""How a folder is searched, paged and kept from those whom a part of it does not concern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.customers.rules import plain
from bot.customers.values import ENDED
from bot.folder.values import Hidden, Line
from bot.work.values import Entry

T = TypeVar("T")
PAGE = 10
LONGEST_NAME_IN_ZIP = 100
LONGEST_ENDING = 8


def is_shown(entry: Entry, reader: str, hidden: Iterable[Hidden], lifetimes: frozenset[str]) -> bool:
    """Whether a reader learns of it: not of what was noted while something went on that they may not know of.

    What they brought themselves they know. `lifetimes` are those whose end is a secret to them.
    """
    if entry.kind == ENDED and entry.id in lifetimes:
        return False
    noted = entry.noted or entry.at
    return reader in (entry.by, entry.brought) or not any(noted in one for one in hidden)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """In order of time; of one moment, what was written down last."""
    return sorted(entries, key=lambda one: (one.at, one.id, one.kind), reverse=True)


def having(lines: Iterable[Line], query: str | None) -> list[Line]:
    """Those in which every word of the query is found, whatever its case, accents and punctuation."""
    words = plain(query or "").split()
    return [line for line in lines if all(word in _searched(line) for word in words)]


def page_of(things: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """The things of one page, which page that is (there may be fewer than were asked for), and how many there are."""
    pages = max(1, -(-len(things) // PAGE))
    shown = min(max(page, 0), pages - 1)
    return things[shown * PAGE : (shown + 1) * PAGE], shown, pages


def _searched(line: Line) -> str:
    return plain(" ".join(filter(None, (line.entry.what, line.entry.words, line.who))))


def zip_name(name: str, day: date) -> str:
    """What the zip of a customer's folder is called: safe on every disk."""
    return f"{_safe(name) or 'folder'} {day.isoformat()}.zip"


def paths_in_zip(names: Sequence[str]) -> list[str]:
    """Where the files stand in it, by the names that people gave them: none leads out of it, and no two are the same."""
    return [f"files/{number:03} {_with_ending(name) or 'file'}" for number, name in enumerate(names, 1)]


def fitting(sizes: Sequence[int], most: int) -> list[bool]:
    """Which of the files there is room for, the first first."""
    room, fits = most, []
    for size in sizes:
        fits.append(size <= room)
        room -= size if size <= room else 0
    return fits


def _with_ending(name: str) -> str:
    """A name that was cut short keeps its ending, by which it is opened."""
    stem, _dot, ending = (_safe(part) for part in name.rpartition("."))
    return f"{stem}.{ending}" if stem and ending and len(ending) <= LONGEST_ENDING else _safe(name)


def _safe(name: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " .,()&'_-" else "_" for letter in " ".join(name.split()))
    return kept.strip(" ._")[:LONGEST_NAME_IN_ZIP].strip(" ._")
