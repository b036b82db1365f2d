"""A file is read into the workspace part by part, looked at, and, once somebody has said yes, brought in, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import delete, select

from bot.importing.blocks.messages import correction_message, correction_without, import_card, name_of_wrong
from bot.importing.correcting import corrected
from bot.importing.models import Import, ImportPart
from bot.importing.rules.columns import missing, recognise
from bot.importing.rules.rows import look, settle
from bot.importing.service.judging import RawRow, Sum, bring
from bot.importing.service.letting_go import KEPT_FOR
from bot.importing.service.taking import MOST_BEGUN
from bot.importing.values import (
    Broken,
    Came,
    Field,
    Kind,
    Mark,
    Order,
    Problem,
    Remark,
    Seen,
    State,
    Trouble,
    View,
    Way,
)
from bot.slack.kit import Message
from bot.work.parts import Due, FileMaker, Renderer
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.service import record

CARD, WRONG = "import", "importing.wrong"
READ, LOOK, BRING, FORGET = "import_read", "import_look", "import_bring", "import_forget"
PARTS_LOOKED_AT, PARTS_BROUGHT = 2, 1
"""So many parts of 500 rows are looked at, or brought in, in one unit: half a second's work, so that others may press meanwhile."""


@dataclass(frozen=True)
class Piece:
    """Some more rows of a file, in parts, as they were read; `broken` where it cannot be read (any further)."""

    headers: tuple[str, ...] = ()
    parts: Sequence[Sequence[RawRow]] = ()
    is_last: bool = True
    broken: Broken | None = None
    row: int | None = None
    seen: Seen = field(default_factory=Seen)


def begin_reading(unit: Unit, by: str, kind: Kind, name: str, slack_file: str | None) -> Import:
    """A file is brought: first it is read."""
    brought = unit.add(Import(kind=kind, by=by, at=unit.now, name=name, slack_file=slack_file, headers=[], shows={}))
    brought.way, brought.counts = {}, {}
    brought.state, brought.rows, brought.at_part, brought.turns, brought.begin = State.reading, 0, 0, 0, False
    unit.session.flush()
    unit.plan(FORGET, brought.id, unit.now + KEPT_FOR, key=f"{FORGET}:{brought.id}")
    return brought


def plan_next(unit: Unit, brought: Import, kind: str, **facts: Any) -> None:
    """The next slice of work is due now; each has a name of its own."""
    brought.turns += 1
    unit.session.flush()
    unit.plan(kind, brought.id, unit.now, key=f"{kind}:{brought.id}:{brought.turns}", **facts)


def keep_piece(unit: Unit, due: Due, piece: Piece | None) -> None:
    """Keep what was read, and go on: with the rest of the file, or with looking at it."""
    brought = unit.get(Import, due.subject)
    if brought is None or brought.state is not State.reading or piece is None:
        return
    take_piece(unit, brought, piece)
    if brought.state is State.reading:
        plan_next(unit, brought, READ, done=brought.rows) if not piece.is_last else look_again(unit, brought)
    unit.refresh(CARD, brought.id)


def take_piece(unit: Unit, brought: Import, piece: Piece) -> None:
    """Add some rows to those that are read."""
    if piece.broken is not None:
        brought.state, brought.finished = State.broken, unit.now
        brought.broken = f"{piece.broken.value}:{piece.row or ''}"
        return
    if not brought.headers:
        brought.headers = list(piece.headers)
        columns = recognise(piece.headers, brought.kind)
        brought.way = way_as_json(Way(brought.kind, columns))
    for rows in piece.parts:
        unit.add(ImportPart(file=brought.id, number=brought.at_part, rows=[[number, list(cells)] for number, cells in rows]))
        brought.at_part += 1
        brought.rows += len(rows)
    unit.session.flush()
    brought.shows = asdict(_seen_in(brought, piece.parts))


def look_again(unit: Unit, brought: Import) -> None:
    """Look at all of it, from the start, as it is to be read now."""
    way = settle(way_of(brought), Seen(**brought.shows))
    brought.way, brought.counts, brought.at_part = way_as_json(way), {}, 0
    if missing(way.columns, way.kind):
        brought.state = State.asking
        return
    brought.state = State.looking
    plan_next(unit, brought, LOOK)


def begin_bringing(unit: Unit, brought: Import, *, begin: bool) -> None:
    """Somebody has said yes: it comes in from the start."""
    brought.begin = begin and int(brought.counts.get("recent", 0)) <= MOST_BEGUN
    brought.state, brought.counts, brought.at_part = State.bringing, {}, 0
    plan_next(unit, brought, BRING)


def look_at_parts(unit: Unit, due: Due, facts: None) -> None:
    """Look at the next parts."""
    del facts
    brought = unit.get(Import, due.subject)
    if brought is None or brought.state is not State.looking:
        return
    if work_on(unit, brought, PARTS_LOOKED_AT, dry=True):
        brought.state = State.asking
    else:
        plan_next(unit, brought, LOOK)
    unit.refresh(CARD, brought.id)


def bring_parts(unit: Unit, due: Due, facts: None) -> None:
    """Bring in the next parts."""
    del facts
    brought = unit.get(Import, due.subject)
    if brought is None or brought.state is not State.bringing:
        return
    if work_on(unit, brought, PARTS_BROUGHT, dry=False):
        finish(unit, brought)
    else:
        plan_next(unit, brought, BRING)
    unit.refresh(CARD, brought.id)


