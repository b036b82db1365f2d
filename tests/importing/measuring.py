"""How much memory a file takes on its way in, in a process of its own, and how long it is under way.

By hand: `python -m tests.importing.measuring DATABASE_URL command|slack ROWS`, on a database that is migrated and empty;
on PostgreSQL with its autovacuum on, as servers have it: without statistics each foreign key is looked for in a whole table.
"""

from __future__ import annotations

import asyncio
import csv
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from bot import journey
from bot.__main__ import app
from bot.departures.models import Departure
from bot.logs import set_up
from bot.work.unit import Unit
from tests.departures.support import Firm
from tests.importing.support import whole_firm
from tests.support.world import open_world
from tests.work.support import units_on

HEADERS = ("Customer", "Left on", "Reason", "Notes", "Email")


def write(file: Path, rows: int) -> None:
    """A CSV file of so many customers who left."""
    with file.open("w", newline="") as to:
        writer = csv.writer(to)
        writer.writerow(HEADERS)
        writer.writerows(
            [f"Firm {number}", f"20{10 + number % 15}-03-0{1 + number % 9}", "price", "x" * 100, f"p{number}@firm.example"]
            for number in range(rows)
        )


def by_command(url: str, file: Path) -> None:
    """`porchlight import`, as somebody types it."""
    os.environ["DATABASE_URL"] = url
    app(["import", str(file), "--yes"], standalone_mode=False)


async def through_slack(url: str, data: bytes) -> int:
    """An admin brings it in a form, has a look, and says yes; how many came in.

    The local workspace, with the file in it, is in this process, too.
    """
    async with open_world(url) as world:
        who = world.person(next(one.handle for one in world.workspace.users.values() if one.admin))
        given = world.workspace.upload(who.handle, "lost.csv", data)
        await who.types("/lost-customer import file")
        assert await who.fills(files=[given.id]) == {}
        await world.clock.advance(minutes=5)
        await who.presses("Have a look", who.newest("Nothing is in yet"))
        assert await who.submits() == {}
        await world.clock.advance(minutes=5)
        return await world.bot.deps.unit(world.team, _left)


async def _settle_in(url: str) -> None:
    """Somebody works there already."""
    async with whole_firm(url):
        pass


async def _count(url: str) -> int:
    async with units_on(url, journey.parts()) as (units, clock):
        return await Firm(units, clock)(_left)


def _left(unit: Unit) -> int:
    return unit.session.scalar(select(func.count()).select_from(Departure)) or 0


def measure(url: str, way: str, rows: int) -> None:
    """Print how many came in, the seconds, and the megabytes that it took at most."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lost.csv"
        write(file, rows)
        if way == "command":
            asyncio.run(_settle_in(url))
        began = time.monotonic()
        if way == "command":
            by_command(url, file)
            came = asyncio.run(_count(url))
        else:
            came = asyncio.run(through_slack(url, file.read_bytes()))
    seconds, megabytes = round(time.monotonic() - began), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ROWS {came} SECONDS {seconds} PEAK {megabytes}")  # noqa: T201 - the figures that it is run for


if __name__ == "__main__":
    set_up("WARNING")
    measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))
