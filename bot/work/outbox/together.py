"""What several deliveries of one workspace want of the database at the same time is done in one unit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from bot.work.unit import Unit, Units

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST = 20
"""So many at once: others of the workspace wait meanwhile."""


class Together(Generic[Asked, Answer]):
    """Asks for each, and answers each. The units of a workspace run one after another anyway: who waits goes with the next.

    Where one of them cannot be done, each is done by itself, so that it alone fails.
    """

    def __init__(self, units: Units, use_case: Callable[[Unit, Sequence[Asked]], Sequence[Answer]]) -> None:
        self.units, self.use_case = units, use_case
        self._waiting: dict[str, list[tuple[Asked, asyncio.Future[Answer]]]] = {}
        self._working: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, workspace: str, asked: Asked) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(workspace, []).append((asked, answer))
        if workspace not in self._working:
            self._working[workspace] = asyncio.create_task(self._work(workspace))
        return await answer

    async def _work(self, workspace: str) -> None:
        try:
            while waiting := self._waiting.get(workspace):
                group, waiting[:MOST] = waiting[:MOST], []
                await self._do(workspace, group)
        finally:
            del self._working[workspace], self._waiting[workspace]

    async def _do(self, workspace: str, group: Sequence[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self.units(workspace, self.use_case, [asked for asked, _ in group])
        except Exception as error:  # noqa: BLE001 - whoever asked hears it; the others are done all the same
            if len(group) == 1:
                _settle(group[0][1], error)
                return
            for one in group:
                await self._do(workspace, [one])
            return
        for (_, future), answer in zip(group, answers, strict=True):
            if not future.done():
                future.set_result(answer)


def _settle(future: asyncio.Future[Answer], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
