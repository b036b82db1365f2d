"""The report of those who left in a time: counted here, drawn in `blocks`; the same for everybody but what only some may hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from bot.colleagues.service import standing
from bot.customers.models import Customer
from bot.customers.values.fields import SEGMENT, TENURE, WORTH
from bot.departures.models import Departure, Step
from bot.departures.service.find import heard_of, seen_of
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.rules import FEW_A_YEAR, quarter_of
from bot.insights.rules.report import (
    LAST,
    cell_of,
    contrasts,
    cross,
    figure,
    figures,
    had_a_part,
    like_earlier,
    months_of,
    of_months,
    rarely,
)
from bot.insights.rules.sums import ENOUGH_DEPARTURES
from bot.insights.service.alerts import heeded, spikes_in
from bot.insights.service.counting import agreement_of, scorecard_of, signs_of
from bot.insights.service.heard import quotes_for, reasons_for
from bot.insights.service.reading import USUAL, apart, customer_fields, findings_of, gone_within, kinds_of, stayers
from bot.insights.values import Case, Level, Period
from bot.insights.values.report import (
    ALL,
    CELL,
    FOUND,
    MONTH,
    REASON,
    All,
    Behind,
    Contrast,
    Gone,
    LastOne,
    Report,
    Watched,
)
from bot.interviews.values import Permission
from bot.reasons.service import reasons_of
from bot.winback.models import Return
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may

YEAR = relativedelta(years=1)
A_DAY = timedelta(days=1)


def report(unit: Unit, person: str | None, period: Period, named: Sequence[str] = ()) -> Report | Sequence[str] | None:
    """The report of a period; `person` None is everybody who reads a channel.

    `named` are fields as people name them: where one is not known, those that are. None for somebody who is no colleague.
    """
    if person is not None and not may(Deed.read_report, standing(unit, person)):
        return None
    by = [_meant(unit, one) for one in named[:2]]
    if None in by:
        return list(kinds_of(unit).values())
    asked = tuple(one for one in by if one is not None)
    earlier = gone_within(unit, period.first - YEAR, period.last)
    gone = [one for one in earlier if one.happened >= period.first]
    hears_all = _hears_all(unit, person, gone)
    few = sum(one.happened > period.last - YEAR for one in earlier) < FEW_A_YEAR
    last, one_off = _last(unit, person, gone, earlier) if few and not asked else ((), None)
    fields = asked or USUAL
    rows, columns = _crossed(asked)
    parts = {one: apart(unit, gone, one) for one in {*fields, rows, columns}}
    return Report(
        period,
        whole=figure(All.lost.value, "", gone),
        saved=len(_saved(unit, period)),
        returned=len(_returned(unit, period)),
        months=of_months([one.happened for one in gone], months_of(period)),
        figures=tuple(figures(gone, parts[one], hears_all=hears_all) for one in fields),
        crossing=cross(gone, parts[rows], parts[columns], hears_all=hears_all),
        few=few,
        last=last,
        one_off=one_off,
        silent=tuple(_silent(unit, gone)),
        stayed=tuple(_stayed(unit, period, gone, asked)),
        watched=tuple(_watched(unit, period)),
        heeded=heeded(unit),
        agreed=agreement_of(unit),
        scored=scorecard_of(unit),
        signs=tuple(signs_of(unit)),
        list_changed=reasons_of(unit).changed_between(_begins(period.first), _begins(period.last + A_DAY)),
        by=asked,
        rare=rarely((one.happened for one in earlier), min(period.last, unit.now.astimezone(UTC).date())) if few else None,
        parts=tuple(_parts(unit, gone)) if fields[0] == REASON else (),
    )


def behind(
    unit: Unit, person: str, period: Period, field: str, key: str, fields: Sequence[str] = (), *, hears_all: bool = False
) -> Behind | None:
    """Who is behind a figure, as far as somebody may see them, and hear them where it is what they said; None for strangers.

    Of a cell the two `fields` are named, and whether the table was made for somebody who hears all of them.
    """
    if not may(Deed.read_report, standing(unit, person)):
        return None
    if field == ALL and key in (All.saved.value, All.returned.value):
        those = _saved(unit, period) if key == All.saved.value else _returned(unit, period)
        name = blocks.all_words(All(key))
    else:
        gone = gone_within(unit, period.first, period.last)
        if field == CELL:
            name, chosen = _in_cell(unit, gone, fields, key, hears_all=hears_all and _hears_all(unit, person, gone))
        else:
            name, chosen = _chosen(unit, gone, field, key)
        those = [(one.departure, one.name) for one in chosen]
    ids = [departure for departure, _name in those]
    shown = heard_of(unit, person, ids) if {field, *fields} & set(FOUND) else seen_of(unit, person, ids)
    cases = tuple(Case(departure, customer) for departure, customer in those if departure in shown)
    return Behind(name, period, cases, len(those) - len(cases))


def _chosen(unit: Unit, gone: Sequence[Gone], field: str, key: str) -> tuple[str, Sequence[Gone]]:
    if field == ALL:
        meant = All(key)
        wanted = {All.heard: (True,), All.silent: (False,)}.get(meant, (True, False))
        return blocks.all_words(meant), [one for one in gone if one.interviewed in wanted]
    if field == MONTH:
        month = date.fromisoformat(f"{key}-01")
        return blocks.month_words(month), [one for one in gone if one.happened.replace(day=1) == month]
    parts = apart(unit, gone, field)
    full = key if key in parts.names else next((one for one in parts.names if one.startswith(key)), key)
    name = f"{parts.name}: {parts.names.get(full, key)}"
    return name, [one for one in gone if full in parts.of.get(one.departure, ())]


def _in_cell(
    unit: Unit, gone: Sequence[Gone], fields: Sequence[str], key: str, *, hears_all: bool
) -> tuple[str, Sequence[Gone]]:
    """Those in a cell of the table, made again as it was shown: what was put together stays together."""
    rows, columns = (apart(unit, gone, one) for one in fields)
    crossing = cross(gone, rows, columns, hears_all=hears_all)
    cell = cell_of(crossing, key) if crossing else None
    if crossing is None or cell is None:
        return f"{rows.name}, {columns.name}", []
    return blocks.cell_words(crossing, cell), [one for one in gone if one.departure in crossing.who[cell]]


def _meant(unit: Unit, named: str) -> str | None:
    """The field that somebody names: by its name or its id, in the singular or the plural, or by how it begins."""
    kinds = kinds_of(unit)
    wanted = named.casefold().rstrip("s")
    for field, name in kinds.items():
        if wanted in {field.casefold(), name.casefold().rstrip("s")}:
            return field
    return next(
        (field for field, name in kinds.items() if len(wanted) > 2 and name.casefold().startswith(wanted)), None
    )


def _crossed(asked: Sequence[str]) -> tuple[str, str]:
    """Reason by kind of customer, unless somebody asks for something else."""
    if len(asked) == 2:
        return asked[0], asked[1]
    return REASON, asked[0] if asked and asked[0] != REASON else SEGMENT


def _hears_all(unit: Unit, person: str | None, gone: Sequence[Gone]) -> bool:
    return person is not None and len(heard_of(unit, person, {one.departure for one in gone})) == len(gone)


def _last(
    unit: Unit, person: str | None, gone: Sequence[Gone], earlier: Sequence[Gone]
) -> tuple[tuple[LastOne, ...], tuple[int, int] | None]:
    """The last who left, the newest first; and of how many of them it is known that they look one-off, where all are known.

    In their own words as they allow it, or as somebody may read them anyway. Whoever may not be named stands at the end,
    without a day, in no order that tells anything.
    """
    last = list(reversed(gone[-LAST:]))
    hears = heard_of(unit, person, {one.departure for one in last}) if person else frozenset()
    sees = seen_of(unit, person, {one.departure for one in last}) if person else frozenset()
    quotes, findings = quotes_for(unit, [one.departure for one in gone]), findings_of(unit, [one.departure for one in last])
    reasons = reasons_of(unit)
    open_ones, nameless = [], []
    alike = [like_earlier(one, earlier) for one in last]
    for one, like in zip(last, alike, strict=True):
        found = next(iter(findings.get(one.departure, ())), None)
        spoken = quotes.get(one.departure, ())
        named = tuple(each.words for each in spoken if each.permission is Permission.named)
        unnamed = tuple(each.words for each in spoken if each.permission is Permission.anonymous)
        if one.departure in hears:
            words = named + unnamed or ((found.said,) if found else ())
            reason = reasons.words(one.reason) if one.reason else None
            valued, wished = (found.did_well, found.would_return) if found else (None, None)
            open_ones.append(LastOne(words, one.name, one.happened, valued, wished, reason, like))
        elif named:
            open_ones.append(LastOne(named, one.name, one.happened))
            nameless += [LastOne((words,)) for words in unnamed]
        else:
            if one.departure in sees:
                open_ones.append(LastOne((), one.name, one.happened))
            nameless += [LastOne((words,)) for words in unnamed]
    nameless.sort(key=lambda one: one.words)
    known = [like for like in alike if like is not None]
    told = len(known) == len(last) >= ENOUGH_DEPARTURES
    return (*open_ones, *nameless), (known.count(False), len(known)) if told else None


def _parts(unit: Unit, gone: Sequence[Gone]) -> Iterator[tuple[str, int]]:
    """The reasons that had a part in more departures than they were the main one of, in words."""
    reasons = reasons_of(unit)
    main = Counter(one.reason for one in gone if one.reason is not None)
    told = sum(main.values())
    for code, count in had_a_part(reasons_for(unit, [one.departure for one in gone]), main, told):
        yield reasons.words(code), count


def _silent(unit: Unit, gone: Sequence[Gone]) -> Iterator[Contrast]:
    """How those with whom nobody spoke differ from those with whom somebody did: in worth, years with us and kind."""
    silent = [one.departure for one in gone if not one.interviewed]
    heard = [one.departure for one in gone if one.interviewed]
    if silent and heard:
        for field in (WORTH, TENURE, SEGMENT):
            yield from contrasts(silent, heard, apart(unit, gone, field))


def _stayed(unit: Unit, period: Period, gone: Sequence[Gone], asked: Sequence[str]) -> Iterator[Contrast]:
    """Those who left beside those who stayed: by what was asked for, else by kind, years with us and worth."""
    fields = [one for one in asked if one in customer_fields(unit)] if asked else [SEGMENT, TENURE, WORTH]
    for field in fields:
        parts, stayed = stayers(unit, period, field, gone)
        yield from contrasts([one.departure for one in gone], stayed, parts)


def _watched(unit: Unit, period: Period) -> Iterator[Watched]:
    """What came up somewhat more than before in the quarter in which the period ends, or in which we are."""
    reasons, today = reasons_of(unit), unit.now.astimezone(UTC).date()
    for one in spikes_in(unit, quarter_of(min(period.last, today))):
        if one.level is Level.watch:
            yield Watched(reasons.words(one.tally.code), one.tally.now, one.tally.before)


def _saved(unit: Unit, period: Period) -> Sequence[tuple[str, str]]:
    """Who was about to leave and stayed, as it was said in that time: departure and name."""
    said = (
        Step.after == Stage.saved,
        Step.undone_at.is_(None),
        Step.at >= _begins(period.first),
        Step.at < _begins(period.last + A_DAY),
    )
    query = (
        select(Departure.id, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .where(Departure.stage == Stage.saved, Departure.quiet.is_(False))
        .where(Departure.id.in_(select(Step.departure).where(*said)))
    )
    return [(row.id, row.name) for row in unit.session.execute(query.order_by(Customer.name, Departure.id))]


def _returned(unit: Unit, period: Period) -> Sequence[tuple[str, str]]:
    """Who came back in that time: departure and name."""
    query = (
        select(Departure.id, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .join(Return, Return.departure == Departure.id)
        .where(Return.day.between(period.first, period.last), Return.stayed.is_(False), Departure.quiet.is_(False))
    )
    return [(row.id, row.name) for row in unit.session.execute(query.order_by(Customer.name, Departure.id))]


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
