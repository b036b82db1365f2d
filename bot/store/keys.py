"""The keys that seal people's words and the tokens of workspaces: where they lie, and how they are changed for others.

On SQLite a key is made at the first start, in a file beside the database that only its owner may read. Where several
processes share PostgreSQL each needs the same one, so there it is given (`WORDS_KEY`), and never made.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr
from sqlalchemy import Connection, Table, make_url
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.store.engine import Busy, Database
from bot.store.types import Sealed, Words, WordsTree, times_sealed

BATCH = 200
NOT_GIVEN = (
    "WORDS_KEY is not set. On PostgreSQL it has to be given, for every process needs the same one: it encrypts what customers "
    "said, and tokens. Make one with `porchlight make-key`, keep it where you keep passwords, and set WORDS_KEY in every process."
)
LOST = (
    "What is in the database is encrypted, and its key {file} is gone. Put it back from where you keep its copy, or set "
    "WORDS_KEY. Nothing was changed."
)


class NoKey(Exception):
    """There is no key to work with; the text says to whoever runs the bot what to do."""


@dataclass(frozen=True)
class Resealed:
    """How many values are sealed with the first key now that were not, and how many no key at hand opens."""

    changed: int = 0
    shut: int = 0

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.changed + other.changed, self.shut + other.shut)


def key_file(url: str) -> Path | None:
    """Where the key of this database lies; None where it is not kept beside it."""
    parsed = make_url(url)
    return Path(f"{parsed.database}.key") if parsed.get_backend_name() == "sqlite" and parsed.database else None


def keys_beside(url: str) -> tuple[str, ...]:
    """The keys in the file beside the database, the one that seals first; empty without any."""
    file = key_file(url)
    if file is None or not file.exists():
        return ()
    return tuple(line.strip() for line in file.read_text(encoding="ascii").splitlines() if line.strip())


def keyed(settings: Settings) -> Settings:
    """With the keys beside the database behind those that were given."""
    kept = dict.fromkeys((*settings.words_keys, *keys_beside(settings.database_url)))
    return settings.model_copy(update={"words_key": SecretStr(",".join(kept))}) if kept else settings


def make_first_key(connection: Connection, url: str, tables: Sequence[Table]) -> Path:
    """Make the key of a database that has none, and say where it lies. Raises NoKey where it must be given, or was lost."""
    file = key_file(url)
    if file is None:
        raise NoKey(NOT_GIVEN)
    if any(True for _value in _sealed_values(connection, tables)):
        raise NoKey(LOST.format(file=file))
    _write(file, [new_key()], over=False)
    return file


def fits(connection: Connection, keys: Sequence[str], table: Table) -> bool:
    """Whether these keys open what was kept in this table before; where nothing was, any does."""
    raw = _raw(table)
    columns = [raw.c[column.name] for column in table.columns if isinstance(column.type, Words | WordsTree)]
    for column in columns:
        kept = connection.scalar(sa.select(column).where(column.like("e:%")).limit(1))
        try:
            _opened(str(kept or "").encode(), tuple(keys))
        except InvalidToken:
            return False
    return True


def new_key() -> str:
    """A key that nobody had before."""
    return Fernet.generate_key().decode()


def begin_rotation(url: str) -> tuple[str, ...]:
    """Put a new key in front of the one in the file; where that was done before and not ended, it goes on with those."""
    file, kept = key_file(url), keys_beside(url)
    if file is None or len(kept) != 1:
        return kept
    kept = (new_key(), *kept)
    _write(file, kept, over=True)
    return kept


def end_rotation(url: str, day: str) -> Path | None:
    """The first key alone stays in the file; those before it go into another, for older backups need them."""
    file, kept = key_file(url), keys_beside(url)
    if file is None or len(kept) < 2:
        return None
    before = file.with_name(f"{file.name}.until-{day}")
    earlier = before.read_text(encoding="ascii").splitlines() if before.exists() else []
    _write(before, [*kept[1:], *earlier], over=True)
    _write(file, kept[:1], over=True)
    return before


async def reseal(database: Database, keys: Sequence[str], tables: Sequence[Table]) -> Resealed:
    """Seal everything with the first key, also what was kept as plain text: a batch at a time, and once more where it was
    interrupted. Others may work meanwhile, if they know the first key: what they write stays theirs.
    """
    done = Resealed()
    for table, columns in sealed_columns(tables):
        last: tuple[Any, ...] | None = ()
        while last is not None:
            batch, last = await database.run(partial(_reseal, table=table, columns=columns, keys=tuple(keys), after=last))
            done += batch
    with suppress(Busy):  # somebody reads the file: its log is emptied with the next erasure
        await database.scrub()
    return done


def sealed_columns(tables: Sequence[Table]) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """Every column that is sealed, by its type: what somebody adds is found as well."""
    for table in tables:
        names = tuple(column.name for column in table.columns if isinstance(column.type, Words | WordsTree | Sealed))
        if names:
            yield table, names


def _reseal(
    session: Session, *, table: Table, columns: tuple[str, ...], keys: tuple[str, ...], after: tuple[Any, ...]
) -> tuple[Resealed, tuple[Any, ...] | None]:
    raw = _raw(table)
    key = [raw.c[column.name] for column in table.primary_key]
    query = sa.select(*key, *(raw.c[name] for name in columns)).order_by(*key).limit(BATCH)
    if after:
        query = query.where(sa.tuple_(*key) > sa.tuple_(*(sa.literal(part) for part in after)))
    rows = session.connection().execute(query).all()
    times = {name: times_sealed(table.columns[name].type) for name in columns}
    done = Resealed()
    for row in rows:
        for name in columns:
            value = getattr(row, name)
            try:
                fresh = _sealed_anew(value, keys, times[name])
            except InvalidToken:
                done += Resealed(shut=1)
                continue
            if fresh is not None:
                same = [one == getattr(row, one.name) for one in (*key, raw.c[name])]
                session.connection().execute(sa.update(raw).where(*same).values({name: fresh}))
                done += Resealed(changed=1)
    return done, tuple(rows[-1][: len(key)]) if len(rows) == BATCH else None


def _sealed_anew(value: str | bytes | None, keys: tuple[str, ...], times: int) -> str | bytes | None:
    """The value under the first key, each time that it is sealed; None where it is so already, or there is none.

    Raises InvalidToken.
    """
    if value is None:
        return None
    data, is_anew = value.encode() if isinstance(value, str) else bytes(value), False
    for _time in range(times):
        data, was_first = _opened(data, keys)
        is_anew = is_anew or not was_first
    if not is_anew:
        return None
    for _time in range(times):
        data = b"e:" + Fernet(keys[0]).encrypt(data)
    return data.decode() if isinstance(value, str) else data


def _opened(data: bytes, keys: tuple[str, ...]) -> tuple[bytes, bool]:
    """What is within one seal, or one mark of plain text; and whether the first key had sealed it. Raises InvalidToken."""
    mark, body = data[:2], data[2:]
    if mark != b"e:":
        return body, False
    try:
        return Fernet(keys[0]).decrypt(body), True
    except InvalidToken:
        return MultiFernet([Fernet(key) for key in keys]).decrypt(body), False


def _sealed_values(connection: Connection, tables: Sequence[Table]) -> Iterator[object]:
    """What is encrypted in the database, one value of each column; what is not there yet holds nothing."""
    here = sa.inspect(connection)
    for table, columns in sealed_columns(tables):
        if not here.has_table(table.name):
            continue
        raw = _raw(table)
        there = {column["name"] for column in here.get_columns(table.name)}
        for name in columns:
            if name in there:
                marked = sa.func.substr(raw.c[name], 1, 2) == (b"e:" if isinstance(table.c[name].type, Sealed) else "e:")
                yield from connection.execute(sa.select(sa.literal(1)).select_from(raw).where(marked).limit(1))


def _raw(table: Table) -> Any:
    """The table as it lies in the database, nothing of it opened."""
    kinds = {column.name: sa.LargeBinary() if isinstance(column.type, Sealed) else sa.Text() for column in table.columns}
    return sa.table(table.name, *(sa.column(name, kind) for name, kind in kinds.items()))


def _write(file: Path, keys: Sequence[str], *, over: bool) -> None:
    """Whole or not at all, and for nobody else to read."""
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write("".join(f"{key}\n" for key in keys))
        out.flush()
        os.fsync(out.fileno())
    if over:
        beside.replace(file)
        return
    try:
        os.link(beside, file)
    except FileExistsError:
        pass  # another process was quicker: its key it is
    finally:
        beside.unlink()
