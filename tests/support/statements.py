"""Statements compiled once for all tests of a process: each test opens an engine of its own, and would compile its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine

COMPILED: dict[Any, Any] = {}
"""What SQLAlchemy would keep for each engine, by dialect and statement (docs.sqlalchemy.org, "SQL Compilation Caching")."""


def share_compiled() -> None:
    """Let engines without keys of their own for people's words share what they compiled."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_asyncpg):
        dialect.__eq__ = _alike  # type: ignore[assignment,method-assign]
        dialect.__hash__ = _kind  # type: ignore[assignment,method-assign]
    event.listen(Engine, "engine_connect", _lend)


def _alike(one: Any, other: object) -> bool:
    return one is other or (type(one) is type(other) and _open(one) and _open(other))


def _kind(one: Any) -> int:
    return hash(type(one))


def _open(dialect: object) -> bool:
    return getattr(dialect, "words_cipher", None) is None


def _lend(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
