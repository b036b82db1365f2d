"""What the browser is told: everything once, then what is different, as server-sent events.

The parts of a snapshot are kept as JSON text: records change in place, text does not, and it compares quickly. A message
that is the very same as before keeps its text, so that a look at a channel of thousands writes only what is new.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.sandbox.page.seen import Seen
from bot.sandbox.records import Conversation, Json

# So many messages of a conversation are sent at first; older ones when somebody scrolls up to them.
WINDOW = 100
# Changes that come together are sent together: at least this many seconds apart, and never so often that
# finding them takes more than a fifth of the time.
BREATH = 0.03
SHARE = 4
# A comment goes out this often, in seconds, so that a connection nobody reads any more is noticed.
HEARTBEAT = 15.0


class Line(NamedTuple):
    """A message as JSON, with the timestamp of the thread it belongs to (its own when it stands alone)."""

    root: str
    text: str
    message: Json


@dataclass(frozen=True)
class Snapshot:
    """What one person sees, laid flat: replies stand beside the messages they answer."""

    top: dict[str, str]
    channels: dict[str, str]
    messages: dict[str, dict[str, Line]]


def snapshot(view: Json, waiting: dict[str, int], before: Snapshot | None = None) -> Snapshot:
    """Lays out what `view_for` answers; `waiting` counts the direct messages that each person has not read.

    `before` is what the same person saw last, if anything.
    """
    top = {name: _json(value) for name, value in view.items() if name not in ("conversations", "now", "frozen")}
    top["clock"] = _json({"now": view["now"], "frozen": view["frozen"]})
    top["badges"] = _json(waiting)
    channels = {}
    messages = {}
    for conversation in view["conversations"]:
        about = {name: value for name, value in conversation.items() if name != "messages"}
        channels[conversation["id"]] = _json(about)
        old = before.messages.get(conversation["id"], {}) if before is not None else {}
        messages[conversation["id"]] = _flat(conversation["messages"], old)
    return Snapshot(top, channels, messages)


def waiting_for(conversations: dict[str, Conversation]) -> dict[str, int]:
    """How many direct messages each person, by id, has not read yet."""
    counts: dict[str, int] = {}
    for place in conversations.values():
        if place.kind != "im":
            continue
        for member in place.members:
            read = place.read.get(member, "")
            for message in reversed(place.messages.values()):
                if message.ts <= read:
                    break
                counts[member] = counts.get(member, 0) + (message.user != member)
    return {member: count for member, count in counts.items() if count}


def everything(now: Snapshot) -> str:
    """The first event of a stream: all that is seen, with the latest messages of each conversation."""
    messages = {}
    more = {}
    for channel, known in now.messages.items():
        chosen, oldest = _latest(known)
        messages[channel] = _object({"set": _list(chosen)})
        if oldest is not None:
            more[channel] = oldest
    return _object({
        "fresh": "true", "top": _object(now.top), "channels": _list(list(now.channels.values())),
        "messages": _object(messages), "more": _json(more),
    })  # fmt: skip


def difference(before: Snapshot, now: Snapshot) -> str | None:
    """What became different between two moments; None when nothing did."""
    change: dict[str, str] = {}
    if top := {name: text for name, text in now.top.items() if before.top.get(name) != text}:
        change["top"] = _object(top)
    if channels := [text for key, text in now.channels.items() if before.channels.get(key) != text]:
        change["channels"] = _list(channels)
    if gone := [key for key in before.channels if key not in now.channels]:
        change["gone"] = _json(gone)
    messages = {}
    for channel, known in now.messages.items():
        old = before.messages.get(channel, {})
        fresh = [line.text for ts, line in known.items() if ts not in old or old[ts].text != line.text]
        lost = [ts for ts in old if ts not in known]
        if fresh or lost:
            messages[channel] = _object({"set": _list(fresh), "gone": _json(lost)})
    if messages:
        change["messages"] = _object(messages)
    return _object(change) if change else None


def older(view: Json, channel: str, before: str) -> str:
    """The messages of a conversation just before a timestamp; `oldest` is null when there are none before them."""
    for conversation in view["conversations"]:
        if conversation["id"] == channel:
            roots = [message for message in conversation["messages"] if message["ts"] < before]
            chosen, oldest = _latest(_flat(roots, {}))
            return _object({"messages": _list(chosen), "oldest": _json(oldest)})
    return _object({"messages": "[]", "oldest": "null"})


async def stream(workspace: Seen, handle: str) -> AsyncIterator[str]:
    """Server-sent events for one person, until the browser goes or the workspace stops."""
    changed = asyncio.Event()
    unsubscribe = workspace.subscribe(changed.set)
    try:
        known = _look(workspace, handle, None)
        yield _event(everything(known))
        while not workspace.closing.is_set():
            if not await _happens(changed):
                yield ": still here\n\n"
                continue
            changed.clear()
            started = time.perf_counter()
            now = _look(workspace, handle, known)
            change = difference(known, now)
            known = now
            if change is not None:
                yield _event(change)
            # Looking must not take all the time there is: the longer a look took, the longer until the next.
            await asyncio.sleep(max(BREATH, SHARE * (time.perf_counter() - started)))
    finally:
        unsubscribe()


def _look(workspace: Seen, handle: str, before: Snapshot | None) -> Snapshot:
    return snapshot(workspace.view_for(handle), waiting_for(workspace.conversations), before)


async def _happens(changed: asyncio.Event) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(HEARTBEAT):
            await changed.wait()
    return changed.is_set()


def _event(change: str) -> str:
    return f"data: {change}\n\n"


def _flat(roots: list[Json], before: dict[str, Line]) -> dict[str, Line]:
    known = {}
    for root in roots:
        for message in (root, *root.get("replies", ())):
            ts = message["ts"]
            old = before.get(ts)
            if old is not None and old.message is message:
                known[ts] = old
            else:
                known[ts] = Line(message.get("thread_ts") or ts, _json({**message, "replies": None}), message)
    return known


def _latest(known: dict[str, Line]) -> tuple[list[str], str | None]:
    """The last few messages with their threads, and the first one's timestamp when there are more before it."""
    roots = sorted(ts for ts, line in known.items() if line.root == ts)
    if len(roots) <= WINDOW:
        return [line.text for line in known.values()], None
    oldest = roots[-WINDOW]
    return [line.text for line in known.values() if line.root >= oldest], oldest


_json: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":")).encode


def _object(parts: dict[str, str]) -> str:
    return "{" + ",".join(f"{_json(name)}:{text}" for name, text in parts.items()) + "}"


def _list(parts: list[str]) -> str:
    return "[" + ",".join(parts) + "]"
