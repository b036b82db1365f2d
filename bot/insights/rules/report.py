"""Counting for the report: figures with what they are worth and how we know, two fields at once, groups beside each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2s
from itertools import pairwise
from math import floor

from bot.insights.rules.sums import ENOUGH_DEPARTURES
from bot.insights.rules.years import difference, months_of, rare_limit, rate, read_period
from bot.insights.values import Grade
from bot.insights.values.report import FOUND, Apart, Asked, Contrast, Crossing, Figure, Figures, Gone, Rare
from bot.reasons.values import OTHER, UNKNOWN
from bot.workspace.rules import Amount

ENOUGH_TO_ADD = 3
"""What fewer are worth together would tell a colleague which of them it was that said so."""
LAST = 5
"""So many of the last are told of in their own words, where few leave."""
A_YEAR = timedelta(days=365)
OTHERS = ""
"""The column into which those are put of whom there are few."""
MOST_COLUMNS = 5


def read_asked(words: str, today: date) -> Asked | None:
    """What follows the command: a time, then "by" and one or two fields ("Q2 2025 by reason and kind"); None for no such time."""
    typed = words.strip()
    found = re.search(r"(?:^|\s)by\s+(.+)$", typed, flags=re.IGNORECASE)
    period = read_period(typed[: found.start()] if found else typed, today)
    if period is None:
        return None
    named = re.split(r"\s*,\s*|\s+(?:and|by|x)\s+", found[1].strip(), flags=re.IGNORECASE) if found else []
    return Asked(period, tuple(dict.fromkeys(one.casefold() for one in named if one)))


def figure(key: str, name: str, gone: Collection[Gone], *, priced: bool = True) -> Figure:
    """All that one figure says; of what they are worth nothing unless it is `priced`."""
    worth: dict[str | None, Decimal] = defaultdict(Decimal)
    for one in gone:
        if priced and one.worth is not None:
            worth[one.worth.currency] += one.worth.value
    grades = Counter(one.grade for one in gone if one.grade is not None)
    return Figure(
        key,
        name,
        count=len(gone),
        interviewed=sum(one.interviewed for one in gone),
        worth=tuple(Amount(value, currency) for currency, value in sorted(worth.items(), key=lambda one: one[0] or "")),
        valued=sum(priced and one.worth is not None for one in gone),
        grades=tuple((grade, grades[grade]) for grade in Grade if grades[grade]),
    )


def figures(gone: Sequence[Gone], apart: Apart, *, hears_all: bool = False) -> Figures:
    """The figures of one field, in order; nothing of what they told us while so few did that it tells of one.

    Neither does it say what those are worth who told us the same, while they are so few that one is known by it; unless its
    reader hears what each of them said.
    """
    told = [one for one in gone if apart.of.get(one.departure)]
    is_found = apart.field in FOUND
    if is_found and len(told) < ENOUGH_DEPARTURES and not hears_all:
        return Figures(apart.field, apart.name, None)
    kinds: dict[str, list[Gone]] = defaultdict(list)
    for one in told:
        for key in apart.of[one.departure]:
            kinds[key].append(one)
    order = list(apart.names)
    found = [
        figure(key, apart.names[key], those, priced=hears_all or not is_found or len(those) >= ENOUGH_TO_ADD)
        for key, those in kinds.items()
    ]
    if is_found:
        found.sort(key=lambda one: (-one.count, order.index(one.key)))
    else:
        found.sort(key=lambda one: order.index(one.key))
    return Figures(apart.field, apart.name, tuple(found))


def cross(gone: Sequence[Gone], rows: Apart, columns: Apart, *, hears_all: bool = False) -> Crossing | None:
    """Both fields at once, of those of whom the rows' is known; of whom the columns' is not known they are among the others.

    Where one of them is what customers told us, a column of fewer than five would say it of somebody: such are put
    together, with the next larger one if need be; unless its reader hears what each of them said. None where fewer than
    two columns are left, or nothing at all.
    """
    both = [one.departure for one in gone if rows.of.get(one.departure)]
    column_of = {one: columns.of.get(one) or (OTHERS,) for one in both}
    sizes = Counter(key for keys in column_of.values() for key in keys)
    least = ENOUGH_DEPARTURES if {rows.field, columns.field} & set(FOUND) and not hears_all else 1
    shown = _large(sizes, least)
    if shown is None:
        return None
    ordered = [key for key in columns.names if key in shown]
    others = [OTHERS] if len(shown) < len(sizes) else []
    if len(ordered) + len(others) < 2:
        return None
    who: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in both:
        for row in rows.of[one]:
            for column in column_of[one]:
                who[row, column if column in shown else OTHERS].append(one)
    keys = (*ordered, *others)
    counts = {row: tuple(len(who.get((row, column), ())) for column in keys) for row in rows.names}
    table = [row for row in rows.names if any(counts[row])]
    if rows.field in FOUND:
        table.sort(key=lambda row: -sum(counts[row]))
    return Crossing(
        rows.name,
        columns.name,
        columns=(*(columns.names[key] for key in ordered), *others),
        rows=tuple((rows.names[row], counts[row]) for row in table),
        fields=(rows.field, columns.field),
        keys=(tuple(table), keys),
        who={cell: tuple(those) for cell, those in who.items()},
        hears_all=hears_all,
    )


def rarely(days: Iterable[date], until: date) -> Rare | None:
    """How rarely somebody leaves, by the days on which they did, until a day; None for few, or where somebody leaves every day."""
    left = sorted(days)
    gaps = [(after - before).days for before, after in pairwise(left)]
    limit = rare_limit(gaps)
    if limit is None or len(gaps) < ENOUGH_DEPARTURES or sum(gaps) < len(gaps):
        return None
    return Rare(round(sum(gaps) / len(gaps)), floor(limit), max(0, (until - left[-1]).days))


def had_a_part(parts: Mapping[str, int], main: Mapping[str, int], told: int) -> list[tuple[str, int]]:
    """Which reasons (codes) had a part in more departures than they were the main one of; nothing that tells of one.

    Part of it is what is not for the owner, so of very few who `told` us, and of a reason of very few, nothing is said.
    """
    if told < ENOUGH_DEPARTURES:
        return []
    more = [(code, count) for code, count in parts.items() if count > main.get(code, 0) and count >= ENOUGH_TO_ADD]
    return sorted((one for one in more if one[0] not in (UNKNOWN, OTHER)), key=lambda one: (-one[1], one[0]))


def mark_of(key: str) -> str:
    """A key in eight letters, for a menu whose choices hold little."""
    return blake2s(key.encode(), digest_size=4).hexdigest()


def cell_of(crossing: Crossing, marks: str) -> tuple[str, str] | None:
    """The cell with these marks of its row and its column (`1a2b3c4d.5e6f7a8b`); None where there is none any more."""
    return next((cell for cell in crossing.who if ".".join(map(mark_of, cell)) == marks), None)


def contrasts(one: Collection[str], other: Collection[str], apart: Apart, most: int = 2) -> list[Contrast]:
    """Two groups beside each other, by their ids: how many of those of whom the field says anything have its commonest traits.

    Nothing where it says something of one group alone.
    """
    known = [set(group) & set(apart.of) for group in (one, other)]
    sizes = Counter(key for group in known for each in group for key in apart.of[each])
    found = []
    for key, _count in sizes.most_common(most):
        has = [sum(key in apart.of[each] for each in group) for group in known]
        first, second = (rate(part, len(group)) for part, group in zip(has, known, strict=True))
        if first is None or second is None:
            return []
        found.append(Contrast(apart.name, apart.names[key], first, second, difference(first, second), apart.field))
    return found


def of_months(days: Iterable[date], months: Sequence[date]) -> tuple[tuple[date, int], ...]:
    """How many of these days lie in each month."""
    counts = Counter(day.replace(day=1) for day in days)
    return tuple((month, counts[month]) for month in months)


def like_earlier(one: Gone, gone: Iterable[Gone]) -> bool | None:
    """Whether somebody else left over the same within the year before; None where its reason is not known, or never the same."""
    if one.reason in (None, UNKNOWN, OTHER):
        return None
    return any(
        other.departure != one.departure
        and other.reason == one.reason
        and one.happened - A_YEAR <= other.happened <= one.happened
        for other in gone
    )


def _large(sizes: Mapping[str, int], least: int) -> set[str] | None:
    """The columns that stand alone: the largest, and none so small, nor such a rest of them, that it tells of somebody."""
    ordered = sorted((key for key in sizes if key != OTHERS), key=lambda key: (-sizes[key], key))
    shown = [key for key in ordered[:MOST_COLUMNS] if sizes[key] >= least]
    while shown and 0 < sum(sizes[key] for key in sizes if key not in shown) < least:
        shown.pop()
    return set(shown) or None


__all__ = [
    "LAST",
    "cell_of",
    "contrasts",
    "cross",
    "figure",
    "figures",
    "had_a_part",
    "like_earlier",
    "mark_of",
    "months_of",
    "of_months",
    "rarely",
    "read_asked",
]
