"""What is looked after every night."""

from __future__ import annotations

from bot.colleagues.rules import next_night
from bot.work.unit import Unit


def plan_tonight(unit: Unit, kind: str, subject: str) -> None:
    """Plan it for the next night, unless it is planned: whenever the bot starts, and while a night is being done."""
    night = next_night(unit.now)
    unit.plan(kind, subject, night, key=f"{kind}:{night.date().isoformat()}")
