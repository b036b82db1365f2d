"""The message that a form was opened from, as the form remembers it and shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.departures.values import Source
from bot.slack.kit import Block, quoted, section, shorten
from bot.words import _

_MOST_WORDS, _ROOM = 2000, 2600


def source_of(metadata: Mapping[str, Any]) -> Source | None:
    """The message that the form was opened from."""
    if "ts" not in metadata:
        return None
    return Source(metadata.get("words", ""), metadata["channel"], metadata["ts"])


def with_source(start: dict[str, Any], source: Source | None) -> dict[str, Any]:
    """What a form remembers, and of the message as many words as there is room for."""
    if source is None:
        return start
    room = _ROOM - len(json.dumps(start, ensure_ascii=False))
    words = shorten(source.words, _MOST_WORDS)
    while len(json.dumps(words, ensure_ascii=False)) > room:
        words = shorten(words, len(words) * 3 // 4)
    return start | {"words": words, "channel": source.channel, "ts": source.ts}


def source_shown(source: Source | None) -> list[Block]:
    """The words of that message, in the form."""
    if source is None:
        return []
    words = quoted(source.words, 500)
    return [section(_("*The message you started from*\n{words}").format(words=words))]
