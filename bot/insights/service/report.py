"""The report of those who left in a time: counted here, drawn in `blocks`; the same for everybody but what only some may hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC

from dateutil.relativedelta import relativedelta

from bot.colleagues.service import may_as_colleague
from bot.customers.values.fields import SEGMENT, TENURE, WORTH
from bot.departures.service.find import heard_of, seen_of
from bot.insights.rules import FEW_A_YEAR, quarter_of
from bot.insights.rules.report import (
    LAST,
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
from bot.insights.service.reading import (
    A_DAY,
    USUAL,
    apart,
    begins,
    customer_fields,
    findings_of,
    gone_within,
    hears_each_of,
    kinds_of,
    returned_within,
    saved_within,
    stayers,
)
from bot.insights.values import Level, Period
from bot.insights.values.report import (
    REASON,
    All,
    Contrast,
    Gone,
    LastOne,
    Report,
    Watched,
)
from bot.interviews.values import Permission
from bot.reasons.service import reasons_of
from bot.work.unit import Unit
from bot.workspace.roles import Deed

YEAR = relativedelta(years=1)


def report(unit: Unit, person: str | None, period: Period, named: Sequence[str] = ()) -> Report | Sequence[str] | None:
    """The report of a period; `person` None is everybody who reads a channel.

    `named` are fields as people name them: where one is not known, those that are. None for somebody who is no colleague.
    """
    if person is not None and not may_as_colleague(unit, Deed.read_report, person):
        return None
    by = [_meant(unit, one) for one in named[:2]]
    if None in by:
        return list(kinds_of(unit).values())
    asked = tuple(one for one in by if one is not None)
    earlier = gone_within(unit, period.first - YEAR, period.last)
    gone = [one for one in earlier if one.happened >= period.first]
    may_hear_all = hears_each_of(unit, person, gone)
    few = sum(one.happened > period.last - YEAR for one in earlier) < FEW_A_YEAR
    last, one_off = _last(unit, person, gone, earlier) if few and not asked else ((), None)
    fields = asked or USUAL
    rows, columns = _crossed(asked)
    parts = {one: apart(unit, gone, one) for one in {*fields, rows, columns}}
    return Report(
        period,
        whole=figure(All.lost.value, "", gone),
        saved=len(saved_within(unit, period)),
        returned=len(returned_within(unit, period)),
        months=of_months([one.happened for one in gone], months_of(period)),
        figures=tuple(figures(gone, parts[one], hears_all=may_hear_all) for one in fields),
        crossing=cross(gone, parts[rows], parts[columns], hears_all=may_hear_all),
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
        list_changed=reasons_of(unit).changed_between(begins(period.first), begins(period.last + A_DAY)),
        by=asked,
        rare=rarely((one.happened for one in earlier), min(period.last, unit.now.astimezone(UTC).date())) if few else None,
        parts=tuple(_parts(unit, gone)) if fields[0] == REASON else (),
    )


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
    quarter = quarter_of(min(period.last, today))
    for one in spikes_in(unit, quarter):
        if one.level is Level.watch:
            code = one.tally.code
            yield Watched(code, quarter, reasons.words(code), one.tally.now, one.tally.before)
