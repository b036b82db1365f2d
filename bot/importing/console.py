"""`porchlight import`: a file on this machine comes in, row by row, with a bar that shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table as Listing
from rich.text import Text
from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.colleagues.service import full_members
from bot.customers.rules import fold
from bot.importing.blocks.troubles import broken_words, field_words, problem_words, remark_line
from bot.importing.correcting import Correction
from bot.importing.rules.columns import missing, recognise
from bot.importing.rules.rows import look, settle
from bot.importing.service.judging import SLICE, Sum, bring, named_columns
from bot.importing.service.taking import MOST_BEGUN
from bot.importing.tables import Head, opened
from bot.importing.values import ASKED, Came, Cell, Field, Kind, Mark, Order, Seen, Trouble, Unreadable, Way
from bot.work.unit import Unit, Units
from bot.workspace.service import record

MOST_TOLD = 50
Slice = list[tuple[int, list[Cell]]]


class Stopped(Exception):
    """It cannot go on; the text says why, and what to do."""


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line. `columns` are like `customer=Firm name`; `person` is a name, or Slack's id."""

    file: Path
    kind_name: str
    columns: Sequence[str] = ()
    day_first: bool = False
    month_first: bool = False
    decimal: str | None = None
    currency: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    person: str | None = None
    begin: bool = False
    dry: bool = False
    sure: bool = False

    @property
    def kind(self) -> Kind:
        """What the file is about. Raises Stopped where that is no kind."""
        names = {one.value.replace("_", "-"): one for one in Kind}
        if self.kind_name not in names:
            raise Stopped(f"--kind is one of {', '.join(names)}.")
        return names[self.kind_name]

    @property
    def order(self) -> Order | None:
        """Whether days or months come first. Raises Stopped where it says both."""
        if self.day_first and self.month_first:
            raise Stopped("Say either --day-first or --month-first.")
        return Order.day_first if self.day_first else Order.month_first if self.month_first else None

    @property
    def mark(self) -> Mark | None:
        """What stands before the cents. Raises Stopped where it says something else."""
        if self.decimal not in (None, "point", "comma"):
            raise Stopped("Say --decimal point or --decimal comma.")
        return Mark(self.decimal) if self.decimal else None


async def run_import(
    offline: Callable[[], AbstractAsyncContextManager[Units]], wish: Wish, confirm: Callable[[str], bool]
) -> None:
    """Look through the file, say what would come of it, and bring it in.

    Raises Stopped, and what opening the database raises.
    """
    try:
        async with offline() as units:
            await _Work(units, *await _whose(units, wish.person), wish, Console()).run(confirm)
    except Unreadable as broken:
        raise Stopped(broken_words(broken.why, broken.row)) from broken


