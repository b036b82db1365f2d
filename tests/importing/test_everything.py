"""Everything goes out as one zip, and back into an empty workspace without loss."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import stat
import sys
import zipfile
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.models import Customer, KeptFile
from bot.customers.values import FileState
from bot.departures.models import Departure
from bot.importing.everything import ABOUT, Unfit, in_order, put_back, take_out, whose
from bot.importing.rules.cells import unescaped
from bot.importing.values import Kind
from bot.work.unit import Unit
from tests.departures.support import ANA, MAYA, TEAM, Firm
from tests.folder.growing import grow
from tests.importing.support import comes_in, whole_firm
from tests.importing.test_coming_in import PAST
from tests.support.sqlite import SqliteTemplate
from tests.support.world import World

WORDS = '=HYPERLINK("x")\n–\t"quoted", Ünïcode 🙂; \'=1'


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    async with whole_firm(database_url) as opened:
        yield opened


@pytest.fixture
def another_url(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Another empty database."""
    return sqlite_template.fresh(tmp_path_factory.mktemp("another"))


async def lived(firm: Firm, tmp_path: Path) -> None:
    """A workspace with something in every table."""
    await comes_in(firm, tmp_path, PAST)
    await comes_in(firm, tmp_path, b"Month,Sent,Won\n2025-01,10,2\n", Kind.proposals)
    await firm.log(MAYA, new_name="=Acme", note=WORDS)

    def fill(unit: Unit) -> None:
        for customer in unit.all(select(Customer.id)):
            grow(unit, Random(8), customer, WORDS, most=2)
        file = KeptFile(customer=customer, by=MAYA, at=unit.now, name="a.bin", kind="x", size=3, slack_file="F", data=b"\0\xff=")
        file.state = FileState.kept
        unit.add(file)

    await firm(fill)


