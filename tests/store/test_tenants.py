"""One workspace's rows cannot be reached from another, however a use case asks for them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Select, delete, exists, func, insert, select, text, union_all, update
from sqlalchemy.orm import aliased

from bot.customers.models import Customer
from bot.migrations.run import load_models
from bot.store.base import Base, Tenant
from bot.winback.models import OwnWeight
from bot.work.models import Gesture
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry, Installed, InstallState
from bot.workspace.service import record
from tests.support.postgres import DatabaseUrls
from tests.work.support import units_on

pytestmark = pytest.mark.every_way

HERE, THERE = "T1", "T2"
BOT = Path(__file__).parents[2] / "bot"
WITHOUT_A_WORKSPACE = {
    "app.py": "which workspaces there are, at the start",
    "checkup/looking.py": "whether the schema and the key are right: nothing of it says anything of anybody",
    "importing/console.py": "which workspace a command is for, where only one is there",
    "work/agenda.py": "what is due, in whichever workspace",
    "work/heartbeat.py": "when something is due",
    "work/outbox/sending.py": "what is to be sent, in whichever workspace",
    "work/unit.py": "the unit itself",
    "work/watching.py": "how much is due, in numbers",
    "workspace/installing/erasing.py": "whose time has passed since they took the app out",
    "workspace/installing/kept.py": "which workspaces have the app, before one of them is served",
    "workspace/installing/oauth.py": "who is on their way to Slack and back, before it is known of which workspace",
    "workspace/installing/renewing.py": "whose token is to be renewed, in whichever workspace",
}
"""The only places that open a transaction by themselves, and what for."""
NO_TENANTS = {"installs", "install_states"}
"""How we get into workspaces: no part of what any of them keeps, and read before it is known which one is served."""

OF_ALL = {"installs": "the tokens by which Slack lets us in", "install_states": "installations that somebody has begun"}
"""Tables that no workspace's rows hang on: a unit gets at its own installation alone."""
other = aliased(AuditEntry)
inner = select(AuditEntry.did).where(AuditEntry.who == "U1")
within = inner.cte()
newest = inner.order_by(AuditEntry.did.desc()).limit(1).scalar_subquery()
READS: dict[str, Select[Any]] = {
    "rows": select(AuditEntry.did),
    "an alias": select(other.did),
    "another workspace by name": select(AuditEntry.did).where(AuditEntry.workspace == THERE),
    "a join": select(other.did).join(AuditEntry, AuditEntry.who == other.who),
    "an outer join": select(other.did).outerjoin(AuditEntry, AuditEntry.who == other.who),
    "a part in FROM": select(inner.subquery().c.did),
    "a part in WITH": select(within.c.did),
    "a part as a value": select(newest).select_from(AuditEntry),
    "a part in WHERE": select(AuditEntry.did).where(AuditEntry.did.in_(select(other.did))),
    "a part that is there": select(Gesture.id).where(exists().where(AuditEntry.did == f"did in {THERE}")),
    "one after another": select(union_all(select(AuditEntry.did), select(other.did)).subquery().c.did),
    "a sum": select(func.max(AuditEntry.did)),
    "a sum in a part": select(func.max(inner.subquery().c.did)),
}


def begin(unit: Unit) -> None:
    """The same people with the same ids in each workspace."""
    record(unit, "U1", f"did in {unit.workspace}", "d1")
    unit.saw("press")
    unit.add(Customer(id="c1", name=f"Acme of {unit.workspace}", plain_name="acme", created=unit.now))
    unit.add(OwnWeight(id="reason", points=1, changed_by="U1", changed_at=unit.now))
    unit.session.flush()


