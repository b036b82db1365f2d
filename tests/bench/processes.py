"""What is measured in a process of its own: it says when it is ready, begins when it is told, and says what it did."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from time import perf_counter, process_time

from bot import logs

Run = Callable[[], Awaitable[int]]
"""Does what is to be done; returns how much of it."""
TICK = 0.001


@dataclass(frozen=True)
class Told:
    """How much a process did, in how many seconds, of which so many of its own CPU; and how long its loop stood still at most."""

    done: int
    took: float
    cpu: float
    stall: float

    @property
    def rate(self) -> float:
        """So much a second."""
        return self.done / self.took


def start(program: str, *words: object) -> subprocess.Popen[str]:
    """A process that gets ready, and then waits."""
    command = [sys.executable, "-m", program, *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run_all(processes: Sequence[subprocess.Popen[str]]) -> list[Told]:
    """All at once, from the moment at which the last of them is ready."""
    for process in processes:
        if _hear(process) != "ready":
            raise RuntimeError("a process ended before it was ready")
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [Told(**json.loads(_hear(process))) for process in processes]
    for process in processes:
        process.communicate()
    return told


def begin(ready: Callable[[], AbstractAsyncContextManager[Run]]) -> None:
    """The other side of that."""
    logs.set_up("ERROR")
    asyncio.run(_begin(ready))


async def _begin(ready: Callable[[], AbstractAsyncContextManager[Run]]) -> None:
    async with ready() as run:
        say("ready")
        await asyncio.to_thread(sys.stdin.readline)
        async with _watching() as stalls:
            spent, began = process_time(), perf_counter()
            done = await run()
            took, spent = perf_counter() - began, process_time() - spent
        say(json.dumps(asdict(Told(done, took, spent, max(stalls)))))


@asynccontextmanager
async def _watching() -> AsyncIterator[list[float]]:
    """Notes by how much the loop is late for each of its ticks."""
    stalls: list[float] = []

    async def watch() -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(TICK)
            stalls.append(perf_counter() - began - TICK)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(10 * TICK)
    yield stalls
    await asyncio.sleep(10 * TICK)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


def say(line: str) -> None:
    """To whoever started this process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
