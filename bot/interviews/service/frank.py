"""What is not for the owner: read by whoever wrote it, and by the one reader whom an admin had named by then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.colleagues.service import name_of, standing
from bot.departures.events import OwnerNamed
from bot.departures.service import facts_of, need_departure, responsible
from bot.interviews import blocks
from bot.interviews.events import ReaderNamed
from bot.interviews.models import FrankNote, Interview
from bot.interviews.service.reader import named_at
from bot.interviews.values import Obstacle
from bot.interviews.values.heard import FrankForm, FrankView
from bot.reasons.service import reasons_of
from bot.slack.kit import Message
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import record, settings_of

FRANK_CARD = "frank_note"
"""Its subject is `interview:reader`, so that each reader's card says what is true for them."""


def keep_frank_note(unit: Unit, interview: Interview, by: str, form: FrankForm | None) -> None:
    """Keep it, change it, or take it back. The reader hears that there is something, never here what it is."""
    note = frank_note_of(unit, interview.id)
    reader = frank_reader_of(unit, interview.departure)
    if form is None:
        if note is not None:
            unit.session.delete(note)
        _show_again(unit, interview.id, reader)
        return
    if note is not None and (note.words, note.reason) == (form.words, form.reason):
        return
    if note is None:
        note = unit.add(FrankNote(interview=interview.id, by=by))
    note.at, note.words, note.reason = unit.now, form.words, form.reason
    if reader is not None and reader != by:
        unit.session.flush()
        unit.prompt(reader, FRANK_CARD, _subject(interview.id, reader))
    _show_again(unit, interview.id, reader)


def frank_note_of(unit: Unit, interview_id: str) -> FrankNote | None:
    """What is not for the owner, of one interview."""
    return unit.find(FrankNote, interview=interview_id)


def frank_reader_of(unit: Unit, departure_id: str) -> str | None:
    """Who is told of what is written now: the named reader, while they are of the firm and do not look after it themselves."""
    reader = settings_of(unit).frank_reader
    if reader is None or Role.member not in standing(unit, reader):
        return None
    return None if reader == responsible(need_departure(unit, departure_id)) else reader


def open_frank_note(unit: Unit, person: str, interview_id: str) -> FrankView | Obstacle:
    """The reader opens it: that is written down, without a word of it."""
    interview = unit.need(Interview, interview_id)
    note = frank_note_of(unit, interview_id)
    if note is None or not _may_read(unit, person, interview, note):
        return Obstacle.not_yours
    record(unit, person, "frank_note.opened", interview_id)
    return FrankView(
        customer=facts_of(unit, interview.departure).customer,
        by=name_of(unit, note.by),
        at=note.at,
        words=note.words,
        reason=reasons_of(unit).words_then(note.reason, note.at) if note.reason else None,
    )


def draw_frank_note(unit: Unit, subject: str) -> Message | None:
    """That there is something, and a button; once it is not theirs to read, that it is gone, where they saw it."""
    interview_id, _colon, reader = subject.partition(":")
    interview = unit.get(Interview, interview_id)
    if interview is None:
        return None
    note, customer = frank_note_of(unit, interview_id), facts_of(unit, interview.departure).customer
    if note is not None and _may_read(unit, reader, interview, note):
        return blocks.frank_card(interview_id, customer)
    return blocks.frank_closed_card(customer) if unit.shown(FRANK_CARD, subject) else None


def let_go_of_frank_notes(unit: Unit, before: datetime) -> int:
    """Empty what was written before a moment (aware), for it was kept long enough; its reason still counts. How many there were."""
    old = [one for one in unit.all(select(FrankNote).where(FrankNote.at < before)) if one.words]
    for note in old:
        note.words = ""
        _show_again(unit, note.interview, settings_of(unit).frank_reader)
    return len(old)


def follow_reader(unit: Unit, event: ReaderNamed) -> None:
    """Somebody else reads from now on: what was meant for the one before is shown to nobody by itself."""
    for interview in unit.all(select(FrankNote.interview)):
        _show_again(unit, interview, event.before)


def withhold_from_owner(unit: Unit, event: OwnerNamed) -> None:
    """It may turn out that the reader is the owner themselves."""
    for interview in unit.all(select(Interview.id).where(Interview.departure == event.departure)):
        _show_again(unit, interview, event.owner)


def _may_read(unit: Unit, person: str, interview: Interview, note: FrankNote) -> bool:
    """A reader reads what is written while they are named. What was written before stays between those two; what was let go, too."""
    if not note.words or person != frank_reader_of(unit, interview.departure):
        return False
    since = named_at(unit, person)
    return since is not None and note.at >= since


def _show_again(unit: Unit, interview_id: str, reader: str | None) -> None:
    unit.session.flush()
    if reader is not None:
        unit.refresh(FRANK_CARD, _subject(interview_id, reader))


def _subject(interview_id: str, reader: str) -> str:
    return f"{interview_id}:{reader}"
