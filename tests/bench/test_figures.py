"""A figure reaches its target when all of the target holds."""

from __future__ import annotations

import json

import pytest

from tests.bench.figures import Besides, Figure


@pytest.mark.parametrize(
    ("most", "ours", "holds", "met"),
    [
        (True, 13, None, True), (True, 14, None, False), (True, 13, True, True), (True, 13, False, False), (True, 14, True, False),
        (False, 13, None, True), (False, 12, None, False), (False, 14, False, False),
    ],
)  # fmt: skip
def test_a_target_is_reached_by_its_ratio_and_by_what_it_asks_for_besides(
    most: bool, ours: float, holds: bool | None, met: bool
) -> None:
    besides = None if holds is None else Besides("p99 1.20 s, under a second", holds)
    figure = Figure("slow", ours, 10, "ms", 1.3, most=most, note="a note", besides=besides)

    assert figure.met is met
    told = json.loads(figure.line())
    assert list(told)[:5] == ["name", "ours", "peer", "ratio", "target"]
    assert told["met"] is met
    assert told.get("besides") == (None if holds is None else {"found": "p99 1.20 s, under a second", "holds": holds})
    verdict = "yes" if met else "NO"
    and_besides = "" if holds is None else f"p99 1.20 s, under a second: {'yes' if holds else 'NO'}; "
    assert figure.row().endswith(f"{'<=' if most else '>='} 1.3   {verdict:<4} {and_besides}a note")
