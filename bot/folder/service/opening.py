"""A folder as somebody may see it: what is known of a customer, and a page of all that happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.colleagues.service import today_of
from bot.customers.blocks.fields import field_name
from bot.customers.models import Contact, Dealing, Lifetime
from bot.customers.service import consent_of, names_of, worth_of_times
from bot.customers.service.fields import said_of
from bot.customers.values import DealingKind
from bot.departures.service import need_departure, responsible
from bot.departures.service.access import roles_in
from bot.departures.values import OPEN_STAGES
from bot.folder.blocks.folder import about_way, folder_way
from bot.folder.rules import having, is_shown, newest_first, page_of
from bot.folder.service.access import Sight, hidden_times, sight_of
from bot.folder.values import Facts, FolderView, Hidden, Line, Time
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.reasons.values import UNKNOWN, Taxonomy
from bot.winback.service import costs_of_times
from bot.work.unit import Unit
from bot.work.values import Way
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def open_folder(unit: Unit, person: str, customer: str) -> FolderView | None:
    """The newest of a customer's folder: that somebody opened it is written down, without a word of it."""
    view = folder_of(unit, person, customer)
    if view is not None:
        record(unit, person, "folder.opened", customer)
    return view


def folder_of(unit: Unit, person: str, customer: str, *, page: int = 0, query: str | None = None) -> FolderView | None:
    """One page of the folder, or of what was found in it; None for whoever may not see it, and where there is none."""
    sight = sight_of(unit, person, customer)
    if sight is None:
        return None
    lines = lines_of(unit, person, sight)
    found = having(lines, query)
    shown, at, pages = page_of(found, page)
    return FolderView(
        facts=facts_of(unit, person, sight),
        lines=tuple(shown),
        page=at,
        pages=pages,
        found=len(found),
        held=len(lines),
        query=query,
        may_write=sight.may_write,
    )


def ways(unit: Unit, departure: str, person: str) -> Sequence[Way]:
    """For the details of a departure: the buttons that open the folder, and what is known of the customer."""
    customer = need_departure(unit, departure).customer
    sight = sight_of(unit, person, customer)
    if sight is None:
        return ()
    return (folder_way(customer), about_way(customer)) if sight.may_write else (folder_way(customer),)


def lines_of(unit: Unit, person: str, sight: Sight) -> list[Line]:
    """All that happened, newest first, as far as it concerns this person."""
    hidden, secret = hidden_times(unit, sight), frozenset(one.lifetime for one in sight.hidden)
    brought = (one for bring in unit.parts.timeline for one in bring(unit, sight.customer.id, person))
    entries = newest_first(one for one in brought if is_shown(one, person, hidden, secret))
    names = _names(unit, {one.by for one in entries if one.by})
    return [Line(one, names.get(one.by, one.by) if one.by else None) for one in entries]


def facts_of(unit: Unit, person: str, sight: Sight) -> Facts:
    """What is known of the customer."""
    customer, hidden = sight.customer, hidden_times(unit, sight)
    last = sight.seen[-1] if sight.seen else None
    found, known = _found(unit, person, sight), reasons_of(unit)
    people = [one for one in _people(unit, customer.id) if not _is_secret(one.added_by, person, one.added, hidden)]
    return Facts(
        customer=customer.id,
        name=customer.name,
        old_names=tuple(names_of(unit, customer.id)[1:]),
        segments=tuple(customer.segments),
        value=customer.value,
        currency=customer.currency,
        times=_times(unit, person, sight, found, known),
        stands=(last.stage, last.happened) if last else None,
        people=tuple(one.words for one in people),
        carers=_carers(unit, sight, hidden),
        reasons=_reasons((finding for _lifetime, finding in found), known),
        reached_by=customer.reached_by or next((one.stay_by for _lifetime, one in reversed(found) if one.stay_by), None),
        mailing=customer.mailing,
        consent=consent_of(unit, customer.id),
        own_day=(customer.own_day, customer.own_day_name) if customer.own_day and customer.own_day_name else None,
        fields=tuple((field_name(field), words) for field, words in said_of(unit, customer)),
    )


def _people(unit: Unit, customer: str) -> Iterable[Contact]:
    return unit.all(select(Contact).where(Contact.customer == customer).order_by(Contact.added.desc(), Contact.id.desc()))


def _is_secret(by: str, person: str, noted: datetime, hidden: list[Hidden]) -> bool:
    return by != person and any(noted in one for one in hidden)


def _times(
    unit: Unit, person: str, sight: Sight, found: Sequence[tuple[str, Finding]], called: Taxonomy
) -> tuple[Time, ...]:
    """Each is counted to its end; the present one, or one whose end is not for this person, to today.

    Of what it was worth and took, and why it ended, no more is told than what they may know of these departures.
    """
    today = today_of(unit, person)
    secret = {one.lifetime for one in sight.hidden}
    known = unit.all(select(Lifetime).where(Lifetime.customer == sight.customer.id).order_by(Lifetime.number))
    if not known and sight.customer.since:
        return (Time(1, sight.customer.since, today, is_over=False),)
    worth = worth_of_times(sight.customer, known)
    costs = costs_of_times(unit, [one.id for one in sight.seen])
    times = []
    for one in known:
        began = one.began or (sight.customer.since if one.number == 1 else None)
        ended = None if one.id in secret else one.ended
        reasons = _reasons((finding for lifetime, finding in found if lifetime == one.id), called)
        until, is_over = ended or today, ended is not None
        times.append(Time(one.number, began, until, is_over, worth.get(one.id), reasons, costs.get(one.id)))
    return tuple(times)


def _carers(unit: Unit, sight: Sight, hidden: list[Hidden]) -> tuple[str, ...]:
    """Whoever looks after the open departure; else whose customer they are, as far as anybody said."""
    if sight.seen and sight.seen[-1].stage in OPEN_STAGES:
        return (responsible(sight.seen[-1]),)
    owned = Dealing.customer == sight.customer.id, Dealing.kind == DealingKind.owner
    known = unit.all(select(Dealing).where(*owned).order_by(Dealing.at.desc(), Dealing.id.desc()))
    return tuple(dict.fromkeys(one.person for one in known if not any(one.at in time for time in hidden)))[:1]


def _found(unit: Unit, person: str, sight: Sight) -> Sequence[tuple[str, Finding]]:
    """What they said when they left, oldest first, for those who may hear it; and which time with us (its id) ended then."""
    heard = {one.id: one.lifetime for one in sight.seen if may(Deed.hear_findings, roles_in(unit, person, one.id))}
    if not heard:
        return ()
    its_interview = (Interview.workspace == Finding.workspace) & (Interview.id == Finding.interview)
    filed = select(Interview.departure, Finding).join(Finding, its_interview).where(Interview.departure.in_(heard))
    rows = unit.session.execute(filed.order_by(Finding.filed_at, Finding.id))
    return [(heard[departure], finding) for departure, finding in rows]


def _reasons(found: Iterable[Finding], known: Taxonomy) -> tuple[str, ...]:
    """In the words in which they were said then."""
    said = ((code, one.filed_at) for one in found for code in (one.reason, *one.more_reasons) if code != UNKNOWN)
    return tuple(dict.fromkeys(known.words_then(code, at) for code, at in said))


def _names(unit: Unit, people: set[str]) -> Mapping[str, str]:
    known = select(Colleague.id, Colleague.name).where(Colleague.id.in_(people))
    return {row.id: row.name for row in unit.session.execute(known)}
