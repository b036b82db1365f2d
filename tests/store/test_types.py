"""Exact time, exact money, and words that stay between people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select
from sqlalchemy.exc import StatementError

from bot.store.types import Amount, Instant, Sealed, Words, WordsTree, lock_words

NOTES = Table(
    "notes",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", Instant),
    Column("amount", Amount),
    Column("words", Words),
    Column("tree", WordsTree),
    Column("data", Sealed),
)


def fresh(*keys: str):
    engine = create_engine("sqlite://")
    lock_words(engine.dialect, keys)
    NOTES.metadata.create_all(engine)
    return engine


def kept(engine, **values):
    with engine.begin() as connection:
        connection.execute(NOTES.insert().values(id=1, **values))
        return connection.execute(select(NOTES)).one()


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_a_moment_comes_back_as_the_same_moment_in_utc(naive: datetime, hours: int) -> None:
    """Whatever zone it was given in."""
    moment = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    engine = fresh()

    row = kept(engine, at=moment)

    assert row.at == moment
    assert row.at.tzinfo is UTC
    engine.dispose()


def test_a_moment_without_a_zone_is_refused() -> None:
    engine = fresh()

    with pytest.raises(StatementError, match="time zone"):
        kept(engine, at=datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake under test
    engine.dispose()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_an_amount_comes_back_exact(amount: Decimal) -> None:
    engine = fresh()

    assert kept(engine, amount=amount).amount == amount
    engine.dispose()


def test_an_amount_with_five_places_is_refused() -> None:
    engine = fresh()

    with pytest.raises(StatementError, match="four decimal places"):
        kept(engine, amount=Decimal("0.00001"))
    engine.dispose()


def test_words_are_not_readable_in_the_database_when_there_is_a_key() -> None:
    key = Fernet.generate_key().decode()
    engine = fresh(key)

    row = kept(engine, words="They never called back", tree={"text": "never"})

    assert (row.words, row.tree) == ("They never called back", {"text": "never"})
    with engine.connect() as connection:
        raw = connection.exec_driver_sql("select words, tree from notes").one()
    assert "never" not in str(raw)
    engine.dispose()


def test_what_is_in_a_file_is_sealed_like_words() -> None:
    """Any bytes come back as they were; with a key nobody reads them in the database, and a later key reads older ones."""
    data, key = bytes(range(256)), Fernet.generate_key().decode()
    engine = fresh()
    assert kept(engine, data=data).data == data

    lock_words(engine.dialect, [key])
    with engine.begin() as connection:
        assert connection.scalar(select(NOTES.c.data)) == data
        connection.execute(NOTES.update().values(data=b"Dear all"))
        assert connection.scalar(select(NOTES.c.data)) == b"Dear all"
        assert b"Dear" not in connection.exec_driver_sql("select data from notes").scalar_one()
    lock_words(engine.dialect, [])
    with engine.connect() as connection, pytest.raises(LookupError):
        connection.scalar(select(NOTES.c.data))
    engine.dispose()


def test_words_written_before_there_was_a_key_stay_readable() -> None:
    engine = fresh()
    kept(engine, words="plain")

    lock_words(engine.dialect, [Fernet.generate_key().decode()])

    with engine.connect() as connection:
        assert connection.scalar(select(NOTES.c.words)) == "plain"
    engine.dispose()


def test_a_new_key_in_front_reads_what_the_old_key_wrote() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    engine = fresh(old)
    kept(engine, words="old words")

    lock_words(engine.dialect, [new, old])
    with engine.connect() as connection:
        assert connection.scalar(select(NOTES.c.words)) == "old words"
    lock_words(engine.dialect, [new])
    with engine.connect() as connection, pytest.raises(InvalidToken):
        connection.scalar(select(NOTES.c.words))
    engine.dispose()


def test_words_cannot_be_searched_or_sorted_in_sql() -> None:
    """The database may hold them encrypted, so a search would find nothing and say nothing."""
    for mistake in (lambda: NOTES.c.words == "x", lambda: NOTES.c.words.like("x%"), lambda: NOTES.c.words.desc()):
        with pytest.raises(TypeError, match="not searched"):
            mistake()
    assert NOTES.c.words.is_(None) is not None
