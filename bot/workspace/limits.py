"""What a workspace has set for itself of who may do what."""

from __future__ import annotations

from bot.work.unit import Unit
from bot.workspace.models import WorkspaceSettings
from bot.workspace.roles import LIMITED, SETTABLE, Deed, Reach, Role, may

_OF = {deed: name for name, deed in LIMITED.items()}


def reach_of(unit: Unit, deed: Deed) -> Reach | None:
    """How far that deed reaches here, where it is not as the table has it."""
    settings = unit.get(WorkspaceSettings, "settings")
    reach: Reach | None = getattr(settings, _OF[deed]) if settings and deed in _OF else None
    return None if reach is None or reach is next(iter(SETTABLE[deed])) else reach


def may_here(unit: Unit, deed: Deed, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may do that in this workspace."""
    return may(deed, roles, reach_of(unit, deed))
