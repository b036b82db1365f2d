"""Somebody brings in a list or a file: what they are shown before anything comes in, and what they answer."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.colleagues.service import standing
from bot.importing.blocks.troubles import field_words
from bot.importing.models import Import, ImportPart
from bot.importing.rules.columns import missing
from bot.importing.rules.pasted import COLUMNS, MOST_LINES, taken_apart
from bot.importing.rules.rows import look, understand
from bot.importing.service.judging import SLICE, known_words
from bot.importing.service.staging import (
    BRING,
    CARD,
    LOOK,
    READ,
    Piece,
    begin_bringing,
    begin_reading,
    finish,
    first_troubles,
    look_again,
    plan_next,
    sum_of,
    take_piece,
    view_of,
    way_as_json,
    way_of,
    work_on,
)
from bot.importing.service.taking import MOST_BEGUN
from bot.importing.values import Kind, Refusal, Reply, Review, Row, Seen, State, View, Way
from bot.reasons.service import reasons_of
from bot.slack.kit import GivenFile
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record

MOST_TROUBLES = 10
MOST_FIRST = 3


def may_bring_in(unit: Unit, person: str) -> bool:
    """Whether somebody may bring in what is known from before."""
    return may(Deed.bring_in, standing(unit, person))


def take_pasted(unit: Unit, by: str, text: str) -> Review | Refusal:
    """Take a list that was typed, one customer a line, and show how it is understood."""
    if not may_bring_in(unit, by):
        return Refusal.may_not
    known = known_words(unit, by)
    rows = taken_apart(text, known.reasons, known.today)
    if not rows:
        return Refusal.nothing
    if len(rows) > MOST_LINES:
        return Refusal.too_many
    brought = begin_reading(unit, by, Kind.departures, "", None)
    headers = tuple(field_words(what) for what in COLUMNS)
    brought.headers = list(headers)
    brought.way = way_as_json(Way(Kind.departures, {what: place for place, what in enumerate(COLUMNS)}))
    take_piece(unit, brought, Piece(headers, [rows]))
    return _looked_at(unit, brought)


def typed_before(unit: Unit, by: str, which: str) -> str:
    """What somebody typed, line by line, to be changed by them; what was read of it is let go."""
    brought = _theirs(unit, by, which)
    if brought is None or brought.state is not State.asking or brought.slack_file is not None:
        return ""
    parts = unit.all(select(ImportPart).where(ImportPart.file == brought.id).order_by(ImportPart.number))
    lines = [", ".join(str(cell) for cell in cells if cell is not None) for part in parts for _number, cells in part.rows]
    drop(unit, by, which)
    return "\n".join(lines)


def take_file(unit: Unit, by: str, kind: Kind, file: GivenFile) -> View | Refusal:
    """Take a file, and begin to read it; whoever brought it sees in their messages how far it is."""
    if not may_bring_in(unit, by):
        return Refusal.may_not
    brought = begin_reading(unit, by, kind, file.name, file.id)
    plan_next(unit, brought, READ, done=0)
    unit.ask(by, CARD, brought.id)
    record(unit, by, "import.begun", brought.id)
    return view_of(brought)


def review(unit: Unit, by: str, which: str) -> Review | Refusal:
    """What is shown of a file before it comes in."""
    brought = _theirs(unit, by, which)
    return _review(unit, brought) if brought is not None and brought.state is State.asking else Refusal.gone


def answer_review(unit: Unit, by: str, which: str, reply: Reply) -> Review | View | Refusal:
    """Bring it in; or, where it is to be read in another way, look at it anew and ask once more."""
    brought = _theirs(unit, by, which)
    if brought is None or brought.state is not State.asking:
        return Refusal.gone
    before = way_of(brought)
    after = replace(before, columns=reply.columns, order=reply.order or before.order, mark=reply.mark or before.mark)
    if after != before or missing(after.columns, after.kind):
        return _read_so(unit, brought, after)
    begin_bringing(unit, brought, begin=reply.begin)
    if brought.rows <= SLICE:
        unit.cancel(brought.id, BRING)
        work_on(unit, brought, 1, dry=False)
        finish(unit, brought)
    unit.refresh(CARD, brought.id)
    return view_of(brought)


def drop(unit: Unit, by: str, which: str) -> View | Refusal:
    """Leave it be: nothing comes in."""
    brought = _theirs(unit, by, which)
    if brought is None or brought.state not in (State.reading, State.looking, State.asking):
        return Refusal.gone
    brought.state, brought.finished = State.dropped, unit.now
    unit.refresh(CARD, brought.id)
    return view_of(brought)


def _read_so(unit: Unit, brought: Import, way: Way) -> Review | View:
    """In another column other days may stand: what they show of how they are meant is looked for anew."""
    moved = way.columns != way_of(brought).columns
    brought.way = way_as_json(way)
    if moved:
        brought.shows = vars(_seen_anew(unit, brought, way))
    if brought.rows <= SLICE:
        return _looked_at(unit, brought)
    look_again(unit, brought)
    unit.refresh(CARD, brought.id)
    return view_of(brought) if brought.state is State.looking else _review(unit, brought)


def _seen_anew(unit: Unit, brought: Import, way: Way) -> Seen:
    seen = Seen()
    for part in unit.session.scalars(select(ImportPart).where(ImportPart.file == brought.id).execution_options(yield_per=10)):
        for _number, cells in part.rows:
            look(cells, way, seen)
    return seen


def _looked_at(unit: Unit, brought: Import) -> Review:
    """So few rows are looked at here and now."""
    look_again(unit, brought)
    unit.cancel(brought.id, LOOK)
    if brought.state is State.looking:
        work_on(unit, brought, 1, dry=True)
        brought.state = State.asking
    unit.refresh(CARD, brought.id)
    return _review(unit, brought)


def _review(unit: Unit, brought: Import) -> Review:
    way, seen, told = way_of(brought), Seen(**brought.shows), sum_of(brought)
    return Review(
        view=view_of(brought),
        headers=tuple(brought.headers),
        way=way,
        recent=told.recent,
        may_begin=0 < told.recent <= MOST_BEGUN,
        remarks=told.remarks,
        troubles=tuple(first_troubles(unit, brought, MOST_TROUBLES)),
        first=_first(unit, brought, way),
        missing=missing(way.columns, way.kind),
        asks_order=seen.open_day if seen.days_first == seen.months_first else None,
        asks_mark=seen.open_amount if seen.points == seen.commas else None,
        pasted=brought.slack_file is None,
        turn=brought.turns,
    )


def _first(unit: Unit, brought: Import, way: Way) -> tuple[Row, ...]:
    part = unit.first(select(ImportPart).where(ImportPart.file == brought.id).order_by(ImportPart.number))
    known = known_words(unit, brought.by)
    read = (understand(number, cells, brought.headers, way, known) for number, cells in (part.rows if part else ()))
    right = (row for row in read if isinstance(row, Row))
    reasons = reasons_of(unit)
    return tuple(
        replace(row, reason=reasons.words(row.reason) if row.reason else None)
        for row, _place in zip(right, range(MOST_FIRST), strict=False)
    )


def _theirs(unit: Unit, by: str, which: str) -> Import | None:
    brought = unit.get(Import, which)
    return brought if brought is not None and brought.by == by and may_bring_in(unit, by) else None
