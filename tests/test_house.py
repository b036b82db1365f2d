"""What holds for every file of the house."""

from __future__ import annotations

from tests.support.pages import HERE

LONGEST = 400
"""Lines: what is longer hides where things stand, and is a package waiting to be one."""


def test_no_file_is_longer_than_one_can_find_ones_way_in() -> None:
    files = [path for room in ("bot", "tests") for path in (HERE / room).rglob("*.py")]

    lengths = {str(path.relative_to(HERE)): len(path.read_text("utf-8").splitlines()) for path in files}

    assert len(lengths) > 500, "not the whole house was looked at"
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}
