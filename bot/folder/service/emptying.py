"""What is emptied when a customer is erased, and what stays as a count: decided by the schema, column by column.

Whatever people wrote (`Words`, `WordsTree`, `Sealed`) goes, wherever it hangs on a customer; so does every link. A row that
is nothing without its words goes whole (`CONTENT_ONLY`). Names and the like that are plain columns are named here
(`CLEARED`), and those that say nothing of a customer, too (`SAYS_NOTHING`): `unforeseen` tells of any other, and a test
asks it, so that nobody adds a column that an erasure forgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import JSON, Enum, LargeBinary, String, delete, select, update

from bot.customers.models import Customer
from bot.folder.service.reach import Reached, links, tables
from bot.store.base import Tenant
from bot.store.types import Sealed, Words, WordsTree
from bot.work.unit import Unit

CONTENT_ONLY = frozenset(
    {"contacts", "former_names", "notes", "kept_files", "kept_messages", "finding_drafts", "quotes", "kept_threads"}
)
"""Tables whose rows are nothing without their words."""

CLEARED: dict[str, dict[str, Any]] = {
    "customers": {"since": None, "value": None, "currency": None, "zone": None, "segments": [], "fields": {}, "own_day": None},
    "lifetimes": {"value": None, "currency": None},
    "merges": {"filled": {}},
    "returns": {"cost": None, "currency": None},
    "talks": {"stays_worth": None, "goes_worth": None, "currency": None},
}
"""Plain columns that say something of a customer, by table, and what they say afterwards."""

_PEOPLE = "person by who asked author owner interviewer keeper handed_to offer contact_asked_of"
_IDS = "workspace id contact open_for merged_into posted_to table row before"
_CODES = "reason more_reasons new_cause evidence decision reasons news left_out"
SAYS_NOTHING = frozenset(f"{_PEOPLE} {_IDS} {_CODES} name plain_name".split())
"""Columns that hold ids (of rows, of colleagues, of channels) or codes; whatever ends in `_by` says who did something.

The names of a customer are replaced one by one, since no two are the same.
"""


def empty(unit: Unit, rows: Reached) -> None:
    """Take all content out of these rows; those that are nothing without it go."""
    unit.session.flush()
    for kind, ids in rows.items():
        if kind.__tablename__ not in CONTENT_ONLY:
            values = _emptied(kind) | dict(_let_go(kind))
            if values:
                emptied = update(kind).where(kind.id.in_(ids)).values(**values)
                unit.session.execute(emptied.execution_options(synchronize_session=False))
    for kind, ids in sorted(rows.items(), key=lambda one: -_depth(one[0])):
        if kind.__tablename__ in CONTENT_ONLY:
            gone = delete(kind).where(kind.id.in_(ids))
            unit.session.execute(gone.execution_options(synchronize_session=False))
    unit.session.expire_all()


def leads_to(unit: Unit, rows: Reached) -> Iterator[str]:
    """The links in these rows: to what people wrote themselves."""
    for kind, ids in rows.items():
        for name in kind.__mapper__.columns.keys():  # noqa: SIM118 - SQLAlchemy's own collection
            if _is_link(name):
                column = getattr(kind, name)
                yield from unit.session.scalars(select(column).where(kind.id.in_(ids), column.is_not(None)))


def reachable() -> frozenset[type[Tenant]]:
    """The tables that hang on customers."""
    found: set[type[Tenant]] = {Customer}
    while more := {kind for kind, _column, parent in links() if parent in found} - found:
        found |= more
    return frozenset(found)


def unforeseen() -> list[str]:
    """Columns that hang on a customer of which nobody has said what an erasure does with them."""
    return sorted(
        f"{kind.__tablename__}.{name}"
        for kind in reachable()
        if kind.__tablename__ not in CONTENT_ONLY
        for name, column in kind.__mapper__.columns.items()
        if isinstance(column.type, String | JSON | LargeBinary) and not isinstance(column.type, Enum)
        if not _is_known(kind, name)
    )


def unreachable_words(beside: Iterable[str]) -> list[str]:
    """Tables with people's words that hang on no customer, but for those `beside`, which are seen to otherwise."""
    hanging = reachable()
    return sorted(
        name
        for name, kind in tables().items()
        if kind not in hanging and name not in beside and any(map(_has_words, kind.__mapper__.columns.values()))
    )


def _is_known(kind: type[Tenant], name: str) -> bool:
    is_key = any(child is kind and column == name for child, column, _parent in links())
    return is_key or name in SAYS_NOTHING or name.endswith("_by") or name in _emptied(kind)


def _emptied(kind: type[Tenant]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, column in kind.__mapper__.columns.items():
        if _is_link(name) or _has_words(column):
            values[name] = None if column.nullable else {} if isinstance(column.type, WordsTree) else ""
    return values | CLEARED.get(kind.__tablename__, {})


def _let_go(kind: type[Tenant]) -> Iterator[tuple[str, None]]:
    """What names a row that goes."""
    for child, column, parent in links():
        if child is kind and parent.__tablename__ in CONTENT_ONLY:
            yield column, None


def _has_words(column: Any) -> bool:
    return isinstance(column.type, Words | WordsTree | Sealed)


def _is_link(name: str) -> bool:
    return name == "link" or name.endswith("_link")


def _depth(kind: type[Tenant], seen: tuple[type[Tenant], ...] = ()) -> int:
    parents = {parent for child, _column, parent in links() if child is kind and parent not in seen}
    return 1 + max((_depth(parent, (*seen, kind)) for parent in parents), default=0)
