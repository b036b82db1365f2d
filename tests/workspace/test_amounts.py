"""Amounts of money, read as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace.rules import Amount, AmountProblem, read_amount, write_amount

LANGUAGES = ("en-US", "en-IN", "de-DE", "fr-FR", "pt-BR", "sv-SE")
AMOUNTS = st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "language", "value", "currency"),
    [
        ("48,000", "en-US", "48000", None),
        ("$48,000", "en-US", "48000", None),
        ("48.000,50 EUR", "en-US", "48000.50", "EUR"),
        ("€ 48 000", "de-DE", "48000", "EUR"),
        ("48'000 chf", "de-CH", "48000", "CHF"),
        ("1.234", "de-DE", "1234", None),
        ("1.234", "fr-FR", "1234", None),
        ("12.5", "de-DE", "12.5", None),
        ("1,20,000", "en-IN", "120000", None),
        ("1.234.567", "en-US", "1234567", None),
    ],
)
def test_people_write_amounts_in_their_own_ways(typed: str, language: str, value: str, currency: str | None) -> None:
    assert read_amount(typed, language) == Amount(Decimal(value), currency)


@pytest.mark.parametrize(
    ("typed", "language", "problem"),
    [
        ("1.234", "en-US", AmountProblem.ambiguous),
        ("1,234", "de-DE", AmountProblem.ambiguous),
        ("a lot", "en-US", AmountProblem.no_number),
        ("-5", "en-US", AmountProblem.no_number),
        ("1,2,3", "en-US", AmountProblem.no_number),
        ("0.123", "en-US", AmountProblem.no_number),
        ("48 bananas", "en-US", AmountProblem.no_number),
        ("9" * 13, "en-US", AmountProblem.too_much),
        ("", "en-US", AmountProblem.no_number),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_not_guessed(typed: str, language: str, problem: AmountProblem) -> None:
    assert read_amount(typed, language) is problem


@given(AMOUNTS, st.sampled_from(LANGUAGES), st.sampled_from(("EUR", "GBP", "SEK", None)))
def test_what_we_write_we_read(value: Decimal, language: str, currency: str | None) -> None:
    """A form that opens with an amount and is sent as it is changes nothing."""
    kept = read_amount(write_amount(value, None, language), language)

    assert isinstance(kept, Amount)
    assert kept.value == value
    assert write_amount(value, currency, language)


@pytest.mark.parametrize(
    ("value", "currency", "language", "written"),
    [
        ("1200.5", None, "en-US", "1,200.50"),
        ("1200.5", None, "de-DE", "1.200,50"),
        ("120000.5", None, "en-IN", "1,20,000.50"),
        ("1200", None, "en-US", "1,200"),
        ("1200.5", "USD", "en-US", "$1,200.50"),
        ("1200", "USD", "en-US", "$1,200"),
    ],
)
def test_cents_are_two_places_with_a_currency_or_without(value: str, currency: str | None, language: str, written: str) -> None:
    assert write_amount(Decimal(value), currency, language) == written


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_is_an_amount_or_a_problem(typed: str, language: str) -> None:
    read = read_amount(typed, language)

    assert isinstance(read, AmountProblem) or 0 <= read.value < 10**12
