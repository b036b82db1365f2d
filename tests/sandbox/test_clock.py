"""Time moves when told, in steps from one due time to the next, for followers in other processes too."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.errors import StuckClock
from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import MONDAY


class Diary:
    """Somebody with appointments: notes the time at which each was kept."""

    def __init__(self, clock: Clock, *due: datetime) -> None:
        self.clock = clock
        self.due = sorted(due)
        self.kept: list[datetime] = []
        clock.next_due, clock.at_rest = self.next_due, self.keep

    async def next_due(self) -> datetime | None:
        """The next appointment."""
        return self.due[0] if self.due else None

    async def keep(self) -> None:
        """Keeps all that are due."""
        while self.due and self.due[0] <= self.clock.now():
            self.kept.append(self.clock.now())
            self.due.pop(0)


async def test_advancing_steps_from_one_due_time_to_the_next() -> None:
    """Everything is done at its own time, and what lies beyond stays."""
    clock = Clock(MONDAY, frozen=True)
    first, second, late = (MONDAY + timedelta(days=days) for days in (1, 3, 9))
    diary = Diary(clock, first, second, late)

    await clock.advance(weeks=1)

    assert diary.kept == [first, second]
    assert clock.now() == MONDAY + timedelta(weeks=1)
    assert await clock.to_next_due()
    assert clock.now() == late
    assert not await clock.to_next_due()


async def test_a_leap_is_a_downtime() -> None:
    """Everything is found overdue at the end."""
    clock = Clock(MONDAY, frozen=True)
    diary = Diary(clock, MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))

    await clock.leap(days=7)

    assert diary.kept == [MONDAY + timedelta(days=7)] * 2


async def test_what_stays_due_for_ever_is_noticed() -> None:
    """A clock that cannot get on says so instead of hanging."""
    clock = Clock(MONDAY, frozen=True)
    due = MONDAY + timedelta(hours=1)

    async def next_due() -> datetime:
        return due

    clock.next_due = next_due

    with pytest.raises(StuckClock):
        await clock.advance(days=1)


async def test_a_running_clock_runs_on_from_its_start() -> None:
    """It moves by itself, and by what it is told beside."""
    clock = Clock(MONDAY, frozen=False)
    before = clock.now()

    await clock.advance(days=91)

    assert MONDAY <= before <= clock.now() - timedelta(days=91)
    assert clock.now() - before < timedelta(days=91, minutes=1)
    assert clock.now().tzinfo is UTC


async def test_subscribers_hear_of_every_move_until_they_leave() -> None:
    """A subscription ends when its answer is called."""
    clock = Clock(MONDAY, frozen=True)
    moves: list[datetime] = []
    leave = clock.subscribe(lambda: moves.append(clock.now()))

    await clock.advance(hours=1)
    leave()
    leave()
    await clock.advance(hours=1)

    assert moves == [MONDAY + timedelta(hours=1)]


async def test_another_process_follows_over_the_wire(workspace: LocalWorkspace, address: Address) -> None:
    """It is told the time, asked what falls due, and asked to finish before the clock moves on."""
    clock, due = workspace.clock, MONDAY + timedelta(days=2)
    heard: list[str] = []
    told = asyncio.Event()

    async def follow(ws: aiohttp.ClientWebSocketResponse) -> None:
        left = [due]
        async for message in ws:
            said = message.json()
            if "now" in said:
                heard.append(said["now"])
                told.set()
                left = [moment for moment in left if moment > datetime.fromisoformat(said["now"])]
            elif said["ask"] == "next_due":
                await ws.send_json({"next_due": left[0].isoformat() if left else None})
            else:
                await ws.send_json({"at_rest": True})

    async with aiohttp.ClientSession() as http, http.ws_connect(f"{address.url}/clock") as ws:
        following = asyncio.create_task(follow(ws))
        await told.wait()
        await clock.advance(days=5)
        assert heard == [moment.isoformat() for moment in (MONDAY, due, MONDAY + timedelta(days=5))]
        await ws.close()
        await following
    await clock.advance(days=1)
    assert len(heard) == 3


async def test_timestamps_differ_although_the_clock_stands_still(workspace: LocalWorkspace) -> None:
    """Messages of one frozen moment stay in order."""
    stamps = [workspace.new_ts() for _ in range(100)]

    assert stamps == sorted(set(stamps))
    assert all(abs(float(ts) - MONDAY.timestamp()) < 1 for ts in stamps)
