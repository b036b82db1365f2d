"""What whoever installed the app is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.blocks.installing import install_again

ACCESS_ENDS = "access_ends"


def access_ends(unit: Unit, by: str, until: datetime) -> None:
    """Slack does not renew our access, which ends at an (aware) moment: whoever installed the app hears of it now."""
    if by and until > unit.now:
        unit.on_time(by, ACCESS_ENDS, until.isoformat())


def _access_ends(unit: Unit, until: str) -> Message | None:
    """Draws it, for as long as it is true."""
    moment = datetime.fromisoformat(until)
    return install_again(moment) if moment > unit.now else None


CARDS: Mapping[str, Renderer] = {ACCESS_ENDS: _access_ends}
