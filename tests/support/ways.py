"""On which of the ways in which teams run the bot a test runs: on one of them, or on every one.

A way is a database, a transport, or a pair of them. What is about neither (a form, a sentence, whom to ask) is the same
on all of them, and a second run of it says nothing new. So such a test runs on one way, chosen by its name: of a room's
tests about half meet SQLite and half PostgreSQL, and the same half each time. What is about databases, transports, locks
or order says so with the mark `every_way`. With `WAYS=all` in the environment every test runs on every way, and with
`WAYS=sqlite` (`make quick`) every test on one way, and on SQLite if it can, which asks less of the machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from zlib import crc32

import pytest

ASKED = os.environ.get("WAYS", "")
EVERY_WAY = ASKED == "all"
IS_QUICK = ASKED == "sqlite"
WAYS = frozenset({"database_url", "transport", "home", "lantern"})
"""The fixtures whose parameters are ways; all other parameters are the matter of a test."""


def spare(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Those of `items` that need not run, because the same test runs on another way."""
    if EVERY_WAY:
        return []
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if IS_QUICK or not item.get_closest_marker("every_way"):
            tests.setdefault(matter(item), []).append(item)
    return [item for name, same in tests.items() for item in same if item is not _one(name, same)]


def matter(item: pytest.Item) -> str:
    """What a test is called on all its ways."""
    case = getattr(item, "callspec", None)
    if case is None:
        return item.nodeid
    words = case.id.split("-")
    for way in WAYS & case.params.keys():
        for word in case.params[way].split("-"):
            words.remove(word)
    return "-".join([item.nodeid.removesuffix(f"[{case.id}]"), *words])


def _one(name: str, same: list[pytest.Item]) -> pytest.Item:
    wanted = [item for item in same if ASKED in item.name] or same
    return wanted[turn(name) % len(wanted)]


def turn(name: str) -> int:
    """A number that is the same for a name each time, in each process."""
    return crc32(name.encode())
