"""The report's sums beside a plain calculation of the same rows, as on a spreadsheet, over random histories."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insights.rules.report import contrasts, cross, figure, figures, like_earlier, of_months, rarely, read_asked
from bot.insights.values import Difference, Grade, Period
from bot.insights.values.report import REASON, Apart, Asked, Gone, Rare
from bot.workspace.rules import Amount

TODAY = date(2026, 3, 2)
REASONS = ("price", "quality", "treatment")
KINDS = ("Shop", "Bakery", "Bank", "Farm")
FIRST = date(2025, 1, 1)

money = st.decimals(0, 100000, places=2)
gone = st.lists(
    st.builds(
        lambda day, worth, reason, grade, heard: (FIRST + timedelta(days=day), worth, reason, grade, heard),
        st.integers(0, 400),
        st.none() | st.builds(Amount, money, st.sampled_from(("USD", "EUR"))),
        st.none() | st.sampled_from(REASONS),
        st.sampled_from(list(Grade)),
        st.booleans(),
    ),
    max_size=40,
).map(
    lambda rows: [
        Gone(f"d{at}", f"c{at}", f"C {at}", day, worth, reason=reason, grade=grade if reason else None, interviewed=heard)
        for at, (day, worth, reason, grade, heard) in enumerate(rows)
    ]
)
kinds = st.lists(st.none() | st.sampled_from(KINDS), min_size=40, max_size=40)


def apart(field: str, of: dict[str, str | None]) -> Apart:
    found = {one: (kind,) for one, kind in of.items() if kind is not None}
    return Apart(field, field, {one: one for one in (*REASONS, *KINDS)}, found)


@given(gone)
@settings(max_examples=60)
def test_a_figure_is_the_plain_sum(rows: list[Gone]) -> None:
    found = figure("all", "", rows)
    assert found.count == len(rows)
    assert found.interviewed == len([one for one in rows if one.interviewed])
    for currency in ("USD", "EUR"):
        plain = sum((one.worth.value for one in rows if one.worth and one.worth.currency == currency), Decimal(0))
        assert sum((one.value for one in found.worth if one.currency == currency), Decimal(0)) == plain
    assert found.valued == len([one for one in rows if one.worth])
    assert sum(count for _grade, count in found.grades) == len([one for one in rows if one.grade])


@given(gone)
@settings(max_examples=60)
def test_the_figures_of_all_reasons_are_those_of_everybody_who_told_us(rows: list[Gone]) -> None:
    told = [one for one in rows if one.reason]
    found = figures(rows, apart(REASON, {one.departure: one.reason for one in rows}))
    if len(told) < 5:
        assert found.shown is None
        return
    assert found.shown is not None
    assert Counter({one.key: one.count for one in found.shown}) == Counter(one.reason for one in told)
    assert [one.count for one in found.shown] == sorted((one.count for one in found.shown), reverse=True)
    assert all(one.worth == () for one in found.shown if one.count < 3), "of fewer it would tell who said so"


@given(gone, kinds)
@settings(max_examples=80)
def test_two_fields_at_once_add_up_and_no_column_tells_of_few(rows: list[Gone], said: list[str | None]) -> None:
    kind = {one.departure: said[at] for at, one in enumerate(rows)}
    told = [one for one in rows if one.reason]
    found = cross(rows, apart(REASON, {one.departure: one.reason for one in rows}), apart("segment", kind))
    if found is None:
        return
    assert sum(sum(counts) for _name, counts in found.rows) == len(told)
    plain: dict[tuple[str, str], int] = defaultdict(int)
    for one in told:
        column = kind[one.departure] if kind[one.departure] in found.columns else ""
        plain[str(one.reason), str(column)] += 1
    for (name, counts), (at, column) in product(found.rows, enumerate(found.columns)):
        assert counts[at] == plain[name, column]
    for at in range(len(found.columns)):
        assert sum(counts[at] for _name, counts in found.rows) >= 5


@given(gone, kinds)
@settings(max_examples=40)
def test_groups_beside_each_other_are_counted_among_those_of_whom_it_is_known(rows: list[Gone], said: list[str | None]) -> None:
    kind = {one.departure: said[at] for at, one in enumerate(rows)}
    one = [each.departure for each in rows if each.interviewed]
    other = [each.departure for each in rows if not each.interviewed]
    for found in contrasts(one, other, apart("segment", kind)):
        for group, rate in ((one, found.one), (other, found.other)):
            known = [each for each in group if kind[each]]
            assert (rate.part, rate.whole) == (len([each for each in known if kind[each] == found.trait]), len(known))
        assert found.told is not Difference.unknown


@given(gone)
@settings(max_examples=40)
def test_the_months_add_up(rows: list[Gone]) -> None:
    months = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(15)]
    found = of_months([one.happened for one in rows], months)
    assert sum(count for _month, count in found) == len(rows)
    assert all(count == len([one for one in rows if one.happened.strftime("%Y%m") == f"{month:%Y%m}"]) for month, count in found)


def test_how_rarely_somebody_leaves_is_told_from_the_days_between() -> None:
    """Five gaps of 20, 30, 40, 20 and 40 days: 30 on average, and 30 + 3 sqrt(30 * 31) is 121.49."""
    days = [date(2025, 1, 1) + timedelta(days=each) for each in (0, 20, 50, 90, 110, 150)]
    assert rarely(reversed(days), days[-1] + timedelta(days=121)) == Rare(30, 121, 121)
    assert rarely(days[1:], TODAY) is None, "four are too few"
    assert rarely([TODAY] * 9, TODAY) is None, "on one day"
    assert rarely([], TODAY) is None


def test_what_looks_one_off_is_what_nobody_left_over_within_the_year_before() -> None:
    old, now = Gone("a", "a", "A", date(2025, 1, 10), reason="price"), Gone("b", "b", "B", date(2026, 1, 9), reason="price")
    late = Gone("c", "c", "C", date(2026, 1, 11), reason="price")
    assert like_earlier(now, [old, now]) is True
    assert like_earlier(late, [old, late]) is False
    assert like_earlier(old, [old, now]) is False, "what came later does not count"
    assert like_earlier(Gone("d", "d", "D", date(2026, 1, 9), reason="other"), [old]) is None


def test_what_follows_the_command_is_a_time_and_by_what() -> None:
    quarter = Period(date(2025, 4, 1), date(2025, 6, 30))
    year = Period(date(2025, 3, 1), date(2026, 2, 28))
    assert read_asked("", TODAY) == Asked(year)
    assert read_asked("Q2 2025", TODAY) == Asked(quarter)
    assert read_asked("Q2 2025 by Reason and Kind of customer", TODAY) == Asked(quarter, ("reason", "kind of customer"))
    assert read_asked("by worth, tenure", TODAY) == Asked(year, ("worth", "tenure"))
    assert read_asked("BY stage", TODAY) == Asked(year, ("stage",))
    assert read_asked("whenever by stage", TODAY) is None
