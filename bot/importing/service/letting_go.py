"""What was read of a file is kept no longer than it is needed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from bot.customers.events import ContactErased, CustomerErased
from bot.importing.models import Import, ImportPart
from bot.importing.values import State
from bot.work.unit import Unit

KEPT_FOR = timedelta(days=7)
"""So long the rows of a file wait for whoever brought it, and then no more."""
GOING_ON = (State.reading, State.looking, State.asking, State.bringing)


def stop_when_erased(unit: Unit, event: CustomerErased | ContactErased) -> None:
    """Somebody was erased, and may stand in a file that waits here: nothing of any file is kept, and what goes on stops.

    Whoever still needs the rest brings the file in again: what came in already stays as it is.
    """
    del event
    unit.session.flush()
    unit.session.execute(delete(ImportPart))
    for one in unit.all(select(Import)):
        one.name, one.headers, one.shows = "", [], {}
        if one.state in GOING_ON:
            one.state, one.finished = State.dropped, unit.now
