"""What takes its time for a reason that tests do not have: a disk may lose power, a server looks up ten times a second."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import uvicorn.server
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

SOONER = 20
"""How many times sooner than in production uvicorn looks whether it shall stop: each test of the whole bot stops two."""


def make_haste() -> None:
    """From now on SQLite waits for no disk, as the PostgreSQL of the tests does not, and servers stop when they are told."""
    event.listen(Engine, "engine_connect", _wait_for_no_disk)
    uvicorn.server.asyncio = SimpleNamespace(**vars(asyncio) | {"sleep": _sleep_less})  # type: ignore[assignment,attr-defined]


def _wait_for_no_disk(connection: Connection) -> None:
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and not raw.in_transaction:
        raw.execute("PRAGMA synchronous=OFF")


async def _sleep_less(seconds: float) -> None:
    await asyncio.sleep(seconds / SOONER)
