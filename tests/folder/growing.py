"""Rows of every table that hangs on a customer, made from the schema alone: a table that is new is filled, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Enum, Integer, String, UniqueConstraint, select
from sqlalchemy.types import TypeDecorator

from bot.customers.models import Customer, Merge
from bot.folder.service.reach import links, tables
from bot.store.base import Tenant
from bot.store.types import Amount, Instant, Words, WordsTree
from bot.work.unit import Unit

_numbers = count(1)
PEOPLE = ("UMAYA", "UOMAR", "UANA", "ULEE")


def hanging(*, besides: tuple[type[Tenant], ...] = ()) -> list[type[Tenant]]:
    """The tables that hang on customers, each after those that it hangs on."""
    found: list[type[Tenant]] = [Customer]
    while True:
        more = [
            kind
            for kind in tables().values()
            if kind not in found and kind not in besides
            and any(child is kind and parent in found for child, _column, parent in links())
            and all(parent in found or not _hangs(parent) for parent in _parents(kind))
        ]  # fmt: skip
        if not more:
            return found[1:]
        found += more


def grow(unit: Unit, chance: Random, customer: str, words: str, *, most: int = 1) -> dict[type[Tenant], list[str]]:
    """Up to `most` rows of each table that hangs on a customer, whose words all hold `words`; their ids."""
    made: dict[type[Tenant], list[str]] = {Customer: [customer]}
    for kind in hanging(besides=(Merge,)):
        for _each in range(chance.randint(1, most) if most > 1 else 1):
            row = kind(**dict(_columns(unit, chance, kind, made, words)))
            if _has_twin(unit, row):
                continue
            unit.add(row)
            unit.session.flush()
            made.setdefault(kind, []).append(row.id)
    return made


def _columns(
    unit: Unit, chance: Random, kind: type[Tenant], made: dict[type[Tenant], list[str]], words: str
) -> Iterator[tuple[str, Any]]:
    named = {column: parent for child, column, parent in links() if child is kind}
    for name, column in kind.__mapper__.columns.items():
        if name in ("workspace", "id", "open_for", "merged_into", "erased_at"):
            continue
        if name in named:
            among = made.get(named[name]) or _outside(unit, chance, named[name], words)
            if among:
                yield name, chance.choice(among)
            continue
        yield name, _value(unit, chance, name, column.type, words)


def _value(unit: Unit, chance: Random, name: str, kind: Any, words: str) -> Any:
    number = next(_numbers)
    makers: list[tuple[Any, Callable[[], Any]]] = [
        (Words, lambda: f"{words} {number}"),
        (WordsTree, lambda: {"said": f"{words} {number}"}),
        (Enum, lambda: chance.choice(list(kind.enum_class))),
        (Amount, lambda: Decimal(chance.randint(1, 9999))),
        (Instant, lambda: unit.now - timedelta(days=chance.randint(0, 1000))),
        (Date, lambda: date(2020, 1, 1) + timedelta(days=chance.randint(0, 2000))),
        (Boolean, lambda: chance.random() < 0.5),
        (Integer, lambda: number),
        (JSON, dict),
        (TypeDecorator, words.encode),
        (String, lambda: _text(chance, name, number, words)),
    ]
    return next(make() for type_, make in makers if isinstance(kind, type_))


def _text(chance: Random, name: str, number: int, words: str) -> str:
    if "link" in name:
        return f"https://fernhill.slack.com/archives/C1/p{number}?{words.replace(' ', '-')}"
    return chance.choice(PEOPLE) if name in ("person", "by", "author") else f"{name} {number}"


def _outside(unit: Unit, chance: Random, kind: type[Tenant], words: str) -> list[str]:
    """Something that hangs on no customer, such as a digest of several."""
    row = kind(**dict(_columns(unit, chance, kind, {}, words)))
    unit.add(row)
    unit.session.flush()
    return [row.id]


def _has_twin(unit: Unit, row: Tenant) -> bool:
    kind = type(row)
    rules = [one for one in kind.__table__.constraints if isinstance(one, UniqueConstraint)]  # type: ignore[attr-defined]
    for rule in rules:
        names = [one.name for one in rule.columns if one.name != "workspace"]
        same = [getattr(kind, name) == getattr(row, name) for name in names if getattr(row, name) is not None]
        if len(same) == len(names) and unit.first(select(kind.id).where(*same)) is not None:
            return True
    return False


def _parents(kind: type[Tenant]) -> list[type[Tenant]]:
    return [parent for child, _column, parent in links() if child is kind]


def _hangs(kind: type[Tenant], seen: tuple[type[Tenant], ...] = ()) -> bool:
    if kind is Customer:
        return True
    return any(_hangs(parent, (*seen, kind)) for parent in _parents(kind) if parent not in seen)

