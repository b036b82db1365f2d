"""Lost customers as somebody types them from memory."""

from __future__ import annotations

from datetime import date

import pytest

from bot.importing.rules.pasted import taken_apart

REASONS = {"price", "had no choice"}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Acme Ltd, March 2024, price, they went to Loaf & Co", ["Acme Ltd", "March 2024", "price", "they went to Loaf & Co"]),
        ("2) Bolt & Sons – 30.11.2023", ["Bolt & Sons", "30.11.2023", None, None]),
        ("- Cog 2022", ["Cog", "2022", None, None]),
        ("Dot; no idea when", ["Dot", None, None, "no idea when"]),
        ("Echo, January 15, 2021, had no choice", ["Echo", "January 15, 2021", "had no choice", None]),
        ("Fox Inc., 3/4/2024, too dear", ["Fox Inc.", "3/4/2024", None, "too dear"]),
        ("Gnu\t2024-01-31\tPrice\tx, y", ["Gnu", "2024-01-31", "Price", "x, y"]),
        ("Studio 54", ["Studio 54", None, None, None]),
        ("3M", ["3M", None, None, None]),
        (", June 2020, price", ["", "June 2020", "price", None]),
        ("1901, June 2020", ["1901", "June 2020", None, None]),
        ("Hen-House Ltd – May 2020 – price", ["Hen-House Ltd", "May 2020", "price", None]),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(line: str, cells: list[str | None]) -> None:
    assert taken_apart(f"\n{line}\n\n", REASONS, date(2026, 3, 2)) == [(2, cells)]
