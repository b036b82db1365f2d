"""One life of the bot's process, from its start to its end, by its own hand or another's.

Processes are forked from one that has loaded everything, so that hundreds can be killed in minutes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping

from tests.faults.doomed import Doom, live

READY = (b"Porchlight is", b"The worker works")
START_WITHIN = 30
KILLED = -signal.SIGKILL
_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload(["tests.faults.doomed"])
_one = threading.Lock()
"""Starting a process asks for the ends of all others, too; an end can be read only once, and whoever comes second reads 255."""


class Mortal:
    """The process of `porchlight serve` or `porchlight worker`; it ends at `doom`, when it is killed, or when told to stop."""

    def __init__(self, command: str, environment: Mapping[str, str], doom: Doom | None = None) -> None:
        self.said: list[str] = []
        self._hearing, voice = _forked.Pipe(duplex=False)
        self._process = _forked.Process(target=live, args=(command, dict(environment), doom, voice), daemon=True)
        self._voice = voice

    async def start(self) -> bool:
        """Start it; whether it lived to say that it is ready."""
        await asyncio.to_thread(_one_by_one, self._process.start)
        self._voice.close()
        ready = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._listening}, timeout=START_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not ready.is_set() and await self.ended() != KILLED:
            raise AssertionError("the bot did not start:\n" + "".join(self.said))
        return ready.is_set()

    async def kill(self) -> None:
        """Kill it where it stands."""
        self._process.kill()
        await self.ended()

    async def stop(self) -> int:
        """Ask it politely to stop; its exit code."""
        self._process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end; its exit code."""
        return await asyncio.wait_for(asyncio.shield(self._listening), START_WITHIN)

    async def _listen(self, ready: asyncio.Event) -> int:
        """Hear all that it says until its silence, which is its end; its exit code."""
        stream = asyncio.StreamReader()
        pipe = os.fdopen(os.dup(self._hearing.fileno()), "rb")
        self._hearing.close()
        transport, _protocol = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(stream), pipe
        )
        try:
            while line := await stream.readline():
                self.said.append(line.decode(errors="replace"))
                if line.startswith(READY):
                    ready.set()
        finally:
            transport.close()
        await asyncio.to_thread(_one_by_one, self._process.join)
        return self._process.exitcode or 0


def _one_by_one(work: Callable[[], None]) -> None:
    with _one:
        work()
