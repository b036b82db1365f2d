"""The schema's history."""

from __future__ import annotations

import ast
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.migrations import run
from bot.migrations.run import differences, is_current, migrate
from tests.support.postgres import PostgresServer

WRITTEN_OUT = {
    "0035": "nobody changes the record of who did what, nor did any version before",
    "0041": "who takes folders along is copied into a new column; the one that the version before reads stays as it is",
}
"""Versions that say some SQL by hand, and why the version of the bot before goes on beside it."""


@pytest.mark.slow
def test_the_versions_reach_exactly_the_models_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"

    assert not is_current(url)
    migrate(url)

    assert is_current(url)
    assert differences(url) == []


def test_a_new_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Names of customers lie in it unsealed, and what it writes beside itself is as open as it is."""
    file = tmp_path / "deep" / "new.sqlite3"

    migrate(f"sqlite:///{file}")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_versions_reach_exactly_the_models_on_postgresql(postgres_server: PostgresServer) -> None:
    urls = postgres_server.empty()

    migrate(urls.owner)

    assert is_current(urls.app)
    assert differences(urls.owner) == []
    postgres_server.drop(urls)


def test_the_old_version_of_the_bot_goes_on_beside_a_new_schema() -> None:
    """Nothing that it reads is taken away or renamed, and nothing that it leaves out is asked of it."""
    for version in sorted((Path(run.__file__).parent / "versions").glob("[0-9]*.py")):
        calls = [node for node in ast.walk(ast.parse(version.read_text("utf-8"))) if isinstance(node, ast.Call)]
        done = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}

        assert not done & {"drop_column", "drop_table", "rename_table"}, version.name
        assert "execute" not in done or version.stem[:4] in WRITTEN_OUT, version.name
        for call in calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr == "add_column":
                column = next(one for one in call.args if isinstance(one, ast.Call))
                given = {one.arg: ast.unparse(one.value) for one in column.keywords}
                assert given.get("nullable") == "True" or "server_default" in given, ast.unparse(column)


def test_an_older_version_that_is_put_back_leaves_a_newer_schema_as_it_is(sqlite_url: str) -> None:
    with create_engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    migrate(sqlite_url)

    assert is_current(sqlite_url)


@pytest.mark.slow
def test_two_that_migrate_at_once_do_not_collide(tmp_path: Path, postgres_server: PostgresServer) -> None:
    empty = postgres_server.empty()
    for url in (f"sqlite:///{tmp_path / 'both.sqlite3'}", empty.owner):
        with ThreadPoolExecutor(2) as both:
            list(both.map(migrate, [url, url]))

        assert is_current(url)
    postgres_server.drop(empty)
