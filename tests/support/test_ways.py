"""A test runs on one way in which teams run the bot, unless it says that it must run on every one."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.ways import EVERY_WAY, IS_QUICK, matter, spare, turn


def test_each_way_gets_its_share() -> None:
    shares = Counter(turn(f"tests/room/test_matter.py::test_{number}") % 4 for number in range(1000))

    assert all(200 < shares[way] < 300 for way in range(4))


@pytest.mark.parametrize("word", ["one", "two"])
@pytest.mark.usefixtures("database_url", "transport")
def test_each_matter_runs_once(request: pytest.FixtureRequest, word: str) -> None:
    mine = _of_this_function(request)

    assert matter(request.node).endswith(f"::test_each_matter_runs_once-{word}")
    assert EVERY_WAY or len(mine) == len({matter(item) for item in mine})


@pytest.mark.every_way
@pytest.mark.usefixtures("database_url")
def test_what_is_marked_runs_on_every_way(request: pytest.FixtureRequest) -> None:
    assert IS_QUICK or not spare(_of_this_function(request))


def _of_this_function(request: pytest.FixtureRequest) -> list[pytest.Item]:
    return [item for item in request.session.items if getattr(item, "function", None) is request.function]
