"""Each gesture is taken once: what comes in again with its trigger id is a replay."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from bot.work.models import Gesture
from bot.work.unit import Unit

BEGINNING = "trigger:"
KEPT_FOR = timedelta(days=1)
"""Much longer than a signature is good for, which is five minutes."""


def is_first(unit: Unit, trigger: str) -> bool:
    """Note a gesture by Slack's trigger id; False when it came in before."""
    return unit.saw(f"{BEGINNING}{trigger}")


def forget_gestures(unit: Unit) -> None:
    """Let go of the trigger ids that nobody can replay any more."""
    old = Gesture.id.startswith(BEGINNING), Gesture.seen < unit.now - KEPT_FOR
    unit.session.execute(delete(Gesture).where(*old).execution_options(synchronize_session=False))