def work_on(unit: Unit, brought: Import, most: int, *, dry: bool) -> bool:
    """Look at the next parts, or bring them in; True when that were the last."""
    theirs = ImportPart.file == brought.id, ImportPart.number >= brought.at_part
    parts = unit.all(select(ImportPart).where(*theirs).order_by(ImportPart.number).limit(most))
    told, way = sum_of(brought), way_of(brought)
    for part in parts:
        came = bring(unit, brought.by, way, brought.headers, part.rows, begin=brought.begin, dry=dry)
        part.wrong = _as_json(came) or None
        told.add(len(part.rows), came)
        brought.at_part = part.number + 1
        unit.session.flush()
    counts = {**asdict(told), "remarks": {remark.value: count for remark, count in told.remarks.items()}}
    brought.counts = counts
    return told.rows >= brought.rows


def finish(unit: Unit, brought: Import) -> None:
    """All of it is in; what stayed out goes back to whoever brought it, as a file to put right."""
    brought.state, brought.finished = State.done, unit.now
    record(unit, brought.by, "import.done", brought.id)
    if not brought.counts.get("wrong"):
        unit.session.execute(delete(ImportPart).where(ImportPart.file == brought.id))
        return
    unit.say(
        correction_message(int(brought.counts["wrong"])),
        to=brought.by,
        key=f"{WRONG}:{brought.id}",
        file=Enclosure(name_of_wrong(brought.name), "", without=correction_without(), drawn=(WRONG, brought.id)),
    )


def forget_rows(unit: Unit, due: Due, facts: None) -> None:
    """It waited long enough: nothing of the file is kept any more."""
    del facts
    brought = unit.get(Import, due.subject)
    if brought is None:
        return
    unit.session.execute(delete(ImportPart).where(ImportPart.file == brought.id))
    if brought.state is not State.done:
        brought.state, brought.finished = State.dropped, unit.now
        unit.refresh(CARD, brought.id)


def draw_wrong(unit: Unit, subject: str) -> bytes | None:
    """The rows that stayed out, each with what is wrong in it; None once they are kept no more."""
    brought = unit.get(Import, subject)
    if brought is None:
        return None
    wrong = ImportPart.file == subject, ImportPart.wrong.is_not(None)
    parts = unit.all(select(ImportPart).where(*wrong).order_by(ImportPart.number))
    rows = [
        (cells, _troubles(number, told[str(number)]))
        for part in parts
        for told in [part.wrong or {}]
        for number, cells in part.rows
        if str(number) in told
    ]
    return corrected(brought.headers, rows) if rows else None


def render(unit: Unit, subject: str) -> Message | None:
    """How it stands with a file."""
    brought = unit.get(Import, subject)
    return import_card(view_of(brought)) if brought is not None else None


def view_of(brought: Import) -> View:
    """How it stands with a file, for whoever writes about it."""
    told = sum_of(brought)
    why, _colon, row = (brought.broken or "").partition(":")
    return View(
        brought.id,
        brought.kind,
        brought.state,
        brought.name,
        brought.rows,
        told.rows,
        told.new,
        told.known,
        told.wrong,
        told.begun,
        Broken(why) if why else None,
        int(row) if row else None,
    )


def sum_of(brought: Import) -> Sum:
    """What came of it so far."""
    told = dict(brought.counts)
    remarks = {Remark(name): int(count) for name, count in (told.pop("remarks", None) or {}).items()}
    return Sum(**told, remarks=remarks)


def first_troubles(unit: Unit, brought: Import, most: int) -> list[Trouble]:
    """The first of what is wrong."""
    found: list[Trouble] = []
    wrong = ImportPart.file == brought.id, ImportPart.wrong.is_not(None)
    for part in unit.all(select(ImportPart).where(*wrong).order_by(ImportPart.number).limit(most)):
        for number, told in (part.wrong or {}).items():
            found += _troubles(int(number), told)
        if len(found) >= most:
            break
    return found[:most]


def way_of(brought: Import) -> Way:
    """How a file is to be read."""
    kept = brought.way
    return Way(
        brought.kind,
        {Field(name): int(place) for name, place in kept["columns"].items()},
        Order(kept["order"]) if kept["order"] else None,
        Mark(kept["mark"]) if kept["mark"] else None,
    )


def way_as_json(way: Way) -> dict[str, Any]:
    """A way as it is kept."""
    return {
        "columns": {what.value: place for what, place in way.columns.items()},
        "order": way.order.value if way.order else None,
        "mark": way.mark.value if way.mark else None,
    }


def _seen_in(brought: Import, parts: Sequence[Sequence[RawRow]]) -> Seen:
    seen, way = Seen(**brought.shows), way_of(brought)
    for rows in parts:
        for _number, cells in rows:
            look(cells, way, seen)
    return seen


def _as_json(came: Came) -> dict[str, list[list[str]]]:
    told: dict[str, list[list[str]]] = {}
    for one in came.troubles:
        told.setdefault(str(one.row), []).append([one.column, one.problem.value, one.shown])
    return told


def _troubles(number: int, told: Sequence[Sequence[str]]) -> list[Trouble]:
    return [Trouble(number, column, Problem(problem), shown) for column, problem, shown in told]


CARDS: Mapping[str, Renderer] = {CARD: render}
FILES: Mapping[str, FileMaker] = {WRONG: draw_wrong}
