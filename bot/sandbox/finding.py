"""Finds what a person means by a few words: a button, an option, an input."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.inputs import PLACES, interactive, options_of
from bot.sandbox.records import Json, Message, View, readable


@dataclass(frozen=True)
class Control:
    """Something to press: a button, or one option of a menu (then `value` is the option's)."""

    text: str
    container: Json
    block_id: str
    element: Json
    value: str | None = None


def controls(sources: Iterable[Message | View]) -> list[Control]:
    """Everything that can be pressed in some messages and views, in their order; buttons before options."""
    return [control for source in sources for control in _controls(source)]


def find_control(sources: Iterable[Message | View], text: str) -> Control | None:
    """The first thing with this text; in each source the whole text counts before its beginning."""
    for source in sources:
        found = _best(_controls(source), text)
        if found is not None:
            return found
    return None


def find_choice(
    sources: Iterable[Message | View], text: Any, of: str | None
) -> tuple[str, Json, Message | View] | None:
    """The first menu, list or picker outside an input that is meant by `of`, or that has the option `text`."""
    for source in sources:
        for block in _blocks(source):
            if block["type"] == "input":
                continue
            for element in interactive(block):
                if element["type"] in PLACES and (
                    _is_meant(block, element, of) if of else _offers(element, text)
                ):
                    return block["block_id"], element, source
    return None


def find_input(view: View, name: str) -> Json | None:
    """The input of a view meant by a name: its block_id or label, whole or beginning."""
    wanted = plain(name)
    inputs = [block for block in _blocks(view) if block["type"] == "input"]
    named = [(plain(block["block_id"]), block) for block in inputs]
    named += [(plain(block["label"]["text"]), block) for block in inputs]
    for known, block in named:
        if known == wanted:
            return block
    return next((block for known, block in named if known.startswith(wanted)), None)


def find_option(options: list[Json], text: str) -> Json | None:
    """The option with this text or value, or whose text begins with it; or the only one with it somewhere inside."""
    wanted = text.casefold()
    for option in options:
        if wanted in (option["text"]["text"].casefold(), option["value"].casefold()):
            return option
    for option in options:
        if option["text"]["text"].casefold().startswith(wanted):
            return option
    holding = [option for option in options if wanted in option["text"]["text"].casefold()]
    return holding[0] if len(holding) == 1 else None


def names_of_inputs(view: View | None) -> list[str]:
    """What a person could fill in, as block_id and label."""
    if view is None:
        return []
    return [f"{block['block_id']}: {block['label']['text']}" for block in _blocks(view) if block["type"] == "input"]


def option_text(source: Message | View) -> list[str]:
    """The texts of all options in a message or view."""
    elements = [element for block in _blocks(source) for element in interactive(block)]
    return [option["text"]["text"] for element in elements for option in options_of(element)]


def plain(name: str) -> str:
    """A name without case, spaces and signs."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _controls(source: Message | View) -> Iterator[Control]:
    container: Json
    if isinstance(source, View):
        container = {"type": "view", "view_id": source.id}
    else:
        container = {"type": "message", "channel_id": source.channel, "message_ts": source.ts}
    usable = [(block, element) for block in _blocks(source) for element in interactive(block)]
    for block, element in usable:
        if element["type"] == "button":
            yield Control(element["text"]["text"], container, block["block_id"], element)
    for block, element in usable:
        if block["type"] != "input":
            for option in options_of(element):
                yield Control(option["text"]["text"], container, block["block_id"], element, option["value"])


def _best(found: Iterable[Control], text: str) -> Control | None:
    there, wanted = list(found), text.casefold()
    for control in there:
        if control.text.casefold() == wanted:
            return control
    return next((control for control in there if control.text.casefold().startswith(wanted)), None)


def _is_meant(block: Json, element: Json, of: str) -> bool:
    wanted = plain(of)
    names = [block["block_id"], element["action_id"], element.get("placeholder", {}).get("text", "")]
    return any(plain(name).startswith(wanted) for name in [*names, *readable(block.get("text"))] if name)


def _offers(element: Json, text: Any) -> bool:
    wanted = text[0] if isinstance(text, list) and text else text
    return isinstance(wanted, str) and find_option(options_of(element), wanted) is not None


def _blocks(source: Message | View) -> list[Json]:
    blocks: list[Json] = source.body["blocks"] if isinstance(source, View) else source.blocks
    return blocks
