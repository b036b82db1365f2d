"""Text as Slack reads it: safe to show, never longer than it may be."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

ELLIPSIS = "…"
VALUE_LIMIT = 2000
LONGEST_HEARD = 50
_FENCE = "```"


_JOINER = "\u2060"
"""Nobody sees it, and Slack does not read on over it."""
_CALLS = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.IGNORECASE)
_QUOTES = re.compile(r"^(?=[ \t]*&gt;)", re.MULTILINE)
_MARKS = re.compile(r"<[^>]*>|[*_~`]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def escape(text: str) -> str:
    """What a person typed, harmless inside mrkdwn: it mentions nobody, fakes no link, and opens no code or quote over ours.

    Slack calls everybody for a typed "@channel" in a block: https://docs.slack.dev/reference/block-kit/composition-objects/text-object
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _CALLS.sub(f"@{_JOINER}", text).replace(_FENCE, _JOINER.join(_FENCE))
    return _QUOTES.sub(_JOINER, text)


def unescape(text: str) -> str:
    """Text as Slack hands it over, as it was typed: with its three special characters, and nothing of what `escape` put in."""
    return text.replace(_JOINER, "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def aloud(line: str) -> str:
    """A line of mrkdwn in plain words, for a label that is read aloud: without marks, links and mentions."""
    return unescape(_MARKS.sub("", line)).strip()


def person(user_id: str) -> str:
    """A mention of somebody, which Slack shows as their name and which notifies them."""
    return f"<@{user_id}>"


MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
"""Somebody who is mentioned in a message, as Slack writes it."""


def channel(channel_id: str) -> str:
    """A link to a channel, which Slack shows as its name to those who may see it."""
    return f"<#{channel_id}>"


def link(url: str, text: str) -> str:
    """A link in mrkdwn; `text` is escaped here, so hand it over as it was typed. One that names another address is left out."""
    address = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    lies = any(urlsplit(url).netloc != _host(named) for named in _ADDRESS.findall(text))
    return f"<{address}|{escape(url if lies else text).replace('|', '¦')}>"


def _host(named: str) -> str:
    return urlsplit(named if "://" in named else f"https://{named}").netloc


def moment(when: datetime, form: str = "{date_short_pretty} at {time}") -> str:
    """A time that each reader sees in their own zone, with UTC for programs that cannot do that.

    `when` carries a zone. `form` is one of Slack's date formats:
    https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    """
    if when.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    utc = when.astimezone(UTC)
    fallback = utc.strftime("%Y-%m-%d %H:%M UTC") if "time" in form else utc.strftime("%Y-%m-%d")
    return f"<!date^{int(when.timestamp())}^{form}|{fallback}>"


def quoted(text: str, limit: int | None = None) -> str:
    """What somebody wrote, set apart line by line: escaped, and shortened at `limit` where there is one."""
    return "\n".join(f"> {line}" for line in escape(shorten(text, limit) if limit else text).splitlines())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of mrkdwn, cut with an ellipsis; never half a mention, link or entity, nor code left open."""
    if len(text) <= limit:
        return text
    cut = _cut(text[: limit - len(ELLIPSIS)])
    if cut.count(_FENCE) % 2 == 0:
        return cut + ELLIPSIS
    cut = _cut(text[: max(0, limit - len(ELLIPSIS + _FENCE))].rstrip("`"))
    return cut + ELLIPSIS + (_FENCE if cut.count(_FENCE) % 2 else "")


def _cut(cut: str) -> str:
    if cut.rfind("<") > cut.rfind(">"):
        cut = cut[: cut.rfind("<")]
    return re.sub(r"&[a-z]{0,3}$", "", cut).rstrip()


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of plain text, cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - len(ELLIPSIS)].rstrip() + ELLIPSIS


def heard(deed: str, of: str) -> str:
    """What a button is called aloud where several of its name may stand: its deed, and enough of what it is about."""
    return f"{deed}: {clip(of, LONGEST_HEARD)}"


def pack(**fields: str | int | bool | None) -> str:
    """What a button carries: small facts such as ids, compact, at most 2,000 characters.

    A choice of an overflow menu or a select holds 150, so pack little there.
    """
    value = compact(fields)
    if len(value) > VALUE_LIMIT:
        raise ValueError(f"A button carries at most {VALUE_LIMIT} characters; these are {len(value)}.")
    return value


def unpack(value: str | None) -> dict[str, Any]:
    """What `pack` packed; empty for a button that carries nothing, or something of another make."""
    if not value:
        return {}
    try:
        fields = json.loads(value)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def compact(fields: Mapping[str, Any]) -> str:
    """JSON without spaces, leaving out what is None."""
    present = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(present, separators=(",", ":"), ensure_ascii=False)
