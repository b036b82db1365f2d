"""Time comes in: a Home is shown anew when what it says has changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.listeners import publish, speak_to
from bot.home.service import LOOK, OVER, PUBLISH, TURN, let_go, open_ones, says_something_else, show_anew
from bot.slack.errors import End, Refused
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


async def show(deps: Deps, due: Due) -> None:
    """Show somebody their Home as it is now; showing it twice does no harm. Who has left the firm has none any more."""
    try:
        await publish(deps, due.workspace, due.subject)
    except Refused as refused:
        if refused.end is not End.PERSON_GONE:
            raise


async def look_around(deps: Deps, due: Due) -> Sequence[str]:
    """Of those who may be looking at their Home: to whom it would say something else now. One at a time, others go between."""
    return await _changed(deps, due.workspace, await deps.unit(due.workspace, open_ones))


async def look_at_one(deps: Deps, due: Due) -> Sequence[str]:
    """The same of somebody in whose Home something becomes late, or near, about now."""
    return await _changed(deps, due.workspace, [due.subject])


def note_published(unit: Unit, due: Due, facts: None) -> None:
    """There is nothing to keep of a Home that was shown."""
    del unit, due, facts


def show_all(unit: Unit, _due: Due, found: Sequence[str]) -> None:
    """Show theirs anew, each at the pace that Slack allows."""
    for person in found:
        show_anew(unit, person)


def end_what_nobody_ended(unit: Unit, due: Due, _facts: None) -> None:
    """A practice that somebody began a day ago goes by itself."""
    let_go(unit, due.subject)


async def _changed(deps: Deps, workspace: str, people: Sequence[str]) -> Sequence[str]:
    found = []
    for person in people:
        await speak_to(deps, workspace, person)
        if await deps.unit(workspace, says_something_else, person):
            found.append(person)
    return found


HANDLERS = {
    PUBLISH: Handler(act=note_published, look=show),
    LOOK: Handler(act=show_all, look=look_around),
    TURN: Handler(act=show_all, look=look_at_one),
    OVER: Handler(act=end_what_nobody_ended),
}
