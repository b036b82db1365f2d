"""Where a departure may go, which days are believable, and which word was meant."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.departures.rules import TRANSITIONS, day_problem, is_believable, may_go, meant_word, since_problem, size_for
from bot.departures.values import OPEN_STAGES, Came, Problem, Size, Stage, TalkKind, Thresholds
from bot.departures.values.before import LEADS_TO, STAGE_OF

TODAY = date(2026, 3, 2)


@given(st.lists(st.sampled_from(Stage), max_size=12))
def test_a_departure_never_comes_back_to_where_it_stood(wishes: list[Stage]) -> None:
    """Whatever people press, in whatever order, it moves on towards an end, and each stage is passed once."""
    stood = [Stage.at_risk]

    for wish in wishes:
        if may_go(stood[-1], wish):
            stood.append(wish)

    assert len(stood) == len(set(stood))
    assert all(stage in OPEN_STAGES for stage in stood[:-1])


def test_every_open_stage_can_be_closed_and_an_ended_one_goes_nowhere() -> None:
    """Nothing hangs for ever, and what is over is over."""
    assert all(may_go(stage, Stage.closed) for stage in OPEN_STAGES)
    assert all(not TRANSITIONS[stage] for stage in Stage if stage not in OPEN_STAGES)


@given(st.dates())
def test_a_day_is_believable_exactly_when_nothing_is_wrong_with_it(day: date) -> None:
    """The form and the use case agree."""
    assert is_believable(day, TODAY) == (day_problem(day, TODAY) is None)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (TODAY, None),
        (date(2026, 3, 3), Problem.in_future),
        (date(1925, 3, 2), Problem.too_long_ago),
        (None, Problem.missing),
    ],
)
def test_a_day_lies_between_long_ago_and_today(day: date | None, problem: Problem | None) -> None:
    """Today counts; tomorrow and last century do not."""
    assert day_problem(day, TODAY) is problem


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hlep", "help"),
        ("Halp", "help"),
        ("lits", "list"),
        ("setings", "settings"),
        ("Acme", None),
        ("listing", None),
        ("help me", None),
    ],
)
def test_a_misspelt_word_is_recognised_and_a_name_is_not(typed: str, meant: str | None) -> None:
    """A letter too many, too few, wrong or swapped."""
    assert meant_word(typed, ["", "help", "list", "settings"]) == meant


MONEY = st.decimals(min_value=0, max_value=10**9, places=2)
THRESHOLDS = st.builds(Thresholds, st.none() | MONEY, st.none() | MONEY, st.sampled_from((None, "USD", "EUR")))
CURRENCIES = st.sampled_from((None, "USD", "EUR"))
MUCH = {Size.record: 0, Size.light: 1, Size.full: 2}


@given(MONEY, MONEY, CURRENCIES, THRESHOLDS, st.none() | st.integers(1, 500))
def test_more_worth_never_means_less_done(
    one: Decimal, other: Decimal, currency: str | None, thresholds: Thresholds, colleagues: int | None
) -> None:
    """Of two customers the one worth more gets at least as much."""
    less, more = sorted((one, other))

    sizes = [MUCH[size_for(value, currency, thresholds, colleagues)] for value in (less, more)]

    assert sizes == sorted(sizes)


@given(st.none() | MONEY, CURRENCIES, THRESHOLDS, st.none() | st.integers(1, 500))
def test_nothing_is_left_out_for_a_worth_that_nobody_knows(
    value: Decimal | None, currency: str | None, thresholds: Thresholds, colleagues: int | None
) -> None:
    """Unknown, or in other money than the limits: as much as the firm can do, and that is a call from four people on."""
    usual = Size.light if colleagues is not None and colleagues <= 3 else Size.full
    is_other_money = None not in (currency, thresholds.currency) and currency != thresholds.currency

    assert size_for(None, currency, thresholds, colleagues) is usual
    assert not is_other_money or size_for(value, currency, thresholds, colleagues) is usual
    assert size_for(value, currency, Thresholds(), colleagues) is usual


def test_the_limit_itself_is_not_below_it() -> None:
    limits = Thresholds(Decimal(5000), Decimal(1000), "USD")

    found = [size_for(Decimal(value), "USD", limits, 14) for value in ("5000", "4999.99", "1000", "999.99")]

    assert found == [Size.full, Size.light, Size.light, Size.record]
    assert size_for(Decimal(999), None, limits, 3) is Size.record


def test_business_began_before_it_ended() -> None:
    left = date(2026, 2, 27)

    assert since_problem(date(2019, 4, 1), TODAY, left) is None
    assert since_problem(date(2026, 3, 3), TODAY, left) is Problem.in_future
    assert since_problem(date(2026, 3, 1), TODAY, left) is Problem.after_leaving
    assert since_problem(date(1826, 3, 1), TODAY, left) is Problem.too_long_ago


@pytest.mark.parametrize("kind", TalkKind)
def test_what_comes_of_a_talk_is_an_allowed_step(kind: TalkKind) -> None:
    """From where the departure stands while there is something to talk about; or it stays there."""
    assert all(after is None or may_go(STAGE_OF[kind], after) for after in LEADS_TO[kind].values())


def test_every_outcome_belongs_to_one_kind_of_talk() -> None:
    """So that a press on an old button can never mean something else."""
    assert sorted(came.value for kind in TalkKind for came in LEADS_TO[kind]) == sorted(came.value for came in Came)
