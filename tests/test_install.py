"""What a stranger's first command relies on."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def test_an_old_python_can_read_the_installer_as_far_as_its_apology() -> None:
    source = (ROOT / "bot/install.py").read_text()

    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for entry in re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n", "", text)):
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_tests_run_the_versions_that_are_shipped() -> None:
    shipped, tested = map(_pins, LOCKS)

    assert shipped.items() <= tested.items()


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    shipped, tested = map(_pins, LOCKS)

    for line in project["dependencies"]:
        assert _satisfies(shipped, Requirement(line)), line
    for line in project["optional-dependencies"]["dev"]:
        assert _satisfies(tested, Requirement(line)), line


def _pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))


def _satisfies(pins: dict[str, str], wanted: Requirement) -> bool:
    pinned = pins.get(re.sub(r"[-_.]+", "-", wanted.name).lower())
    return pinned is not None and wanted.specifier.contains(Version(pinned))
