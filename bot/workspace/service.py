"""The workspace's choices, read and changed."""

from __future__ import annotations

from bot.work.unit import Unit
from bot.workspace.models import AuditEntry, WorkspaceSettings


def settings_of(unit: Unit) -> WorkspaceSettings:
    """The settings of this workspace; the defaults until somebody changes them."""
    return unit.get(WorkspaceSettings, "settings") or unit.add(
        WorkspaceSettings(id="settings", show_amounts=False)
    )


def record(unit: Unit, who: str, did: str, what: str) -> None:
    """Write down who did what. `did` is a plain code, `what` an id: no words of anybody."""
    unit.add(AuditEntry(at=unit.now, who=who, did=did, what=what))
