"""Time comes in: a Home is shown anew when what it says has changed."""

from __future__ import annotations

from bot.home.listeners import draw
from bot.home.service import PUBLISH
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


async def publish(deps: Deps, due: Due) -> None:
    """Show somebody their Home as it is now; showing it twice does no harm."""
    view = await draw(deps, due.workspace, due.subject)
    await deps.slack.call(due.workspace, "views.publish", user_id=due.subject, view=view.payload)


def note_published(unit: Unit, due: Due, facts: None) -> None:
    """There is nothing to keep of a Home that was shown."""
    del unit, due, facts


HANDLERS = {PUBLISH: Handler(act=note_published, look=publish)}
