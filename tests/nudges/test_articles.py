"""Somebody read something: the bot says whom of those who left it may interest, and their owners are asked to send it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.models import Customer, Note
from bot.customers.values import Consent
from bot.departures.service import need_departure
from bot.interviews import service as asking
from bot.interviews.models import Finding, Interview
from bot.interviews.values import InterviewState
from bot.nudges import service as nudging
from bot.nudges.rules import in_common
from bot.nudges.values import Article, Declined, NudgeKind, Obstacle
from bot.reasons.values import DEFAULT_REASONS
from bot.work.unit import Unit
from tests.farewell.support import press_beside
from tests.nudges.support import LEE, MAYA, OMAR, Firm, firm_on
from tests.nudges.test_journey import lost, settles
from tests.support.world import World

PAGE = "https://paper.example/fresh"
BREAD = Article(PAGE, "Boxes that keep bread fresh, for BAKERIES")


async def suits(firm: Firm, by: str = OMAR, article: Article = BREAD) -> list[str]:
    return [one.customer for one in await firm(nudging.whom_it_suits, by, article)]


async def note(firm: Firm, departure: str, words: str) -> None:
    def write(unit: Unit) -> None:
        customer = need_departure(unit, departure).customer
        unit.add(Note(customer=customer, by=MAYA, at=unit.now, words=words))

    await firm(write)


async def be(firm: Firm, departure: str, *segments: str) -> None:
    def write(unit: Unit) -> None:
        unit.need(Customer, need_departure(unit, departure).customer).segments = list(segments)

    await firm(write)


async def test_what_they_are_and_what_was_noted_of_them_says_whom_it_may_interest(firm: Firm) -> None:
    """Segments, notes, contacts and the note of the form; those with the most in common first."""
    acme, brio, cleo = [await firm.loses(name) for name in ("Acme", "Brio", "Cleo")]
    await firm.loses("Dora", note="They asked for fresh ideas.")
    await be(firm, acme, "Bakery")
    await note(firm, acme, "Their bread goes stale in our boxes.")
    await firm.touches(brio, words="They open a bakery in autumn")
    await note(firm, cleo, "Steel pipes, in the hall.")

    first, *others = await suits(firm)
    assert (first, sorted(others)) == ("Acme", ["Brio", "Dora"])


async def test_each_owner_is_asked_once_and_only_about_those_that_were_chosen(firm: Firm) -> None:
    acme, brio = await firm.loses("Acme", note="A bakery"), await firm.loses("Brio", note="A bakery, too")

    assert await firm(nudging.bring_article, OMAR, BREAD, [acme]) == 1

    (nudge,) = await firm.nudges(acme)
    assert (nudge.kind, nudge.person, nudge.link) == (NudgeKind.article, MAYA, PAGE)
    shown = await firm.shown("nudge", nudge.id)
    assert "send this to *Acme*" in shown
    assert "Omar came across it" in shown
    assert f"it is useful.\n{PAGE}" in shown, "the words to send say where it is"
    assert await firm.nudges(brio) == []
    assert await suits(firm) == ["Brio"]
    with pytest.raises(Declined) as declined:
        await firm(nudging.bring_article, OMAR, BREAD, [acme])
    assert declined.value.why is Obstacle.nobody_chosen


async def test_nobody_is_proposed_who_is_kept_from_them_or_is_left_in_peace(firm: Firm) -> None:
    hidden = await firm.loses("Acme", note="A bakery", quiet=True)
    in_peace = await firm.loses("Brio", note="A bakery")
    await firm.agrees(in_peace, Consent.no)

    assert await suits(firm, LEE) == []
    assert await suits(firm) == ["Acme"]
    with pytest.raises(Declined):
        await firm(nudging.bring_article, LEE, BREAD, [hidden, in_peace])


@given(st.lists(st.sampled_from(["bakery", "Bread", "frisch", "Käse", "and", "steel"])), st.text(max_size=30))
def test_only_what_both_say_is_in_common(words: list[str], other: str) -> None:
    about = " ".join(words)

    assert set(in_common(about, [about])) == {word for word in words if len(word) >= 5}
    assert in_common(about, []) == ()
    assert set(in_common(about, [other])) <= set(words)
    assert in_common("BÄCKEREIEN", ["eine Backerei"]) == ("BÄCKEREIEN",)


@pytest.mark.slow
async def test_it_is_brought_by_the_command(world: World) -> None:
    await lost(world, note="They care for fresh bread.")
    theo, maya = world.person("theo"), world.person("maya")
    await theo.types(f"/lost-customer article {PAGE}")
    assert await theo.fills(words="Steel pipes") == {}
    assert "nothing is noted" in said(theo)
    await theo.closes()

    await theo.types("/lost-customer article")
    assert "https://" in (await theo.fills(link="the paper", words="x"))["link"]
    assert await theo.fills(link=PAGE, words="Boxes that keep bread fresh") == {}
    assert await theo.fills(whom=["Acme Bakeries"]) == {}
    assert "is asked once to send it" in said(theo)
    await theo.closes()
    await world.clock.advance(days=1)

    await press_beside(maya, maya.newest("Good morning"), "thought of", "Open")
    await settles(world)
    assert "> Boxes that keep bread fresh" in maya.newest("came across it").text


def said(person: Any) -> str:
    assert person.modal is not None
    return "\n".join(person.modal.texts())


async def test_why_they_left_counts_only_for_who_may_hear_it(database_url: str) -> None:
    """The channel sees that they left, and may propose an article; what they said when asked is not for the channel."""
    async with firm_on(database_url, why_left=asking.why_left) as firm:
        await firm.has_channel(LEE)
        departure = await firm.loses("Acme")
        article = Article(PAGE, "What to do about slow deliveries")
        assert await suits(firm, LEE, article) == await suits(firm, MAYA, article) == []

        def hear(unit: Unit) -> None:
            held = unit.add(
                Interview(departure=departure, state=InterviewState.held, interviewer=OMAR, held_at=unit.now, turns=0)
            )
            unit.session.flush()
            said = {"said": "…", "reason": DEFAULT_REASONS[0].code, "consent": Consent.yes}
            unit.add(Finding(interview=held.id, filed_by=OMAR, filed_at=unit.now, **said))

        await firm(hear)
        said = (await firm(asking.why_left, [departure]))[departure]
        article = Article(PAGE, f"About {said[0]} and other things")

        assert await suits(firm, MAYA, article) == ["Acme"]
        assert await suits(firm, LEE, article) == []
