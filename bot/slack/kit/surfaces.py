"""Where blocks go: a message, a modal, somebody's Home."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import slackblocks as sb

from bot.slack.kit.charts import CHART, chart_words
from bot.slack.kit.layout import Block
from bot.slack.kit.text import MENTION, compact, escape, shorten
from bot.words import _

MESSAGE_BLOCKS = 50
MESSAGE_CHARTS = 2
VIEW_BLOCKS = 100
NOT_IN_MODALS = frozenset({CHART, "table"})
TEXT_LIMIT = 4000
METADATA_LIMIT = 3000
NONCE_ROOM = 40


@dataclass(frozen=True, slots=True)
class Message:
    """What is said. Notifications and screen readers get `text` alone, so it says all that the blocks say."""

    text: str
    blocks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home, as Slack takes it."""

    payload: dict[str, Any] = field(hash=False)


def message(first: str | Block, /, *more: Block) -> Message:
    """A message of up to 50 blocks. Without a text of its own at the start it reads out its blocks."""
    text = first if isinstance(first, str) else ""
    blocks = more if isinstance(first, str) else (first, *more)
    if len(blocks) > MESSAGE_BLOCKS:
        raise ValueError(f"A message holds {MESSAGE_BLOCKS} blocks; these are {len(blocks)}.")
    if not text and not blocks:
        raise ValueError("A message says something.")
    if sum(block["type"] == CHART for block in blocks) > MESSAGE_CHARTS:
        raise ValueError(f"A message holds {MESSAGE_CHARTS} charts.")
    _refuse_doubles(blocks)
    return Message(shorten(text or words_of(blocks), TEXT_LIMIT), tuple(blocks))


def below(first: Message, /, *more: Message) -> Message:
    """One message of several that stand below each other."""
    parts = (first, *more)
    blocks = tuple(block for one in parts for block in one.blocks)
    if len(blocks) > MESSAGE_BLOCKS:
        raise ValueError(f"A message holds {MESSAGE_BLOCKS} blocks; these are {len(blocks)}.")
    _refuse_doubles(blocks)
    return Message(shorten("\n".join(one.text for one in parts if one.text), TEXT_LIMIT), blocks)


def by_name(said: Message, called: Callable[[str], str], *, but: str | None) -> Message:
    """The same with the names of the people in it in place of mentions, which notify; `but` stays mentioned."""

    def name(found: re.Match[str]) -> str:
        return found[0] if found[1] == but else escape(called(found[1]))

    def named(part: Any) -> Any:
        match part:
            case str():
                return MENTION.sub(name, part)
            case dict():
                return {key: named(value) for key, value in part.items()}
            case list():
                return [named(value) for value in part]
        return part

    return Message(named(said.text), tuple(named(block) for block in said.blocks))


def row_again(row: Mapping[str, Any]) -> Message:
    """A row of buttons of another message once more: they do here what they do there."""
    again = {name: value for name, value in row.items() if name != "block_id"}
    return Message(words_of([again]), (again,))


def modal(
    title: str,
    callback_id: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    tell_when_closed: bool = False,
) -> View:
    """A form or a card over the conversation. `title`, `submit` and `close` have 24 characters.

    `metadata` comes back with every press and the submission: small facts, 3,000 characters as JSON.
    The door adds a nonce to it, by which a second press of the same submit is known.
    """
    kept = compact(metadata or {})
    if len(kept) > METADATA_LIMIT - NONCE_ROOM:
        raise ValueError(f"A view remembers {METADATA_LIMIT - NONCE_ROOM} characters; these are {len(kept)}.")
    if any(block["type"] in NOT_IN_MODALS for block in blocks):
        raise ValueError("A modal holds neither charts nor tables.")
    if submit is None and any(block["type"] == "input" for block in blocks):
        raise ValueError("What asks something can be sent.")
    return _view(_frame(title, callback_id, submit, close, tell_when_closed) | {"private_metadata": kept}, blocks)


def home(*blocks: Block) -> View:
    """One person's Home tab, of up to 100 blocks."""
    return _view({"type": "home"}, blocks)


def words_of(blocks: Iterable[Mapping[str, Any]]) -> str:
    """All that the blocks say, line by line, for those who do not see them."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "actions":
            choices = [escape(_label(element)) for element in block["elements"] if _label(element)]
            yield _("You can choose: {choices}").format(choices=", ".join(choices)) if choices else ""
        case "context":
            yield " ".join(_text(element) for element in block["elements"])
        case "image":
            yield escape(block["alt_text"])
        case "input":
            yield _text(block["label"])
        case "data_visualization":
            yield escape(chart_words(block))
        case "table":
            heads = [cell["text"] for cell in block["rows"][0]]
            for first, *rest in block["rows"][1:]:
                named = (f"{head}: {cell['text']}" for head, cell in zip(heads[1:], rest, strict=True))
                yield escape(f"{first['text']}. {'; '.join(named)}")
        case _:
            yield " ".join(filter(None, [_text(block.get("text")), _beside(block.get("accessory"))]))
            yield from (_text(one) for one in block.get("fields", ()))


def _beside(accessory: Mapping[str, Any] | None) -> str:
    """The button or menu that stands beside a text."""
    label = _label(accessory) if accessory else ""
    return f"[{escape(label)}]" if label else ""


def _text(part: Mapping[str, Any] | None) -> str:
    if part is None:
        return ""
    if part["type"] == "image":
        return escape(part["alt_text"])
    return part["text"] if part["type"] == "mrkdwn" else escape(part["text"])


def _label(element: Mapping[str, Any]) -> str:
    words = element.get("text") or element.get("placeholder") or {}
    return str(element.get("accessibility_label") or words.get("text", ""))


@lru_cache(maxsize=256)
def _frame(title: str, callback_id: str, submit: str | None, close: str | None, tell_when_closed: bool) -> dict[str, Any]:
    """What stands around the blocks of a modal."""
    frame = sb.ModalView(
        sb.PlainText(title),
        [],
        close=sb.PlainText(close) if close else None,
        submit=sb.PlainText(submit) if submit else None,
        callback_id=callback_id,
        notify_on_close=tell_when_closed,
    )
    return frame.to_dict()


def _view(payload: dict[str, Any], blocks: Sequence[Block]) -> View:
    if not 0 < len(blocks) <= VIEW_BLOCKS:
        raise ValueError(f"A view holds 1 to {VIEW_BLOCKS} blocks; these are {len(blocks)}.")
    _refuse_doubles(blocks)
    return View(payload | {"blocks": list(blocks)})


def _refuse_doubles(blocks: Iterable[Mapping[str, Any]]) -> None:
    """Slack refuses a block id twice, or an action id twice in a block; slackblocks does not look."""
    _refuse_twice([block["block_id"] for block in blocks if "block_id" in block], "A block id")
    for block in blocks:
        _refuse_twice(_action_ids(block), "An action id in one block")


def _refuse_twice(ids: Collection[str], what: str) -> None:
    if len(set(ids)) < len(ids):
        raise ValueError(f"{what} twice: {', '.join(sorted(ids))}.")


def _action_ids(block: Mapping[str, Any]) -> list[str]:
    parts = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
    return [part["action_id"] for part in parts if part and "action_id" in part]
