"""Time comes in: every night what was kept long enough goes."""

from __future__ import annotations

from bot.privacy.service.keeping import LET_GO, NIGHT, SLICE, let_go_at_night, let_go_of_folder, look_at_folders
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _night(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    let_go_at_night(unit)


def _look(unit: Unit, due: Due, facts: object) -> None:
    del facts
    look_at_folders(unit, str(due.facts.get("after", "")))


def _let_go(unit: Unit, due: Due, facts: object) -> None:
    del facts
    let_go_of_folder(unit, due.subject)


HANDLERS = {NIGHT: Handler(act=_night), SLICE: Handler(act=_look), LET_GO: Handler(act=_let_go)}
