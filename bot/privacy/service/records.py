"""The record of who saw and did what is read by admins, a page at a time, and taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from bot.colleagues.models import Colleague
from bot.customers.models import Customer, Merge
from bot.departures.models import Departure
from bot.importing.rules.cells import escaped
from bot.interviews.models import Interview
from bot.privacy.blocks import records as blocks
from bot.privacy.rules import CHOOSING, SEEING, kind_of
from bot.privacy.values import Only, Place, RecordLine, RecordsView
from bot.work.parts import FileMaker
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.models import AuditEntry
from bot.workspace.records import record
from bot.workspace.roles import Deed, may

RECORDS = "privacy.records"
PAGE = 24
NEWEST_FIRST = AuditEntry.at.desc(), AuditEntry.id.desc()


def open_records(unit: Unit, by: str) -> RecordsView | None:
    """The newest of the record: that somebody opened it is written down, too. None for whoever may not read it."""
    view = records_of(unit, by)
    if view is not None:
        record(unit, by, "records.opened", unit.workspace)
    return view


def records_of(unit: Unit, by: str, only: Only = Only.everything, older: Place | None = None) -> RecordsView | None:
    """A page of the record, the newest first, or what comes after a place; None for whoever may not read it."""
    if not _may(unit, by):
        return None
    query = select(AuditEntry).where(*_only(only)).order_by(*NEWEST_FIRST).limit(PAGE + 1)
    if older is not None:
        query = query.where(or_(AuditEntry.at < older.at, and_(AuditEntry.at == older.at, AuditEntry.id < older.id)))
    found = unit.all(query)
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return RecordsView(_lines(unit, shown), only, Place(last.at, last.id) if last else None, is_first=older is None)


def take_records(unit: Unit, by: str) -> bool:
    """Send somebody the whole record as a file; False where they may not have it."""
    if not _may(unit, by):
        return False
    record(unit, by, "records.exported", unit.workspace)
    file = Enclosure(blocks.records_file(unit.now.date()), "", without=blocks.records_without(), drawn=(RECORDS, by))
    unit.say(blocks.records_message(), to=by, key=f"{RECORDS}:{by}:{unit.now.isoformat()}", file=file)
    return True


def draw_records(unit: Unit, by: str) -> bytes | None:
    """All of it as it stands when it is sent, oldest first: ids and codes alone; None for who may not have it any more."""
    if not _may(unit, by):
        return None
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(("at", "who", "did", "kind", "what", "before", "after"))
    query = select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id)
    for one in unit.session.scalars(query.execution_options(yield_per=1000)):
        cells = (one.at.isoformat(), one.who, one.did, kind_of(one.did), one.what, *_before_and_after(one))
        writer.writerow([escaped(cell) for cell in cells])
    return made.getvalue().encode("utf-8-sig")


def _before_and_after(one: AuditEntry) -> tuple[str, str]:
    return one.before or one.called_before or "", one.after or one.called_after or ""


def _may(unit: Unit, by: str) -> bool:
    return may(Deed.read_records, unit.parts.standing(unit, by))


def _only(only: Only) -> Iterable[ColumnElement[bool]]:
    if only is Only.seen:
        yield AuditEntry.did.in_(SEEING)
    elif only is Only.settings:
        yield or_(*(AuditEntry.did.startswith(begins, autoescape=True) for begins in CHOOSING))


def _lines(unit: Unit, entries: Sequence[AuditEntry]) -> Sequence[RecordLine]:
    people = _names(unit, {one.who for one in entries if one.who})
    customers, others = _customers(unit, entries), _merged(unit, entries)
    return tuple(
        RecordLine(
            at=one.at,
            did=one.did,
            what=one.what,
            who=people.get(one.who, one.who) if one.who else None,
            about=customers.get((kind_of(one.did), one.what)),
            before=one.before or one.called_before,
            after=one.after or one.called_after,
            other=others.get(one.what),
        )
        for one in entries
    )


def _names(unit: Unit, people: Iterable[str]) -> Mapping[str, str]:
    return dict(unit.session.execute(select(Colleague.id, Colleague.name).where(Colleague.id.in_(people))).all())


def _customers(unit: Unit, entries: Sequence[AuditEntry]) -> Mapping[tuple[str, str], str]:
    """What customers are called that entries are about, by kind and id; who was erased has no name any more."""
    ids: dict[str, set[str]] = {"customer": set(), "departure": set(), "interview": set(), "merge": set()}
    for one in entries:
        if kind_of(one.did) in ids:
            ids[kind_of(one.did)].add(one.what)
    queries = {
        "customer": select(Customer.id, Customer.name).where(Customer.id.in_(ids["customer"])),
        "departure": select(Departure.id, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .where(Departure.id.in_(ids["departure"])),
        "interview": select(Interview.id, Customer.name)
        .join(Departure, Departure.id == Interview.departure)
        .join(Customer, Customer.id == Departure.customer)
        .where(Interview.id.in_(ids["interview"])),
        "merge": select(Merge.id, Customer.name)
        .join(Customer, Customer.id == Merge.stays)
        .where(Merge.id.in_(ids["merge"])),
    }
    return {
        (kind, row): name
        for kind, query in queries.items()
        if ids[kind]
        for row, name in unit.session.execute(query.where(Customer.erased_at.is_(None)))
    }


def _merged(unit: Unit, entries: Sequence[AuditEntry]) -> Mapping[str, str]:
    """What customers are called that went into another, by the id of the merge."""
    merges = {one.what for one in entries if kind_of(one.did) == "merge"}
    if not merges:
        return {}
    query = select(Merge.id, Customer.name).join(Customer, Customer.id == Merge.goes)
    found = unit.session.execute(query.where(Merge.id.in_(merges), Customer.erased_at.is_(None)))
    return dict(found.all())


FILES: Mapping[str, FileMaker] = {RECORDS: draw_records}
