"""Home shows what this is, what waits for one, whom one may see, and where the cards go."""

from __future__ import annotations

from datetime import date

import pytest

from bot.departures.service import log_departure
from bot.departures.values import LogForm, Stage
from bot.home.listeners import draw
from bot.sandbox.actor import Actor
from tests.support.world import World


async def shown(person: Actor) -> str:
    """All that somebody's Home says after they opened it."""
    await person.opens_home()
    await person.world.clock.rest()
    assert person.home is not None
    return str(person.home.body["blocks"])


async def log(world: World, by: str, customer: str) -> None:
    """A customer who has left, logged by their owner."""
    person = world.person(by).user_id
    form = LogForm(stage=Stage.left, happened=date(2026, 3, 2), new_name=customer, owner=person)
    await world.bot.deps.unit(world.workspace.team_id, log_departure, person, form, f"log {customer}")
    await world.rests()


async def test_the_first_home_says_what_this_is_and_how_to_begin(world: World) -> None:
    text = await shown(world.person("maya"))

    assert "Customers leave; it happens to good firms." in text
    assert "/lost-customer" in text
    assert "No channel is chosen yet." in text
    assert "Nothing. Thank you." in text


async def test_the_form_opens_from_home(world: World) -> None:
    maya = world.person("maya")
    await shown(maya)

    await maya.presses("Log a customer")

    assert maya.modal is not None
    assert "customer" in str(maya.modal.body["blocks"])


async def test_what_waits_and_whom_one_may_see_and_nothing_of_others(world: World) -> None:
    await log(world, "maya", "Acme & Sons <Ltd>")
    maya, ben = world.person("maya"), world.person("ben")

    text = await shown(maya)
    assert "Thank *Acme &amp; Sons &lt;Ltd&gt;* for their business" in text
    assert "*Acme &amp; Sons &lt;Ltd&gt;*\\nhas left · " in text
    assert "Your customers" in text
    assert "Acme" not in await shown(ben)
    assert "has left · Maya Okafor · " in await shown(world.person("grace")), "an admin sees whose they are"

    await shown(maya)
    await maya.presses("Details", None)
    assert "Acme" in str(maya.modal.body)


async def test_a_channel_chosen_from_home_is_shown_there_at_once(world: World) -> None:
    maya = world.person("maya")
    await shown(maya)

    await maya.presses("Choose a channel")
    assert await maya.fills(channel="departures") == {}
    await world.rests()

    assert maya.home is not None
    text = str(maya.home.body["blocks"])
    assert f"<#{world.workspace.channel('departures').id}>" in text
    assert "Choose a channel" not in text


async def test_a_guest_learns_that_it_is_for_colleagues_and_nothing_else(world: World) -> None:
    await log(world, "theo", "Acme")

    text = await shown(world.person("noor"))

    assert "Porchlight is for colleagues at Fernhill only" in text
    assert "Acme" not in text
    assert "button" not in text


async def test_so_does_somebody_from_outside_should_slack_ever_let_them(world: World) -> None:
    await log(world, "theo", "Acme")

    view = await draw(world.bot.deps, world.workspace.team_id, world.person("hal").user_id)

    assert "Porchlight is for colleagues at Fernhill only" in str(view.payload)
    assert "Acme" not in str(view.payload)


@pytest.mark.slow
async def test_what_is_ahead_is_one_s_own_soonest_first(world: World) -> None:
    """What was promised, handed over and is to be said hello to; late once its day is over, and nothing of it anybody else's."""
    maya, theo = world.person("maya"), world.person("theo")
    await shown(maya)
    assert "Nothing is due from you" in await ahead(maya)

    await log(world, "maya", "Acme")
    await maya.types("/lost-customer promise Acme")
    assert await maya.fills(what="Our <best> prices", day=date(2026, 3, 10), at="16:00") == {}
    await maya.closes()

    text = await ahead(maya)
    _week, quarter = text.split("In the next 90 days")
    assert "takes along" in text
    assert "Our &lt;best&gt; prices" in quarter
    assert "Stay in touch with *Acme*" not in text, "ninety-one days are more than ninety"
    assert "Nothing is due from you" in await ahead(theo)

    await world.clock.advance(days=10)
    text = await ahead(maya)
    assert "prices" in text.split("*In the next")[0]
    assert "Stay in touch with *Acme*" in text


async def ahead(person: Actor) -> str:
    await shown(person)
    await person.presses("What is ahead")
    assert person.modal is not None
    text = "\n".join(person.modal.texts())
    await person.closes()
    return text
