"""A request: from a signed `/lost-customer` to `views.open`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median

import aiohttp

from bot.migrations.run import migrate
from tests.bench.fake import FakeSlack, Hand, fake_slack
from tests.bench.figures import ROUNDS, Figure

WARM, ONE_BY_ONE, AT_ONCE = 60, 200, 600


async def figures(folder: Path) -> list[Figure]:
    """`ack_latency`, `command_throughput` and `command_floor`."""
    database = f"sqlite:///{folder / 'bench.sqlite3'}"
    migrate(database)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(fake_slack())
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        ports = {kind: await stack.enter_async_context(_app(kind, slack, database)) for kind in ("ours", "stock", "raw")}
        hands = {kind: Hand(slack, session, port) for kind, port in ports.items()}
        for hand in hands.values():
            await hand.at_once(4, WARM)
        slow = {kind: await _median([lambda hand=hand: hand.one_at_a_time(ONE_BY_ONE)]) for kind, hand in hands.items()}
        found = [_latency(slow["ours"], slow["stock"], slow["raw"])]
        for many in (16, 64):
            done: dict[str, list[tuple[float, float]]] = {kind: [] for kind in hands}
            for _ in range(ROUNDS):
                for kind, hand in hands.items():
                    done[kind].append(await hand.at_once(many, AT_ONCE))
            rate, spent = ({kind: median(one[part] for one in all_) for kind, all_ in done.items()} for part in (0, 1))
            found.append(Figure(f"command_throughput_{many}", rate["ours"], rate["stock"], "req/s", 1.2, most=False))
            if many == 16:
                found.append(Figure("command_floor", spent["ours"] * 1000, spent["raw"] * 1000, "CPU ms", 3.5))
        return found


def _latency(ours: float, stock: float, raw: float) -> Figure:
    return Figure("ack_latency", ours * 1000, stock * 1000, "ms p50", 0.15, note=f"the floor: {raw * 1000:.2f} ms")


async def _median(measures: list) -> float:  # type: ignore[type-arg]
    return median([await measure() for _ in range(ROUNDS) for measure in measures])


@asynccontextmanager
async def _app(kind: str, slack: FakeSlack, database: str) -> AsyncIterator[int]:
    command = [sys.executable, "-m", "tests.bench.servers", kind, slack.url, database]
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield int(await asyncio.wait_for(process.stdout.readline(), 60))
    finally:
        process.stdin.close()
        await process.wait()
