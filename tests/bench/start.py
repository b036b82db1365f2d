"""From the command to the first request."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.migrations.run import migrate
from tests.bench.fake import SECRET, TOKEN, FakeSlack, fake_slack
from tests.bench.figures import Figure

TIMES = 5
LIBRARIES = (
    "aiohttp, apscheduler.schedulers.asyncio, babel.dates, cryptography.fernet, filelock, prometheus_client, pydantic_settings, "
    "slack_bolt.async_app, slack_bolt.adapter.socket_mode.aiohttp, slackblocks, sqlalchemy.ext.asyncio, sqlalchemy.orm, "
    "starlette.applications, structlog, typer, uuid_utils, uvicorn, httptools, rapidfuzz, holidays"
)
LATER = ("PIL", "scipy", "numpy", "openpyxl", "alembic", "matplotlib")
"""What is loaded when it is used."""


async def figures(folder: Path) -> list[Figure]:
    """`cold_start`."""
    database = f"sqlite:///{folder / 'start.sqlite3'}"
    migrate(database)
    async with fake_slack() as slack:
        ours, bare = [], []
        for _ in range(TIMES):
            ours.append(await _until(b"Porchlight is", ["-m", "bot", "serve"], _environment(slack, database)))
            bare.append(await _until(b"ready", ["-c", f"import {LIBRARIES}; print('ready', flush=True)"], {}))
        loaded = await _loaded(_environment(slack, database))
    note = f"loads {', '.join(loaded)}" if loaded else "loads no chart, statistics or migration library"
    return [Figure("cold_start", median(ours) * 1000, median(bare) * 1000, "ms", 1.3, note=note)]


async def _until(said: bytes, words: list[str], more: dict[str, str]) -> float:
    """Seconds until a process says that."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, env=os.environ | more, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    async for line in process.stdout:
        if line.startswith(said):
            break
    took = perf_counter() - began
    if process.returncode is None:
        process.terminate()
    await process.communicate()
    return took


async def _loaded(more: dict[str, str]) -> list[str]:
    """Which of those that can wait are loaded all the same."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "importtime", "-m", "bot", "serve",
        env=os.environ | more, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    heard = asyncio.create_task(process.stderr.read() if process.stderr else asyncio.sleep(0, b""))
    await process.stdout.readline()
    process.terminate()
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in (await heard).decode().splitlines()}
    await process.wait()
    return [name for name in LATER if name in names]


def _environment(slack: FakeSlack, database: str) -> dict[str, str]:
    reached = {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    return {**reached, "DATABASE_URL": database, "HOST": "127.0.0.1", "PORT": "0", "LOG_LEVEL": "ERROR"}
