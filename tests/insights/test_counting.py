"""What the firm learns in sum: the talks, the guesses, the reasons, and which sentences may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.customers.values import Consent, TouchKind
from bot.departures.models import Departure
from bot.departures.service import log_departure
from bot.departures.values import LogForm, Logged, Size, Stage
from bot.farewell.models import Guess
from bot.insights import blocks
from bot.insights.rules import agreement, count_reasons, match_of, quotes_to_show, scorecard
from bot.insights.service import agreement_of, quotes_for, reasons_for, scorecard_of, sums
from bot.insights.values import Agreement, Compared, HeardReason, Match, Scorecard, Sought, Spoken
from bot.interviews.models import Finding, FrankNote, Interview, Quote, Try
from bot.interviews.service import interview_of
from bot.interviews.values import End, InterviewState, Permission, Source
from bot.work.unit import Unit
from tests.interviews.support import Story

pytestmark = pytest.mark.every_way

LEFT = date(2026, 1, 5)
CODES = st.sampled_from(["price", "quality", "treatment", "unknown", "other"])
PAIRS = st.lists(st.builds(Compared, CODES, CODES), max_size=40)
QUOTES = st.lists(st.builds(Spoken, st.text(min_size=1), st.sampled_from(Permission), st.text(min_size=1)), max_size=12)


@dataclass(frozen=True)
class Past:
    """A customer who left: when they were heard, after how many tries in vain, and what was thought and found."""

    held_after: int | None = 20
    tries: int = 0
    guessed: str | None = None
    found: str = "price"
    source: Source = Source.said
    size: Size = Size.full
    end: End | None = None
    quote: Permission | None = None
    frank: str | None = None
    more: tuple[str, ...] = ()
    quiet: bool = False


async def happened(story: Story, *pasts: Past) -> None:
    await story.unit(_remember, story.world.id_of("maya"), pasts)


def _remember(unit: Unit, maya: str, pasts: tuple[Past, ...]) -> None:
    for number, past in enumerate(pasts):
        form = LogForm(stage=Stage.left, happened=LEFT, new_name=f"Customer {number}", owner=maya)
        logged = log_departure(unit, maya, form, f"log {number} {past}")
        assert isinstance(logged, Logged)
        departure = unit.need(Departure, logged.departure)
        departure.size, departure.quiet = past.size, past.quiet
        interview = interview_of(unit, departure.id)
        assert interview is not None
        interview.end = past.end
        for _try in range(past.tries):
            unit.add(Try(interview=interview.id, by=maya, at=unit.now, how=TouchKind.call))
        if past.guessed:
            unit.add(Guess(departure=departure.id, author=maya, reason=past.guessed, at=unit.now))
        if past.held_after is not None:
            _hear(unit, interview, past, maya)


def _hear(unit: Unit, interview: Interview, past: Past, by: str) -> None:
    interview.state = InterviewState.held
    interview.held_at = unit.now.replace(year=2026, month=1, day=5) + timedelta(days=past.held_after or 0)
    finding = _file(unit, interview, past.found, by)
    finding.more_reasons, finding.source = list(past.more), past.source
    unit.session.flush()
    if past.quote:
        unit.add(Quote(finding=finding.id, words=f"words of {past.quote.value}", permission=past.quote))
    if past.frank:
        unit.add(FrankNote(interview=interview.id, by=by, at=unit.now, words="frank", reason=past.frank))
    unit.session.flush()


def _file(unit: Unit, interview: Interview, reason: str, by: str) -> Finding:
    filed = {"filed_by": by, "filed_at": interview.held_at, "said": "…", "reason": reason, "consent": Consent.yes}
    return unit.add(Finding(interview=interview.id, **filed))


async def home_of(story: Story, handle: str) -> str:
    person = story.world.person(handle)
    await person.opens_home()
    assert person.home is not None
    return str(person.home.body["blocks"])


async def test_what_only_we_thought_is_no_finding_to_compare_a_guess_with(story: Story) -> None:
    """Ten reasons that came in from a list, and ten guesses that agree: nobody has heard anything."""
    await happened(story, *(Past(guessed="price", source=Source.thought) for _number in range(10)))
    assert await story.unit(agreement_of) is None


@pytest.mark.slow
async def test_the_scorecard_is_computed_from_what_is_kept(story: Story) -> None:
    """Beside it the same by other means: what was put in, counted by hand."""
    pasts = (
        Past(held_after=10, tries=0),
        Past(held_after=23, tries=2),
        Past(held_after=40, tries=1),
        Past(held_after=None, tries=4),
        Past(held_after=None, end=End.not_reached),
        Past(held_after=None, end=End.no_longer_needed),
        Past(held_after=12, source=Source.wrote),
        Past(held_after=9, size=Size.light, source=Source.wrote),
    )
    await happened(story, *pasts)

    wanted = [one for one in pasts if one.end is not End.no_longer_needed and one.size is Size.full]
    held = [one for one in wanted if one.held_after and one.source is Source.said]
    days = int(median([one.held_after or 0 for one in held]))
    tries = sum(one.tries + 1 for one in held) / len(held)
    assert await story.unit(scorecard_of) == Scorecard(len(held), len(wanted), days, tries)
    told = "Exit interviews: 3 of 6 held, half of them within 23 days, 2 tries each"
    for handle in ("maya", "ben"):
        assert told in await home_of(story, handle)


async def test_under_five_departures_there_is_no_scorecard(story: Story) -> None:
    await happened(story, *[Past()] * 4)

    assert await story.unit(scorecard_of) is None
    assert await story.unit(sums) == ()
    assert "Exit interviews:" not in await home_of(story, "maya")


@pytest.mark.slow
async def test_a_guess_says_nothing_to_anybody_while_fewer_than_ten_were_compared(story: Story) -> None:
    nine = [Past(guessed="price", found="price")] * 4 + [Past(guessed="price", found="quality")] * 5
    await happened(story, *nine, Past(guessed="unknown", found="price"), Past(found="price"))

    assert await story.unit(agreement_of) is None
    for handle in ("maya", "grace", "ben"):
        assert "Our own guesses" not in await home_of(story, handle)


@pytest.mark.slow
async def test_from_ten_on_the_firm_sees_how_often_guesses_agree_in_sum(story: Story) -> None:
    ten = [Past(guessed="price", found="price")] * 4 + [Past(guessed="price", found="quality")] * 6
    await happened(story, *ten)

    assert await story.unit(agreement_of) == Agreement(4, 10)
    for handle in ("maya", "ben"):
        told = "Our own guesses: in 4 of 10 talks they said what we had thought; so in a hundred it is somewhere between 17 and 69"
        assert told in await home_of(story, handle)


def test_the_bounds_of_guesses_are_wilsons() -> None:
    """Against the formula as the textbooks have it: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    for same, compared in ((0, 10), (4, 10), (7, 15), (20, 20)):
        z, share = 1.959964, same / compared
        middle, below = share + z * z / (2 * compared), 1 + z * z / compared
        half = z * sqrt(share * (1 - share) / compared + z * z / (4 * compared * compared))
        low, high = round(100 * (middle - half) / below), round(100 * (middle + half) / below)
        assert f"between {max(0, low)} and {min(100, high)}" in blocks.agreement_line(Agreement(same, compared))


