"""What a session notes of its changes, without being in the way of them."""

from time import thread_time

from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.work.unit import Unit
from tests.work.support import units_on


async def test_what_many_changed_rows_cost_grows_with_their_number_and_no_faster(sqlite_url: str) -> None:
    """Ten times as many rows, about ten times the work; it was a hundred times, and twenty thousand colleagues took a minute."""

    def fill(unit: Unit) -> None:
        for number in range(5000):
            unit.add(Colleague(id=f"U{number:04d}", name="", seen=unit.now))

    def change(unit: Unit, most: int, name: str) -> float:
        rows = unit.all(select(Colleague).limit(most))
        for row in rows:
            row.name = name
        began = thread_time()
        unit.session.flush()
        return thread_time() - began

    async with units_on(sqlite_url) as (units, _clock):
        await units("T1", fill)
        few = min([await units("T1", change, 500, f"few {turn}") for turn in range(3)])
        many = min([await units("T1", change, 5000, f"many {turn}") for turn in range(3)])

    assert many < 25 * few
