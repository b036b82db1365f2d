"""What the browser may ask for in a person's name, each by the name that `static/api.js` uses."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.sandbox.errors import AppTrouble, NotThere, SlackError, StuckClock
from bot.sandbox.page.seen import Hands, Seen
from bot.sandbox.records import Json

Gesture = Callable[[Hands, Json], Awaitable[Json]]


async def do(hands: Hands, gesture: str, body: Json) -> Json:
    """Does one thing for a person. Raises Refused with words for them, KeyError for a malformed request."""
    try:
        return await GESTURES[gesture](hands, body)
    except AppTrouble as trouble:
        raise Refused(f"{_TROUBLE.get(trouble.reason, trouble.reason)} Nothing is lost; try again.") from trouble
    except SlackError as error:
        raise Refused(f"The workspace says: {error.code.replace('_', ' ')}.") from error
    except NotThere as gone:
        raise Refused(f"That is not there any more. {str(gone).splitlines()[0]}") from gone
    except ValueError as wrong:
        raise Refused(f"That does not fit here: {wrong}.") from wrong


class Refused(Exception):
    """What a person asked for did not happen; the text tells them why."""


_TROUBLE = {
    "operation_timeout": "The app took too long to answer.",
    "dispatch_failed": "The app is not there to answer.",
    "http_error": "The app answered with an error.",
}


async def _say(hands: Hands, body: Json) -> Json:
    await hands.say(body["channel_id"], body["text"], body.get("thread_ts"))
    return {}


async def _edit(hands: Hands, body: Json) -> Json:
    await hands.edit(body["channel_id"], body["ts"], body["text"])
    return {}


async def _delete(hands: Hands, body: Json) -> Json:
    await hands.delete(body["channel_id"], body["ts"])
    return {}


async def _command(hands: Hands, body: Json) -> Json:
    await hands.command(body["channel_id"], body["text"], body.get("thread_ts"))
    return {}


async def _press(hands: Hands, body: Json) -> Json:
    await hands.press(body["container"], body["block_id"], body["action_id"], body.get("value"))
    return {}


async def _type(hands: Hands, body: Json) -> Json:
    await hands.type_into(body["container"], body["block_id"], body["action_id"], body.get("value"))
    return {}


async def _options(hands: Hands, body: Json) -> Json:
    return await hands.options(body["container"], body["block_id"], body["action_id"], body["query"])


async def _submit(hands: Hands, body: Json) -> Json:
    return {"errors": await hands.submit(body["view_id"], body["state"])}


async def _close(hands: Hands, body: Json) -> Json:
    await hands.close(body["view_id"])
    return {}


async def _leave(hands: Hands, _: Json) -> Json:
    await hands.leave_modals()
    return {}


async def _shortcut(hands: Hands, body: Json) -> Json:
    await hands.shortcut(body["callback_id"])
    return {}


async def _message_shortcut(hands: Hands, body: Json) -> Json:
    await hands.message_shortcut(body["callback_id"], body["channel_id"], body["ts"])
    return {}


async def _open_home(hands: Hands, body: Json) -> Json:
    await hands.open_home(body.get("app_id"))
    return {}


async def _react(hands: Hands, body: Json) -> Json:
    await hands.react(body["name"], body["channel_id"], body["ts"])
    return {}


async def _mark_read(hands: Hands, body: Json) -> Json:
    await hands.mark_read(body["channel_id"])
    return {}


GESTURES: dict[str, Gesture] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "command": _command,
    "press": _press,
    "type": _type,
    "options": _options,
    "submit": _submit,
    "close": _close,
    "leave": _leave,
    "shortcut": _shortcut,
    "message_shortcut": _message_shortcut,
    "open_home": _open_home,
    "react": _react,
    "mark_read": _mark_read,
}
MOST_QUIET = 10
"""After so many things that fell due and said nothing it is enough, so that nobody loses weeks at a press."""

STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "quarter": timedelta(days=91),
}


class ClockButtons:
    """Moves the clock for whoever presses first; a second press waits for nobody and is refused."""

    def __init__(self, workspace: Seen) -> None:
        self._workspace = workspace
        self._clock = workspace.clock
        self._lock = asyncio.Lock()

    async def move(self, by: str) -> Json:
        """Moves on by a step of STEPS or, with "due", until something due is said; tells what time it is then."""
        if self._lock.locked():
            raise Refused("The clock is already moving.")
        async with self._lock:
            try:
                moved = await self._move(by)
            except StuckClock as stuck:
                raise Refused(str(stuck)) from stuck
        arrived = self._clock.now()
        self._workspace.changed()
        return {"moved": moved, "now": arrived.isoformat()}

    async def _move(self, by: str) -> bool:
        if by == "due":
            return await self._until_something_is_said()
        await self._clock.advance(days=STEPS[by] / timedelta(days=1))
        return True

    async def _until_something_is_said(self) -> bool:
        """Housekeeping at night falls due too, and nobody sees anything of it."""
        before = self._said()
        for step in range(MOST_QUIET):
            if not await self._clock.to_next_due():
                return step > 0
            if self._said() != before:
                break
        return True

    def _said(self) -> int:
        return sum(len(place.messages) for place in self._workspace.conversations.values())
