"""What one logged departure costs: the submitted form and everything that comes of it at once, beside a handler that inserts a row.

`python -m tests.bench.departures ours|stock SLACK_URL DATABASE_URL WORKSPACES` prints the port once it serves.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr
from sqlalchemy import create_engine, event, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.ext.asyncio import AsyncSession as StockSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Bot, build
from bot.departures.blocks.form import LOG_FORM
from bot.departures.service import facts_of
from bot.interviews.models import Interview
from bot.interviews.rules import choose
from bot.interviews.service.candidates import candidates_for, decision_for
from bot.interviews.values import ChannelsSeen
from bot.migrations.run import migrate
from bot.settings import Settings
from bot.slack.serving import listening_http, serving
from bot.work.clock import real_now
from bot.work.unit import Unit
from bot.workspace.service import choose_channel, settings_of
from tests.bench.fake import CHANNEL, COLLEAGUES, SECRET, TEAM, TOKEN, FakeSlack, fake_slack, signed
from tests.bench.figures import ROUNDS, Figure
from tests.bench.servers import apart, serve, used
from tests.support.postgres import PostgresServer

PROGRAM = "tests.bench.departures"
FORMS, WARM, HANDS = 12, 12, 4
START = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""A Monday, 11:00 where everybody works, so that all who are asked are asked now."""
SPEED = 20
"""So much faster goes the app's time: its messages wait for each other a second in each place."""
LONG = timedelta(seconds=15)
AT_ONCE = timedelta(minutes=5)
"""Whatever falls due within that time was due at once, and waited for its turn."""


async def figures(folder: Path) -> list[Figure]:
    """`log_departure` on both databases."""
    sqlite = f"sqlite:///{folder / 'departures.sqlite3'}"
    migrate(sqlite)
    found = [await _figure("sqlite", sqlite, f"sqlite:///{folder / 'stock.sqlite3'}")]
    with PostgresServer(migrate) as server:
        found.append(await _figure("postgresql", server.fresh().app, server.fresh().owner))
    return found


async def _figure(kind: str, database: str, stock_database: str) -> Figure:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(fake_slack())
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        ours = _Form(slack, session, await stack.enter_async_context(apart("ours", slack, database, program=PROGRAM)))
        stock = _Form(slack, session, await stack.enter_async_context(apart("stock", slack, stock_database, program=PROGRAM)))
        await ours.submitted(WARM)
        await stock.submitted(WARM)
        rounds = [(await ours.submitted(FORMS), await stock.submitted(10 * FORMS)) for _ in range(ROUNDS)]
        whole, peer = (median(each) * 1000 for each in zip(*rounds, strict=True))
        choosing = await ours.choosing(FORMS) * 1000
    note = f"choosing among {COLLEAGUES} takes {choosing:.1f} more"
    return Figure(f"log_departure_{kind}", whole - choosing, peer, "CPU ms", 6, note=note)


class _Form:
    """Fills the form in, and sends it."""

    def __init__(self, slack: FakeSlack, session: aiohttp.ClientSession, port: int) -> None:
        self.slack, self.session, self.base, self.sent = slack, session, f"http://127.0.0.1:{port}", 0

    async def submitted(self, times: int) -> float:
        """Seconds of the app's CPU for each of so many forms, until nothing that came of them is left to do."""
        before, left = await self._asked("used"), iter(range(times))

        async def hand() -> None:
            for _ in left:
                await self._send()

        await asyncio.gather(*(hand() for _ in range(HANDS)))
        await self._asked("rest")
        return (await self._asked("used") - before) / times

    async def choosing(self, times: int) -> float:
        """Seconds of the app's CPU to choose whom to ask."""
        return await self._asked(f"choosing?times={times}")

    async def _send(self) -> None:
        self.sent += 1
        body = urlencode({"payload": json.dumps(_submission(self.sent))}).encode()
        async with self.session.post(f"{self.base}/slack/events", data=body, headers=signed(body)) as answer:
            if answer.status != 200 or await answer.text():
                raise RuntimeError(f"{answer.status} {await answer.text()} from {self.base}")

    async def _asked(self, what: str) -> float:
        async with self.session.get(f"{self.base}/{what}") as answer:
            return float((await answer.text()).split()[0])


def _submission(number: int) -> dict[str, Any]:
    """A whole form about a new customer, from another colleague each time."""
    who = f"U{number % COLLEAGUES:04}"
    name = f"{('Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm')[number % 5]} and {number}"
    answers: dict[str, dict[str, Any]] = {
        "customer": {"selected_option": {"value": f"new:{name}", "text": {"type": "plain_text", "text": name}}},
        "happened": {"selected_date": "2026-03-01"},
        "worked_with": {"selected_users": [f"U{(number + more) % COLLEAGUES:04}" for more in (7, 11)]},
        "contact": {"value": f"Kim Customer, kim@customer{number}.example"},
        "note": {"value": "The exports came too late for their month's end, three times in a row."},
    }
    state = {"values": {block: {"answer": {"type": "any", **answer}} for block, answer in answers.items()}}
    view = {"id": f"V{number}", "type": "modal", "callback_id": LOG_FORM, "private_metadata": '{"stage":"left"}', "state": state}
    who_and_where = {"user": {"id": who, "team_id": TEAM}, "team": {"id": TEAM}}
    return {"type": "view_submission", **who_and_where, "view": view | {"blocks": [], "hash": "1"}}


