"""However long a file is, no more memory is used: a row at a time is read, some hundreds are held."""

from __future__ import annotations

import asyncio
import csv
import os
import re
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest

from tests.departures.support import Firm
from tests.importing.support import whole_firm
from tests.support.postgres import PostgresServer
from tests.support.sqlite import SqliteTemplate

FEW, SOME, MANY = 1_500, 5_000, 15_000
GROWS_AT_MOST = 25
"""Megabytes: what comes and goes of its own accord. Held whole, the larger file's rows would take more than that."""
MEASURED = """
import resource, runpy, sys
try:
    runpy.run_module("bot", run_name="__main__")
finally:
    print("PEAK", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.fixture
async def urls(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two firms."""
    made = [sqlite_template.fresh(tmp_path_factory.mktemp("firm")) for _each in range(2)]
    for url in made:
        async with whole_firm(url) as firm:
            assert isinstance(firm, Firm)
    return made


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_ten_times_as_many_rows_take_no_more_memory(urls: list[str], tmp_path: Path) -> None:
    """Bringing in, and taking everything out, of a process of its own. With 100,000 rows it was measured by hand."""
    peaks = []
    for url, count in zip(urls, (FEW, MANY), strict=True):
        file = tmp_path / f"{count}.csv"
        with file.open("w", newline="") as to:
            writer = csv.writer(to)
            writer.writerow(["Customer", "Left on", "Reason", "Notes", "Email"])
            writer.writerows(
                [f"Firm {number}", f"20{10 + number % 15}-03-0{1 + number % 9}", "price", "x" * 400, f"p{number}@firm.example"]
                for number in range(count)
            )
        came_in = await _peak(url, "import", str(file), "--yes")
        peaks.append((came_in, await _peak(url, "export", "--everything", "--to", str(tmp_path))))

    (few_in, few_out), (many_in, many_out) = peaks
    assert many_in - few_in < GROWS_AT_MOST
    assert many_out - few_out < GROWS_AT_MOST


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", ["command", "slack"])
async def test_so_it_is_on_postgresql_and_through_slack(postgres_server: PostgresServer, way: str) -> None:
    """With 100,000 rows it is measured by hand (`measuring.py`); here few are many enough to see it grow."""
    peaks = []
    for count in (FEW, SOME):
        urls = postgres_server.fresh()
        came, peak = await _measured(urls.app, way, count)
        postgres_server.drop(urls)
        peaks.append(peak)
        assert came == count

    few, many = peaks
    assert many - few < GROWS_AT_MOST


async def _measured(url: str, way: str, rows: int) -> tuple[int, int]:
    """How many rows came in, and the megabytes that it took at most."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.importing.measuring", url, way, str(rows), stdout=PIPE, stderr=STDOUT
    )
    told, _none = await process.communicate()
    found = re.search(r"ROWS (\d+) SECONDS \d+ PEAK (\d+)", told.decode())
    assert found, told.decode()[-2000:]
    return int(found[1]), int(found[2])


async def _peak(url: str, *words: str) -> int:
    """Megabytes that the command took at most."""
    env = os.environ | {"DATABASE_URL": url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MEASURED, *words, env=env, stdout=PIPE, stderr=STDOUT
    )
    told, _none = await process.communicate()
    text = told.decode()
    assert process.returncode == 0, text
    return int(text.rpartition("PEAK ")[2])
