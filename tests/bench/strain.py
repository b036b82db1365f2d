"""A request under strain: a thousand workspaces, a slow Slack, and a hundred thousand requests later."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

import aiohttp

from bot.migrations.run import migrate
from tests.bench.fake import FakeSlack, Hand, fake_slack, teams
from tests.bench.figures import ROUNDS, Besides, Figure
from tests.bench.servers import apart

WORKSPACES = 1_000
AT_ONCE = 2_000
WAITING, SLOW, FORMS = 1_024, 0.150, 4_096
SECOND = 1.0
"""All but the slowest hundredth have their form sooner."""
SOON, LATE = 1_000, 100_000


async def figures(folder: Path) -> list[Figure]:
    """`many_workspaces`, `slow_slack` and `memory`."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(fake_slack())
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        hands = {}
        for workspaces in (1, WORKSPACES):
            database = f"sqlite:///{folder / f'workspaces-{workspaces}.sqlite3'}"
            migrate(database)
            port = await stack.enter_async_context(apart("ours", slack, database, workspaces))
            hands[workspaces] = Hand(slack, session, port, teams(workspaces))
        memory = await _memory(hands[1])
        return [await _many_workspaces(slack, hands[WORKSPACES], hands[1]), await _slow_slack(slack, hands[1]), memory]


async def _many_workspaces(slack: FakeSlack, many: Hand, one: Hand) -> Figure:
    await many.at_once(16, WORKSPACES)
    slack.asked.clear()
    rounds = [[(await hand.at_once(16, AT_ONCE)).rate for hand in (many, one)] for _ in range(ROUNDS)]
    asked = slack.asked["auth.test"]
    besides = Besides(f"{asked} auth.test in {2 * ROUNDS * AT_ONCE} warm requests", asked == 0)
    ours, alone = (median(rates) for rates in zip(*rounds, strict=True))
    return Figure("many_workspaces", ours, alone, "req/s", 0.9, most=False, besides=besides)


async def _slow_slack(slack: FakeSlack, hand: Hand) -> Figure:
    rounds = []
    for _ in range(ROUNDS):
        for slack.delay in (SLOW, 0.0):
            rounds.append(await hand.at_once(WAITING, FORMS))
    slow, quick = rounds[::2], rounds[1::2]
    p99 = median(one.p99 for one in slow)
    besides = Besides(f"p99 {p99:.2f} s, under a second", p99 < SECOND)
    note = f"with {SLOW * 1000:.0f} ms of Slack's, {WAITING} at once"
    rates = (median(one.rate for one in each) for each in (slow, quick))
    return Figure("slow_slack", *rates, "req/s", 0.85, most=False, note=note, besides=besides)


async def _memory(hand: Hand) -> Figure:
    await hand.at_once(16, SOON)
    _cpu, soon = await hand.used()
    await hand.at_once(16, LATE - SOON)
    _cpu, late = await hand.used()
    return Figure("memory", late, soon, "most held", 1.1, note=f"after {LATE:,} requests, and after {SOON:,}")
