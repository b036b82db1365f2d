"""The databases that every test may ask for, by the migrations that are shipped."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from tests.support.postgres import DatabaseUrls
from tests.support.sqlite import SqliteTemplate

pytestmark = pytest.mark.every_way


async def test_a_test_gets_a_migrated_database_of_each_kind(database_url: str) -> None:
    tables = await _tables(database_url)

    assert "alembic_version" in tables
    assert len(tables) > 1


async def test_the_app_reads_its_tables_and_may_not_change_them(postgres: DatabaseUrls) -> None:
    assert "porchlight_app" in postgres.app
    assert await _tables(postgres.app) == await _tables(postgres.owner)


async def test_each_sqlite_database_is_its_own(tmp_path: Path) -> None:
    template = SqliteTemplate(tmp_path, _make_a_table)
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()

    first, second = template.fresh(one), template.fresh(two)

    assert first != second
    assert await _tables(second) == ["note"]


def _make_a_table(url: str) -> None:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE note (body TEXT)")
    connection.close()


async def _tables(url: str) -> list[str]:
    if url.startswith("sqlite"):
        engine = create_engine(url)
        names = inspect(engine).get_table_names()
        engine.dispose()
        return names
    async_engine = create_async_engine(url)
    async with async_engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await async_engine.dispose()
    return names
