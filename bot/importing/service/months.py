"""New customers and proposals come in: as the numbers of months, or one a row, and then they are counted by month."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from bot.customers.rules import fold, plain
from bot.customers.service import keyed
from bot.importing.models import ImportMark
from bot.importing.values import Came, Field, Kind, Problem, Remark, Row, Trouble
from bot.insights.models import Month
from bot.work.unit import Unit

ONE_A_ROW = frozenset({Kind.each_new_customer, Kind.each_proposal})
_NUMBERS = {
    Field.new: "new_customers",
    Field.at_start: "customers_at_start",
    Field.sent: "proposals_sent",
    Field.won: "proposals_won",
}


def take_months(
    unit: Unit, by: str, kind: Kind, rows: Sequence[Row], headers: Mapping[Field, str], *, dry: bool
) -> Came:
    """Keep the numbers of months that these rows say, or count the rows; what somebody told here stays."""
    months = _Months(unit, by, kind, headers, _kept(unit, rows), dry=dry)
    take = months.count if kind in ONE_A_ROW else months.take
    return take(rows)


class _Months:
    """Some rows on their way into the months that they are of; lives for one unit."""

    def __init__(
        self, unit: Unit, by: str, kind: Kind, headers: Mapping[Field, str], kept: dict[str, Month], *, dry: bool
    ) -> None:
        self.unit, self.by, self.kind, self.headers, self.kept, self.dry = unit, by, kind, headers, kept, dry
        self.troubles: list[Trouble] = []
        self.remarks: Counter[Remark] = Counter()
        self.new = self.known = 0

    def take(self, rows: Sequence[Row]) -> Came:
        """Each row is a month."""
        for row in rows:
            self._take(row)
        return self._came()

    def count(self, rows: Sequence[Row]) -> Came:
        """Each row is one new customer, or one proposal: the same again counts once, won or not yet."""
        said = [(row, what, words) for row in rows for what, words in self._said(row)]
        marks = keyed(self.unit, (words for _row, _what, words in said))
        seen = set(self.unit.all(select(ImportMark.id).where(ImportMark.id.in_(set(marks)))))
        fresh: set[int] = set()
        told: set[int] = set()
        for (row, what, _words), mark in zip(said, marks, strict=True):
            if mark in seen:
                continue
            if not self._add(row, what):
                told.add(row.number)
                continue
            seen.add(mark)
            fresh.add(row.number)
            if not self.dry:
                self.unit.add(ImportMark(id=mark, at=self.unit.now))
        self.new, self.known = len(fresh), len(rows) - len(fresh)
        self.remarks.update(mark for row in rows for mark in row.remarks)
        if told:
            self.remarks[Remark.told_month] = len(told)
        return self._came()

    def _said(self, row: Row) -> Iterator[tuple[str, str]]:
        """What a row counts as, each with the words by which it is known again: a proposal that is won is the same proposal."""
        named = [self.kind.value, fold(row.customer), plain(row.proposal or ""), str(row.since or row.sent_on)]
        if self.kind is Kind.each_new_customer:
            yield _NUMBERS[Field.new], json.dumps(named)
            return
        yield _NUMBERS[Field.sent], json.dumps(named)
        if row.is_won:
            yield _NUMBERS[Field.won], json.dumps([*named, "won"])

    def _add(self, row: Row, name: str) -> bool:
        """One more in its month, unless somebody has told that month's number; True where it counts."""
        flag = "new_counted" if name == _NUMBERS[Field.new] else "proposals_counted"
        beside = (name,) if name == _NUMBERS[Field.new] else (_NUMBERS[Field.sent], _NUMBERS[Field.won])
        month = self._month(row)
        if not getattr(month, flag) and any(getattr(month, one) is not None for one in beside):
            return False
        setattr(month, flag, True)
        for one in beside:
            setattr(month, one, (getattr(month, one) or 0) + (one == name))
        month.told_by, month.told_at = self.by, self.unit.now
        return True

    def _month(self, row: Row) -> Month:
        key = _key(row)
        if key not in self.kept:
            month = Month(id=key, month=_first(row), told_by=self.by, told_at=self.unit.now)
            month.new_counted = month.proposals_counted = False
            self.kept[key] = month if self.dry else self.unit.add(month)
        return self.kept[key]

    def _take(self, row: Row) -> None:
        known = self.kept.get(_key(row))
        told = {name: number for what, name in _NUMBERS.items() if (number := getattr(row, what.value)) is not None}
        for what, name in _NUMBERS.items():
            before = getattr(known, name) if known is not None else None
            if name in told and before is not None and before != told[name]:
                column = self.headers.get(what, "")
                self.troubles.append(Trouble(row.number, column, Problem.another_number, str(told[name])))
                return
        if known is not None and all(getattr(known, name) == number for name, number in told.items()):
            self.known += 1
            return
        self.new += 1
        month = self._month(row)
        for name, number in told.items():
            setattr(month, name, number)
        month.told_by, month.told_at = self.by, self.unit.now

    def _came(self) -> Came:
        wrong = frozenset(one.row for one in self.troubles)
        return Came(self.new, self.known, troubles=tuple(self.troubles), remarks=self.remarks, wrong=wrong)


def _kept(unit: Unit, rows: Sequence[Row]) -> dict[str, Month]:
    ids = {_key(row) for row in rows}
    return {one.id: one for one in unit.all(select(Month).where(Month.id.in_(ids)))}


def _key(row: Row) -> str:
    return _first(row).isoformat()[:7]


def _first(row: Row) -> date:
    """The first day of the month that a row is of: a proposal is of the month in which it was sent, won whenever it was."""
    day = row.month or row.since or row.sent_on
    if day is None:
        raise TypeError("Rows without a day stay out before they come here.")
    return day.replace(day=1)