async def test_a_unit_reads_no_row_of_another_workspace_however_it_asks(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        for workspace in (HERE, THERE):
            await units(workspace, begin)

        for how, query in READS.items():
            found = await units(HERE, lambda unit, query=query: unit.session.execute(query).all())
            mine = "another workspace" not in how and "is there" not in how
            assert set(found) == ({(f"did in {HERE}",)} if mine else set()), how


async def test_a_row_of_another_workspace_is_not_found_by_its_key(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await units(THERE, begin)

        assert await units(HERE, lambda unit: unit.session.get(Customer, (THERE, "c1"))) is None
        assert await units(HERE, lambda unit: unit.get(Customer, "c1")) is None
        assert (await units(THERE, lambda unit: unit.need(Customer, "c1"))).name == f"Acme of {THERE}"


def install(unit: Unit) -> None:
    """The app is taken in, as by OAuth."""
    told = dict.fromkeys(("name", "url", "app", "bot_id", "bot_user", "scopes", "installed_by"), "")
    unit.session.add(Installed(workspace=unit.workspace, installed_at=unit.now, version="1", **told))


async def test_a_unit_sees_its_own_installation_alone(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        for workspace in (HERE, THERE):
            await units(workspace, install)

        assert await units(HERE, lambda unit: unit.all(select(Installed.workspace))) == [HERE]
        assert await units(HERE, lambda unit: unit.session.get(Installed, THERE)) is None
        with pytest.raises(PermissionError):
            await units(HERE, lambda unit: unit.all(select(InstallState.id)))


async def test_a_unit_changes_and_deletes_no_row_of_another_workspace(database_url: str) -> None:
    of_anybody = select(OwnWeight.id).scalar_subquery()
    writes = (
        update(OwnWeight).values(points=99),
        update(OwnWeight).where(OwnWeight.workspace == THERE).values(points=99),
        update(OwnWeight).where(OwnWeight.id.in_(of_anybody)).values(points=99),
        delete(OwnWeight).where(OwnWeight.workspace == THERE),
        delete(OwnWeight).where(exists().where(Gesture.workspace == THERE)),
        delete(OwnWeight),
    )
    async with units_on(database_url) as (units, _clock):
        await units(THERE, begin)
        for write in writes:
            await units(HERE, lambda unit, write=write: unit.session.execute(write))

        assert await units(THERE, lambda unit: unit.first(select(OwnWeight.points))) == 1


def _rows(unit: Unit) -> Iterator[Callable[[], object]]:
    """Every way to put a row into another workspace."""
    row = {"workspace": THERE, "id": "g", "seen": datetime(2026, 3, 2, tzinfo=UTC)}
    nowhere = {key: value for key, value in row.items() if key != "workspace"}
    yield lambda: unit.session.execute(insert(Gesture).values(**row))
    yield lambda: unit.session.execute(insert(Gesture), row)
    yield lambda: unit.session.execute(insert(Gesture), [row | {"workspace": HERE}, row])
    yield lambda: unit.session.execute(insert(Gesture).values([row, row]))
    yield lambda: unit.session.execute(insert(Gesture.__table__).values(**row))  # type: ignore[arg-type]
    yield lambda: unit.session.execute(insert(Gesture).values(**nowhere))
    yield lambda: unit.session.execute(insert(Gesture).from_select(["workspace", "id", "seen"], select(Gesture)))
    yield lambda: unit.session.add(Gesture(**row)) or unit.session.flush()  # type: ignore[func-returns-value]
    yield lambda: unit.session.merge(Gesture(**row)) and unit.session.flush()


async def test_a_unit_puts_no_row_into_another_workspace(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        for number in range(9):
            with pytest.raises(PermissionError):
                await units(HERE, lambda unit, number=number: list(_rows(unit))[number]())

        assert await units(THERE, lambda unit: unit.first(select(Gesture.id))) is None


@pytest.mark.parametrize("query", [text("SELECT did FROM audit"), AuditEntry.__table__.select()], ids=["text", "table"])
async def test_a_unit_asks_through_the_models_only(sqlite_url: str, query: Any) -> None:
    """For what is written by hand would have to think of the workspace by itself."""
    async with units_on(sqlite_url) as (units, _clock):
        with pytest.raises(PermissionError):
            await units(HERE, lambda unit: unit.session.execute(query))


async def test_postgresql_itself_shows_a_unit_no_other_workspace(postgres: DatabaseUrls) -> None:
    """Even where somebody goes round the session: the app's role owns nothing, and the tables keep workspaces apart."""
    by_hand = text("SELECT count(*) FROM customers")

    def reach(unit: Unit) -> tuple[Any, int]:
        raw = unit.session.connection()
        return raw.execute(by_hand).scalar(), raw.execute(text("UPDATE customers SET name = 'gone'")).rowcount

    async with units_on(postgres.app) as (units, _clock):
        for workspace in (HERE, THERE):
            await units(workspace, begin)

        assert await units(HERE, reach) == (1, 1)
        assert (await units(THERE, lambda unit: unit.need(Customer, "c1"))).name == f"Acme of {THERE}"
        assert await units.database.run(lambda session: session.scalar(by_hand)) == 2
        with pytest.raises(Exception, match="row-level security"):
            await units(HERE, lambda unit: unit.session.connection().execute(PLANT))


PLANT = text(f"INSERT INTO gestures (workspace, id, seen) VALUES ('{THERE}', 'x', now())")  # noqa: S608 - a name of the test's own


async def test_every_table_with_workspaces_keeps_them_apart_on_postgresql(postgres: DatabaseUrls) -> None:
    load_models()
    connection = await asyncpg.connect(postgres.owner.replace("+asyncpg", ""))
    try:
        guarded = await connection.fetch(
            "SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relrowsecurity"
        )
    finally:
        await connection.close()

    assert {row["relname"] for row in guarded} == set(Base.metadata.tables) - {"install_states"}


def test_every_row_belongs_to_a_workspace_and_points_nowhere_else() -> None:
    """Keys begin with the workspace, foreign keys carry it, and no relationship is loaded behind the session's back."""
    load_models()

    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if getattr(table, "name", None) in NO_TENANTS:
            assert not getattr(table, "foreign_key_constraints", ())
            continue
        assert issubclass(mapper.class_, Tenant)
        assert [column.name for column in mapper.primary_key] == ["workspace", "id"]
        assert not mapper.relationships
        for key in getattr(table, "foreign_key_constraints", ()):
            pairs = [(one.parent.name, one.column.name) for one in key.elements]
            assert pairs[0] == ("workspace", "workspace"), f"{table}: {key.name}"
        for index in getattr(table, "indexes", ()):
            assert not index.unique or index.columns.keys()[0] == "workspace", index.name


@pytest.mark.slow
def test_only_what_serves_all_workspaces_opens_a_transaction_without_one() -> None:
    found: dict[str, set[str]] = {}
    for file in BOT.rglob("*.py"):
        place = file.relative_to(BOT).as_posix()
        if place.startswith(("store/", "migrations/", "sandbox/")):
            continue
        for call in (
            node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ):
            if isinstance(call.func, ast.Attribute) and call.func.attr in {"run", "connection", "get_raw_connection"}:
                owner = ast.unparse(call.func.value)
                if "database" in owner or "session" in owner:
                    found.setdefault(place, set()).add(call.func.attr)

    assert found == {place: {"run"} for place in WITHOUT_A_WORKSPACE}