@dataclass
class _Work:
    """One file on its way in."""

    units: Units
    workspace: str
    by: str
    wish: Wish
    console: Console

    async def run(self, confirm: Callable[[str], bool]) -> None:
        head, way, rows = self._learn()
        self._show_columns(head, way)
        way = self._settled(head, way, rows[1])
        beside = self.wish.file.with_name(f"{self.wish.file.stem}.wrong.csv")
        told = await self._all(head, way, rows[0], "Looking", dry=True, beside=beside)
        if self.wish.dry or not told.new:
            self.console.print("Nothing was changed." if self.wish.dry else "There is nothing new in this file.")
            return
        begin = self.wish.begin and told.recent <= MOST_BEGUN
        if self.wish.begin and not begin:
            self.console.print(f"More than {MOST_BEGUN} left within six weeks: nothing begins for any of them.")
        if not self.wish.sure and not confirm(f"Bring in {told.new} rows?"):
            self.console.print("Nothing was changed.")
            return
        came = await self._all(head, way, rows[0], "Bringing in", begin=begin)
        await self.units(self.workspace, _note, self.by, self.wish.kind)
        self.console.print(f"Came in: {came.new}, known before: {came.known}, stayed out: {came.wrong}.")

    def _learn(self) -> tuple[Head, Way, tuple[int, Seen]]:
        """How the file is laid out, how many rows it has, and what it shows of its days and amounts."""
        wish = self.wish
        with opened(wish.file, wish.kind, sheet=wish.sheet, encoding=wish.encoding) as table:
            columns = recognise(table.head.headers, wish.kind) | self._wanted(table.head)
            way = Way(wish.kind, columns, wish.order, wish.mark, wish.currency)
            count, seen = 0, Seen()
            with self.console.status("Reading …"):
                for count, (_number, cells) in enumerate(table.rows, 1):  # noqa: B007 - how many there were
                    look(cells, way, seen)
            return table.head, way, (count, seen)

    def _wanted(self, head: Head) -> dict[Field, int]:
        named = named_columns(head.headers)
        wanted: dict[Field, int] = {}
        for one in self.wish.columns:
            what, _equals, name = one.partition("=")
            known = {field.value: field for field in ASKED[self.wish.kind]}
            if what not in known or name not in named:
                columns, fields = ", ".join(head.headers), ", ".join(known)
                raise Stopped(f"--column {one}: say WHAT=COLUMN. What: {fields}. Columns here: {columns}.")
            wanted[known[what]] = named[name]
        return wanted

    def _settled(self, head: Head, way: Way, seen: Seen) -> Way:
        gone = missing(way.columns, way.kind)
        if gone:
            columns, first = ", ".join(head.headers), gone[0].value
            raise Stopped(
                f"Which column is “{field_words(gone[0])}”? Say --column {first}=COLUMN. Columns here: {columns}."
            )
        settled = settle(way, seen)
        if settled.order is None and seen.open_day:
            raise Stopped(f"{seen.open_day} may be two days: say --day-first or --month-first.")
        if settled.mark is None and seen.open_amount:
            raise Stopped(f"{seen.open_amount} may be two amounts: say --decimal point or --decimal comma.")
        return settled

    def _show_columns(self, head: Head, way: Way) -> None:
        listing = Listing(title=self.wish.file.name, title_justify="left")
        listing.add_column("What")
        listing.add_column("Column")
        for what in ASKED[way.kind]:
            place = way.columns.get(what)
            listing.add_row(f"{field_words(what)} ({what.value})", Text(head.headers[place]) if place is not None else "–")
        self.console.print(listing)
        if head.encoding not in (None, "utf-8", "utf-16"):
            self.console.print(f"Read as {head.encoding}; if letters look wrong, say --encoding.")

    async def _all(
        self,
        head: Head,
        way: Way,
        total: int,
        doing: str,
        *,
        dry: bool = False,
        begin: bool = False,
        beside: Path | None = None,
    ) -> Sum:
        wish, told = self.wish, Sum()
        writes = _writing(beside, head) if beside is not None else _nothing()
        with (
            opened(wish.file, wish.kind, sheet=wish.sheet, encoding=wish.encoding) as table,
            self._bar() as bar,
            writes as correction,
        ):
            task: TaskID = bar.add_task(doing, total=total)
            while part := list(islice(table.rows, SLICE)):
                came = await self.units(
                    self.workspace, bring, self.by, way, head.headers, part, begin=begin, dry=dry
                )
                if correction is not None:
                    self._tell_wrong(part, came, correction, told.wrong)
                told.add(len(part), came)
                bar.advance(task, len(part))
        if beside is not None:
            self._sum_up(told, beside)
        return told

    def _bar(self) -> Progress:
        shape = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        return Progress(*shape, console=self.console)

    def _tell_wrong(self, part: Slice, came: Came, correction: Correction, before: int) -> None:
        wrong: dict[int, list[Trouble]] = {}
        for trouble in came.troubles:
            wrong.setdefault(trouble.row, []).append(trouble)
        for number, cells in part:
            if number in wrong:
                correction.add(cells, wrong[number])
        for trouble in came.troubles[: max(0, MOST_TOLD - before)]:
            shown = f" “{trouble.shown}”" if trouble.shown else ""
            self.console.print(Text(f"Row {trouble.row}, {trouble.column}:{shown} {problem_words(trouble.problem)}"))

    def _sum_up(self, told: Sum, beside: Path) -> None:
        self.console.print(f"Rows: {told.rows}. New: {told.new}, known already: {told.known}, wrong: {told.wrong}.")
        if self.wish.kind is Kind.departures:
            self.console.print(
                f"{told.recent} left within the last six weeks. For anybody who left before that nothing begins: "
                "nobody is asked to thank or interview them. They may be asked again."
            )
        for remark, count in told.remarks.items():
            self.console.print(remark_line(remark, count))
        if told.wrong:
            self.console.print(f"The wrong rows are in {beside}: put them right there, and bring that file in.")
        else:
            beside.unlink()


async def _whose(units: Units, person: str | None) -> tuple[str, str]:
    """The workspace, and in whose name things come in: an admin's, unless somebody is named."""

    def find(unit: Unit) -> str | None:
        members = full_members(unit)
        if person is None:
            return next((one.id for one in members if one.is_admin), None)
        return next((one.id for one in members if one.id == person or fold(one.name) == fold(person)), None)

    workspaces = await units.database.run(lambda session: list(session.scalars(select(Colleague.workspace).distinct())))
    for workspace in workspaces:
        found = await units(workspace, find)
        if found is not None:
            return workspace, found
    if person is not None:
        raise Stopped(f"There is nobody called {person} here.")
    raise Stopped("Nobody is known here yet: start the bot once, so that it learns who works here.")


def _note(unit: Unit, by: str, kind: Kind) -> None:
    record(unit, by, "import.done", kind.value)


@contextmanager
def _writing(path: Path, head: Head) -> Iterator[Correction | None]:
    with path.open("w", encoding="utf-8-sig", newline="") as to:
        yield Correction(to, head.headers)


@contextmanager
def _nothing() -> Iterator[Correction | None]:
    yield None
