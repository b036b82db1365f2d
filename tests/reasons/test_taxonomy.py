"""What a reason is called now and was called then, what it counts as, and what can be chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.reasons.values import (
    BY_CODE,
    DEFAULT_REASONS,
    SHIPPED_REASONS,
    Feedback,
    Reason,
    ReasonChange,
    ReasonDeed,
    Taxonomy,
)

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def with_reasons(*changed: Reason, changes: tuple[ReasonChange, ...] = ()) -> Taxonomy:
    """What we ship, and these in the place of those of their code, or after them."""
    known = {one.code: one for one in DEFAULT_REASONS} | {one.code: one for one in changed}
    return Taxonomy(tuple(known.values()), changes)


def renamed(code: str, words: str) -> Reason:
    shipped = BY_CODE[code]
    return replace(shipped, words=words, own_words=True, shipped=shipped.words)


def test_until_somebody_changes_them_they_are_those_that_we_ship() -> None:
    assert SHIPPED_REASONS.offered() == DEFAULT_REASONS
    assert SHIPPED_REASONS.words("treatment") == "how we treated them"
    assert {one.stripe for one in DEFAULT_REASONS} == {one.value for one in Feedback}
    assert all(one.meant() for one in DEFAULT_REASONS)


def test_where_they_went_is_never_a_reason() -> None:
    assert not [one for one in DEFAULT_REASONS if "compet" in f"{one.code} {one.words} {one.term}"]


def test_history_keeps_the_words_that_were_said() -> None:
    changes = (
        ReasonChange(MARCH, "price", ReasonDeed.renamed, None),
        ReasonChange(MARCH + 2 * DAY, "price", ReasonDeed.renamed, "too dear"),
    )
    reasons = with_reasons(renamed("price", "the bill"), changes=changes)

    then = [reasons.words_then("price", MARCH + days * DAY) for days in (-1, 0, 1, 2, 3)]

    assert then == ["price", "too dear", "too dear", "the bill", "the bill"]
    assert reasons.words("price") == "the bill"


def test_a_merged_reason_counts_as_the_other_and_keeps_its_own_words() -> None:
    merged = replace(BY_CODE["budget"], into="price", archived=True)
    reasons = with_reasons(merged, replace(BY_CODE["inconvenience"], into="budget", archived=True))

    assert [reasons.now(code) for code in ("budget", "inconvenience", "price", "nobody knows this one")] == [
        "price",
        "price",
        "price",
        "nobody knows this one",
    ]
    assert reasons.words("budget") == "price"
    assert reasons.words_then("budget", MARCH) == "their budget was cut"
    assert reasons.counted(["budget", "quality", "price"]) == ["price", "quality"]


def test_what_stands_in_a_form_stays_there_though_it_is_not_offered_any_more() -> None:
    reasons = with_reasons(replace(BY_CODE["ethics"], archived=True))

    assert "ethics" not in [one.code for one in reasons.offered()]
    assert "ethics" in [one.code for one in reasons.offered(keep=["ethics"])]


def test_no_trend_is_drawn_across_two_lists_to_choose_from() -> None:
    reasons = with_reasons(
        changes=(
            ReasonChange(MARCH, "budget", ReasonDeed.merged),
            ReasonChange(MARCH + 5 * DAY, "ethics", ReasonDeed.archived),
        )
    )

    assert not reasons.changed_between(MARCH - DAY, MARCH + DAY)
    assert reasons.changed_between(MARCH, MARCH + 9 * DAY)
    assert not reasons.changed_between(MARCH + 6 * DAY, MARCH + 9 * DAY)
