"""What the browser is told: everything once, then what is different, as server-sent events."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from bot.sandbox.page.seen import Seen
from bot.sandbox.records import Json

# So many messages of a conversation are sent at first; older ones when somebody scrolls up to them.
WINDOW = 100
# Changes that come together are sent together, at most this many seconds apart.
BREATH = 0.04
# A comment goes out this often, in seconds, so that a connection nobody reads any more is noticed.
HEARTBEAT = 15.0


@dataclass(frozen=True)
class Snapshot:
    """What one person sees, laid flat: replies stand beside the messages they answer."""

    top: Json
    channels: dict[str, Json]
    messages: dict[str, dict[str, Json]] = field(default_factory=dict)


def snapshot(view: Json, badges: dict[str, int]) -> Snapshot:
    """Lays out what `view_for` answers; `badges` counts what is unread for each person."""
    top = {name: value for name, value in view.items() if name not in ("conversations", "now", "frozen")}
    top |= {"clock": {"now": view["now"], "frozen": view["frozen"]}, "badges": badges}
    channels = {}
    messages = {}
    for conversation in view["conversations"]:
        roots = conversation["messages"]
        channels[conversation["id"]] = {name: value for name, value in conversation.items() if name != "messages"}
        messages[conversation["id"]] = _flat(roots)
    return Snapshot(top, channels, messages)


def everything(now: Snapshot) -> Json:
    """The first event of a stream: all that is seen, with the latest messages of each conversation."""
    messages = {}
    more = {}
    for channel, known in now.messages.items():
        chosen, oldest = _latest(list(known.values()))
        messages[channel] = {"set": chosen}
        if oldest is not None:
            more[channel] = oldest
    return {"fresh": True, "top": now.top, "channels": list(now.channels.values()), "messages": messages, "more": more}


def difference(before: Snapshot, now: Snapshot) -> Json | None:
    """What became different between two moments; None when nothing did."""
    change: Json = {}
    if top := {name: value for name, value in now.top.items() if before.top.get(name) != value}:
        change["top"] = top
    if channels := [channel for key, channel in now.channels.items() if before.channels.get(key) != channel]:
        change["channels"] = channels
    if gone := [key for key in before.channels if key not in now.channels]:
        change["gone"] = gone
    messages = {}
    for channel, known in now.messages.items():
        old = before.messages.get(channel, {})
        fresh = [message for ts, message in known.items() if old.get(ts) != message]
        lost = [ts for ts in old if ts not in known]
        if fresh or lost:
            messages[channel] = {"set": fresh, "gone": lost}
    if messages:
        change["messages"] = messages
    return change or None


def older(view: Json, channel: str, before: str) -> Json:
    """The messages of a conversation just before a timestamp; `oldest` is None when there are none before them."""
    for conversation in view["conversations"]:
        if conversation["id"] == channel:
            roots = [message for message in conversation["messages"] if message["ts"] < before]
            chosen, oldest = _latest(list(_flat(roots).values()))
            return {"messages": chosen, "oldest": oldest}
    return {"messages": [], "oldest": None}


async def stream(workspace: Seen, handle: str) -> AsyncIterator[str]:
    """Server-sent events for one person, until the browser goes or the workspace stops."""
    changed = asyncio.Event()
    unsubscribe = workspace.subscribe(changed.set)
    try:
        known = snapshot(workspace.view_for(handle), workspace.unread_counts())
        yield _event(everything(known))
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), HEARTBEAT)
            if not changed.is_set():
                yield ": still here\n\n"
                continue
            changed.clear()
            now = snapshot(workspace.view_for(handle), workspace.unread_counts())
            change = difference(known, now)
            known = now
            if change is not None:
                yield _event(change)
            await asyncio.sleep(BREATH)
    finally:
        unsubscribe()


def _event(change: Json) -> str:
    return f"data: {json.dumps(change, separators=(',', ':'))}\n\n"


def _flat(roots: list[Json]) -> dict[str, Json]:
    known = {}
    for root in roots:
        known[root["ts"]] = {name: value for name, value in root.items() if name != "replies"}
        for reply in root.get("replies", ()):
            known[reply["ts"]] = {name: value for name, value in reply.items() if name != "replies"}
    return known


def _latest(messages: list[Json]) -> tuple[list[Json], str | None]:
    """The last few messages with their threads, and the first one's timestamp when there are more before it."""
    roots = sorted(message["ts"] for message in messages if _root(message) == message["ts"])
    if len(roots) <= WINDOW:
        return messages, None
    oldest = roots[-WINDOW]
    return [message for message in messages if _root(message) >= oldest], oldest


def _root(message: Json) -> str:
    root: str = message.get("thread_ts") or message["ts"]
    return root
