"""What the docs say can be typed can be typed, what they say can be pressed stands somewhere, and their numbers are the code's.

The blocks of code in them are run by `tests/test_docs_run.py`.
"""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from pkgutil import resolve_name
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from sqlalchemy.orm import InstrumentedAttribute
from typer.core import TyperGroup
from typer.main import get_command

from bot import metrics
from bot.__main__ import app
from bot.demo.gallery import entries
from bot.insights.rules.spikes import ALERT_AT, FEWEST, QUARTERS_BEFORE, chance
from bot.insights.values import Tally
from bot.journey import COMMANDS
from bot.settings import Settings
from bot.winback.rules import DEFAULT_WEIGHTS, WEIGHED
from bot.workspace.roles import ALLOWED, Deed, Role
from tests.support.pages import HERE, PAGES, README, anchors_of, blocks_of, prose_of

GUIDES = {name: (HERE / "docs" / f"{name}.md").read_text("utf-8") for name in ("guide", "admin", "deciding")}
GUIDE = "\n".join(GUIDES.values())


def test_every_word_of_the_command_is_known() -> None:
    """A word in small letters after the command is one that it answers to; a name begins with a capital."""
    words = {word for page in PAGES for word in re.findall(r"/lost-customer ([a-z]+)", page.read_text("utf-8"))}

    assert words <= {word for word, *_rest in COMMANDS}


def test_the_guide_tells_of_every_word() -> None:
    told = set(re.findall(r"`/lost-customer ([a-z]+)", GUIDE))

    assert told == {word for word, *_rest in COMMANDS if word}


def test_every_button_that_the_guides_name_can_be_pressed() -> None:
    """It stands on a message or view of the gallery. Bold that begins a point is a headline: it ends with a stop or a colon."""
    named = set(re.findall(r"\*\*([A-Z][^*.]+?)\*\*(?!:)", GUIDE))

    assert named - {words for entry in entries() for words in _pressed(entry["payload"])} == set()


def _pressed(part: object) -> Iterator[str]:
    """What people can press, choose or send in a payload, and what a menu is called."""
    if isinstance(part, list):
        for one in part:
            yield from _pressed(one)
    if not isinstance(part, dict):
        return
    if part.get("type") == "button" or {"text", "value"} <= part.keys():
        yield part["text"]["text"]
    for edge in ("submit", "placeholder"):
        if edge in part:
            yield part[edge]["text"]
    for one in part.values():
        yield from _pressed(one)


def test_the_weights_are_the_ones_that_are_told() -> None:
    told = re.findall(r"^\| (\w+) \| (\d+) \|", (HERE / "docs" / "asking-again.md").read_text("utf-8"), re.MULTILINE)

    assert told == [(name, f"{getattr(DEFAULT_WEIGHTS, name):g}") for name in WEIGHED]


def test_what_is_linked_exists() -> None:
    """Pages and pictures, and the headings that a link points to."""
    for page in PAGES:
        for path, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", prose_of(page)):
            linked = page.parent / path if path else page
            assert linked.exists(), f"{page.name}: {path}"
            assert not anchor or anchor in anchors_of(linked), f"{page.name}: {path}#{anchor}"


def test_files_that_the_text_names_exist() -> None:
    for page in PAGES:
        for path in re.findall(r"`((?:bot|tests|docs|\.ci)/[\w./-]*)`", prose_of(page)):
            assert (HERE / path).exists() or "postcards" in path, f"{page.name}: {path}"


def test_the_index_names_every_page() -> None:
    index = (HERE / "docs" / "README.md").read_text("utf-8")

    told = set(re.findall(r"\]\(([a-z-]+\.md)\)", index))
    assert told == {page.name for page in PAGES} - {"README.md"}


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 200


def test_the_link_that_makes_the_app_is_the_manifest() -> None:
    """`make link` writes it anew. What a browser makes of it is manifest.yml, and browsers and servers take its length."""
    link = runpy.run_path(str(HERE / "docs" / "link.py"))
    kept = link["kept"](README.read_text("utf-8"))

    asked = parse_qs(urlsplit(kept).query)
    assert kept == link["link"]()
    assert urlsplit(kept).hostname == "api.slack.com"
    assert asked["new_app"] == ["1"]
    assert yaml.safe_load(asked["manifest_yaml"][0]) == yaml.safe_load((HERE / "manifest.yml").read_text("utf-8"))
    assert len(kept) < 8000


