"""Time comes in: after an erasure the database's own files forget, too."""

from __future__ import annotations

from collections.abc import Mapping

from bot.folder.service.forgetting import SCRUB
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


async def _scrub(deps: Deps, due: Due) -> None:
    del due
    await deps.unit.database.scrub()


def _scrubbed(unit: Unit, due: Due, facts: object) -> None:
    """There is nothing to write down."""
    del unit, due, facts


HANDLERS: Mapping[str, Handler] = {SCRUB: Handler(_scrubbed, _scrub)}
