"""How Alembic runs here: always on a connection that `run.py` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Column, Connection

from bot.store.base import Base
from bot.store.types import Amount, Instant, Words, WordsTree

PLAIN = {
    Instant: "sa.DateTime(timezone=True)",
    Amount: "sa.BigInteger()",
    Words: "sa.Text()",
    WordsTree: "sa.Text()",
}


def run(connection: Connection) -> None:
    """Run what `run.py` asked for, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render,
        compare_type=_differs,
        include_object=_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Versions name SQL's own types, so that they import nothing of ours."""
    return PLAIN.get(type(item), False) if kind == "type" else False


def _differs(_context: Any, _found: Column[Any], _wanted: Column[Any], found: Any, wanted: Any) -> bool | None:
    """Our own types are compared by what they are kept as."""
    plain = getattr(wanted, "impl_instance", wanted)
    return None if plain is wanted else type(found)._type_affinity is not type(plain)._type_affinity


def _ours(item: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    del item
    return not (kind == "table" and name == "alembic_version")


run(context.config.attributes["connection"])
