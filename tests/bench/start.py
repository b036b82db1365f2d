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
from tests.bench.figures import Besides, Figure

TIMES = 5
LATER = frozenset({"PIL", "scipy", "numpy", "openpyxl", "alembic", "matplotlib"})
"""What is loaded when it is used."""
BARE = """
import importlib, sys
for name in open(sys.argv[1]).read().split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass
print("ready", flush=True)
"""


async def figures(folder: Path) -> list[Figure]:
    """`cold_start`: what is compiled is kept, as after the first start of an installation."""
    database, kept, libraries = f"sqlite:///{folder / 'start.sqlite3'}", folder / "compiled", folder / "libraries"
    migrate(database)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(kept)}
    async with fake_slack() as slack:
        serving = compiled | _environment(slack, database)
        loaded = await _loaded(serving)
        libraries.write_text("\n".join(name for name in loaded if name.partition(".")[0] != "bot"), encoding="utf-8")
        ours, bare = [], []
        for _ in range(TIMES):
            ours.append(await _until(b"Porchlight is", ["-m", "bot", "serve"], serving))
            bare.append(await _until(b"ready", ["-c", BARE, str(libraries)], compiled))
    soon = sorted(LATER & {name.partition(".")[0] for name in loaded})
    besides = Besides(f"loads {', '.join(soon) or 'no chart, statistics or migration library'}", not soon)
    return [Figure("cold_start", median(ours) * 1000, median(bare) * 1000, "ms", 1.3, besides=besides)]


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
    """All modules that are loaded once it serves, in their order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "importtime", "-m", "bot", "serve",
        env=os.environ | more, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    heard = asyncio.create_task(process.stderr.read())
    async for line in process.stdout:
        if line.startswith(b"Porchlight is"):
            break
    process.terminate()
    told = (await heard).decode().splitlines()
    await process.wait()
    return [line.rpartition("|")[2].strip() for line in told if line.startswith("import time:") and "self [us]" not in line]


def _environment(slack: FakeSlack, database: str) -> dict[str, str]:
    reached = {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    return {**reached, "DATABASE_URL": database, "HOST": "127.0.0.1", "PORT": "0", "LOG_LEVEL": "ERROR"}
