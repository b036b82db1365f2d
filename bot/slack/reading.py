"""What Slack sent, before anybody acts on it: harmless to keep, and of the shape that Slack describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MISSHAPEN = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading something raises that is not of the shape it should have."""


_NOT_KEPT = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")
_TIMESTAMP = re.compile(r"[0-9]{1,10}(\.[0-9]{1,9})?")


class Unreadable(Exception):
    """A payload is not of the shape that Slack describes. It will not be the second time, either."""


class NotThere(LookupError):
    """What a gesture is about is not there, or not any more: it was erased, or never was in this workspace."""


class Carried(dict[str, Any]):
    """What a button or form of ours carries. Raises Unreadable for what it should carry and does not."""

    def __missing__(self, name: str) -> Any:
        raise Unreadable(name)


@contextmanager
def reading() -> Iterator[None]:
    """Read a payload inside, and nothing else: what is not as it should be raises Unreadable."""
    try:
        yield
    except MISSHAPEN as error:
        raise Unreadable from error


def storable(value: Any) -> Any:
    """The same without what no database keeps as text (NUL, and halves of characters), or what turns text around."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return _NOT_KEPT.sub("", value).encode(errors="replace").decode()
    if isinstance(value, dict):
        return {storable(name): storable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [storable(part) for part in value]
    return value


def text(part: Any) -> str:
    """A text that has to be there. Raises Unreadable."""
    if not isinstance(part, str) or not part:
        raise Unreadable
    return part


def text_if(part: Any) -> str | None:
    """A text, if there is one. Raises Unreadable where something else is in its place."""
    return text(part) if part not in (None, "") else None


def timestamp(part: Any) -> str:
    """One of Slack's timestamps, by which messages are named: "1772463600.000100". Raises Unreadable."""
    if not isinstance(part, str) or not _TIMESTAMP.fullmatch(part):
        raise Unreadable
    return part


def timestamp_if(part: Any) -> str | None:
    """A timestamp, if there is one. Raises Unreadable where something else is in its place."""
    return timestamp(part) if part not in (None, "") else None
