"""A backup is restored, and with it what was erased since: the erasures, kept as ids beside the backups, are applied again."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.__main__ import app
from bot.colleagues.service import standing
from bot.customers.models import Contact, Customer
from bot.departures.service import CARDS
from bot.folder.erasures import Applied, Unreadable, apply, listed
from bot.folder.putting_right import Erasing, PersonErased
from bot.folder.service.forgetting import erase
from bot.folder.service.persons import erase_person
from bot.work.parts import Parts
from tests.departures.support import ANA, TEAM, Firm, firm_on
from tests.folder.test_forgetting import WORD, bytes_of, found_in, logged
from tests.work.support import units_on


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def test_what_was_erased_is_erased_again(sqlite_url: str, tmp_path: Path) -> None:
    """A copied file brings both back, a customer and a person; the list of ids takes both away again, bytes and all."""
    backup = tmp_path / "backup.sqlite3"
    async with firm_on(sqlite_url) as firm:
        customer, _departure = await logged(firm)
        other, _departure = await logged(firm, "Brio")
        await firm.units.database.scrub()
        shutil.copy(file_of(sqlite_url), backup)
        assert isinstance(await firm(erase, ANA, customer, f"{WORD} Bakeries"), Erasing)
        bo = await firm(lambda unit: unit.first(select(Contact.id).where(Contact.customer == other)))
        assert isinstance(await firm(erase_person, ANA, bo or "", ("Bo", WORD)), PersonErased)
    saved = listed(sqlite_url)

    restored = f"sqlite:///{backup}"
    async with units_on(restored, Parts(cards=CARDS, standing=standing)) as (units, clock):
        clock.move(days=20)
        firm = Firm(units, clock)
        back = await found_in(firm, WORD)
        came = await apply(firm.units, saved)
        left = await found_in(firm, WORD)
        twice = await apply(firm.units, saved)

    assert "customers.name" in back
    assert came == Applied(again=2, before=0)
    assert left == []
    assert twice == Applied(again=0, before=2)
    assert WORD.encode() not in bytes_of(backup)
    assert listed(restored) == saved, "they were erased on the day on which they were, not on that of the restore"


async def test_the_list_holds_ids_and_nothing_else(sqlite_url: str) -> None:
    async with firm_on(sqlite_url) as firm:
        customer, _departure = await logged(firm)
        await firm(erase, ANA, customer, f"{WORD} Bakeries")
        running = listed(sqlite_url)

    [line] = running
    kept = json.loads(line)
    assert kept.pop("at").startswith("2026-03-02")
    assert kept == {"workspace": TEAM, "kind": "customer", "id": customer, "by": ANA}


@pytest.mark.parametrize("line", ["{", "[]", '{"kind": "customer"}', '{"kind": "x", "workspace": "T", "id": "1", "by": "U"}'])
async def test_a_line_that_is_no_erasure_changes_nothing(sqlite_url: str, line: str) -> None:
    async with firm_on(sqlite_url) as firm:
        customer, _departure = await logged(firm)
        good = json.dumps({"workspace": TEAM, "kind": "customer", "id": customer, "by": ANA})

        with pytest.raises(Unreadable, match="Line 2"):
            await apply(firm.units, [good, line])

        assert (await firm(lambda unit: unit.need(Customer, customer))).erased_at is None


def test_the_commands(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`porchlight erasures --save` and `--apply`, as docs/forgetting.md says."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    backup, kept = tmp_path / "backup.sqlite3", tmp_path / "erasures.jsonl"

    async def erased() -> None:
        async with firm_on(sqlite_url) as firm:
            customer, _departure = await logged(firm)
            await firm.units.database.scrub()
            shutil.copy(file_of(sqlite_url), backup)
            await firm(erase, ANA, customer, f"{WORD} Bakeries")

    asyncio.run(erased())
    runner = CliRunner()
    saved = runner.invoke(app, ["erasures", "--save", str(kept)])
    shutil.copy(backup, file_of(sqlite_url))
    applied = runner.invoke(app, ["erasures", "--apply", str(kept)])
    neither = runner.invoke(app, ["erasures"])

    assert saved.exit_code == 0, saved.output
    assert saved.output.replace("\n", "").endswith("erasures.jsonl: 1.")
    assert applied.exit_code == 0, applied.output
    assert "Erased again: 1." in applied.output
    assert neither.exit_code == 2
    assert WORD.encode() not in file_of(sqlite_url).read_bytes()


@pytest.mark.slow
async def test_on_postgresql_no_row_is_left(postgres: object) -> None:
    """What its log and its backups hold ages out by itself: docs/forgetting.md."""
    url = str(postgres.app)  # type: ignore[attr-defined]
    async with firm_on(url) as firm:
        customer, _departure = await logged(firm)
        await firm(erase, ANA, customer, f"{WORD} Bakeries")

        assert await found_in(firm, WORD) == []
        assert len(listed(url)) == 1
