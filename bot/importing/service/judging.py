"""Rows as they stand in a file come in, or come back with what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.colleagues.service import full_members, today_of
from bot.customers.rules import fold, plain
from bot.importing.rules.columns import letters
from bot.importing.rules.rows import understand
from bot.importing.service.taking import take_in
from bot.importing.values import Came, Cell, Known, Remark, Row, Trouble, Way
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN, Reason
from bot.work.unit import Unit

RawRow = tuple[int, Sequence[Cell]]
SLICE = 500
"""So many rows are looked at, or brought in, in one unit."""


@dataclass
class Sum:
    """What came of all rows so far."""

    rows: int = 0
    new: int = 0
    known: int = 0
    recent: int = 0
    begun: int = 0
    wrong: int = 0
    remarks: dict[Remark, int] = field(default_factory=dict)

    def add(self, rows: int, came: Came) -> None:
        self.rows += rows
        self.new, self.known = self.new + came.new, self.known + came.known
        self.recent, self.begun = self.recent + came.recent, self.begun + came.begun
        self.wrong += len(came.wrong)
        for remark, count in came.remarks.items():
            self.remarks[remark] = self.remarks.get(remark, 0) + count


def bring(
    unit: Unit,
    by: str,
    way: Way,
    headers: Sequence[str],
    raw: Iterable[RawRow],
    *,
    begin: bool = False,
    dry: bool = False,
    known: Known | None = None,
) -> Came:
    """Keep what rows of a file say; those that are wrong stay out, each with all that is wrong in it."""
    known = known or known_words(unit, by)
    rows: list[Row] = []
    troubles: list[Trouble] = []
    for number, cells in raw:
        found = understand(number, cells, headers, way, known)
        if isinstance(found, Row):
            rows.append(found)
        else:
            troubles += found
    named = {what: headers[place] for what, place in way.columns.items()}
    came = take_in(unit, by, way.kind, rows, named, begin=begin, dry=dry)
    every = sorted((*troubles, *came.troubles), key=lambda one: one.row)
    return replace(came, troubles=tuple(every), wrong=frozenset(one.row for one in every))


def known_words(unit: Unit, by: str) -> Known:
    """What words may mean in this workspace: its colleagues by name, and its reasons by words, by code, and as the field says."""
    people: dict[str, str] = {}
    for one in full_members(unit):
        people[one.id] = one.id
        people.setdefault(fold(one.name), one.id)
    return Known(today_of(unit, by), people, _reasons(unit))


def _reasons(unit: Unit) -> dict[str, str]:
    """What reasons are called here today, before their codes, the field's terms, and Stripe's."""
    known, found = reasons_of(unit), dict[str, str]()
    ways: tuple[Callable[[Reason], str], ...] = (
        lambda one: one.called(),
        lambda one: one.words,
        lambda one: one.code,
        lambda one: one.term,
        lambda one: one.feedback.value,
    )
    for way in ways:
        for reason in known.offered():
            if reason.code != UNKNOWN and way(reason):
                found.setdefault(plain(way(reason)), reason.code)
    return found


def named_columns(headers: Sequence[str]) -> Mapping[str, int]:
    """By what a column may be called: its name, or the letter that a spreadsheet gives it."""
    return {letters(place): place for place in range(len(headers))} | {name: place for place, name in enumerate(headers)}
