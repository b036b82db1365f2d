"""What sends messages, and what takes them, each in a process of its own.

`python -m tests.bench.senders slack` is the least that answers as Slack does; `local BEGAN` are local workspaces with Slack's
limits and a faster clock. Both say where they are, and go on until their input ends. `raw URL` posts with the client's own
session and nothing else; `ours DATABASE URL` sends what waits in the outbox; `paced DATABASE URL BEGAN` does so by that clock.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import logs
from bot.sandbox.clock import Clock, real_time
from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.server import serve_api
from bot.sandbox.workspace import LocalWorkspace
from bot.slack.client import Slack, open_session, stamp
from bot.slack.directory import Directory
from bot.slack.installs import Install
from bot.slack.kit import Message, message
from bot.store.engine import open_database
from bot.work.clock import Clock as AnyClock
from bot.work.clock import SystemClock
from bot.work.heartbeat import Heartbeat
from bot.work.models import Delivery, Sending
from bot.work.outbox import Outbox
from bot.work.parts import Parts
from bot.work.unit import Unit, Units
from tests.bench.fake import fake_slack
from tests.bench.processes import Run, begin, say
from tests.support.world import MANIFEST

WORKSPACES, CHANNELS, PLACES = 10, 5, 200
"""Workspaces; channels of each with the limits on; channels of each without."""
RAW_AT_ONCE = 100
FASTER = 2
LOOK_EVERY = 0.05
START = datetime(2026, 3, 2, 15, tzinfo=UTC)


class FasterClock(Clock):
    """Runs on from `START` at so many times the speed of real time, alike in all processes that know when it began."""

    def __init__(self, began: float) -> None:
        super().__init__(START, frozen=False)
        self.began = began

    def now(self) -> datetime:
        return START + FASTER * timedelta(seconds=real_time() - self.began)


def words(number: int) -> Message:
    """A message of usual size."""
    return message(f"Message {number}: somebody is about to leave, and the talk is on Thursday at three in the afternoon.")


class BenchInstalls:
    """Of each workspace whose token we are told."""

    def __init__(self, tokens: dict[str, str]) -> None:
        self.installs = {team: Install(team, team, "", SecretStr(token), "B1", "U1") for team, token in tokens.items()}

    async def of(self, workspace: str) -> Install | None:
        return self.installs.get(workspace)

    async def serving(self, team: str | None, _enterprise: str | None, /) -> Install | None:
        return self.installs.get(team or "")

    async def all(self) -> tuple[Install, ...]:
        return tuple(self.installs.values())

    async def end(self, _workspace: str, /) -> None:
        return None


async def slack() -> None:
    """Takes whatever is posted."""
    async with fake_slack() as here:
        teams = {f"T{number}": {"token": f"xoxb-{number}", "channels": _channels(PLACES)} for number in range(WORKSPACES)}
        say(json.dumps({"url": here.url, "teams": teams}))
        await asyncio.to_thread(sys.stdin.read)


async def local(began: float) -> None:
    """Several workspaces, each with its own limits."""
    clock = FasterClock(began)
    names = [f"channel-{number}" for number in range(CHANNELS)]
    teams, workspaces = {}, []
    for number in range(WORKSPACES):
        people = (Person("ada", "Ada", "UTC", admin=True, owner=True),)
        firm = Firm(f"Firm {number}", f"firm-{number}", people, tuple(Channel(name, ("ada",)) for name in names))
        workspace = LocalWorkspace(firm, clock)
        app = workspace.install(MANIFEST)
        for name in names:
            workspace.conversations[workspace.channel(name).id].members[app.bot_user_id] = None
        workspace.rates.enforce = True
        channels = [workspace.channel(name).id for name in names]
        teams[workspace.team_id] = {"token": app.bot_token, "channels": channels}
        workspaces.append(workspace)
    async with serve_api(workspaces) as address:
        say(json.dumps({"url": address.api, "teams": teams}))
        await asyncio.to_thread(sys.stdin.read)


@asynccontextmanager
async def raw(told: str, most: int) -> AsyncIterator[Run]:
    """The same messages by the same HTTP client."""
    url, teams = _read(told)
    places = [(team["token"], channel) for team in teams.values() for channel in team["channels"]]

    async with open_session() as session:

        async def run() -> int:
            left = iter(range(most))

            async def one() -> None:
                for number in left:
                    token, channel = places[number % len(places)]
                    said = words(number)
                    body = {"channel": channel, "text": said.text, "blocks": list(said.blocks), "metadata": stamp(f"{number:032}")}
                    headers = {"Authorization": f"Bearer {token}"}
                    async with session.post(f"{url}chat.postMessage", json=body, headers=headers) as answer:
                        await answer.json()

            await asyncio.gather(*(one() for _ in range(RAW_AT_ONCE)))
            return most

        yield run


@asynccontextmanager
async def ours(database_url: str, told: str, clock: AnyClock, each: int) -> AsyncIterator[Run]:
    """The product's own heartbeat and outbox, with so many messages for each channel."""
    url, teams = _read(told)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session())
        database = open_database(database_url)
        stack.push_async_callback(database.close)
        units = Units(database, clock, Parts())
        slack = Slack(BenchInstalls({team: one["token"] for team, one in teams.items()}), session, url)
        outbox = Outbox(units, clock, slack, Directory(slack), lease=timedelta(minutes=1))
        heartbeat = Heartbeat(database, clock, {"outbox": outbox})
        stack.push_async_callback(heartbeat.stop)
        outbox.on_done = heartbeat.wake
        for team, one in teams.items():
            await units(team, _say_all, one["channels"], each)

        async def run() -> int:
            await heartbeat.start()
            if isinstance(clock, FasterClock):
                await _until_sent(heartbeat, clock)
            while (sent := await database.run(_sent)) < sum(each * len(one["channels"]) for one in teams.values()):  # noqa: ASYNC110 - nobody tells of the last one
                await asyncio.sleep(LOOK_EVERY)
            return sent

        yield run


def _sent(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Delivery).where(Delivery.state == Sending.sent)) or 0


async def _until_sent(heartbeat: Heartbeat, clock: FasterClock) -> None:
    """The heartbeat waits by the real clock: whoever makes another one run faster wakes it in time."""
    while (due := await heartbeat.next_due()) is not None or any(one.is_busy() for one in heartbeat.sources.values()):
        ahead = (due - clock.now()).total_seconds() / FASTER if due else 0
        await asyncio.sleep(max(ahead, 0.005))
        heartbeat.wake()


def _say_all(unit: Unit, channels: list[str], each: int) -> None:
    for number in range(each):
        for channel in channels:
            unit.say(words(number), to=channel, key=f"{channel}:{number}")


def _channels(many: int) -> list[str]:
    return [f"C{number}" for number in range(many)]


def _read(told: str) -> tuple[str, dict[str, dict[str, list[str]]]]:
    read = json.loads(told)
    return read["url"], read["teams"]


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        match sys.argv[1:]:
            case ["slack"]:
                logs.set_up("ERROR")
                asyncio.run(slack())
            case ["local", began]:
                logs.set_up("ERROR")
                asyncio.run(local(float(began)))
            case ["raw", told, most]:
                begin(lambda: raw(told, int(most)))
            case ["ours", database, told]:
                begin(lambda: ours(database, told, SystemClock(), 1))
            case ["paced", database, told, began, each]:
                begin(lambda: ours(database, told, FasterClock(float(began)), int(each)))
