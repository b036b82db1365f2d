"""What a folder holds of dealings with a customer: contacts, notes, files, people there, times with us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import select

from bot.customers import blocks
from bot.customers.models import Contact, KeptFile, Lifetime, Note, Touch
from bot.customers.values import BEGAN, ENDED
from bot.work.unit import Unit
from bot.work.values import Entry

SAME_DAY_NEARLY_EVERYWHERE = time(10, tzinfo=UTC)
"""A day stands in the timeline at this moment: from UTC-10 to UTC+13 it is that day."""


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """All of it, in any order; whoever may see the folder may see this."""
    del reader
    return [*_touches(unit, customer), *_notes(unit, customer), *_people_and_files(unit, customer), *_times(unit, customer)]


def on_the_day(day: date) -> datetime:
    """The moment at which something stands in the timeline of which only the day is known."""
    return datetime.combine(day, SAME_DAY_NEARLY_EVERYWHERE)


def _touches(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in unit.all(select(Touch).where(Touch.customer == customer)):
        told = blocks.touch_entry(one.kind, one.direction, one.whom)
        noted = one.noted_at or one.at
        yield Entry(one.at, f"touch.{one.kind.value}", told, one.id, by=one.by, words=one.words, noted=noted)


def _notes(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in unit.all(select(Note).where(Note.customer == customer)):
        yield Entry(one.at, "note", blocks.note_entry(), one.id, by=one.by, words=one.words)


def _people_and_files(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in unit.all(select(Contact).where(Contact.customer == customer)):
        yield Entry(one.added, "contact", blocks.contact_entry(), one.id, by=one.added_by, words=one.words)
    for kept in unit.all(select(KeptFile).where(KeptFile.customer == customer)):
        told = blocks.file_entry(kept.name, kept.state)
        yield Entry(kept.at, "file", told, kept.id, by=kept.by, words=kept.words)


def _times(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in unit.all(select(Lifetime).where(Lifetime.customer == customer)):
        if one.began:
            yield Entry(on_the_day(one.began), BEGAN, blocks.began_entry(one.number), one.id)
        if one.ended:
            yield Entry(on_the_day(one.ended), ENDED, blocks.ended_entry(), one.id)
