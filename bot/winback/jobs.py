"""Time comes in: the weekly digest, what became of an ask, and how a returned customer is doing."""

from __future__ import annotations

from bot.winback.service import CARE, DIGEST, FOLLOW_UP, ask_how_they_are, follow_up, post_digest
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _digest(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    post_digest(unit)


def _follow_up(unit: Unit, due: Due, facts: object) -> None:
    del facts
    follow_up(unit, due.subject)


def _care(unit: Unit, due: Due, facts: object) -> None:
    del facts
    ask_how_they_are(unit, due.subject)


HANDLERS = {DIGEST: Handler(act=_digest), FOLLOW_UP: Handler(act=_follow_up), CARE: Handler(act=_care)}
