"""The record of who did what: written here, and never changed. Whoever reads it is an admin."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.work.unit import Unit
from bot.workspace.models import AuditEntry

CHANGED = "settings.changed"


def record(unit: Unit, who: str, did: str, what: str, *, before: Any = None, after: Any = None) -> None:
    """Write down who did what. `did` is a plain code, `what` an id: no words of anybody.

    Of a setting `what` is its name, and `before` and `after` what was chosen.
    """
    unit.add(AuditEntry(at=unit.now, who=who, did=did, what=what, before=written(before), after=written(after)))


def record_named(unit: Unit, who: str, did: str, what: str, called: str | None, now_called: str | None) -> None:
    """The same of something of the workspace's own, with what it was called before and is now: sealed like all words."""
    unit.add(AuditEntry(at=unit.now, who=who, did=did, what=what, called_before=called, called_after=now_called))


def record_changes(unit: Unit, by: str, row: object, choices: Mapping[str, Any], did: str = CHANGED) -> frozenset[str]:
    """Take these choices over into a row of settings, and write down each that is another now; their names."""
    changed = {name: chosen for name, chosen in choices.items() if getattr(row, name) != chosen}
    for name, chosen in changed.items():
        record(unit, by, did, name, before=getattr(row, name), after=chosen)
        setattr(row, name, chosen)
    return frozenset(changed)


def last_choice(unit: Unit, setting: str, chosen: str) -> str | None:
    """Who last chose that for a setting, as far as the record goes back."""
    entry = unit.first(
        select(AuditEntry)
        .where(AuditEntry.did == CHANGED, AuditEntry.what == setting, AuditEntry.after == chosen)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(1)
    )
    return (entry.who or None) if entry else None


def written(value: Any) -> str | None:
    """A choice as the record says it: codes, ids and numbers."""
    if value is None or value == []:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)
