"""Files that are brought in, and what came in already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.importing.values import Kind, State
from bot.store.base import Tenant, belongs_to
from bot.store.types import Words, WordsTree


class Import(Tenant):
    """A file that somebody brings in. `slack_file` is where Slack keeps it; what is pasted has none.

    `headers` are the names of its columns, `way` how they are to be read (`columns`, `order`, `mark`, `currency`), `shows`
    what was seen of it when it was read, `counts` what the last look or the bringing in came to. `rows` are so many as are
    read so far, `at_part` is the next part to be looked at or brought in. `turns` counts what was planned. With `begin`
    those who left lately are logged as if it were today.
    """

    __tablename__ = "imports"

    kind: Mapped[Kind]
    by: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[State] = mapped_column(default=State.reading)
    name: Mapped[str] = mapped_column(Words)
    slack_file: Mapped[str | None]
    headers: Mapped[Any] = mapped_column(WordsTree)
    way: Mapped[dict[str, Any]] = mapped_column(default=dict)
    shows: Mapped[Any] = mapped_column(WordsTree)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rows: Mapped[int] = mapped_column(default=0)
    at_part: Mapped[int] = mapped_column(default=0)
    turns: Mapped[int] = mapped_column(default=0)
    begin: Mapped[bool] = mapped_column(default=False)
    broken: Mapped[str | None]
    finished: Mapped[datetime | None]


class ImportPart(Tenant):
    """Some rows of a file, in order: `rows` are pairs of number and cells; `wrong` those that stayed out, and why."""

    __tablename__ = "import_parts"
    __table_args__ = (belongs_to("imports", "file"), UniqueConstraint("workspace", "file", "number"))

    file: Mapped[str]
    number: Mapped[int]
    rows: Mapped[Any] = mapped_column(WordsTree)
    wrong: Mapped[Any | None] = mapped_column(WordsTree)


class ImportMark(Tenant):
    """A row that came in before; the id is a keyed hash of what it says, by which the same row is known again, and by nothing else."""

    __tablename__ = "import_marks"

    at: Mapped[datetime]
