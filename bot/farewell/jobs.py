"""Time comes in: one gentle reminder each, then silence; and good wishes some weeks after the handover."""

from __future__ import annotations

from datetime import timedelta

from bot.farewell.models import Thanks
from bot.farewell.service import apology, ask_for_wishes, is_still_wanted, remind_of_handover, remind_of_item
from bot.farewell.service.handover import ITEM_DUE, WISH
from bot.farewell.service.handover import REMIND as REMIND_OF_HANDOVER
from bot.farewell.service.thanks import REMIND, REMINDER
from bot.work.parts import Due, Handler
from bot.work.unit import Unit

WISHES_GOOD_FOR = timedelta(days=30)


def remind(unit: Unit, due: Due, facts: None) -> None:
    """Ask once more for thanks, unless something was done or the customer stays."""
    del facts
    thanks = unit.get(Thanks, due.subject)
    if thanks is not None and is_still_wanted(unit, thanks.id):
        unit.prompt(thanks.asked, REMINDER, thanks.id)


def remind_handover(unit: Unit, due: Due, facts: None) -> None:
    """Ask once more for a handover without days, unless anything of it was ticked."""
    del facts
    remind_of_handover(unit, due.subject)


def remind_thing(unit: Unit, due: Due, facts: None) -> None:
    """Somebody hears of a thing that is due, unless it is done."""
    del facts
    remind_of_item(unit, due.subject)


def wish(unit: Unit, due: Due, facts: None) -> None:
    """Ask for good wishes, where these are welcome, and not months after the change."""
    del facts
    if unit.now - due.due < WISHES_GOOD_FOR:
        ask_for_wishes(unit, due.subject)


def ask_whether_changed(unit: Unit, due: Due, facts: None) -> None:
    """Ask whether what we apologised for is changed by now."""
    del facts
    apology.ask_whether_changed(unit, due.subject)


HANDLERS = {
    apology.ASKED: Handler(act=ask_whether_changed),
    REMIND: Handler(act=remind),
    REMIND_OF_HANDOVER: Handler(act=remind_handover),
    ITEM_DUE: Handler(act=remind_thing),
    WISH: Handler(act=wish),
}
