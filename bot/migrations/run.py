"""Bring a database to the newest schema, see whether it is there, and write the next version.

Alembic is loaded when it is used: a start-up compares one row with the newest version's name (`is_current`).
"""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock
from sqlalchemy import Connection, Table, create_engine, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")

HERE = Path(__file__).parent
LOCK = 7_046_029_254
"""Two that migrate one PostgreSQL at once wait for each other by this advisory lock; on SQLite a lock file does it."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; safe to run twice, or twice at once.

    One that is newer than this version of the bot is left as it is: an older version goes on beside it.
    """
    from alembic import command

    from bot.store.within import keep_apart

    def upgrade(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        if _version(connection) > newest():
            return
        command.upgrade(_config(connection), "head")
        keep_apart(connection)

    with_connection(url, upgrade)


def is_current(url: str) -> bool:
    """Whether the database at `url` has the newest schema, or one of a later version of the bot."""
    return with_connection(url, lambda connection: _version(connection) >= newest())


def newest() -> str:
    """The name of the newest version."""
    return max(_versions())


def differences(url: str) -> list[str]:
    """Where the migrated database at `url` differs from the models; nothing, when all is well."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.store.base import Base

    def compare(connection: Connection) -> list[str]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(one) for one in compare_metadata(context, Base.metadata)]

    load_models()
    return with_connection(url, compare)


def write_version(url: str, message: str) -> None:
    """Write the next version: what leads from the (migrated) database at `url` to the models. Read it before keeping it."""
    from alembic import command

    number = f"{max(map(int, _versions()), default=0) + 1:04d}"

    def write(connection: Connection) -> None:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)

    load_models()
    with_connection(url, write)


def load_models() -> None:
    """Import every `models` of the bot, so that all tables are known."""
    import bot

    for module in pkgutil.iter_modules(bot.__path__, "bot."):
        if module.ispkg and (Path(bot.__path__[0]) / module.name.removeprefix("bot.") / "models.py").exists():
            importlib.import_module(f"{module.name}.models")


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def all_tables() -> Sequence[Table]:
    """Every table of the bot, in the order in which they hang on each other."""
    from bot.store.base import Base

    load_models()
    return Base.metadata.sorted_tables


def _versions() -> list[str]:
    return [path.stem.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")]


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def with_connection(url: str, work: Callable[[Connection], T]) -> T:
    """Do some work on a connection of its own, and commit; may be called with or without an event loop running."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _on_sqlite(parsed, work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _on_postgres(parsed, work)).result()


def _on_sqlite(url: URL, work: Callable[[Connection], T]) -> T:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), poolclass=NullPool, hide_parameters=True)
    with FileLock(f"{url.database}.migrating"):
        if url.database and not Path(url.database).exists():
            # for its owner alone: SQLite gives what it writes beside it the same rights
            os.close(os.open(url.database, os.O_CREAT | os.O_WRONLY, 0o600))
        with engine.begin() as connection:
            return work(connection)


async def _on_postgres(url: URL, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(url.set(drivername="postgresql+asyncpg"), poolclass=NullPool, hide_parameters=True)
    async with engine.begin() as connection:
        return await connection.run_sync(work)
