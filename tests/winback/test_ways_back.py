"""Which way back is proposed follows from the folder, and each is true of the customer; whom news answers is a plain rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.reasons.values import DEFAULT_REASONS
from bot.winback.blocks import ways
from bot.winback.rules import answers, proposals
from bot.winback.values import Cure, WayIn, WayKind
from bot.winback.ways import Hints, Proposal, Way, WayBack, Why

NEWS = WayIn("l", WayKind.offer, "bread before seven", datetime(2026, 3, 2, tzinfo=UTC))
CODES = [one.code for one in DEFAULT_REASONS]
TODAY = date(2026, 3, 2)
HINTS = st.builds(
    Hints,
    news=st.none() | st.just(NEWS),
    changed=st.none() | st.text(min_size=1, max_size=40),
    owner_gone=st.booleans(),
    new_face=st.booleans(),
    reason=st.none() | st.sampled_from([*CODES, "own-reason"]),
    reason_words=st.just("price"),
    cure=st.sampled_from(Cure),
)
SEGMENTS = st.lists(st.sampled_from(["Bakeries", "Cafés", "big  accounts", "Big accounts"]), max_size=3)


@given(HINTS)
def test_every_way_that_is_proposed_is_true_of_this_customer(hints: Hints) -> None:
    found = proposals(hints)

    assert len(found) >= 2
    assert len({one.way for one in found}) == len(found)
    assert (found[0] == Proposal(WayBack.news, Why.news)) == (hints.news is not None)
    for one in found:
        assert {
            Why.news: hints.news is not None,
            Why.changed: hints.changed is not None,
            Why.owner_gone: hints.owner_gone,
            Why.new_face: hints.new_face,
            Why.reason: hints.reason is not None,
            Why.reason_unknown: hints.cure is Cure.unknown,
            Why.nothing_known: True,
        }[one.why]


@given(HINTS, st.text(max_size=30), st.text(max_size=30))
def test_words_to_a_customer_never_say_why_they_left(hints: Hints, whom: str, me: str) -> None:
    for one in proposals(hints):
        letter = ways.letter(one, hints, whom, me)

        assert letter.body.startswith(f"Hello {whom},")
        assert letter.body.endswith(f"Kind regards,\n{me}")
        assert "price" not in letter.body.replace(whom, "").replace(me, "").replace(hints.changed or "", "")
        assert ways.way_line(one, hints)


@given(
    reasons=st.lists(st.sampled_from(CODES), max_size=3),
    segments=SEGMENTS,
    theirs=st.frozensets(st.sampled_from(CODES), max_size=3),
    are=SEGMENTS,
    days=st.integers(-30, 900),
    named=st.booleans(),
)
def test_news_answers_those_who_left_before_it_over_one_of_its_reasons_in_one_of_its_segments(
    reasons: list[str], segments: list[str], theirs: frozenset[str], are: list[str], days: int, *, named: bool
) -> None:
    way = Way(WayKind.offer, "…", tuple(reasons), tuple(segments), ("d",) if named else ())

    found = answers(way, TODAY, "d", theirs, are, TODAY - timedelta(days=days))

    def folded(names: list[str]) -> set[str]:
        return {" ".join(one.lower().split()) for one in names}

    fits = (not reasons or bool(theirs & set(reasons))) and (not segments or bool(folded(segments) & folded(are)))
    if not reasons and not segments:
        fits = named
    assert found == (fits and days >= 0)
