"""A copy of the SQLite file, made while the bot works on it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url


class NotWhole(Exception):
    """The copy did not come out right, and was thrown away; the text says why."""


class NotThere(Exception):
    """There is no database to copy; the text says where it was looked for."""


def copy_sqlite(url: str, to: Path) -> None:
    """Copy the database behind `url` to a new file that only its owner may read: as it is at one moment, whoever writes to it.

    The copy is looked over before it gets its name. Raises NotThere and NotWhole.
    """
    source, partial = Path(make_url(url).database or ""), to.with_name(f"{to.name}.partial")
    if not source.is_file():
        raise NotThere(source.absolute())
    private_file(partial)
    try:
        reading = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        with closing(reading) as live, closing(sqlite3.connect(partial)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            [found] = copy.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise NotWhole(found)
        partial.replace(to)
    except sqlite3.Error as trouble:
        raise NotWhole(type(trouble).__name__) from trouble
    finally:
        partial.unlink(missing_ok=True)


def private_file(path: Path) -> None:
    """An empty file that only its owner may read, in place of one that was there."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
