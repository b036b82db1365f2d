"""The key is made at the first start, kept from others, and changed for another without losing a word."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet, MultiFernet
from pydantic import SecretStr
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bot.app import rotate, with_key
from bot.checkup.service import readable as words_readable
from bot.checkup.values import Readable
from bot.folder.service.emptying import CLEARED
from bot.migrations.run import all_tables, with_connection
from bot.settings import Settings
from bot.store.engine import open_database
from bot.store.keys import (
    NoKey,
    Resealed,
    begin_rotation,
    key_file,
    keyed,
    keys_beside,
    make_first_key,
    reseal,
    sealed_columns,
)
from bot.store.types import Sealed
from bot.work.models import Delivery
from bot.workspace.models import OwnLetter
from tests.support.postgres import DatabaseUrls
from tests.support.world import MONDAY

pytestmark = pytest.mark.every_way

T = TypeVar("T")
NOWHERE = "http://127.0.0.1:9/api/"


def made_first(url: str) -> Path:
    return with_connection(url, lambda connection: make_first_key(connection, url, all_tables()))


def raw(url: str) -> list[str]:
    """What the database holds of the letters, and nothing opened."""
    query = text("SELECT body FROM own_letters ORDER BY id")
    return with_connection(url, lambda connection: list(connection.execute(query).scalars()))


async def write(url: str, keys: tuple[str, ...], *bodies: str) -> None:
    database = open_database(url, words_keys=keys)
    row = {"workspace": "T1", "subject": "s", "changed_by": "U1", "changed_at": MONDAY}
    rows = [row | {"id": f"{len(keys)}-{number:05}", "body": body} for number, body in enumerate(bodies)]
    await database.run(lambda session: session.execute(insert(OwnLetter), rows))
    await database.close()


async def read(url: str, keys: tuple[str, ...]) -> list[str]:
    database = open_database(url, words_keys=keys)
    found = await database.run(lambda session: list(session.scalars(select(OwnLetter.body).order_by(OwnLetter.id))))
    await database.close()
    return found


def test_the_first_start_makes_a_key_that_only_its_owner_may_read_and_the_next_ones_find_it(sqlite_url: str) -> None:
    file = made_first(sqlite_url)

    assert file == key_file(sqlite_url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(keys_beside(sqlite_url)) == 1
    assert keyed(Settings(database_url=sqlite_url)).words_keys == keys_beside(sqlite_url)
    given = Settings(database_url=sqlite_url, words_key="given")  # type: ignore[arg-type] # pydantic makes a secret of it
    assert keyed(given).words_keys == ("given", *keys_beside(sqlite_url))


async def test_a_lost_key_is_not_replaced_by_another(sqlite_url: str) -> None:
    """With a new one the old words would be lost for good, and nobody would notice for weeks."""
    file = made_first(sqlite_url)
    await write(sqlite_url, keys_beside(sqlite_url), "Dear all")
    file.unlink()

    with pytest.raises(NoKey, match="Put it back"):
        made_first(sqlite_url)


def test_on_postgresql_the_key_has_to_be_given(postgres: DatabaseUrls) -> None:
    with pytest.raises(NoKey, match="porchlight make-key"):
        made_first(postgres.app)


async def test_plain_words_and_those_under_older_keys_come_under_the_first_a_batch_at_a_time(database_url: str) -> None:
    old, new, strange = (Fernet.generate_key().decode() for _ in range(3))
    await write(database_url, (), *(f"plain {number}" for number in range(450)))
    await write(database_url, (old,), "old")
    database = open_database(database_url, words_keys=(new, old))

    done = await reseal(database, (new, old), all_tables())
    again = await reseal(database, (new, old), all_tables())
    foreign = await reseal(database, (strange,), all_tables())
    await database.close()

    assert (done.changed, done.shut) == (451 * 2, 0)
    assert (again.changed, again.shut) == (0, 0)
    assert foreign.shut == 451 * 2
    assert all(body.startswith("e:") for body in raw(database_url))
    assert sorted(await read(database_url, (new,))) == sorted([*(f"plain {number}" for number in range(450)), "old"])


async def test_a_rotation_that_was_interrupted_goes_on_and_keeps_the_key_before_for_backups(sqlite_url: str) -> None:
    made_first(sqlite_url)
    (first,) = keys_beside(sqlite_url)
    await write(sqlite_url, (first,), "Dear all")
    begun = begin_rotation(sqlite_url)
    assert begun == begin_rotation(sqlite_url)

    told = await rotate(keyed(Settings(database_url=sqlite_url)))

    assert "Everything is encrypted with the new key" in told
    assert keys_beside(sqlite_url) == begun[:1]
    assert await read(sqlite_url, begun[:1]) == ["Dear all"]
    file = key_file(sqlite_url)
    assert file is not None
    (kept,) = file.parent.glob(f"{file.name}.until-*")
    assert kept.read_text().split() == [first]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_a_message_that_waits_is_read_with_the_new_key_alone(sqlite_url: str) -> None:
    """A tree of words is sealed twice over: both come under the new key, and who looks whether all can be read looks at both."""
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    said = {"text": "e:Dear all", "blocks": []}

    async def work(keys: tuple[str, ...], use_case: Callable[[Session], T]) -> T:
        database = open_database(sqlite_url, words_keys=keys)
        try:
            return await database.run(use_case)
        finally:
            await database.close()

    def readable(key: str) -> Callable[[Session], Readable]:
        return lambda session: words_readable(session, MultiFernet([Fernet(key)]))

    row = {"workspace": "T1", "id": "1", "key": "1", "target": "U1", "lane": "U1", "content": said, "due": MONDAY, "created": MONDAY}
    await work((old,), lambda session: session.execute(insert(Delivery), [row]))
    half = "e:" + Fernet(new).encrypt(Fernet(old).decrypt(_kept(sqlite_url)[2:])).decode()
    await work((), lambda session: session.execute(text("UPDATE deliveries SET content = :half"), {"half": half}))
    assert (await work((), readable(new))).closed == 1

    database = open_database(sqlite_url, words_keys=(new, old))
    assert (await reseal(database, (new, old), all_tables())).changed == 1
    assert await reseal(database, (new,), all_tables()) == Resealed()
    await database.close()

    assert await work((new,), lambda session: session.scalar(select(Delivery.content))) == said
    assert (await work((), readable(new))).closed == 0


def _kept(url: str) -> str:
    return with_connection(url, lambda connection: str(connection.execute(text("SELECT content FROM deliveries")).scalar_one()))


def test_every_sealed_column_is_found_by_its_type() -> None:
    found = {f"{table.name}.{column}" for table, columns in sealed_columns(all_tables()) for column in columns}

    assert {"installs.token", "installs.refresh", "own_letters.body", "deliveries.content", "import_parts.rows"} <= found
    sealed = {f"{t.name}.{c.name}" for t in all_tables() for c in t.columns if isinstance(c.type, Sealed)}
    assert sealed
    assert sealed <= found


def test_what_lies_there_in_plain_text_is_told_in_the_docs() -> None:
    """docs/keys.md names every column that says something of a customer and is not sealed."""
    told = (Path(__file__).parents[2] / "docs" / "keys.md").read_text("utf-8")

    for table, columns in CLEARED.items():
        for column in columns:
            assert f"`{table}.{column}`" in told, f"{table}.{column}"
    assert "`customers.name`" in told


async def test_a_key_that_opens_nothing_of_what_is_here_is_noticed_at_the_start(database_url: str) -> None:
    """After a backup was restored beside the wrong key, say: the bot works on, and somebody has to hear of it at once."""
    first, other = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    def told(*keys: str) -> str:
        return with_key(Settings(database_url=database_url, words_key=SecretStr(",".join(keys))))[1]

    assert told(other) == "", "nothing is here yet"
    row = {"workspace": "T1", "id": "1", "key": "1", "target": "U1", "lane": "U1", "due": MONDAY, "created": MONDAY}
    database = open_database(database_url, words_keys=(first,))
    await database.run(lambda session: session.execute(insert(Delivery), [row | {"content": {"text": "Dear all", "blocks": []}}]))
    await database.close()

    assert told(first) == told(other, first) == ""
    assert "does not open what was written here before" in told(other)


@pytest.mark.slow
def test_the_command_line_makes_a_key_and_asks_for_one(sqlite_url: str) -> None:
    env = {"PATH": os.environ.get("PATH", ""), "DATABASE_URL": sqlite_url, "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": NOWHERE}

    printed = subprocess.run([sys.executable, "-m", "bot", "make-key"], env=env, capture_output=True, text=True, check=True)
    Fernet(printed.stdout.strip())
    served = subprocess.run([sys.executable, "-m", "bot", "serve"], env=env, capture_output=True, text=True, check=False)

    assert "A key was made that encrypts what customers say" in served.stdout
    assert len(keys_beside(sqlite_url)) == 1
