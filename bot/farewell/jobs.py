"""Time comes in: one gentle reminder, then silence."""

from __future__ import annotations

from bot.farewell.models import Thanks
from bot.farewell.service import REMIND, REMINDER, is_still_wanted
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def remind(unit: Unit, due: Due, facts: None) -> None:
    """Ask once more, unless something was done or the customer stays."""
    del facts
    thanks = unit.get(Thanks, due.subject)
    if thanks is not None and is_still_wanted(unit, thanks.id):
        unit.prompt(thanks.asked, REMINDER, thanks.id)


HANDLERS = {REMIND: Handler(act=remind)}
