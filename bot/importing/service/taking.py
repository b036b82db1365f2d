"""Rows come in: what is new is kept, what is known stays as it is, and nobody is asked anything about somebody long gone.

Whoever left within the last six weeks (`LATELY`) may be logged as if it were today, if that is wanted and they are few: the
thank-you, the exit interview and staying in touch begin for them. For anybody who left before that nothing begins. They
are among those who may be asked again, and the reason that was known stands in their folder.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import select

from bot.colleagues.service import today_of
from bot.customers.events import ConsentHeard
from bot.customers.models import ConsentAnswer, Contact, Customer, Dealing
from bot.customers.rules import fold, read_contact
from bot.customers.service import keyed
from bot.customers.values import Consent, DealingKind
from bot.departures.models import Departure, Step
from bot.departures.service import log_departure
from bot.departures.values import OPEN_STAGES, LogForm, Logged, Size, Stage
from bot.importing.models import ImportMark
from bot.importing.service.folders import Folder, Folders, signs_of
from bot.importing.service.months import take_months
from bot.importing.values import OF_MONTHS, Came, Field, Kind, Problem, Remark, Row, Trouble
from bot.interviews.models import Finding, Interview
from bot.interviews.values import CLOSES, FROM_BEFORE, End, InterviewState
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN
from bot.work.unit import Unit

LATELY = CLOSES
"""Six weeks: so long it makes sense to thank somebody, and to hear them out."""
MOST_BEGUN = 20
"""If more left so lately, nothing begins for any of them: so many at once would be asked of everybody."""


def take_in(
    unit: Unit,
    by: str,
    kind: Kind,
    rows: Sequence[Row],
    headers: Mapping[Field, str],
    *,
    begin: bool = False,
    dry: bool = False,
) -> Came:
    """Keep what these rows say, once; with `dry` only see what would come of it. `headers` are the names of their columns."""


    def take() -> Came:
        if kind in OF_MONTHS:
            return take_months(unit, by, kind, rows, headers, dry=dry)
        return _Taking(unit, by, kind, headers, begin=begin, dry=dry).customers(rows)

    if not dry:
        return take()
    with unit.session.no_autoflush:
        came = take()
        unit.session.expire_all()  # what was only tried is forgotten
    return came


class _Taking:
    """Some rows on their way in; lives for one unit."""

    def __init__(
        self, unit: Unit, by: str, kind: Kind, headers: Mapping[Field, str], *, begin: bool, dry: bool
    ) -> None:
        self.unit, self.by, self.kind, self.headers, self.begin, self.dry = unit, by, kind, headers, begin, dry
        self.today = today_of(unit, by)
        self.troubles: list[Trouble] = []
        self.new = self.known = self.recent = self.begun = 0
        self.noes: list[Customer] = []
        self.logged: list[Row] = []

    def customers(self, rows: Sequence[Row]) -> Came:
        marks = dict(zip((row.number for row in rows), keyed(self.unit, map(_said, rows)), strict=True))
        seen = set(self.unit.all(select(ImportMark.id).where(ImportMark.id.in_(set(marks.values())))))
        folders = Folders(self.unit, (row.customer for row in rows), dry=self.dry)
        for row in rows:
            if marks[row.number] in seen:
                self.known += 1
                continue
            if self._take(row, folders):
                seen.add(marks[row.number])
                folders.add(0, ImportMark(id=marks[row.number], at=self.unit.now))
        if not self.dry:
            folders.write()
            self._tell()
        return self._came(rows)

    def _take(self, row: Row, folders: Folders) -> bool:
        folder = folders.of(row.customer)
        if self.kind is Kind.departures:
            return self._departure(row, folder, folders)
        if self.kind is Kind.contacts and folder.customer is None:
            self._wrong(row, Field.customer, Problem.unknown_customer, row.customer)
            return False
        fresh = folder.customer is None
        customer = folder.customer or folders.add_customer(row.customer, folder)
        added = self._describe(row, customer, folder, folders, self.unit.now)
        self.new, self.known = self.new + (fresh or added), self.known + (not fresh and not added)
        return True

    def _departure(self, row: Row, folder: Folder, folders: Folders) -> bool:
        left = row.left or self.today
        if any(one.happened == left for one in folder.departures):
            self.known += 1
            return True
        open_one = next((one for one in folder.departures if one.stage in OPEN_STAGES), None)
        later = any(one.happened > left for one in folder.departures)
        if open_one is not None and not later and not open_one.from_before:
            self._wrong(row, Field.left, Problem.already_open, left.isoformat())
            return False
        is_recent = self.today - left <= LATELY
        self.new, self.recent = self.new + 1, self.recent + is_recent
        customer = folder.customer or folders.add_customer(row.customer, folder)
        self._describe(row, customer, folder, folders, datetime.combine(left, time(12), UTC))
        if is_recent and self.begin and not later and open_one is None:
            self.logged.append(row)
            return True
        if open_one is not None and not later:
            open_one.stage, open_one.open_for = Stage.returned, None  # they left again, so they had come back
            if not self.dry:
                self.unit.session.flush()
        self._keep_departure(row, left, customer, folder, folders, is_newest=not later)
        return True

    def _keep_departure(
        self, row: Row, left: date, customer: Customer, folder: Folder, folders: Folders, *, is_newest: bool
    ) -> None:
        lifetime = folders.time_of(folder, left, is_newest=is_newest)
        if lifetime.number == 1 and lifetime.began is None:
            lifetime.began = row.since
        departure = Departure(
            customer=customer.id,
            lifetime=lifetime.id,
            open_for=customer.id if is_newest else None,
            stage=Stage.left if is_newest else Stage.returned,
            happened=left,
            owner=row.owner,
            logged_by=self.by,
            logged_at=self.unit.now,
            quiet=False,
            note=row.words if row.reason is None else None,
            size=Size.record,
            size_chosen_by=self.by,
            from_before=True,
        )
        folder.departures.append(departure)
        folders.add(2, departure)
        folders.add(3, Step(departure=departure.id, before=None, after=Stage.left, who=self.by, at=self.unit.now))
        if any(one is not None for one in (row.reason, row.competitor, row.valued)):
            self._keep_reason(row, left, departure, folders)

    def _keep_reason(self, row: Row, left: date, departure: Departure, folders: Folders) -> None:
        """As it was known on the day when they left; it has no author here, so nobody is taken for somebody who heard them."""
        interview = Interview(
            departure=departure.id,
            number=FROM_BEFORE,
            state=InterviewState.ended,
            end=End.no_longer_needed,
            turns=0,
        )
        folders.add(3, interview)
        finding = Finding(
            interview=interview.id,
            filed_by="",
            filed_at=datetime.combine(left, time(12), UTC),
            said=(row.words or "") if row.reason is not None else "",
            reason=row.reason or UNKNOWN,
            more_reasons=[],
            consent=Consent.not_answered,
            source=row.source,
            competitor=row.competitor,
            did_well=row.valued,
        )
        folders.add(4, finding)

    def _describe(self, row: Row, customer: Customer, folder: Folder, folders: Folders, at: datetime) -> bool:
        """Fill in what nobody has told of a customer; what somebody has stays. True where that was anything."""
        before = (customer.value, customer.since, customer.segments, len(folder.contacts), len(folder.answers), len(folder.owners))
        if customer.value is None and row.value is not None:
            customer.value, customer.currency = row.value, row.currency
        customer.since = customer.since or row.since
        customer.segments = customer.segments or list(row.segments)
        if row.owner is not None and not folder.owners:
            folder.owners.add(row.owner)
            owner = Dealing(customer=customer.id, person=row.owner, kind=DealingKind.owner, said_by=self.by, at=at)
            folders.add(1, owner)
        self._contact(row, customer, folder, folders)
        if row.stay is not None and row.stay not in folder.answers:
            folder.answers.add(row.stay)
            folders.add(1, ConsentAnswer(customer=customer.id, answer=row.stay, heard_by=self.by, at=at))
            if row.stay is Consent.no:
                self.noes.append(customer)
        after = (customer.value, customer.since, customer.segments, len(folder.contacts), len(folder.answers), len(folder.owners))
        return before != after

    def _contact(self, row: Row, customer: Customer, folder: Folder, folders: Folders) -> None:
        if row.contact is None:
            return
        read = read_contact(row.contact)
        signs = signs_of(row.contact, read.email)
        if signs & folder.contacts:
            return
        folder.contacts |= signs
        contact = Contact(customer=customer.id, words=row.contact, phone=read.phone, email=read.email)
        contact.added, contact.added_by = self.unit.now, self.by
        folders.add(1, contact)

    def _tell(self) -> None:
        for customer in self.noes:
            self.unit.tell(ConsentHeard(customer.id, Consent.no, self.by))
        for row in self.logged:
            because = [reasons_of(self.unit).words(row.reason)] if row.reason else []
            note = "\n".join(filter(None, [*because, row.words, row.competitor, row.valued])) or None
            form = LogForm(Stage.left, row.left, new_name=row.customer, owner=row.owner, note=note, contact=None)
            came = log_departure(self.unit, self.by, form, f"import:{fold(row.customer)}:{row.left}")
            self.begun += isinstance(came, Logged)

    def _wrong(self, row: Row, what: Field, problem: Problem, shown: str) -> None:
        self.troubles.append(Trouble(row.number, self.headers.get(what, ""), problem, shown))

    def _came(self, rows: Sequence[Row]) -> Came:
        wrong = frozenset(one.row for one in self.troubles)
        remarks: Counter[Remark] = Counter(mark for row in rows if row.number not in wrong for mark in row.remarks)
        return Came(self.new, self.known, self.recent, self.begun, tuple(self.troubles), remarks, wrong)


def _said(row: Row) -> str:
    """All that a row says, in one form, so that the same is known again."""
    told = {name: _plain(value) for name, value in vars(row).items() if name not in ("number", "remarks") and value is not None}
    return json.dumps(told | {"customer": fold(row.customer)}, sort_keys=True, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, str | int | list | tuple) else str(value)
