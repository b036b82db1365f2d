"""Which news answers whom: read for all lost customers at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import or_, select

from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.fixes.models import Fix
from bot.fixes.values import FixState
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.store.among import among
from bot.winback.models import Ask, Launch, LaunchTold
from bot.winback.rules import NEWS_FOR, answers
from bot.winback.values import MADE, WayIn
from bot.winback.ways import Way
from bot.work.unit import Unit

NEWS = "launch_news"
"""The card for whoever looks after customers. Its subject is a launch and who reads it."""


def ways_in(unit: Unit, departures: Collection[str] | None = None) -> Mapping[str, WayIn]:
    """The newest news for each of these lost customers (of all, where none are named), unless they were asked with it already.

    Who has none is not in it. Whether they may be asked at all is another matter.
    """
    known = Launch.taken_back_at.is_(None), Launch.at > unit.now - NEWS_FOR
    launches = still_news(unit, unit.all(select(Launch).where(*known).order_by(Launch.at.desc(), Launch.id.desc())))
    if not launches:
        return {}
    news = list(zip(launches, ways_of(unit, launches), strict=True))
    used, reasons = _used(unit), told_reasons(unit, departures)
    found: dict[str, WayIn] = {}
    for departure, segments in _lost(unit, departures):
        theirs = reasons.get(departure.id, frozenset()), segments, departure.happened
        fitting = (
            launch
            for launch, way in news
            if answers(way, launch.at.date(), departure.id, *theirs) and (departure.id, launch.id) not in used
        )
        launch = next(fitting, None)
        if launch is not None:
            found[departure.id] = way_in(launch)
    return found


def told_ways(unit: Unit, departures: Collection[str] | None = None) -> Mapping[str, WayIn]:
    """Of these the news that somebody told in words which may stand in a channel; a fix may be about one customer alone."""
    return {departure: way for departure, way in ways_in(unit, departures).items() if way.words}


def answered_by(unit: Unit, way: Way) -> Sequence[Departure]:
    """The lost customers, quiet ones among them, for whom news of today is an answer, by their ids."""
    today, reasons = unit.now.date(), told_reasons(unit)
    way = as_counted(unit, way)
    return [
        departure
        for departure, segments in _lost(unit)
        if answers(way, today, departure.id, reasons.get(departure.id, frozenset()), segments, departure.happened)
    ]


def show_news_of(unit: Unit, departure: str) -> None:
    """Something came of asking this customer: the messages about launches say so."""
    for told in unit.all(select(LaunchTold).where(LaunchTold.departure == departure)):
        unit.refresh(NEWS, f"{told.launch}:{told.person}")


def still_news(unit: Unit, launches: Sequence[Launch]) -> Sequence[Launch]:
    """Those of them that nobody took back; what followed from a fix is news while that holds."""
    sources = [one.source for one in launches if one.source]
    held = set(unit.all(select(Fix.id).where(Fix.id.in_(sources), Fix.state == FixState.verified))) if sources else set()
    return [one for one in launches if one.taken_back_at is None and (one.source is None or one.source in held)]


def way_in(launch: Launch) -> WayIn:
    """The news as whoever asks begins with it."""
    return WayIn(launch.id, launch.kind, launch.words, launch.at)


def ways_of(unit: Unit, launches: Sequence[Launch]) -> Sequence[Way]:
    """What each of these launches says, and whom it answers today."""
    told = select(LaunchTold.launch, LaunchTold.departure).where(LaunchTold.launch.in_([one.id for one in launches]))
    named: dict[str, list[str]] = defaultdict(list)
    for launch, departure in unit.session.execute(told.order_by(LaunchTold.id)):
        named[launch].append(departure)
    return [
        as_counted(
            unit,
            Way(one.kind, one.words, tuple(one.reasons), tuple(one.segments), tuple(named[one.id]), one.source),
        )
        for one in launches
    ]


def as_counted(unit: Unit, way: Way) -> Way:
    """The same with reasons as they count today: one that was merged is the one that it was merged into."""
    return replace(way, reasons=tuple(reasons_of(unit).counted(way.reasons)))


def told_reasons(unit: Unit, departures: Collection[str] | None = None) -> Mapping[str, frozenset[str]]:
    """All reasons that the customers themselves told or wrote, by departure, as they count today; guesses of ours do not."""
    query = select(Interview.departure, Finding.reason, Finding.more_reasons).join(
        Interview, Interview.id == Finding.interview
    )
    if departures is not None:
        query = query.where(among(Interview.departure, departures))
    found: dict[str, set[str]] = defaultdict(set)
    reasons = reasons_of(unit)
    for departure, reason, more in unit.session.execute(query):
        found[departure].update(reasons.counted([reason, *more]))
    return {departure: frozenset(codes) for departure, codes in found.items()}


def _lost(unit: Unit, departures: Collection[str] | None = None) -> Sequence[tuple[Departure, list[str]]]:
    query = (
        select(Departure, Customer.segments)
        .join(Customer, Customer.id == Departure.customer)
        .where(Departure.stage == Stage.left)
        .order_by(Departure.id)
    )
    if departures is not None:
        query = query.where(among(Departure.id, departures))
    return [(departure, segments) for departure, segments in unit.session.execute(query)]


def _used(unit: Unit) -> frozenset[tuple[str, str]]:
    asked = or_(Ask.state.in_(MADE), Ask.made_at.is_not(None))
    query = select(Ask.departure, Ask.launch).where(Ask.launch.is_not(None), asked)
    return frozenset((row.departure, row.launch) for row in unit.session.execute(query))
