"""What every table of Porchlight shares."""

from __future__ import annotations

import enum
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import uuid_utils
from sqlalchemy import JSON, Enum, ForeignKeyConstraint, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.types import Amount, Instant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_1_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The registry of all mapped classes."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: String(),
        datetime: Instant(),
        Decimal: Amount(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda kind: [one.value for one in kind],
        ),
    }


def new_id() -> str:
    """An id that sorts by the time it was made, so that rows of one time lie together on disk."""
    return making_ids.get()()


def _by_chance() -> str:
    return str(uuid_utils.uuid7().hex)


making_ids: ContextVar[Callable[[], str]] = ContextVar("making_ids", default=_by_chance)
"""How ids are made here. Only what is to come out the same each time makes them otherwise than by chance."""


class Tenant(Base):
    """A row of one workspace. The key is always (workspace, id): no row can point across workspaces."""

    __abstract__ = True

    is_beside: ClassVar[bool] = False
    """Whether a row is only about the work itself, so that nothing that people see changes with it."""

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)


def belongs_to(table: str, column: str, *, on_delete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key inside the workspace: `column` here names the id of a row of `table`."""
    return ForeignKeyConstraint(
        ["workspace", column], [f"{table}.workspace", f"{table}.id"], ondelete=on_delete
    )
