"""Whether a column is one of many ids: they go along as one list, however many they are.

PostgreSQL's driver takes 32,767 parameters in a query, and of each one a name is made first; a firm may lose more customers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, String, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Each(FunctionElement[str]):
    """The elements of a JSON array, a row each, in a column `value`."""

    inherit_cache = True
    type = String()


def among(one: SQLColumnExpression[Any], ids: Iterable[str]) -> ColumnElement[bool]:
    """Whether `one` is one of these, which may be none and may be a hundred thousand."""
    each = _Each(json.dumps(list(dict.fromkeys(ids)))).table_valued(column("value", String))
    return one.in_(select(each.c.value))


@compiles(_Each)
def _on_sqlite(each: _Each, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each{compiler.process(each.clause_expr, **more)}"


@compiles(_Each, "postgresql")
def _on_postgresql(each: _Each, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(each.clause_expr, **more)} AS JSON))"
