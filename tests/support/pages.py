"""The pages of the docs, and the blocks of code in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parents[2]
README = HERE / "README.md"
PAGES = [README, *sorted((HERE / "docs").glob("*.md"))]

_BLOCK = re.compile(
    r"(?:^[ ]*<!-- not run: (?P<why>[^\n]+?) -->\n)?^(?P<indent>[ ]*)```(?P<language>\w*)\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A fenced block. `why`: it is not run, because."""

    page: str
    language: str
    code: str
    why: str | None


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page, in their order, without the indentation of a list that they stand in."""
    return [
        Block(page.name, one["language"], re.sub(f"(?m)^{one['indent']}", "", one["code"]), one["why"])
        for one in _BLOCK.finditer(page.read_text("utf-8"))
    ]


def prose_of(page: Path) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page.read_text("utf-8"))


def anchors_of(page: Path) -> set[str]:
    """What a link may point to within a page, as GitHub names headings."""
    headings = re.findall(r"^#{1,6} (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
