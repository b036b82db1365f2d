"""Slack's mrkdwn as plain words: names instead of ids, days instead of numbers, no marks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

_SPECIAL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_MARKED = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
_CODE = re.compile(r"```(.*?)```", re.DOTALL)
_EMOJI = re.compile(r":[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?: |$)?")
_TOKENS: Mapping[str, Callable[[datetime], str]] = {
    "date_num": lambda at: at.strftime("%Y-%m-%d"),
    "date_slash": lambda at: at.strftime("%Y/%m/%d"),
    "date": lambda at: f"{at:%B} {at.day}, {at.year}",
    "date_pretty": lambda at: f"{at:%B} {at.day}, {at.year}",
    "date_short": lambda at: f"{at:%b} {at.day}",
    "date_short_pretty": lambda at: f"{at:%b} {at.day}",
    "date_long": lambda at: f"{at:%A}, {at:%B} {at.day}",
    "date_long_pretty": lambda at: f"{at:%A}, {at:%B} {at.day}",
    "time": lambda at: f"{at.hour % 12 or 12}:{at:%M %p}",
}


def plain_words(text: str, names: Mapping[str, str], zone: tzinfo = UTC) -> str:
    """Mrkdwn as somebody reads it: `names` gives people and channels by id, times are shown in `zone`.

    Days are always written out, never "today": a transcript is read on another day.
    """

    def special(found: re.Match[str]) -> str:
        sign, what, shown = found.groups()
        if sign == "!" and what.startswith("date^"):
            _, seconds, form, *_rest = what.split("^")
            return _moment(form, datetime.fromtimestamp(int(seconds), zone))
        if sign == "!":
            return f"@{what}"
        if sign:
            return names.get(what) or shown or what
        return shown or what

    spoken = _EMOJI.sub("", _SPECIAL.sub(special, _CODE.sub(_set_off, text)))
    while (unmarked := _MARKED.sub(r"\2", spoken)) != spoken:
        spoken = unmarked
    return html.unescape(spoken)


def _set_off(code: re.Match[str]) -> str:
    return "\n".join(f"    {line}".rstrip() for line in code[1].splitlines())


def _moment(form: str, at: datetime) -> str:
    return re.sub(r"\{(\w+)\}", lambda token: _TOKENS[token[1]](at), form)