def test_every_picture_is_one_that_the_script_makes() -> None:
    """`make pictures` makes each of them, and the pages show each."""
    made = set(re.findall(r'folder / "([\w-]+\.png)"', (HERE / "docs" / "pictures.py").read_text("utf-8")))
    shown = {path for page in PAGES for path in re.findall(r"images/([\w-]+\.png)", page.read_text("utf-8"))}

    assert {path.name for path in (HERE / "docs" / "images").iterdir()} == made
    assert shown == made


NOT_RUN = {"README.md": 1, "running.md": 3}
"""How many blocks of a page are not run, each with a word of why above it."""
HELD_OTHERWISE = {("story.md", "text"), ("running.md", "ini")}
"""The story is held against a transcript, and the names of settings against the settings."""
RUN = {"console", "sh", "sql", "python", "diff"}


def test_every_block_of_code_is_run_or_says_why_not() -> None:
    blocks = [block for page in PAGES for block in blocks_of(page)]
    unrun = Counter(block.page for block in blocks if block.why)

    assert unrun == NOT_RUN
    for block in blocks:
        assert block.why or block.language in RUN or (block.page, block.language) in HELD_OTHERWISE, block
    for page in PAGES:
        assert not re.search(r"\n\n {4}\S", prose_of(page)), f"{page.name} has code outside of a fence"


TARGETS = set(re.findall(r"^([a-z-]+):", (HERE / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_commands_in_the_text_exist() -> None:
    """`make …` is a target, and `porchlight …` a command with such options."""
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    text = "\n".join(map(prose_of, PAGES))

    for line in re.findall(r"`(make [^`]+|(?:\S*/)?porchlight [^`]+)`", text):
        program, name, *rest = line.split()
        if program == "make":
            assert name in TARGETS or "=" in name, line
            continue
        options = {option for one in commands.commands[name].params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
        assert {word for word in rest if word.startswith("--")} <= options, line


NUMBERS = re.findall(r"^\|[^|\n]*\| ([^|\n]+) \| `(bot\.[\w.]+)` \|$", GUIDES["deciding"], re.MULTILINE)


def test_the_numbers_of_a_decision_are_those_of_the_code() -> None:
    assert len(NUMBERS) > 30
    for told, place in NUMBERS:
        value = resolve_name(place)
        if isinstance(value, InstrumentedAttribute):
            value = value.property.columns[0].default.arg

        assert _amount(told) == pytest.approx(value) if told.endswith("%") else _amount(told) == value, place


def _amount(told: str) -> object:
    """What a cell says: 5 %, 14 days, 3."""
    amount, _, unit = told.partition(" ")
    if unit == "%":
        return float(amount) / 100
    return timedelta(**{f"{unit.removesuffix('s')}s": int(amount)}) if unit else float(amount)


def test_from_how_many_on_a_reason_is_told_of_is_what_the_test_says() -> None:
    before, told = (re.findall(r"\d+", row) for row in re.findall(r"^\| (?:before|told from) (.+)$", GUIDES["deciding"], re.MULTILINE))

    for known, first in zip(map(int, before), map(int, told), strict=True):
        chances = {now: chance(Tally("price", now, known), 1 / (1 + QUARTERS_BEFORE)) for now in range(FEWEST, 20)}
        assert min(now for now, by_chance in chances.items() if by_chance <= ALERT_AT) == first


def test_the_page_of_who_may_do_what_is_the_table() -> None:
    """`make roles` writes it anew."""
    made = runpy.run_path(str(HERE / "docs" / "roles.py"))

    assert (HERE / "docs" / "roles.md").read_text("utf-8") == made["page"]()
    assert set(ALLOWED) == set(Deed)
    assert set(made["COLUMNS"]) == set(Role) - {Role.guest, Role.outsider}
    assert not any({Role.guest, Role.outsider} & roles for roles in ALLOWED.values())


RUNNING = (HERE / "docs" / "running.md").read_text("utf-8")


def test_the_processes_that_the_docs_name_are_those_of_the_procfile() -> None:
    assert re.findall(r"^\| `(\w+: [^`]+)` \|", RUNNING, re.MULTILINE) == (HERE / "Procfile").read_text("utf-8").splitlines()


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