async def test_the_owners_guess_counts_before_the_loggers_and_what_was_found_first(story: Story) -> None:
    await happened(story, *[Past(guessed="price", found="price")] * 10)

    def add(unit: Unit) -> None:
        theo = story.world.id_of("theo")
        for guess in unit.all(select(Guess)):
            early = guess.at - timedelta(days=1)
            unit.add(Guess(departure=guess.departure, author=theo, reason="quality", at=early))
        for interview in unit.all(select(Interview)):
            again = unit.add(
                Interview(departure=interview.departure, number=2, state=InterviewState.held, held_at=unit.now)
            )
            unit.session.flush()
            _file(unit, again, "quality", theo)

    await story.unit(add)

    assert await story.unit(agreement_of) == Agreement(10, 10)
    card = await story.unit(scorecard_of)
    assert card is not None
    assert (card.held, card.sought, card.days) == (10, 10, 20)


@pytest.mark.parametrize(("customers", "shown"), [(4, []), (5, ["words of anonymous", "words of named"])])
async def test_reports_hold_sentences_back_until_five_customers_were_heard(
    story: Story, customers: int, shown: list[str]
) -> None:
    spoken = [Past(quote=one) for one in Permission]
    await happened(story, *spoken, *[Past()] * (customers - len(spoken)))

    found = await story.unit(_said)

    assert sorted(one.words for one in found) == shown
    assert all((one.customer is None) is (one.permission is Permission.anonymous) for one in found)


