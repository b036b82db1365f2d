"""The report of those who left: read by the command, beside a plain count of the same rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.customers.service import add_customer, current_lifetime, describe
from bot.customers.values import Consent
from bot.departures.models import Departure, Step
from bot.departures.values import Stage
from bot.insights import blocks
from bot.insights.service import behind, report
from bot.insights.values import Grade, Period
from bot.insights.values.report import REASON, Report
from bot.interviews.models import Finding, FrankNote, Interview, Quote
from bot.interviews.values import InterviewState, Permission, Source
from bot.reasons.service import change_reason
from bot.reasons.values import BY_CODE
from bot.reasons.values.changing import Fate, Outcome, ReasonForm
from bot.work.unit import Unit
from tests.interviews.support import Story

YEAR = Period(date(2025, 3, 1), date(2026, 2, 28))


def leaves(
    unit: Unit,
    maya: str,
    name: str,
    day: date,
    reason: str | None = None,
    *,
    worth: str | None = None,
    currency: str = "USD",
    kind: str | None = None,
    source: Source = Source.said,
    competitor: str | None = None,
    noticed: Stage = Stage.left,
    quiet: bool = False,
    quote: tuple[str, Permission] | None = None,
    since: date | None = None,
) -> str:
    """One customer left that day; rows alone, nobody is asked for anything because of it."""
    customer = add_customer(unit, name)
    if worth is not None or since is not None:
        describe(unit, customer.id, Decimal(worth) if worth else None, currency if worth else None, since)
    customer.segments = [kind] if kind else []
    departure = unit.add(
        Departure(
            customer=customer.id,
            stage=Stage.left,
            happened=day,
            owner=maya,
            quiet=quiet,
            lifetime=current_lifetime(unit, customer.id).id,
            logged_by=maya,
            logged_at=unit.now,
        )
    )
    unit.session.flush()
    unit.add(Step(departure=departure.id, before=None, after=noticed, who=maya, at=unit.now))
    if reason is not None:
        interview = unit.add(Interview(departure=departure.id, state=InterviewState.held, held_at=unit.now))
        unit.session.flush()
        heard = {"filed_by": maya, "filed_at": unit.now, "said": f"{name} said so.", "consent": Consent.yes}
        finding = unit.add(Finding(interview=interview.id, reason=reason, source=source, competitor=competitor, **heard))
        unit.session.flush()
        if quote is not None:
            unit.add(Quote(finding=finding.id, words=quote[0], permission=quote[1]))
    unit.session.flush()
    return str(departure.id)


def a_year(unit: Unit, maya: str) -> None:
    """Twelve who left within the year, and two before it; one more of whom only a few of us know."""
    said = ("price", "price", "price", "quality", "treatment", None, None, "price", None, "quality", None, "unknown")
    for number, reason in enumerate(said):
        leaves(
            unit,
            maya,
            f"Customer {number}",
            date(2025, 3, 10) + timedelta(days=29 * number),
            reason,
            worth=str(1000 * (number + 1)) if number != 4 else None,
            currency="EUR" if number == 3 else "USD",
            kind="Bakery" if number % 2 else "Shop",
            source=Source.wrote if number == 1 else Source.said,
            competitor="Nordpack GmbH" if number < 3 else ("nordpack" if number == 7 else "Boxly" if number == 3 else None),
            noticed=Stage.leaving if number % 3 == 0 else Stage.left,
            quote=(f"Sentence {number}.", Permission.named if number == 9 else Permission.anonymous) if reason else None,
        )
    leaves(unit, maya, "Long ago", date(2024, 12, 1), "treatment")
    leaves(unit, maya, "Longer ago", date(2023, 12, 1), "quality")
    leaves(unit, maya, "Between us", date(2025, 7, 1), "price", worth="777777", quiet=True)


async def of(story: Story, person: str | None, *by: str, period: Period = YEAR) -> Report:
    found = await story.unit(report, story.world.id_of(person) if person else None, period, by)
    assert isinstance(found, Report)
    return found


async def test_what_is_counted_is_what_a_plain_count_of_the_same_says(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))

    view = await of(story, "maya")

    assert (view.whole.count, view.whole.interviewed) == (12, 7), "one wrote, and four said nothing"
    assert {one.currency: one.value for one in view.whole.worth} == {"EUR": Decimal(4000), "USD": Decimal(78000 - 5000 - 4000)}
    assert view.whole.valued == 11
    assert dict(view.whole.grades) == {Grade.they_said: 6, Grade.they_wrote: 1}
    reasons, kinds, rivals, _years, noticed = view.figures
    assert reasons.shown is not None
    assert {one.key: one.count for one in reasons.shown} == {"price": 4, "quality": 2, "treatment": 1}
    assert {one.key: sum(each.value for each in one.worth) for one in reasons.shown} == {
        "price": 1000 + 2000 + 3000 + 8000,
        "quality": 4000 + 10000,
        "treatment": 0,
    }
    assert kinds.shown is not None
    assert {one.name: (one.count, one.interviewed) for one in kinds.shown} == {"Shop": (6, 3), "Bakery": (6, 4)}
    assert rivals.shown is not None
    assert sorted(one.count for one in rivals.shown) == [1, 4]
    assert noticed.shown is not None
    assert {one.key: one.count for one in noticed.shown} == {"leaving": 4, "left": 8}
    months = Counter((date(2025, 3, 10) + timedelta(days=29 * number)).replace(day=1) for number in range(12))
    assert dict(view.months) == {month: months[month] for month, _count in view.months}
    assert len(view.months) == 12


async def test_where_few_leave_the_last_five_come_first_in_their_own_words(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    await story.unit(_add_what_the_tenth_valued)

    view = await of(story, "maya")

    assert view.few
    assert [one.customer for one in view.last] == [f"Customer {number}" for number in (11, 10, 9, 8, 7)]
    nine = view.last[2]
    assert (nine.words, nine.like_earlier) == (("Sentence 9.",), True), "somebody left over the quality in June"
    assert view.last[4].like_earlier is True
    assert (nine.valued, nine.wished) == ("Dan in the warehouse", "A call")
    assert "What they valued: Dan in the warehouse\nWhat would bring them back: A call" in blocks.report_message(view).text
    assert view.last[0].like_earlier is None, "nobody knows why"


def _add_what_the_tenth_valued(unit: Unit) -> None:
    quote = unit.first(select(Quote).where(Quote.permission == Permission.named))
    assert quote is not None
    finding = unit.need(Finding, quote.finding)
    finding.did_well, finding.would_return = "Dan in the warehouse", "A call"


async def test_in_a_channel_nobody_is_named_who_does_not_allow_it(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    await story.unit(_add_what_the_tenth_valued)

    view = await of(story, None)

    assert "Dan in the warehouse" not in blocks.report_message(view).text, "they allowed one sentence, no more"
    assert [(one.customer, one.words) for one in view.last] == [
        ("Customer 9", ("Sentence 9.",)),
        (None, ("Sentence 11.",)),
        (None, ("Sentence 7.",)),
    ]
    assert all(one.reason is None and one.like_earlier is None for one in view.last)
    assert view.figures[0].shown is not None
    assert [one.worth != () for one in view.figures[0].shown] == [True, False, False], "of two, one would know the other"


async def test_where_too_few_told_us_no_sum_says_it_of_one(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(4):
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 5, 1 + number), "price")
    assert (await of(story, "theo")).figures[0].shown is None
    assert (await of(story, None)).crossing is None
    assert (await of(story, "maya")).figures[0].shown is not None, "she looks after all of them"


async def test_a_column_of_few_is_put_with_others_so_that_it_tells_of_nobody(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(14):
        kind = "Shop" if number < 6 else "Bakery" if number < 12 else "Bank"
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 5, 1 + number), "price", kind=kind)
    crossing = (await of(story, "theo")).crossing
    assert crossing is not None
    assert (crossing.columns, crossing.rows) == (("Bakery", ""), (("price", (6, 8)),)), "two more than six alone would tell"


def add_what_had_a_part(unit: Unit) -> None:
    """Of those who left over the price two said that the quality added to it, and one said something in confidence."""
    three = unit.all(select(Finding).where(Finding.reason == "price").order_by(Finding.id))[:3]
    for one in three[:2]:
        one.more_reasons = ["quality", "treatment"]
    unit.add(FrankNote(interview=three[2].interview, by="UWALT", at=unit.now, words="frank", reason="quality"))
    unit.session.flush()


async def test_sentences_and_reasons_are_those_of_whoever_left_then_whenever_they_were_heard(story: Story) -> None:
    """All were heard on one day of March 2026; the report of 2025 says of them what they said of then."""
    await story.unit(a_year, story.world.id_of("maya"))
    await story.unit(add_what_had_a_part)
    year = Period(date(2025, 1, 1), date(2025, 12, 31))

    view = await of(story, None, period=year)

    assert view.parts == (("what we delivered", 5), ("how we treated them", 3))
    told = "Counting also what only added to it: what we delivered with 5, how we treated them with 3."
    assert told in blocks.report_message(view).text
    assert [one.words for one in view.last] == [("Sentence 9.",), ("Sentence 7.",)]
    assert (await of(story, None, period=Period(date(2026, 3, 1), date(2026, 3, 31)))).last == ()


async def test_what_had_a_part_is_told_of_nobody(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(4):
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 5, 1 + number), "price")
    await story.unit(add_what_had_a_part)
    assert (await of(story, "maya")).parts == (), "four told us"
    await story.unit(leaves, maya, "Customer 5", date(2025, 5, 9), "treatment")
    assert (await of(story, "maya")).parts == (("what we delivered", 3), ("how we treated them", 3))


async def test_it_is_read_by_the_command_and_opened_from_there(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    maya = story.world.person("maya")

    await maya.types("/lost-customer report", channel="departures")

    first = maya.newest("Who left us", channel="departures")
    assert "12 customers left" in first.text
    assert "7 of 12 interviewed" in first.text
    assert "Between us" not in "\n".join(maya.newest("what it cost", channel="departures").texts())
    await maya.chooses("price (4)", "insights.behind:reason", first)
    assert "Customer 7" in str(maya.modal and maya.modal.body)
    await maya.chooses("Apr 2025 (1)", "insights.behind:month", first)
    assert "Left in Apr 2025" in str(maya.modal and maya.modal.body)
    await maya.chooses("price, Bakery (2)", "insights.behind:cell", maya.newest("what it cost", channel="departures"))
    assert "Reason: price, Kind of customer: Bakery" in str(maya.modal and maya.modal.body)


async def test_what_nobody_can_tell_apart_is_answered_with_what_can(story: Story) -> None:
    maya = story.world.person("maya")
    await maya.types("/lost-customer report 2025 by shoe size", channel="departures")
    assert "Who took our place" in maya.newest("I can tell them apart by", channel="departures").text
    await maya.types("/lost-customer report someday", channel="departures")
    assert "2025, Q2 2025" in maya.newest("I cannot tell which time", channel="departures").text


async def test_whoever_is_no_colleague_reads_nothing(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    assert await story.unit(report, "USTRANGER", YEAR) is None
    assert await story.unit(behind, "USTRANGER", YEAR, REASON, "price") is None


CHANGED = "The list of reasons was changed in this time, so no reason is compared with an earlier time."


async def test_across_a_change_of_what_people_can_choose_from_the_report_says_that_nothing_is_compared(story: Story) -> None:
    """A merge is no such change: what was merged is counted anew under the other's name."""
    await story.unit(a_year, story.world.id_of("maya"))
    now = Period(date(2026, 3, 1), date(2026, 3, 31))
    await story.unit(leaves, story.world.id_of("maya"), "Newest", date(2026, 3, 1), "price")
    said = [CHANGED in await _more(story, now)]

    for code, fate, into in (("budget", Fate.merged, "price"), ("in_house", Fate.archived, None)):
        one = BY_CODE[code]
        form = ReasonForm(one.called(), one.meant(), one.controllable, one.curable, one.feedback, fate, into)
        assert await story.unit(change_reason, story.world.id_of("grace"), code, form) is Outcome.done
        said.append(CHANGED in await _more(story, now))

    assert said == [False, False, True], "only once something is not offered any more"
    assert CHANGED not in await _more(story, YEAR), "the change lies after that time"


async def _more(story: Story, period: Period) -> str:
    return blocks.report_more_message(await of(story, "maya", period=period)).text


async def test_where_few_leave_it_says_how_long_without_a_loss_is_no_chance_any_more(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(7):
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 1, 1) + timedelta(days=10 * number))

    calm = Period(date(2025, 4, 1), date(2025, 6, 30))
    shown = blocks.report_message(await of(story, None, period=calm)).text

    assert "Nobody left in this time." in shown
    assert "Nobody has left for 120 days. Between one and the next it was 10 on average, and more than 41 is" in shown
    begun = blocks.report_message(await of(story, None, period=Period(date(2025, 1, 1), date(2025, 3, 31)))).text
    assert "On average 10 days pass between one who leaves and the next. More than 41 days with nobody leaving" in begun
    for number in range(20):
        await story.unit(leaves, maya, f"Other {number}", date(2025, 5, 1))
    assert (await of(story, None, period=calm)).rare is None, "where many leave rates tell more"
