"""The schema's history."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.migrations.run import differences, is_current, migrate
from tests.support.postgres import PostgresServer


def test_the_versions_reach_exactly_the_models_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"

    assert not is_current(url)
    migrate(url)

    assert is_current(url)
    assert differences(url) == []


def test_the_versions_reach_exactly_the_models_on_postgresql(postgres_server: PostgresServer) -> None:
    urls = postgres_server.empty()

    migrate(urls.owner)

    assert is_current(urls.app)
    assert differences(urls.owner) == []
    postgres_server.drop(urls)


def test_two_that_migrate_at_once_do_not_collide(tmp_path: Path, postgres_server: PostgresServer) -> None:
    empty = postgres_server.empty()
    for url in (f"sqlite:///{tmp_path / 'both.sqlite3'}", empty.owner):
        with ThreadPoolExecutor(2) as both:
            list(both.map(migrate, [url, url]))

        assert is_current(url)
    postgres_server.drop(empty)
