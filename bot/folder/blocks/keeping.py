"""The form in which somebody keeps a message in a customer's folder, and what they hear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.departures.blocks.form import customer_input, initial_customer, parse_customer, problem_words
from bot.departures.values import Opening
from bot.folder.blocks.threads import LEAVE_OUT
from bot.folder.messages import SharedFile, SlackMessage, as_typed
from bot.slack.kit import Block, Values, View, base_of, context, escape, link, modal, person, section, shorten
from bot.words import _

KEEP_FORM = "folder.keep_form"
LONGEST = 12_000
"""So much of one message is kept; people who type in Slack cannot write more in one."""
_WORDS = "words"
_ROOM = 2900
_ESCAPED_MENTION = re.compile("&lt;@([UW][A-Z0-9]+)&gt;")
_MOST_FILES, _MOST_OF_A_NAME, _MOST_OF_A_LINK = 8, 80, 200


def keep_form(opening: Opening, said: SlackMessage) -> View:
    """Asks whose folder a message belongs in, and shows what would be kept: no more is than stands here."""
    blocks: list[Block] = [
        customer_input(initial_customer(opening)),
        section(_("*What is kept*\nFrom {author}:").format(author=_author(said))),
        *_shown(shorten(said.words, LONGEST)),
    ]
    files = said.files[:_MOST_FILES]
    if files:
        blocks.append(context(_("With {files}").format(files=", ".join(map(_file, files)))))
    blocks.append(
        context(
            _(
                "It stays in the folder when Slack no longer shows the message, for those who may see the customer. If it is "
                "edited or deleted where I can see that, the folder follows."
            )
        )
    )
    return modal(
        _("Keep in a folder"),
        KEEP_FORM,
        blocks,
        submit=_("Keep"),
        close=_("Not now"),
        metadata=_remembered(said, files),
    )


def parse_keep(values: Values) -> tuple[str | None, str | None] | dict[str, str]:
    """The id of the customer that was chosen, or the name of a new one; or a sentence under the question."""
    who = parse_customer(values)
    return problem_words(who) if isinstance(who, Mapping) else who


def message_in(view: Mapping[str, Any], metadata: Mapping[str, Any]) -> SlackMessage:
    """The message that the form was opened from, as the form shows and remembers it."""
    said = [block for block in view["blocks"] if base_of(block.get("block_id") or "") == _WORDS]
    words = "".join(as_typed(one["text"]["text"]) + ("\n" if one["block_id"].endswith("line") else "") for one in said)
    return SlackMessage(
        channel=metadata["channel"],
        ts=metadata["ts"],
        thread=metadata.get("thread"),
        author=metadata.get("author"),
        called=metadata.get("called"),
        words=words,
        files=tuple(SharedFile(name, link) for name, link in metadata.get("files", ())),
        version=metadata["version"],
    )


def message_kept(customer: str) -> View:
    """What somebody hears who kept a message; the same for everybody."""
    told = _("It is in the folder of *{customer}* now.").format(customer=escape(customer))
    return modal(_("Kept"), "folder.message_kept", [section(told)], close=_("Close"))


def stays_out() -> str:
    """For a message that somebody marked to be left out of folders. Plain text."""
    return _("Somebody marked this message with :{sign}:, so it stays out of folders. Please ask them first.").format(
        sign=LEAVE_OUT
    )


def nothing_to_keep() -> str:
    """For a message of which nothing can be kept: no words, no file. Plain text."""
    return _("There are no words in that message that I could keep.")


def _author(said: SlackMessage) -> str:
    if said.author is not None:
        return person(said.author)
    return escape(said.called) if said.called else _("somebody")


def _shown(words: str) -> list[Block]:
    """The words, in as many blocks as they need; the block's id says whether a line ended there."""
    return [
        section(_shown_with_names(part), block_id=f"{_WORDS}:{n}:{end}") for n, (part, end) in enumerate(_parts(words))
    ]


def _shown_with_names(words: str) -> str:
    """Escaped, but for the people named in it, whom Slack shows by name."""
    return _ESCAPED_MENTION.sub(r"<@\1>", escape(words))


def _parts(words: str) -> Iterable[tuple[str, str]]:
    rest = words.strip()
    while rest:
        part = rest[:_ROOM]
        while len(escape(part)) > _ROOM:
            part = part[: len(part) * 3 // 4]
        if part == rest:
            yield part, "end"
            return
        line = part.rfind("\n")
        if line > 0:
            yield part[:line], "line"
            rest = rest[line + 1 :]
        else:
            yield part, "cut"
            rest = rest[len(part) :]


def _file(file: SharedFile) -> str:
    return link(file.link, file.name) if file.link else escape(file.name)


def _remembered(said: SlackMessage, files: Iterable[SharedFile]) -> dict[str, Any]:
    start = {"channel": said.channel, "ts": said.ts, "version": said.version}
    more = {
        "thread": said.thread,
        "author": said.author,
        "called": said.called and shorten(said.called, _MOST_OF_A_NAME),
    }
    kept = [
        (shorten(one.name, _MOST_OF_A_NAME), one.link if len(one.link or "") <= _MOST_OF_A_LINK else None)
        for one in files
    ]
    return start | {key: one for key, one in more.items() if one} | ({"files": kept} if kept else {})
