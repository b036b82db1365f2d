"""SQLite databases for tests: one file is migrated, and each test gets a copy of it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


class SqliteTemplate:
    """A migrated file in `directory`, made at its first use by `migrate`, which is given its URL."""

    def __init__(self, directory: Path, migrate: Callable[[str], object]) -> None:
        self._file = directory / "template.sqlite3"
        self._migrate = migrate

    def fresh(self, directory: Path) -> str:
        """Make a migrated, empty database in `directory`; answer its URL."""
        if not self._file.exists():
            self._migrate(_url(self._file))
            with closing(sqlite3.connect(self._file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return _url(Path(shutil.copyfile(self._file, directory / "porchlight.sqlite3")))


def _url(file: Path) -> str:
    return f"sqlite:///{file}"
