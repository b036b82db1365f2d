"""What stands in the way of a command is said in a sentence, to whoever runs the bot."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from tests.support.postgres import DatabaseUrls, PostgresServer


def run(environment: dict[str, str], *words: str) -> str:
    """What a command says that ends because of a mistake, and not by an exception."""
    done = CliRunner().invoke(app, list(words), env=environment)
    assert done.exit_code == 2, (done.output, done.exception)
    return done.output


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_a_database_that_is_away(command: str, unused_tcp_port: int) -> None:
    nowhere = {"DATABASE_URL": f"postgresql://app:hush@127.0.0.1:{unused_tcp_port}/porchlight"}

    said = run(nowhere, command)

    assert "The database cannot be reached" in said
    assert "hush" not in said


def test_a_database_that_does_not_let_us_in(postgres_server: PostgresServer, postgres: DatabaseUrls) -> None:
    no_such = {"DATABASE_URL": postgres.app.replace(postgres.name, "nowhere")}
    nobody = {"DATABASE_URL": postgres.app.replace("porchlight_app", "nobody_here")}
    bare = postgres_server.empty()

    assert 'database "nowhere" does not exist' in run(no_such, "serve")
    assert "nobody_here" in run(nobody, "serve")
    assert "needs the role that owns the tables, in MIGRATE_DATABASE_URL" in run({"DATABASE_URL": bare.app}, "migrate")
    postgres_server.drop(bare)


def test_a_key_that_is_none(sqlite_url: str) -> None:
    said = run({"DATABASE_URL": sqlite_url, "WORDS_KEY": "correct horse"}, "serve")

    assert "WORDS_KEY is not made of Fernet keys" in said
    assert "horse" not in said
