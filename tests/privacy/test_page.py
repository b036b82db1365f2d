"""What the page about privacy says is so: every table is on it, and every span is the one that counts."""

from __future__ import annotations

import re
from pathlib import Path

from bot.migrations.run import load_models
from bot.privacy.blocks.own import TABLES
from bot.privacy.service.keeping import ANNOUNCED, TRACES
from bot.settings import Settings
from bot.store.base import Base
from bot.workspace.blocks.keeping import DAYS_OF_SENT, FOR_EVER, YEARS_OF_FOLDERS, YEARS_OF_FRANK, YEARS_OF_RECORDS
from bot.workspace.models import WorkspaceSettings

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The table under a heading, without its first two lines."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_every_table_is_named_once_with_what_about_whom_and_until_when() -> None:
    load_models()
    told = rows("What is stored")
    named = [name for row in told for name in re.findall(r"`(\w+)`", row[0])]

    assert sorted(named) == sorted(Base.metadata.tables)
    assert all(len(row) == 4 and all(row) for row in told)
    assert set(TABLES) <= set(named)


def test_the_spans_are_those_that_we_begin_with_and_that_can_be_chosen() -> None:
    spans = {row[0]: (row[1], row[2]) for row in rows("How long")}
    begins = {name: WorkspaceSettings.__table__.c[name].default.arg for name in ("keep_folders", "keep_frank", "keep_records")}
    years = {
        "the folder of a customer": ("keep_folders", YEARS_OF_FOLDERS),
        "what an interviewer wrote that is not for the owner": ("keep_frank", YEARS_OF_FRANK),
        "the record of who saw and did what": ("keep_records", YEARS_OF_RECORDS),
    }

    for kind, (name, offered) in years.items():
        assert spans[kind][0].startswith(f"{begins[name]} years"), kind
        assert spans[kind][1] == f"1 to {max(offered)} years, or for ever"
        assert (min(one for one in offered if one), FOR_EVER in offered) == (1, True)
    sent = spans["the bot's copy of what its own messages said, and how each was sent"]
    assert sent == (f"{WorkspaceSettings.__table__.c.keep_sent.default.arg} days", f"{min(DAYS_OF_SENT)} to {max(DAYS_OF_SENT)} days")
    assert spans["on which days somebody was interrupted"][0] == f"{TRACES.days} days"
    assert "a month before" in spans["the folder of a customer"][0]
    assert ANNOUNCED.days == 30
    assert "erase_after_days" in Settings.model_fields
