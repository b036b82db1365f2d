"""What docs/running.md says of backups, done: the bot works meanwhile, and what was erased since stays erased."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from typer.testing import CliRunner

from bot.__main__ import app
from bot.colleagues.service import standing
from bot.departures.service import CARDS
from bot.folder.erasures import Applied, apply, keep_listed
from bot.folder.service.forgetting import erase
from bot.migrations.run import with_connection
from bot.work.parts import Parts
from bot.work.unit import Unit
from tests.departures.support import ANA, Firm, firm_on
from tests.folder.test_forgetting import WORD, found_in, logged
from tests.support.postgres import DatabaseUrls, PostgresServer
from tests.work.support import units_on

PARTS = Parts(cards=CARDS, standing=standing)


def run(*words: str) -> str:
    """What a command prints, once it has gone well."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_sqlite_is_copied_while_the_bot_works_and_restored_by_a_copy(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    live, backups = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "backups"

    async def works() -> None:
        async with firm_on(sqlite_url) as firm:
            customer, _departure = await logged(firm)
            await logged(firm, "Brio")
            writing = asyncio.create_task(_write_on(firm))
            await asyncio.to_thread(run, "backup", str(backups))
            writing.cancel()
            await firm(erase, ANA, customer, f"{WORD} Bakeries")
            await asyncio.to_thread(run, "erasures", "--save", str(backups / "erasures.jsonl"))

    asyncio.run(works())
    [copy] = backups.glob("*.sqlite3")
    assert sorted(path.suffix for path in backups.iterdir()) == [".jsonl", ".sqlite3"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    for beside in ("-wal", "-shm"):
        live.with_name(live.name + beside).unlink(missing_ok=True)
    shutil.copy(copy, live)

    assert "Erased again: 1." in run("erasures", "--apply", str(backups / "erasures.jsonl"))

    async def looks() -> None:
        async with units_on(sqlite_url, PARTS) as (units, clock):
            firm = Firm(units, clock)
            assert "customers.name" not in await found_in(firm, WORD)
            assert "customers.name" in await found_in(firm, "Brio")

    asyncio.run(looks())


async def _write_on(firm: Firm) -> None:
    """Somebody presses all the time."""
    for number in itertools.count():
        await firm(Unit.saw, f"gesture {number}")


def test_a_list_of_erasures_loses_none_of_those_before(sqlite_url: str, tmp_path: Path) -> None:
    """A restored database knows nothing of the erasures since: saving its list takes none of them away."""
    file = tmp_path / "erasures.jsonl"
    file.write_text('{"workspace": "T1", "kind": "customer", "id": "gone", "by": "U1", "at": "2026-03-02"}\n')

    assert keep_listed(sqlite_url, file) == 1
    assert '"gone"' in file.read_text()


def test_a_backup_that_is_not_whole_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken}")

    done = CliRunner().invoke(app, ["backup", str(tmp_path / "backups")])

    assert done.exit_code == 2
    assert "There is no backup" in done.output
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever restores is not in the folder, or the environment, that they think they are in."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    monkeypatch.setenv("COLUMNS", "400")

    none = CliRunner().invoke(app, ["backup", str(tmp_path / "backups")])
    unlisted = CliRunner().invoke(app, ["erasures", "--apply", str(tmp_path / "erasures.jsonl")])

    assert (none.exit_code, unlisted.exit_code) == (2, 2)
    assert f"no database at {tmp_path / 'elsewhere.sqlite3'}" in none.output
    assert "does not exist" in unlisted.output


@pytest.mark.slow
async def test_postgresql_is_dumped_and_restored_with_its_two_roles(
    postgres: DatabaseUrls, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    """The commands of docs/running.md: the app's role may again what it might, and no more."""
    dump, saved = tmp_path / "porchlight.dump", tmp_path / "erasures.jsonl"
    async with firm_on(postgres.app) as firm:
        customer, _departure = await logged(firm)
        _program(postgres_server, "pg_dump", "--format=custom", f"--file={dump}", _plain(postgres.owner))
        await firm(erase, ANA, customer, f"{WORD} Bakeries")
    keep_listed(postgres.app, saved)
    fresh = postgres_server.bare()

    _program(postgres_server, "pg_restore", "--exit-on-error", f"--dbname={_plain(fresh.owner)}", str(dump))

    async with units_on(fresh.app, PARTS) as (units, clock):
        firm = Firm(units, clock)
        assert "customers.name" in await found_in(firm, WORD)
        assert await apply(units, saved.read_text().splitlines()) == Applied(again=1, before=0)
        assert await found_in(firm, WORD) == []
    with pytest.raises(Exception, match=r"permission denied|must be owner"):
        with_connection(fresh.app, lambda connection: connection.execute(text("DROP TABLE customers")))
    postgres_server.drop(fresh)


def _program(server: PostgresServer, name: str, *words: str) -> None:
    done = subprocess.run([str(server.programs / name), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _plain(url: str) -> str:
    """As PostgreSQL's own programs spell it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
