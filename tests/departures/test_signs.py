"""Warning signs are added by anybody, for any customer; whoever looks after them hears when they add up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.service import add_customer, note_dealing
from bot.customers.values import Cue, DealingKind, Noticed
from bot.departures.rules import NOT_SMALL, SIGNS_WITHIN, add_up, cross
from bot.work.unit import Unit
from tests.departures.test_journey import log, settle, texts
from tests.departures.test_worries import in_full, next_morning, worry
from tests.support.world import World

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ADD_UP = "Warning signs about *Acme Bakeries* add up"
small = st.sampled_from([one for one in Cue if one not in NOT_SMALL])
moments = st.datetimes(datetime(2025, 6, 1), datetime(2026, 3, 2, 12), timezones=st.just(UTC))  # noqa: DTZ001 - given its zone by `timezones`
signs = st.builds(Noticed, st.sampled_from(Cue), moments)


async def notice(world: World, handle: str, *kinds: str, name: str = "Acme Bakeries", note: str | None = None) -> None:
    """Somebody adds warning signs by the command."""
    person = world.person(handle)
    await person.types(f"/lost-customer sign {name}")
    errors = await person.fills(signs=list(kinds), **({"note": note} if note else {}))
    await settle(world)
    assert errors == {}
    assert person.modal is not None
    assert "Thank you. It is kept" in "\n".join(person.modal.texts())
    await person.closes()


async def has_customer(world: World, **owners: DealingKind) -> None:
    """Acme is a customer, and these colleagues deal with them."""

    def add(unit: Unit) -> None:
        customer = add_customer(unit, "Acme Bakeries")
        unit.session.flush()
        for handle, kind in owners.items():
            note_dealing(unit, customer.id, world.id_of(handle), kind, said_by=world.id_of(handle))

    await world.rests()
    await world.bot.deps.unit(world.team, add)


@given(small, small, small, st.timedeltas(timedelta(0), SIGNS_WITHIN - timedelta(seconds=1)))
def test_three_small_signs_within_ninety_days_add_up(one: Cue, two: Cue, three: Cue, ago: timedelta) -> None:
    """Two do not, whatever they are."""
    recent = [Noticed(one, NOW - ago), Noticed(two, NOW)]

    assert not add_up(recent, NOW)
    assert add_up([*recent, Noticed(three, NOW)], NOW)


@given(small, small)
def test_what_is_long_ago_counts_no_more(one: Cue, two: Cue) -> None:
    old = [Noticed(one, NOW - SIGNS_WITHIN)] * 5

    assert not add_up([*old, Noticed(two, NOW)], NOW)


@pytest.mark.parametrize("kind", sorted(NOT_SMALL, key=lambda one: one.value))
def test_one_that_is_not_small_is_enough(kind: Cue) -> None:
    assert add_up([Noticed(kind, NOW)], NOW)


@given(st.lists(signs, max_size=12))
def test_one_crossing_is_told_once(noticed: list[Noticed]) -> None:
    """However signs come in: between two tellings they had ceased to add up."""
    told: list[datetime] = []
    ordered = sorted(noticed, key=lambda one: one.at)
    for count, one in enumerate(ordered):
        if cross(ordered[:count], [one], one.at):
            told.append(one.at)
            assert not add_up(ordered[:count], one.at)
        assert not told or add_up(ordered[: count + 1], one.at) or one.at > told[-1]


async def test_the_owner_of_a_customer_hears_when_small_signs_add_up(world: World) -> None:
    """Not at the first, not at the second; once at the third, and not again at the fourth."""
    await has_customer(world, maya=DealingKind.owner, theo=DealingKind.worked_with)
    maya = world.person("maya")
    await notice(world, "ben", "Questions about the price", note="He asked twice.")
    await notice(world, "dan", "They have gone quiet")
    await next_morning(world)
    assert not any(ADD_UP in text for text in texts(maya.dm))

    await notice(world, "theo", "Just a feeling")
    await next_morning(world)

    asked = maya.newest(ADD_UP)
    assert "He asked twice." in asked.text
    assert "they are your customer" in asked.text
    await notice(world, "ben", "Something else")
    await next_morning(world)
    assert len([text for text in texts(maya.dm) if ADD_UP in text]) == 1
    assert not any(ADD_UP in text for handle in ("theo", "ben", "lena") for text in texts(world.person(handle).dm))


async def test_a_complaint_is_enough_and_the_way_on_is_a_press_away(world: World) -> None:
    """Whoever hears can take it up: then they are asked to ask first."""
    await has_customer(world, maya=DealingKind.owner)
    await notice(world, "ben", "A complaint")
    await next_morning(world)
    maya = world.person("maya")

    await maya.presses("I'm worried, too", maya.newest(ADD_UP))
    await maya.fills(owner="maya")
    await settle(world)

    assert any("the warning signs are looked after now" in text for text in texts(maya.dm))
    await next_morning(world)
    assert "A complaint" in (await in_full(world, "Would you ask them first")).text


@pytest.mark.parametrize(
    ("dealings", "handle", "why"),
    [
        ({"theo": DealingKind.worked_with}, "theo", "you have worked with them"),
        ({}, "grace", "you are an admin"),
    ],
)
async def test_without_an_owner_the_team_hears_else_an_admin(
    world: World, dealings: dict[str, DealingKind], handle: str, why: str
) -> None:
    await has_customer(world, **dealings)
    await notice(world, "ben", "Whoever spoke for us there has left")
    await next_morning(world)

    heard = [one for one in ("theo", "maya", "grace", "lena") if any(ADD_UP in t for t in texts(world.person(one).dm))]
    assert len(heard) == 1
    assert why in world.person(heard[0]).newest(ADD_UP).text
    assert heard == [handle] or why == "you are an admin"


async def test_new_signs_bring_a_watched_customer_back(world: World) -> None:
    """Whoever wanted to look again in a month is asked when signs add up before."""
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")
    await maya.presses("Keep watching", await maya.sees("Would you ask them first"))
    await maya.fills(day=world.clock.now().date() + timedelta(days=60))
    await settle(world)

    await notice(world, "theo", "Another pace, or another direction")
    await next_morning(world)

    assert "Another pace" in maya.newest("You wanted to look at").text


async def test_who_may_not_see_a_customer_learns_nothing(world: World) -> None:
    """A stranger's sign is kept and counts; they hear what anybody hears."""
    await worry(world)
    await next_morning(world)
    await notice(world, "ben", "A complaint")
    await next_morning(world)

    assert "A complaint" in world.person("maya").newest("Would you ask them first").text
    assert not any("Acme" in text for text in texts(world.person("ben").dm))


async def test_a_message_can_be_a_warning_sign(world: World) -> None:
    """From the message's menu: the customer and its words stay, and its address is kept."""
    maya, dan = world.person("maya"), world.person("dan")
    said = await dan.says("Acme ask what a cancellation costs", channel="acct-acme")
    await maya.uses_message_shortcut("This is about a customer", said)
    await maya.enters(customer="Acme Bakeries")

    await maya.presses("Only a warning sign")
    errors = await maya.fills(signs=["Questions about the price"])
    await settle(world)
    await maya.closes()
    await log(world, "maya", "Acme Bakeries")

    assert errors == {}
    await maya.presses("Details", await maya.sees("Has left"))
    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "Acme ask what a cancellation costs" in read
    assert "the message" in read


async def test_a_sign_needs_to_be_chosen(world: World) -> None:
    """“cue” is understood, too; a form without a sign stays open."""
    ben = world.person("ben")
    await ben.types("/lost-customer cue Acme Bakeries")

    errors = await ben.fills(note="Hm.")

    assert errors
    assert ben.modal is not None