def inside(path: Path) -> dict[str, bytes]:
    """All that a zip holds, but for when it was made and who wrote that it was."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(found.pop(ABOUT))
    del about["at"], about["rows"]["audit"]
    return {name: data for name, data in found.items() if "audit" not in name} | {ABOUT: json.dumps(about).encode()}


@pytest.mark.slow
async def test_everything_goes_out_and_comes_back_without_loss(firm: Firm, another_url: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    await lived(firm, tmp_path)

    told = await firm(take_out, first)
    async with whole_firm(another_url) as other:
        back = await other.units(whose(first), put_back, first)
        await other.units(TEAM, take_out, second)

    before, after = inside(first), inside(second)
    assert sorted(before) == sorted(after)
    for name, data in before.items():
        assert data == after[name], name
    assert (back.rows, back.files) == (told.rows, told.files)
    assert told.files > 0
    with zipfile.ZipFile(first) as archive:
        empty = {kind.__tablename__ for kind in in_order() if not archive.read(f"data/{kind.__tablename__}.jsonl")}
    assert "contacts" not in empty
    assert "kept_files" not in empty


async def test_the_csv_says_the_same_as_the_json_and_nothing_in_it_runs(firm: Firm, tmp_path: Path) -> None:
    await lived(firm, tmp_path)
    await firm(take_out, tmp_path / "all.zip")

    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        for kind in in_order():
            name = kind.__tablename__
            rows = [json.loads(line) for line in archive.read(f"data/{name}.jsonl").splitlines()]
            lines = list(csv.DictReader(io.StringIO(archive.read(f"tables/{name}.csv").decode("utf-8-sig"), newline="")))
            for row, line in zip(rows, lines, strict=True):
                assert {key: unescaped(cell) for key, cell in line.items()} == {key: _cell(value) for key, value in row.items()}
        for path in (name for name in archive.namelist() if name.endswith(".csv")):
            cells = [cell for line in csv.reader(io.StringIO(archive.read(path).decode("utf-8-sig"), newline="")) for cell in line]
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")], path


def _cell(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


async def test_the_lists_for_people_come_in_again_in_another_workspace(firm: Firm, another_url: str, tmp_path: Path) -> None:
    """With the field's term and Stripe's code beside each reason; and brought in again they say the same."""
    await comes_in(firm, tmp_path, PAST)
    await firm(take_out, tmp_path / "all.zip")
    lists = zipfile.ZipFile(tmp_path / "all.zip")
    departures = lists.read("lists/departures.csv")
    rows = list(csv.DictReader(io.StringIO(departures.decode("utf-8-sig"), newline="")))
    acme = next(row for row in rows if row["Customer"] == "Acme GmbH")

    async with whole_firm(another_url) as other:
        came = await comes_in(other, tmp_path, departures)
        people = await comes_in(other, tmp_path, lists.read("lists/contacts.csv"), Kind.contacts)
        await other(take_out, tmp_path / "again.zip")
        again = zipfile.ZipFile(tmp_path / "again.zip").read("lists/departures.csv")

    assert (acme["Reason"], acme["Field term"], acme["Stripe feedback"]) == ("price", "pricing", "too_expensive")
    assert (came.new, came.troubles, people.new, people.troubles) == (3, (), 1, ())
    assert again == departures


@pytest.mark.slow
async def test_it_comes_only_into_an_empty_workspace_and_whole_or_not_at_all(
    firm: Firm, another_url: str, tmp_path: Path
) -> None:
    await comes_in(firm, tmp_path, PAST)
    path, broken, other_version = tmp_path / "all.zip", tmp_path / "broken.zip", tmp_path / "other.zip"
    await firm(take_out, path)
    _changed(path, broken, "data/departures.jsonl", lambda data: data.replace(b'"stage"', b'"stag"'))
    _changed(path, other_version, ABOUT, lambda data: data.replace(b'"schema": "', b'"schema": "9'))

    with pytest.raises(Unfit, match="customers in this database already"):
        await firm(put_back, path)
    with pytest.raises(Unfit, match="another version"):
        whose(other_version)
    async with whole_firm(another_url) as other:
        with pytest.raises(Unfit, match="damaged"):
            await other(put_back, broken)
        assert await other(lambda unit: unit.first(select(Customer.id))) is None
        await other(put_back, path)
        assert len(await other(lambda unit: unit.all(select(Departure.id)))) == 3
        assert ANA


def _changed(path: Path, to: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for one in before.namelist():
            data = before.read(one)
            after.writestr(one, change(data) if one == name else data)


@pytest.mark.slow
async def test_whoever_runs_the_bot_does_it_from_the_command_line(
    world: World, another_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file comes in with a dry run before it; everything goes out, and into another database."""
    folder = tmp_path_factory.mktemp("taken")
    file = folder / "lost.csv"
    file.write_bytes(b"Firm,Gone,Worth\nAcme,3/4/2024,1.234\nBolt,soon,5\n")
    await world.stop()

    async def run(url: str, *words: str) -> tuple[int | None, str]:
        env = os.environ | {"DATABASE_URL": url, "COLUMNS": "200"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, env=env, stdout=PIPE, stderr=STDOUT
        )
        told, _none = await process.communicate()
        return process.returncode, " ".join(told.decode().split())

    here = world.settings.database_url
    unclear = await run(here, "import", str(file))
    which = await run(here, "import", str(file), "--column", "left=Gone")
    dry = await run(here, "import", str(file), "--column", "left=B", "--day-first", "--decimal", "comma", "--dry-run")
    came = await run(here, "import", str(file), "--column", "left=B", "--day-first", "--decimal", "comma", "--yes")
    again = await run(here, "import", str(file), "--column", "left=B", "--day-first", "--decimal", "comma", "--yes")
    out = await run(here, "export", "--everything", "--to", str(folder))
    [zipped] = folder.glob("porchlight-*.zip")
    assert stat.S_IMODE(zipped.stat().st_mode) == 0o600, "it holds what only a few may read"
    back = await run(another_url, "restore", str(zipped))
    twice = await run(another_url, "restore", str(zipped))
    await world.start()

    assert (unclear[0], "Which column is “Left on”?" in unclear[1]) == (2, True)
    assert (which[0], "3/4/2024 may be two days" in which[1]) == (2, True)
    assert dry[0] == 0
    assert "Row 3, Gone: “soon” I cannot read this as a day." in dry[1]
    assert "Nothing was changed." in dry[1]
    assert (came[0], "Came in: 1, known before: 0, stayed out: 1." in came[1]) == (0, True)
    assert "There is nothing new in this file." in again[1]
    assert (folder / "lost.wrong.csv").read_text("utf-8-sig").splitlines()[1].startswith("Bolt,soon,5,")
    assert out[0] == 0
    assert (back[0], "Everything is in again" in back[1]) == (0, True)
    assert (twice[0], "customers in this database already" in twice[1]) == (2, True)
