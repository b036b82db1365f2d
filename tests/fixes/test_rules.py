"""When somebody hears of it, who looks, and whom of those who left we may tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.values import Consent
from bot.departures.values import Stage
from bot.fixes.rules import due_problem, reach_of, remind_at, somebody_else_looks, who_looks
from bot.fixes.values import Reach
from bot.work.calendar import Hours

BERLIN = Hours(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
PEOPLE = st.lists(st.sampled_from("ABCDE"), unique=True)


def test_the_morning_of_its_day_and_two_working_days_later() -> None:
    """In their own hours; what is due on a weekend is asked about on Monday."""
    assert remind_at(date(2026, 3, 14), 0, NOW, BERLIN) == datetime(2026, 3, 16, 8, tzinfo=UTC)
    assert remind_at(date(2026, 3, 14), 1, datetime(2026, 3, 19, 8, tzinfo=UTC), BERLIN) == datetime(
        2026, 3, 23, 8, tzinfo=UTC
    )


@pytest.mark.parametrize(("days", "wrong"), [(-1, True), (0, False), (366, False), (367, True)])
def test_it_is_due_today_or_within_a_year(days: int, wrong: bool) -> None:
    assert due_problem(NOW.date() + timedelta(days=days), NOW.date()) is wrong


@pytest.mark.parametrize(("others", "another"), [(0, False), (1, False), (2, True), (30, True)])
def test_somebody_else_looks_where_there_are_two_others(others: int, another: bool) -> None:
    assert somebody_else_looks(others) is another


@given(PEOPLE, PEOPLE, st.sampled_from("ABCDE"), PEOPLE)
def test_whoever_looks_is_here_and_did_not_do_it(
    near: list[str], here: list[str], did_it: str, before: list[str]
) -> None:
    found = who_looks(near, here, did_it, before)

    left = set(here) - {did_it, *before}
    assert found in left if left else found is None
    assert found in near or not left & set(near)


@pytest.mark.parametrize("consent", list(Consent))
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("in_peace", [True, False])
def test_only_those_who_left_and_did_not_say_no_may_be_contacted(
    stage: Stage, consent: Consent, in_peace: bool
) -> None:
    reach = reach_of(stage, consent, in_peace=in_peace)

    assert reach.may_be_contacted is (stage is Stage.left and consent is not Consent.no and not in_peace)
    assert (reach is Reach.welcome) is (reach.may_be_contacted and consent is Consent.yes)
