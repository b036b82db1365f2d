"""Who left over what we change: who they are to a reader, and whether they may be contacted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select

from bot.colleagues.service import name_of, standing
from bot.customers.models import Customer
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import responsible
from bot.departures.service.find import seen_of
from bot.departures.values import Stage
from bot.fixes.models import Fix, FixCase
from bot.fixes.rules import reach_of
from bot.fixes.values import FixState, Left
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.roles import Role

GONE = (Stage.leaving, Stage.left, Stage.returned)


def left_over(unit: Unit, fixes: Collection[str], reader: str | None) -> Mapping[str, Sequence[Left]]:
    """Who left over each of these fixes, of those whom the reader may see; of all, where there is none."""
    query = (
        select(FixCase.fix, Departure, Customer.name)
        .join(Departure, Departure.id == FixCase.departure)
        .join(Customer, Customer.id == Departure.customer)
        .where(FixCase.fix.in_(fixes), Customer.erased_at.is_(None))
        .order_by(Departure.happened.desc(), Departure.id)
    )
    rows = list(unit.session.execute(query)) if fixes else []
    departures = {departure.id: departure for _fix, departure, _name in rows}
    seen = departures.keys() if reader is None else seen_of(unit, reader, departures.keys())
    customers = {one.customer for one in departures.values()}
    consents = newest_consents(unit, list(customers))
    in_peace = {one for ask in unit.parts.in_peace for one in ask(unit, customers)}
    heard = _heard(unit, departures.keys())
    found: dict[str, list[Left]] = defaultdict(list)
    for fix, departure, name in rows:
        if departure.id in seen:
            consent = consents.get(departure.customer, Consent.not_answered)
            reach = reach_of(departure.stage, consent, in_peace=departure.customer in in_peace)
            owner = name_of(unit, responsible(departure))
            found[fix].append(Left(departure.id, name, owner, reach, told_us=departure.id in heard))
    return found


def readable(unit: Unit, person: str, fixes: Collection[Fix]) -> frozenset[str]:
    """Which of these somebody may read: those that came from no customer, or that they have a part in; else whoever may see
    somebody who left over it."""
    stands = standing(unit, person)
    if Role.member not in stands:
        return frozenset()
    if Role.admin in stands:
        return frozenset(one.id for one in fixes)
    mine = {one.id for one in fixes if one.departure is None or has_part(one, person)}
    others = [one.id for one in fixes if one.id not in mine]
    return frozenset(mine) | left_over(unit, others, person).keys()


def has_part(fix: Fix, person: str) -> bool:
    """Whether somebody sees to it, wanted it, did it, or looks whether it holds."""
    return person in (fix.owner, fix.by, fix.done_by, fix.asked, fix.verified_by)


def with_reason(unit: Unit, reason: str) -> Sequence[str]:
    """The departures of those who were heard to leave over a reason; none that is kept between a few."""
    rows = unit.session.execute(_first_findings().where(Departure.quiet.is_(False), Departure.stage.in_(GONE)))
    now = reasons_of(unit).now
    found: dict[str, str] = {}
    for departure, code in rows:
        found.setdefault(departure, code)
    return [departure for departure, code in found.items() if now(code) == now(reason)]


def found_for(unit: Unit, departure: str) -> str | None:
    """The reason for which a customer was heard to leave, as it counts today; None while nobody heard."""
    row = unit.session.execute(_first_findings().where(Departure.id == departure)).first()
    return reasons_of(unit).now(row[1]) if row else None


def link(unit: Unit, fix: Fix, departures: Collection[str]) -> None:
    """These customers left over it, too; as often as one likes."""
    known = set(unit.all(select(FixCase.departure).where(FixCase.fix == fix.id)))
    for one in dict.fromkeys(departures):
        if one not in known:
            unit.add(FixCase(fix=fix.id, departure=one, at=unit.now))
    unit.session.flush()


def link_heard(unit: Unit, departure_id: str) -> Sequence[Fix]:
    """Somebody was heard: what we change for all who left over that reason touches them, too, until it is verified."""
    departure, reason = unit.need(Departure, departure_id), found_for(unit, departure_id)
    if reason is None or departure.quiet:
        return ()
    going, now = (Fix.state.in_((FixState.open, FixState.done)), Fix.everyone.is_(True)), reasons_of(unit).now
    fixes = [one for one in unit.all(select(Fix).where(*going).order_by(Fix.id)) if now(one.reason or "") == reason]
    for fix in fixes:
        link(unit, fix, [departure_id])
    return fixes


def _first_findings() -> Select[str, str]:
    return (
        select(Departure.id, Finding.reason)
        .join(Interview, Interview.departure == Departure.id)
        .join(Finding, Finding.interview == Interview.id)
        .order_by(Finding.filed_at, Finding.id)
    )


def _heard(unit: Unit, departures: Collection[str]) -> frozenset[str]:
    query = select(Interview.departure).join(Finding, Finding.interview == Interview.id)
    return frozenset(unit.all(query.where(among(Interview.departure, departures)))) if departures else frozenset()
