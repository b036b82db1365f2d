"""What a folder holds of a customer's leaving: how it went, the talks before, warning signs, promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select

from bot.colleagues.service import hours_of, name_of
from bot.customers.models import CueNoted, Promise
from bot.customers.values import PromiseState
from bot.departures.blocks import entries
from bot.departures.models import Departure, Step, Talk
from bot.departures.service.access import on_team, seen_departures
from bot.departures.values.before import Part
from bot.work.unit import Unit
from bot.work.values import Entry
from bot.workspace.roles import Deed, Role, may


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """Of the departures that the reader may see; of what was noticed and promised, what is no secret to them."""
    roles = seen_departures(unit, customer, reader)
    seen = {one.id: one for one in unit.all(select(Departure).where(Departure.id.in_(list(roles))))}
    looks_after = bool(seen) or on_team(unit, customer, reader) or may(Deed.change_settings, unit.parts.standing(unit, reader))
    noticed = [*_signs(unit, customer), *_promises(unit, customer, reader)]
    return [
        *_sources(seen.values()),
        *_steps(unit, seen),
        *_talks(unit, roles),
        *(one for one in noticed if looks_after or reader in (one.by, one.brought)),
    ]


def _sources(departures: Iterable[Departure]) -> Iterator[Entry]:
    for one in departures:
        if one.source_words or one.source_link:
            told, words = entries.source_entry(), one.source_words
            yield Entry(one.logged_at, "departure.source", told, one.id, words=words, link=one.source_link)


def _steps(unit: Unit, departures: Mapping[str, Departure]) -> Iterator[Entry]:
    """Of a step that was taken back nobody knows the day any more; of any other it is what the next one counted from."""
    taken = unit.all(select(Step).where(Step.departure.in_(list(departures))).order_by(Step.at, Step.id))
    for departure in departures.values():
        own = [one for one in taken if one.departure == departure.id]
        days = [*(one.day_before for one in own[1:]), departure.happened]
        for one, day in zip(own, days, strict=True):
            if one.before is None:
                told = entries.logged_entry(one.after, day or departure.happened)
                yield Entry(one.at, "departure.logged", told, departure.id, by=one.who, words=departure.note)
                continue
            undone_by = name_of(unit, one.undone_by) if one.undone_by else None
            told = entries.step_entry(one.before, one.after, None if undone_by else day, undone_by)
            yield Entry(one.at, f"step.{one.after.value}", told, one.id, by=one.who, words=one.why)


def _talks(unit: Unit, roles: Mapping[str, frozenset[Role]]) -> Iterator[Entry]:
    """What was said there is for those who might have been asked to talk with them."""
    hears = {one for one, theirs in roles.items() if may(Deed.talk_in_time, theirs)}
    for one in unit.all(select(Talk).where(Talk.departure.in_(list(roles)), Talk.came.is_not(None))):
        if one.came is None or one.answered_at is None:
            continue
        stays = Part(one.stays, one.stays_worth, one.currency) if one.stays or one.stays_worth else None
        goes = Part(one.goes, one.goes_worth, one.currency) if one.goes or one.goes_worth else None
        words = entries.talk_said(one.words, stays, goes) if one.departure in hears else None
        told = entries.talk_entry(one.came)
        yield Entry(one.answered_at, f"talk.{one.came.value}", told, one.id, by=one.answered_by, words=words)


def _signs(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in unit.all(select(CueNoted).where(CueNoted.customer == customer)):
        told = entries.sign_entry(one.kind)
        yield Entry(one.at, f"sign.{one.kind.value}", told, one.id, by=one.by, words=one.words, link=one.link)


def _promises(unit: Unit, customer: str, reader: str) -> Iterator[Entry]:
    zone = hours_of(unit, reader).zone
    for one in unit.all(select(Promise).where(Promise.customer == customer)):
        told = entries.promise_entry(one.way, one.due.astimezone(zone).date())
        yield Entry(
            one.noted_at, "promise", told, one.id, by=one.by, words=one.what, link=one.link, brought=one.noted_by
        )
        if one.state is not PromiseState.open and one.answered_at is not None:
            answer = entries.promise_answer(one.state)
            kind = f"promise.{one.state.value}"
            yield Entry(one.answered_at, kind, answer, one.id, by=one.answered_by, words=one.what)
