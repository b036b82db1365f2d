"""A message of Slack's as the folder takes it in, read out of what Slack says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.slack.kit.text import MENTION, unescape
from bot.slack.reading import reading, text, text_if, timestamp, timestamp_if

_MARKED = re.compile(r"<([#!]?)([^>|]+)(?:\|([^>]*))?>")


@dataclass(frozen=True)
class SharedFile:
    """A file beside a message: its name, and where Slack keeps it."""

    name: str
    link: str | None


@dataclass(frozen=True)
class SlackMessage:
    """A message as it stood when it was read. `words` are as they were typed, nothing escaped; people stand in them as `<@U1>`.

    `author` is Slack's id of whoever wrote it, `called` the name of an app that did. `version` is the timestamp of its
    wording: its own `ts` until it is edited.
    """

    channel: str
    ts: str
    thread: str | None
    author: str | None
    called: str | None
    words: str
    files: tuple[SharedFile, ...]
    version: str


def read_message(said: Mapping[str, Any], channel: str) -> SlackMessage:
    """A message as it stands in an event, a shortcut, or a channel's history. Raises Unreadable for what is none."""
    with reading():
        return _read(said, channel)


def _read(said: Mapping[str, Any], channel: str) -> SlackMessage:
    is_app = bool(said.get("bot_id"))
    called = said.get("username") or (said.get("bot_profile") or {}).get("name")
    return SlackMessage(
        channel=channel,
        ts=timestamp(said["ts"]),
        thread=timestamp_if(said.get("thread_ts")),
        author=None if is_app else text_if(said.get("user")),
        called=text_if(called) if is_app else None,
        words=as_typed(text_if(said.get("text")) or ""),
        files=tuple(_file(one) for one in said.get("files") or ()),
        version=timestamp_if((said.get("edited") or {}).get("ts")) or timestamp(said["ts"]),
    )


def as_typed(typed: str) -> str:
    """Text of Slack's as it was typed: links, channels and times in words, and its three special characters as they are."""
    return unescape(_MARKED.sub(_in_words, typed))


def link_in_thread(link: str, channel: str, root: str, ts: str) -> str:
    """The address of a reply, by that of the message that its thread is under. Slack writes both alike."""
    start, _, _last = link.partition("?")[0].rpartition("/")
    return f"{start}/p{ts.replace('.', '')}?thread_ts={root}&cid={channel}"


def is_later(one: str, other: str) -> bool:
    """Whether one of Slack's timestamps is after another. They are seconds and a count, as text: "1772463600.000100"."""
    return _order(one) > _order(other)


def moment_of(ts: str) -> datetime:
    """When a message was written (aware), by the timestamp that is its name."""
    return datetime.fromtimestamp(float(ts), UTC)


def with_names(words: str, name_of: Callable[[str], str]) -> str:
    """The words with the people in them by name."""
    return MENTION.sub(lambda found: f"@{name_of(found[1])}", words)


def _order(ts: str) -> tuple[int, int]:
    seconds, _, count = ts.partition(".")
    return int(seconds or 0), int(count or 0)


def _in_words(found: re.Match[str]) -> str:
    mark, what, label = found.groups()
    if mark == "#":
        return f"#{label or what}"
    if mark == "!":
        return label or f"@{what.partition('^')[0]}"
    if what.startswith("@"):
        return f"<{what}>"
    what = what.removeprefix("mailto:").removeprefix("tel:")
    return what if not label or label in what else f"{label} ({what})"


def _file(file: Mapping[str, Any]) -> SharedFile:
    return SharedFile(text(file.get("title") or file.get("name") or file["id"]), text_if(file.get("permalink")))
