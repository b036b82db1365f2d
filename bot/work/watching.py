"""What whoever watches over a process may ask it: whether it lives, whether it is ready, and its numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import structlog
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import metrics
from bot.logs import where
from bot.migrations.run import newest
from bot.store.engine import Database
from bot.work.clock import Clock
from bot.work.heartbeat import Heartbeat
from bot.work.models import Delivery, Obligation, Progress, Rest
from bot.work.outbox.claims import OPEN

log = structlog.stdlib.get_logger("porchlight.work")

PATIENCE = timedelta(seconds=3)
"""How long a part may take to answer before it counts as not well (real time)."""
VERSION = text("SELECT version_num FROM alembic_version")

Look = Callable[[], Awaitable[bool]]


class Watch:
    """Looks after one process. `slack` says whether Slack can reach it, and it knows its installs."""

    def __init__(self, database: Database, clock: Clock, heartbeat: Heartbeat | None, slack: Look) -> None:
        self.database, self.clock, self.heartbeat, self.slack = database, clock, heartbeat, slack
        self._newest = newest()

    def routes(self, *, numbers: bool = True) -> list[Route]:
        """GET /healthz, /readyz and, with `numbers`, /metrics."""
        routes = [Route("/healthz", self._healthz), Route("/readyz", self._readyz)]
        return [*routes, Route("/metrics", self._metrics)] if numbers else routes

    async def lives(self) -> Mapping[str, bool]:
        """Whether the process does its work. A new one would not mend a database that is away, so that is not asked here."""
        return {"heartbeat": self.heartbeat is None or self.heartbeat.beats()}

    async def ready(self) -> Mapping[str, bool]:
        """Each part that a request or a message needs, and whether it is well."""
        schema, slack = await asyncio.gather(_within(self._has_schema), _within(self.slack))
        parts = {**await self.lives(), "database": schema is not None, "schema": schema or False, "slack": slack or False}
        for part, is_well in parts.items():
            metrics.READY.labels(part).set(is_well)
        return parts

    async def _healthz(self, _request: Request) -> Response:
        return _answer(await self.lives())

    async def _readyz(self, _request: Request) -> Response:
        return _answer(await self.ready())

    async def _metrics(self, _request: Request) -> Response:
        if (await self.ready())["schema"]:
            await self.database.run(self._count)
        return Response(generate_latest(metrics.KEPT), media_type=CONTENT_TYPE_LATEST)

    async def _has_schema(self) -> bool:
        """A newer one is well, too: while a new version of the bot starts, the old one still runs."""
        return await self.database.run(lambda session: str(session.scalar(VERSION)) >= self._newest)

    def _count(self, session: Session) -> None:
        now = self.clock.now()
        for name, kind, is_open in (
            ("obligations", Obligation, Obligation.state == Progress.planned),
            ("deliveries", Delivery, Delivery.state.in_(OPEN)),
        ):
            resting = exists().where(Rest.workspace == kind.workspace)
            waiting = select(func.count(), func.min(kind.due)).where(is_open, kind.due <= now, ~resting)
            count, oldest = session.execute(waiting).one()
            metrics.WAITING.labels(name).set(count)
            metrics.OLDEST.labels(name).set((now - oldest).total_seconds() if count else 0)
        metrics.RESTING.set(session.scalar(select(func.count()).select_from(Rest)) or 0)


async def _within(look: Look) -> bool | None:
    """What a look finds; None where it cannot be taken, or not in time."""
    try:
        return await asyncio.wait_for(look(), PATIENCE.total_seconds())
    except Exception as error:  # noqa: BLE001 - whoever watches over the process is told, whatever it was
        log.warning("a part is not well", **where(error))
        return None


def _answer(parts: Mapping[str, bool]) -> Response:
    return JSONResponse(dict(parts), status_code=200 if all(parts.values()) else 503)
