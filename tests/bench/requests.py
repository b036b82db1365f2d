"""A request: from a signed `/lost-customer` to `views.open`."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

import aiohttp

from bot.migrations.run import migrate
from tests.bench.fake import Hand, fake_slack
from tests.bench.figures import ROUNDS, Figure
from tests.bench.servers import apart

WARM, ONE_BY_ONE, AT_ONCE = 100, 200, 800


async def figures(folder: Path) -> list[Figure]:
    """`ack_latency`, `command_throughput` and `command_floor`."""
    database = f"sqlite:///{folder / 'bench.sqlite3'}"
    migrate(database)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(fake_slack())
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        ports = {kind: await stack.enter_async_context(apart(kind, slack, database)) for kind in ("ours", "stock", "raw")}
        hands = {kind: Hand(slack, session, port) for kind, port in ports.items()}
        for hand in hands.values():
            await hand.at_once(4, WARM)
        alone = {kind: [await hand.one_at_a_time(ONE_BY_ONE) for _ in range(ROUNDS)] for kind, hand in hands.items()}
        found = [_latency({kind: median(took) * 1000 for kind, took in alone.items()})]
        for many in (16, 64):
            rounds = [{kind: await hand.at_once(many, AT_ONCE) for kind, hand in hands.items()} for _ in range(ROUNDS)]
            rate, spent = ({kind: median(getattr(one[kind], of) for one in rounds) for kind in hands} for of in ("rate", "cpu"))
            found.append(Figure(f"command_throughput_{many}", rate["ours"], rate["stock"], "req/s", 1.2, most=False))
            if many == 16:
                found.append(Figure("command_floor", spent["ours"] * 1000, spent["raw"] * 1000, "CPU ms", 3.5))
        return found


def _latency(milliseconds: dict[str, float]) -> Figure:
    note = f"the floor: {milliseconds['raw']:.2f} ms"
    return Figure("ack_latency", milliseconds["ours"], milliseconds["stock"], "ms p50", 0.15, note=note)
