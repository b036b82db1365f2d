"""Nothing goes into a CSV file that a spreadsheet would run; and everything comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importing.correcting import corrected, written
from bot.importing.rules.cells import escaped, unescaped
from bot.importing.values import Problem, Trouble

RISKY = "=+-@\t\r"


@pytest.mark.parametrize("text", ["=1+2", "+49 30 1", "-5", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", "'=x", "''+x", "＝1"])
def test_a_cell_that_would_be_run_is_written_as_text(text: str) -> None:
    assert escaped(text)[0] == "'"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["", "Acme", "'s-Hertogenbosch", "d'Or", "'quoted'", "12", "a=b"])
def test_any_other_cell_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text
    assert unescaped(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n aÄ1＝"), max_size=8))
@settings(max_examples=300)
def test_whatever_is_written_comes_back_and_never_begins_with_a_sign(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in tuple(RISKY)


def test_the_file_that_comes_back_is_safe_and_says_what_is_wrong() -> None:
    trouble = Trouble(3, "=Left", Problem.not_a_day, "soon")
    data = corrected(["Customer", "=Left", "What is wrong"], [(["=HYPERLINK(1)", "soon", "old"], [trouble]), ([7.5, 3], [])])

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["Customer", "'=Left", "What is wrong"]
    assert rows[1][:2] == ["'=HYPERLINK(1)", "soon"]
    assert "2025-03-31" in rows[1][2]
    assert rows[2] == ["7.5", "3", ""]
    assert all(cell[:1] not in tuple(RISKY) for row in rows for cell in row if cell)
    assert len(written("x" * 20_000)) < 1100
