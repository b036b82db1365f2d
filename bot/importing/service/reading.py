"""Which file is to be read."""

from __future__ import annotations

from bot.importing.models import Import
from bot.importing.values import Kind, State
from bot.work.unit import Unit


def file_of(unit: Unit, which: str) -> tuple[Kind, str] | None:
    """What a file is about, and Slack's id of it; None where it is not wanted any more."""
    brought = unit.get(Import, which)
    if brought is None or brought.state is not State.reading or brought.slack_file is None:
        return None
    return brought.kind, brought.slack_file
