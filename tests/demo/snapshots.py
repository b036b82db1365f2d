"""All that people read, as text files that show in a diff: one for each stage. `make snapshots` writes them anew,

and cuts docs/story.md from what really happens.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.gallery import samples, sentences
from bot.demo.gallery.cast import NAMES
from bot.demo.plain import plain_words
from bot.demo.story import tell
from bot.logs import set_up
from bot.slack.kit.surfaces import words_of
from tests.demo import storypage

FOLDER = Path(__file__).parent / "snapshots"
ZONE = ZoneInfo("America/New_York")
_MARKS = {"checkboxes": ("[ ]", "[x]"), "radio_buttons": ("( )", "(x)")}
"""Before each option, and before the one that is chosen already."""


def wording() -> dict[str, str]:
    """What each stage says, by its name."""
    said: dict[str, list[str]] = defaultdict(list)
    for sample in samples():
        said[sample.stage] += [f"== {sample.name} ({sample.surface})", *_lines(sample.payload()), ""]
    for words in sentences():
        lines = [_plain(line) for line in words.lines()]
        said[words.stage] += [f"-- {words.name}", *(f"   {line}" for line in "\n".join(lines).splitlines()), ""]
    return {stage: "\n".join(lines) for stage, lines in said.items()}


def write() -> None:
    """Write the files; those of stages that are gone are removed."""
    wanted = wording()
    for old in FOLDER.glob("*.txt"):
        if old.stem not in wanted:
            old.unlink()
    FOLDER.mkdir(exist_ok=True)
    for stage, text in wanted.items():
        (FOLDER / f"{stage}.txt").write_text(text, encoding="utf-8")


def _lines(payload: dict[str, Any]) -> Iterator[str]:
    blocks = payload.get("blocks", [])
    if payload.get("title"):
        yield f"   # {payload['title']['text']}"
    if payload.get("text") and payload["text"] != words_of(blocks):
        yield from _indented("" if not blocks else "read aloud: ", payload["text"])
    for block in blocks:
        yield from _block(block)
    edges = [f"[{payload[edge]['text']}]" for edge in ("submit", "close") if payload.get(edge)]
    if edges:
        yield "   " + " ".join(edges)


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"   # {block['text']['text']}"
        case "divider":
            yield "   ---"
        case "section":
            yield from _section(block)
        case "context":
            yield from _indented("~ ", " · ".join(element.get("text", "") for element in block["elements"]))
        case "actions":
            yield from _actions(block)
        case "input":
            yield from _question(block)
        case kind:
            yield f"   <{kind}> {words_of([block])}"


def _section(block: dict[str, Any]) -> Iterator[str]:
    yield from _indented("", (block.get("text") or {}).get("text", ""))
    for field in block.get("fields", ()):
        yield from _indented("| ", field["text"])
    if "accessory" in block:
        yield from _actions({"elements": [block["accessory"]]})


def _actions(block: dict[str, Any]) -> Iterator[str]:
    buttons = [element for element in block["elements"] if element["type"] == "button"]
    if buttons:
        yield "   " + " ".join(f"[{button['text']['text']}]" for button in buttons)
    for element in block["elements"]:
        yield from _element(element)


def _question(block: dict[str, Any]) -> Iterator[str]:
    optional = " (may stay empty)" if block.get("optional") else ""
    yield f"   ? {block['label']['text']}{optional}"
    yield from (f"  {line}" for line in _element(block["element"]))
    if block.get("hint"):
        yield f"     hint: {block['hint']['text']}"


def _element(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] == "button":
        if element.get("accessibility_label"):
            yield f"   button {element['text']['text']}, read aloud: {element['accessibility_label']}"
        if element.get("confirm"):
            asked = element["confirm"]
            parts = " / ".join(asked[part]["text"] for part in ("title", "text", "confirm", "deny"))
            yield f"   button {element['text']['text']}, asks first: {parts}"
        return
    if element.get("placeholder"):
        yield f"   placeholder: {element['placeholder']['text']}"
    chosen = [element["initial_option"]] if element.get("initial_option") else element.get("initial_options", [])
    for option in element.get("options", ()):
        more = f": {option['description']['text']}" if option.get("description") else ""
        mark = _MARKS.get(element["type"], ("-", "="))[option in chosen]
        yield f"   {mark} {option['text']['text']}{more}"
    if "options" not in element:
        yield from (f"   filled in: {option['text']['text']}" for option in chosen)
    for filled in ("initial_value", "initial_date", "initial_time"):
        if element.get(filled):
            yield from _indented("filled in: ", str(element[filled]))


def _indented(before: str, text: str) -> Iterator[str]:
    for line in _plain(text).splitlines():
        yield f"   {before}{line}".rstrip()


def _plain(text: str) -> str:
    return plain_words(text, NAMES, ZONE)


if __name__ == "__main__":
    set_up("WARNING")
    write()
    lines: list[str] = []
    asyncio.run(tell(lines.append))
    storypage.write("\n".join(lines))