async def test_a_customer_who_is_kept_between_a_few_is_in_no_report(story: Story) -> None:
    await happened(story, *[Past()] * 4, Past(quote=Permission.named, quiet=True))

    assert await story.unit(_said) == []


async def test_who_were_known_of_only_from_before_are_not_heard(story: Story) -> None:
    known = [Past(quote=Permission.named), Past(source=Source.thought)]
    await happened(story, *known, *[Past()] * 3)

    assert await story.unit(_said) == []


def _said(unit: Unit) -> list[Spoken]:
    return [one for some in quotes_for(unit, _all(unit)).values() for one in some]


def _all(unit: Unit) -> list[str]:
    return list(unit.all(select(Departure.id)))



async def test_what_is_not_for_the_owner_counts_in_reasons_once_for_each_departure(story: Story) -> None:
    await happened(
        story,
        Past(found="price", more=("quality",), frank="treatment"),
        Past(found="treatment", frank="treatment"),
        Past(found="price"),
        Past(found="price", frank=None),
    )

    counted = await story.unit(lambda unit: reasons_for(unit, _all(unit)))

    assert counted == {"price": 3, "quality": 1, "treatment": 2}


@given(PAIRS)
def test_agreement_is_silent_below_ten_and_moves_only_by_fives(pairs: list[Compared]) -> None:
    clear = [one for one in pairs if match_of(one.guessed, one.found) in (Match.same, Match.different)]
    found = agreement(pairs)

    if len(clear) < 10:
        assert found is None
        return
    assert found is not None
    assert found.compared % 5 == 0
    assert 10 <= found.compared <= len(clear) < found.compared + 5
    assert found == agreement([*pairs, Compared("unknown", "price")])


@given(QUOTES, st.integers(0, 9))
def test_no_sentence_is_shown_otherwise_than_they_allow(quotes: list[Spoken], customers: int) -> None:
    shown = quotes_to_show(quotes, customers)

    assert bool(shown) <= (customers >= 5)
    assert all(one.permission is not Permission.hidden for one in shown)
    assert all(one.customer is None for one in shown if one.permission is Permission.anonymous)
    if customers >= 5:
        assert len(shown) == len([one for one in quotes if one.permission is not Permission.hidden])


@given(st.lists(st.builds(Sought, st.just(LEFT), st.none() | st.just(LEFT + timedelta(days=9)), st.integers(1, 6))))
def test_a_scorecard_counts_everybody_and_invents_nobody(sought: list[Sought]) -> None:
    found = scorecard(sought)

    assert (found is None) is (len(sought) < 5)
    if found is not None:
        assert found.sought == len(sought)
        assert found.held == sum(one.held is not None for one in sought)
        assert found == scorecard(list(reversed(sought)))
        assert found.days == (9 if found.held else None)


@given(st.lists(st.builds(HeardReason, st.sampled_from("abc"), CODES)))
def test_a_reason_counts_once_for_each_departure(heard: list[HeardReason]) -> None:
    counted = count_reasons(heard)

    assert counted == count_reasons([*heard, *heard])
    assert all(count <= 3 for count in counted.values())
