"""Two customers turn out to be one, and perhaps two after all: what is moved is written down, row by row.

Nothing is copied or thrown away. Whatever names a customer is found by the foreign keys, so a table that a stage adds
later is moved as well. Where a row would stand there twice (the same colleague's dealings of one kind), one of the two
stays behind with the customer that is listed no longer, and counts no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import UniqueConstraint, func, select

from bot.colleagues.service import name_of, standing
from bot.customers.events import ConsentHeard
from bot.customers.models import (
    ConsentAnswer,
    Contact,
    CueNoted,
    Customer,
    Dealing,
    FormerName,
    Lifetime,
    Merge,
    MergeMove,
    Promise,
    Touch,
)
from bot.customers.rules.fields import joined
from bot.customers.service import consent_of
from bot.customers.service.fields import fields_of
from bot.customers.values import Consent
from bot.customers.values.fields import CustomerField
from bot.departures.models import Departure
from bot.folder.putting_right import Belongings, LastMerge, Merged, MergePlan, Parted, Refusal
from bot.folder.service.reach import links, reached, redraw, tables
from bot.folder.service.whose import never_left, roles_with, visible
from bot.store.base import Tenant
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

ASIDE = 1_000_000
"""Added to the numbers of times with us while they are put in order, so that no two are ever the same."""


def plan_merge(unit: Unit, by: str, stays: str | None, goes: str | None) -> MergePlan | Refusal:
    """What would happen, or why it cannot be."""
    both = _both(unit, by, stays, goes)
    if isinstance(both, Refusal):
        return both
    one, other = both
    says_no = Consent.no in (consent_of(unit, one.id), consent_of(unit, other.id))
    return MergePlan(one.id, one.name, other.id, other.name, belongings_of(unit, [other.id]), says_no)


def merge(unit: Unit, by: str, stays: str | None, goes: str | None) -> Merged | Refusal:
    """Let all that belongs to the customer that `goes` belong to the one that `stays`."""
    both = _both(unit, by, stays, goes)
    if isinstance(both, Refusal):
        return both
    one, other = both
    moved = belongings_of(unit, [other.id])
    said = consent_of(unit, one.id), consent_of(unit, other.id)
    kept = unit.add(Merge(stays=one.id, goes=other.id, by=by, at=unit.now, filled={}))
    unit.session.flush()
    _order_times(unit, kept, [*_times(unit, one.id), *_times(unit, other.id)])
    for kind, column in _belonging():
        _move_rows(unit, kept, kind, column)
    kept.filled = _fill(one, other, fields_of(unit))
    other.merged_into = one.id
    unit.session.flush()
    if Consent.no in said and consent_of(unit, one.id) is not Consent.no:
        _say_no(unit, kept, by)
    record(unit, by, "customer.merged", kept.id)
    redraw(unit, reached(unit, one.id))
    return Merged(kept.id, one.name, other.name, moved)


def last_merge(unit: Unit, by: str, customer: str | None) -> LastMerge | Refusal:
    """The newest merge into a customer, if this person may take it back."""
    known = visible(unit, by, customer)
    if known is None:
        return Refusal.unknown
    into = select(Merge).where(Merge.stays == known.id, Merge.undone_at.is_(None)).order_by(Merge.id.desc())
    newest = unit.first(into)
    if newest is None:
        return Refusal.nothing_to_undo
    if not _may_undo(unit, by, newest):
        return Refusal.may_not
    goes = unit.need(Customer, newest.goes)
    return LastMerge(newest.id, known.name, goes.name, name_of(unit, newest.by), newest.at)


def undo_merge(unit: Unit, by: str, merge_id: str) -> Parted | Refusal:
    """Put back what a merge moved; what was added since stays where it is. The newest merge is taken back first."""
    kept = unit.get(Merge, merge_id)
    if kept is None or kept.undone_at is not None:
        return Refusal.nothing_to_undo
    if not _may_undo(unit, by, kept):
        return Refusal.may_not
    stays, goes = unit.need(Customer, kept.stays), unit.need(Customer, kept.goes)
    if stays.erased_at is not None:
        return Refusal.nothing_to_undo
    newer = select(Merge.id).where(Merge.stays == stays.id, Merge.undone_at.is_(None), Merge.id > kept.id)
    if stays.merged_into is not None or unit.first(newer) is not None:
        return Refusal.merged_since
    before, said = reached(unit, stays.id), consent_of(unit, stays.id)
    moves = unit.all(select(MergeMove).where(MergeMove.merge == kept.id).order_by(MergeMove.id))
    _put_times_back(unit, kept, {one.row: one.before or {} for one in moves if one.table == Lifetime.__tablename__})
    _put_back(unit, kept, moves)
    _empty_again(stays, kept.filled)
    goes.merged_into = None
    kept.undone_by, kept.undone_at = by, unit.now
    unit.session.flush()
    if consent_of(unit, stays.id) is not said:
        unit.tell(ConsentHeard(stays.id, consent_of(unit, stays.id), by))
    record(unit, by, "customer.merge_undone", kept.id)
    redraw(unit, before)
    return Parted(stays.name, goes.name)


def belongings_of(unit: Unit, customers: Collection[str]) -> Belongings:
    """How much is kept of these customers."""
    counts = {kind: _count(unit, kind, column, customers) for kind, column in _belonging()}
    named = {Departure: "logged", Touch: "contacts", Contact: "people", CueNoted: "signs", Promise: "promises"}
    known = {name: counts.pop(kind, 0) for kind, name in named.items()}
    left_out = (FormerName, Dealing, ConsentAnswer)
    return Belongings(**known, other=sum(count for kind, count in counts.items() if kind not in left_out))


def _count(unit: Unit, kind: type[Tenant], column: str, customers: Collection[str]) -> int:
    query = select(func.count()).select_from(kind).where(getattr(kind, column).in_(customers))
    return unit.first(query) or 0


def _both(unit: Unit, by: str, stays: str | None, goes: str | None) -> tuple[Customer, Customer] | Refusal:
    one, other = visible(unit, by, stays), visible(unit, by, goes)
    if one is None or other is None:
        return Refusal.unknown
    if one.id == other.id:
        return Refusal.the_same
    if not _may(unit, by, one.id, other.id):
        return Refusal.may_not
    open_ones = select(func.count()).select_from(Departure).where(Departure.open_for.in_((one.id, other.id)))
    return Refusal.both_open if (unit.first(open_ones) or 0) > 1 else (one, other)


def _may(unit: Unit, by: str, one: str, other: str) -> bool:
    """An admin; or the owner of one of them, where they own the other, too, or nobody does since it never left."""
    owned = [may_here(unit, Deed.merge_customers, roles_with(unit, by, customer)) for customer in (one, other)]
    free = [never_left(unit, customer) for customer in (one, other)]
    return any(owned) and all(mine or nobodys for mine, nobodys in zip(owned, free, strict=True))


def _may_undo(unit: Unit, by: str, kept: Merge) -> bool:
    stands = standing(unit, by)
    return may(Deed.part_customers, stands | {Role.logger} if kept.by == by and Role.member in stands else stands)


def _belonging() -> Iterator[tuple[type[Tenant], str]]:
    """What belongs to a customer: every table with a column that names one. Times with us are put in order by themselves."""
    for kind, column, parent in links():
        if parent is Customer and kind not in (Merge, Lifetime):
            yield kind, column


def _move_rows(unit: Unit, kept: Merge, kind: type[Tenant], column: str) -> None:
    named = getattr(kind, column)
    for row in unit.all(select(kind).where(named == kept.goes).order_by(kind.id)):
        twin = _twin(unit, kind, column, row, kept.stays)
        if twin is not None and not _counts_more(row, twin):
            continue
        if twin is not None:
            _swap(unit, kept, column, row, twin)
            continue
        before = {column: kept.goes}
        if isinstance(row, Departure) and row.open_for is not None:
            before["open_for"], row.open_for = row.open_for, kept.stays
        setattr(row, column, kept.stays)
        _note(unit, kept, kind, row.id, before)
    unit.session.flush()


def _twin(unit: Unit, kind: type[Tenant], column: str, row: Tenant, stays: str) -> Tenant | None:
    """The row of the customer that stays beside which this one may not stand."""
    for rule in kind.__table__.constraints:  # type: ignore[attr-defined] # a Table, though typed as less
        names = [one.name for one in rule.columns]
        if not isinstance(rule, UniqueConstraint) or column not in names:
            continue
        others = (getattr(kind, name) == getattr(row, name) for name in names if name not in ("workspace", column))
        found = unit.first(select(kind).where(getattr(kind, column) == stays, *others))
        if found is not None:
            return found
    return None


def _counts_more(row: Tenant, twin: Tenant) -> bool:
    """Of two pieces of evidence that a colleague dealt with the customer, the one that nobody corrected, then the newer."""
    if not isinstance(row, Dealing) or not isinstance(twin, Dealing):
        return False
    return (row.correction is None, row.at) > (twin.correction is None, twin.at)


def _swap(unit: Unit, kept: Merge, column: str, row: Tenant, twin: Tenant) -> None:
    """The two change places. In between one of them is nobody's, since both may never stand in one place."""
    for one, before in ((row, kept.goes), (twin, kept.stays)):
        _note(unit, kept, type(one), one.id, {column: before})
    _change_places(unit, column, row, twin)


