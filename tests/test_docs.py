"""What the docs say can be typed can be typed, and what they say can be pressed stands somewhere."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from bot import metrics
from bot.journey import COMMANDS
from bot.settings import Settings
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


RUNNING = (HERE / "docs" / "running.md").read_text("utf-8")


def test_settings_that_the_docs_name_are_settings() -> None:
    told = {name for row in re.findall(r"^\| (`[A-Z_`, ]+) \|", RUNNING, re.MULTILINE) for name in re.findall(r"[A-Z_]{4,}", row)}

    assert told
    assert told <= {name.upper() for name in Settings.model_fields}


def test_the_numbers_that_the_docs_name_are_those_that_are_counted() -> None:
    told = {name.removesuffix("_total").removesuffix("_bucket") for name in re.findall(r"\bporchlight_[a-z_]+\b", RUNNING)}

    counted = {metric.name for metric in metrics.KEPT.collect() if metric.name.startswith("porchlight_")}
    assert told - {"porchlight_owner", "porchlight_app"} == counted


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    units = [path for path in (HERE / "docs").glob("porchlight*") if path.suffix in (".service", ".timer")]
    for unit in units:  # the programs and the user stand where whoever installs it puts them
        there = re.sub(r"/opt/porchlight/\S+", "/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(re.sub(r"^(User|Group)=porchlight$", r"\1=root", there, flags=re.MULTILINE))

    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in units)], capture_output=True, text=True, check=False
    )

    assert len(units) == 3
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
