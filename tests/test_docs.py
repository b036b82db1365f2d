"""What the docs say can be typed can be typed, and what they say can be pressed stands somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from bot.journey import COMMANDS
from bot.winback.rules import DEFAULT_WEIGHTS, WEIGHED
from bot.workspace.roles import ALLOWED, Deed, Role

HERE = Path(__file__).parent.parent
DOCS = [HERE / "README.md", *sorted((HERE / "docs").glob("*.md"))]
GUIDE = (HERE / "docs" / "guide.md").read_text("utf-8")
SOURCES = "\n".join(one.read_text("utf-8") for one in (HERE / "bot").rglob("*.py"))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_word_of_the_command_is_known(page: Path) -> None:
    """A word in small letters after the command is one that it answers to; a name begins with a capital."""
    words = set(re.findall(r"/lost-customer ([a-z]+)", page.read_text("utf-8")))

    assert words <= {word for word, _rest, _does in COMMANDS}


def test_the_guide_tells_of_every_word() -> None:
    told = set(re.findall(r"/lost-customer ([a-z]+)", GUIDE))

    assert told == {word for word, _rest, _does in COMMANDS if word}


@pytest.mark.parametrize("button", sorted(set(re.findall(r"\*\*([A-Z][^*.]+?)\*\*(?!:)", GUIDE))))
def test_every_button_that_the_guide_names_stands_somewhere(button: str) -> None:
    """Bold at the beginning of a point is a headline: it ends with a full stop or a colon."""
    assert f'"{button}"' in SOURCES or f"{button!r}" in SOURCES


def test_the_weights_are_the_ones_that_are_told() -> None:
    told = re.findall(r"^\| (\w+) \| (\d+) \|", (HERE / "docs" / "asking-again.md").read_text("utf-8"), re.MULTILINE)

    assert told == [(name, f"{getattr(DEFAULT_WEIGHTS, name):g}") for name in WEIGHED]


def test_pages_that_are_linked_exist() -> None:
    for page in DOCS:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_page_of_who_may_do_what_is_the_table() -> None:
    """`make roles` writes it anew."""
    made = runpy.run_path(str(HERE / "docs" / "roles.py"))

    assert (HERE / "docs" / "roles.md").read_text("utf-8") == made["page"]()
    assert set(ALLOWED) == set(Deed)
    assert set(made["COLUMNS"]) == set(Role) - {Role.guest, Role.outsider}
    assert not any({Role.guest, Role.outsider} & roles for roles in ALLOWED.values())