def _change_places(unit: Unit, column: str, row: Tenant, twin: Tenant) -> None:
    if not isinstance(row, Dealing):
        return  # nothing else is weighed against its twin
    here, there, person = getattr(row, column), getattr(twin, column), row.person
    row.person = f"~{row.id}"
    setattr(row, column, there)
    unit.session.flush()
    setattr(twin, column, here)
    unit.session.flush()
    row.person = person
    unit.session.flush()


def _times(unit: Unit, customer: str) -> list[Lifetime]:
    return list(unit.all(select(Lifetime).where(Lifetime.customer == customer).order_by(Lifetime.number)))


def _order_times(unit: Unit, kept: Merge, times: Sequence[Lifetime]) -> None:
    """All times with us in one order: those that ended by their days, the present ones last."""
    for one in times:
        _note(unit, kept, Lifetime, one.id, {"customer": one.customer, "number": one.number})
    _number(unit, kept.stays, sorted(times, key=_when))


def _when(time: Lifetime) -> tuple[bool, date, int, str]:
    return time.ended is None, time.ended or time.began or date.max, time.number, time.id


def _number(unit: Unit, customer: str, times: Sequence[Lifetime]) -> None:
    for place, one in enumerate(times, 1):
        one.number = ASIDE + place
    unit.session.flush()
    for one in times:
        one.customer = customer
    unit.session.flush()
    for place, one in enumerate(times, 1):
        one.number = place
    unit.session.flush()


