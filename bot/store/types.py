"""Column types: exact time, exact money, and the words of customers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import BigInteger, DateTime, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.operators import OperatorType, is_, is_not
from sqlalchemy.types import TypeDecorator

TEN_THOUSANDTHS = Decimal(10_000)


class Instant(TypeDecorator[datetime]):
    """A moment. Kept in UTC, always aware; a naive datetime is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Amount(TypeDecorator[Decimal]):
    """An exact decimal amount with up to four places, kept as whole ten-thousandths (SQLite has no decimals)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        del dialect
        if value is None:
            return None
        scaled = value * TEN_THOUSANDTHS
        if scaled != scaled.to_integral_value():
            raise ValueError("an amount has at most four decimal places")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else Decimal(value) / TEN_THOUSANDTHS


class Words(TypeDecorator[str]):
    """What people wrote or said. Encrypted when there is a key; never searched or sorted in SQL.

    The key belongs to the engine (`engine.dialect`, see `lock_words`), so two databases in one
    process can have two keys. Each value carries a mark that says whether it is encrypted: turning
    encryption on later leaves older rows readable.
    """

    impl = Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        """Words can be asked for, or be missing; nothing else, for the database may hold them encrypted."""

        def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
            if op in (is_, is_not):
                return super().operate(op, *other, **kwargs)
            raise TypeError("words are not searched or sorted in SQL")

    comparator_factory = Comparator

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        cipher = _cipher(dialect)
        return "e:" + cipher.encrypt(value.encode()).decode() if cipher else "p:" + value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return opened(value, _cipher(dialect))


class WordsTree(TypeDecorator[Any]):
    """A JSON tree that holds people's words (a message to be sent): kept like `Words`, and as `Words` once more.

    It has been sealed twice over from the beginning, and stays so: processes of the version before read it, too.
    """

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return Words().process_bind_param(
            json.dumps(value, separators=(",", ":"), ensure_ascii=False), dialect
        )

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        plain = Words().process_result_value(value, dialect)
        return None if plain is None else json.loads(plain)


class Sealed(TypeDecorator[bytes]):
    """The bytes of a file that people keep of a customer: encrypted when there is a key, with the same mark as `Words`."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        cipher = _cipher(dialect)
        return b"e:" + cipher.encrypt(value) if cipher else b"p:" + value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if value[:2] == b"p:":
            return bytes(value[2:])
        cipher = _cipher(dialect)
        if cipher is None:
            raise LookupError("the files in this database are encrypted, and WORDS_KEY is not set")
        return cipher.decrypt(bytes(value[2:]))


def opened(kept: str, cipher: MultiFernet | None) -> str:
    """What a value of `Words` holds, by its mark. Raises LookupError without a key, InvalidToken where it was another one."""
    if kept.startswith("p:"):
        return kept[2:]
    if cipher is None:
        raise LookupError("the words in this database are encrypted, and WORDS_KEY is not set")
    return cipher.decrypt(kept[2:].encode()).decode()


def times_sealed(kind: Any) -> int:
    """How many times a column of this type seals what it holds."""
    return 2 if isinstance(kind, WordsTree) else 1


def cipher_of(keys: Sequence[str]) -> MultiFernet | None:
    """The first encrypts, all of them decrypt; nothing without any. Raises ValueError where one is no Fernet key."""
    return MultiFernet([Fernet(key) for key in keys]) if keys else None


def lock_words(dialect: Dialect, keys: Sequence[str]) -> None:
    """Give an engine its keys."""
    dialect.words_cipher = cipher_of(keys)  # type: ignore[attr-defined]  # the dialect is what a column type gets to see


def _cipher(dialect: Dialect) -> MultiFernet | None:
    return getattr(dialect, "words_cipher", None)
