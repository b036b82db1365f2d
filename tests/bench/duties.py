"""Obligations that wait in a database, and what is done when one falls due: a row is written, in its own transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.directory import Directory
from bot.store.engine import Database, open_database
from bot.work.agenda import Agenda
from bot.work.clock import SystemClock, real_now
from bot.work.deps import Deps
from bot.work.models import Attempt
from bot.work.parts import Due, Handler, Parts
from bot.work.unit import Unit, Units

WORKSPACES = 50
"""Those that the obligations belong to, in turns."""
KIND = "bench"

FILL = {
    "postgresql": """
        INSERT INTO obligations (workspace, id, kind, subject, key, due, facts, state, tries)
        SELECT 'T' || n % :workspaces, lpad(n::text, 32, '0'), :kind, 's' || n, 'k' || n,
               CASE WHEN n >= :pending - :due THEN cast(:past as timestamptz) ELSE cast(:ahead as timestamptz) END
                   + n * interval '1 millisecond', '{}', 'planned', 0
        FROM generate_series(0, :pending - 1) AS n
    """,
    "sqlite": """
        WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :pending - 1)
        INSERT INTO obligations (workspace, id, kind, subject, key, due, facts, state, tries)
        SELECT 'T' || n % :workspaces, printf('%032d', n), :kind, 's' || n, 'k' || n,
               strftime('%Y-%m-%d %H:%M:%f000', CASE WHEN n >= :pending - :due THEN :past ELSE :ahead END,
                        printf('+%f seconds', n * 0.001)),
               '{}', 'planned', 0
        FROM numbers
    """,
}


async def fill(url: str, pending: int, due: int) -> None:
    """So many pending obligations, of which so many are due. What is far ahead was planned first, and what is due came last."""
    now, database = real_now(), open_database(url)
    given: dict[str, Any] = {"workspaces": WORKSPACES, "kind": KIND, "pending": pending, "due": due}
    given |= {"past": now - timedelta(days=1), "ahead": now + timedelta(days=1)}
    if database.name == "sqlite":
        given |= {name: f"{given[name]:%Y-%m-%d %H:%M:%S}" for name in ("past", "ahead")}

    def write(session: Session) -> None:
        session.execute(text(FILL[database.name]), given)
        session.execute(text("ANALYZE"))

    try:
        await database.run(write)
    finally:
        await database.close()


def agenda(database: Database, url: str, did: Callable[[], None] = lambda: None) -> Agenda:
    """The product's own agenda, with a handler that adds one row through the unit's session, as the stages do."""

    def act(unit: Unit, due: Due, _facts: object) -> None:
        unit.add(Attempt(delivery=due.subject, at=unit.now, outcome=due.kind))
        did()

    clock = SystemClock()
    units = Units(database, clock, Parts())
    slack: Slack = None  # type: ignore[assignment] # none of these asks Slack
    deps = Deps(Settings(database_url=url), clock, units, slack, Directory(slack))
    return Agenda(units, clock, {KIND: Handler(act)}, deps)