def _put_times_back(unit: Unit, kept: Merge, before: dict[str, dict[str, Any]]) -> None:
    """Each customer's times in the order in which they were; those that came since stay, after the others."""
    now = _times(unit, kept.stays)
    back = [one for one in now if before.get(one.id, {}).get("customer") == kept.goes]
    stay = [one for one in now if one not in back]

    def as_before(one: Lifetime) -> tuple[bool, int]:
        return one.id not in before, before.get(one.id, {}).get("number", one.number)

    _number(unit, kept.goes, sorted(back, key=as_before))
    _number(unit, kept.stays, sorted(stay, key=as_before))


def _put_back(unit: Unit, kept: Merge, moves: Sequence[MergeMove]) -> None:
    for move in moves:
        kind = tables()[move.table]
        row = unit.get(kind, move.row)
        if row is None or kind is Lifetime:
            continue
        if move.before is None:
            unit.session.delete(row)
            continue
        _restore(unit, kept, row, move.before)
    unit.session.flush()


def _restore(unit: Unit, kept: Merge, row: Tenant, before: dict[str, Any]) -> None:
    [column] = (name for name in before if name != "open_for")
    if getattr(row, column) == before[column]:
        return
    twin = _twin(unit, type(row), column, row, before[column])
    if twin is not None:
        _change_places(unit, column, row, twin)
        return
    setattr(row, column, before[column])
    if isinstance(row, Departure) and row.open_for is not None:
        row.open_for = kept.goes
    unit.session.flush()


def _fill(one: Customer, other: Customer, fields: Sequence[CustomerField]) -> dict[str, Any]:
    """What the one that stays did not know of itself yet; since the earlier day they are a customer."""
    before = _facts(one)
    if other.since is not None and (one.since is None or other.since < one.since):
        one.since = other.since
    if one.value is None:
        one.value, one.currency = other.value, other.currency
    one.zone = one.zone or other.zone
    if one.mailing is None or other.mailing is False:  # in doubt a no counts, here as in `_say_no`
        one.mailing = other.mailing
    one.reached_by = one.reached_by or other.reached_by
    if one.own_day is None:
        one.own_day, one.own_day_name = other.own_day, other.own_day_name
    one.segments = [*one.segments, *(name for name in other.segments if name not in one.segments)]
    one.fields = joined(one.fields, other.fields, fields)
    after = _facts(one)
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _empty_again(one: Customer, filled: dict[str, Any]) -> None:
    """What a merge filled in is taken out again, unless somebody has said otherwise since."""
    now = _facts(one)
    for name, (before, after) in filled.items():
        if now[name] != after:
            continue
        kind = Customer.__table__.c[name].type.python_type
        setattr(one, name, before if before is None or kind is not date else date.fromisoformat(before))
        if name == "own_day":
            one.own_day_name = None  # what it is goes along with it, and is written down nowhere else


def _facts(one: Customer) -> dict[str, Any]:
    return {
        "since": one.since.isoformat() if one.since else None,
        "value": str(one.value.normalize()) if one.value is not None else None,
        "currency": one.currency,
        "zone": one.zone,
        "segments": list(one.segments),
        "fields": {field: list(values) for field, values in one.fields.items()},
        "mailing": one.mailing,
        "reached_by": one.reached_by.value if one.reached_by else None,
        "own_day": one.own_day.isoformat() if one.own_day else None,
    }


def _say_no(unit: Unit, kept: Merge, by: str) -> None:
    """In doubt a no counts: whoever asked to be left alone is, though the other name said yes later."""
    answer = unit.add(ConsentAnswer(customer=kept.stays, answer=Consent.no, heard_by=by, at=unit.now))
    unit.session.flush()
    _note(unit, kept, ConsentAnswer, answer.id, None)
    unit.tell(ConsentHeard(kept.stays, Consent.no, by))


def _note(unit: Unit, kept: Merge, kind: type[Tenant], row: str, before: dict[str, Any] | None) -> None:
    unit.add(MergeMove(merge=kept.id, table=kind.__tablename__, row=row, before=before))
