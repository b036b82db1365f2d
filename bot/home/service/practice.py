"""The whole journey in minutes, with a customer who does not exist, for somebody who wants to see it once.

It leaves no trace by the way it is made: there is no customer, no departure, nothing that any other stage could count, tell
or plan; only a row that says how far somebody has come, and one message to them, drawn by the same blocks as the real ones.
Both go at the end. What is typed into its forms is kept nowhere but the two reasons chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from bot.colleagues.service import hours_of, name_of, standing
from bot.folder.service.taking_away import take_away
from bot.home.blocks import practice as blocks
from bot.home.models import Practice
from bot.home.values import Pretence
from bot.insights.rules import match_of
from bot.reasons.service import reasons_of
from bot.reasons.values import Taxonomy
from bot.slack.kit import Message
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may

PRACTICE = "practice"
"""The card, whose subject is `person|moment`: each practice has a message of its own, for that of the last one is gone."""
OVER = "home.practice_over"
LASTS = timedelta(days=1)


def may_practise(unit: Unit, person: str) -> Taxonomy | None:
    """The reasons to choose from, for somebody who may try it; None for anybody else."""
    return reasons_of(unit) if may(Deed.log_departure, standing(unit, person)) else None


def begin_practice(unit: Unit, person: str, guess: str) -> None:
    """Show somebody the first step. Who has begun already goes on where they are."""
    if may_practise(unit, person) is None:
        return
    row = unit.get(Practice, person)
    if row is None:
        row = unit.ensure(Practice, person, began=unit.now, guess=_known(unit, guess))
        unit.plan(OVER, _subject(row), unit.now + LASTS, key=f"{OVER}:{_subject(row)}")
    unit.show(PRACTICE, _subject(row), to=person)


def is_at(unit: Unit, person: str, step: int) -> bool:
    """Whether a practice stands at that step: a button of another one, or of one that is over, does nothing."""
    row = unit.get(Practice, person)
    return row is not None and row.step == step


def go_on(unit: Unit, person: str, step: int) -> bool:
    """From this step to the next, once; whether anything came of it."""
    row = unit.get(Practice, person)
    if row is None or row.step != step or step + 1 >= blocks.STEPS:
        return False
    row.step += 1
    unit.refresh(PRACTICE, _subject(row))
    return True


def find_out(unit: Unit, person: str, step: int, found: str) -> bool:
    """They said why they left; it goes on."""
    row = unit.get(Practice, person)
    if row is None or row.step != step:
        return False
    row.found = _known(unit, found)
    return go_on(unit, person, step)


def end_practice(unit: Unit, person: str) -> bool:
    """All of it goes, here and in Slack; whether there was any."""
    row = unit.get(Practice, person)
    if row is None:
        return False
    subject = _subject(row)
    unit.cancel(subject, OVER)
    shown = Delivery.card == PRACTICE, Delivery.subject == subject, Delivery.state != Sending.ended
    take_away(unit, unit.all(select(Delivery).where(*shown)))
    unit.session.delete(row)
    return True


def let_go(unit: Unit, subject: str) -> None:
    """A day is over, and nobody ended it: it ends by itself, unless they began another one since."""
    row = unit.get(Practice, subject.partition("|")[0])
    if row is not None and _subject(row) == subject:
        end_practice(unit, row.id)


def _draw(unit: Unit, subject: str) -> Message | None:
    row = unit.get(Practice, subject.partition("|")[0])
    if row is None or _subject(row) != subject:
        return None
    return blocks.practice_card(_pretence(unit, row))


def _pretence(unit: Unit, row: Practice) -> Pretence:
    reasons, zone = reasons_of(unit), hours_of(unit, row.id).zone
    guess, found = row.guess or blocks.USUAL_GUESS, row.found or blocks.USUAL_REASON
    return Pretence(
        step=row.step,
        person=row.id,
        name=name_of(unit, row.id),
        at=row.began,
        today=row.began.astimezone(zone).date(),
        zone=str(zone),
        guess=reasons.words_then(guess, row.began),
        found=reasons.words_then(found, row.began),
        match=match_of(reasons.now(guess), reasons.now(found)),
    )


def _known(unit: Unit, code: str) -> str:
    """A reason that this workspace has."""
    return code if code in {one.code for one in reasons_of(unit).offered()} else blocks.USUAL_REASON


def _subject(row: Practice) -> str:
    return f"{row.id}|{row.began.isoformat()}"


CARDS: Mapping[str, Renderer] = {PRACTICE: _draw}