class _Clock:
    """Time that runs faster, and wakes the app every second of it, as its heartbeat would."""

    def __init__(self) -> None:
        self._began = real_now()
        self._wake: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return START + (real_now() - self._began) * SPEED

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self._wake = callback
        return lambda: None

    async def pass_until(self, moment: datetime) -> None:
        """Let seconds pass."""
        while self.now() < moment:
            await asyncio.sleep(1 / SPEED)
            self._wake()


@asynccontextmanager
async def ours(slack: str, database: str, _workspaces: int) -> AsyncIterator[int]:
    """The whole app with its channel chosen."""
    clock = _Clock()
    settings = Settings(
        database_url=database,
        slack_api_url=slack,
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_app_token=None,
    )
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(build(settings, clock))
        bot.door.patience = 60  # a machine that pauses fails no form here
        await bot.rest()
        await bot.deps.unit(TEAM, choose_channel, "U0000", CHANNEL["id"])
        await _until_quiet(bot, clock)

        async def rest(_request: Request) -> Response:
            await _until_quiet(bot, clock)
            return PlainTextResponse("0")

        async def choosing(request: Request) -> Response:
            return PlainTextResponse(str(await _choosing(bot, int(request.query_params["times"]))))

        routes = [Route("/used", used), Route("/rest", rest), Route("/choosing", choosing)]
        yield await stack.enter_async_context(listening_http(bot.door, "127.0.0.1", 0, routes))


async def _until_quiet(bot: Bot, clock: _Clock) -> None:
    """Let time pass until nothing is left that was due at once."""
    while True:
        await bot.rest()
        due = await bot.next_due()
        if due is None or due > clock.now() + AT_ONCE:
            return
        await clock.pass_until(max(due, clock.now()) + LONG)


async def _choosing(bot: Bot, times: int) -> float:
    """Seconds of CPU to choose among everybody, without what a unit costs by itself."""
    workspace = partial(bot.deps.unit, TEAM)
    interviews = await workspace(_newest, times)
    empty = await _cpu(lambda: workspace(_nothing), times)
    return sum([await _cpu(lambda one=one: workspace(_choose, one), 1) for one in interviews]) / times - empty  # type: ignore[misc]


async def _cpu(work: Callable[[], Awaitable[object]], times: int) -> float:
    before = time.process_time()
    for _ in range(times):
        await work()
    return (time.process_time() - before) / times


def _newest(unit: Unit, how_many: int) -> list[str]:
    return list(unit.all(select(Interview.id).order_by(Interview.id.desc()).limit(how_many)))


def _nothing(unit: Unit) -> None:
    del unit


def _choose(unit: Unit, interview_id: str) -> None:
    interview, seen = unit.need(Interview, interview_id), ChannelsSeen()
    departure = facts_of(unit, interview.departure)
    everybody = candidates_for(unit, interview, departure, seen)
    decision_for(unit, choose(everybody, departure.id, settings_of(unit).most_interviews), seen).kept()


class _Base(DeclarativeBase):
    pass


class _Logged(_Base):
    """What the stock app keeps."""

    __tablename__ = "logged"

    id: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str]
    customer: Mapped[str]
    note: Mapped[str]


@asynccontextmanager
async def stock(slack: str, database: str, _workspaces: int) -> AsyncIterator[int]:
    """What somebody would write by the documentation of Bolt and SQLAlchemy: one handler, one row, one commit."""
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    app = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(token=TOKEN, base_url=slack))
    keep = _on_sqlite(database) if database.startswith("sqlite") else await _on_postgres(database)

    @app.view(LOG_FORM)
    async def logs_it(ack, body, view) -> None:  # type: ignore[no-untyped-def]
        answers = view["state"]["values"]
        customer = answers["customer"]["answer"]["selected_option"]["text"]["text"]
        await keep(_Logged(by=body["user"]["id"], customer=customer, note=answers["note"]["answer"]["value"]))
        await ack()

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def rest(_request: Request) -> Response:
        return PlainTextResponse("0")

    routes = [Route("/slack/events", events, methods=["POST"]), Route("/used", used), Route("/rest", rest)]
    async with serving(Starlette(routes=routes), "127.0.0.1", 0) as port:
        yield port


Keep = Callable[[_Logged], Awaitable[None]]


def _on_sqlite(database: str) -> Keep:
    """In the handler itself, as safely as we keep ours: cheaper than through a thread for each statement."""
    engine = create_engine(database)

    @event.listens_for(engine, "connect")
    def _as_safe(raw: Any, _record: Any) -> None:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")

    _Base.metadata.create_all(engine)

    async def keep(row: _Logged) -> None:
        with Session(engine) as session, session.begin():
            session.add(row)

    return keep


async def _on_postgres(database: str) -> Keep:
    engine: AsyncEngine = create_async_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(_Base.metadata.create_all)

    async def keep(row: _Logged) -> None:
        async with StockSession(engine) as session, session.begin():
            session.add(row)

    return keep


if __name__ == "__main__":
    serve({"ours": ours, "stock": stock})
