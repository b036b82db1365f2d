"""Somebody is worried about a customer: what they noticed is kept, and whoever looks after them is asked to ask first."""

from __future__ import annotations

from tests.departures.test_journey import choose_channel, settle, texts
from tests.support.world import World


async def worry(world: World, handle: str = "theo", owner: str | None = "maya", **answers: object) -> None:
    """Somebody uses the shortcut, and fills in the form."""
    person = world.person(handle)
    await person.uses_shortcut("Worried about a customer")
    answers = {"customer": "Acme Bakeries", "signs": ["Questions about the price", "They have gone quiet"]} | answers
    errors = await person.fills(**(answers | ({"owner": owner} if owner else {})))
    await settle(world)
    assert errors == {}


async def test_the_worry_keeps_its_warning_signs_between_the_two_who_know(world: World) -> None:
    """They are asked for in the form, stand in the details, and in no channel."""
    await choose_channel(world)

    await worry(world)

    maya, walt = world.person("maya"), world.person("walt")
    await maya.presses("Details", await maya.sees("Kept between us"))
    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "Theo Marchetti: Questions about the price" in read
    assert "They have gone quiet" in read
    assert not any("Acme" in text for text in texts(walt.messages("departures")))


async def test_another_choice_changes_the_questions_and_keeps_the_answers(world: World) -> None:
    """At warning signs the form asks for these; what was typed stays, and comes back with its question."""
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.enters(worked_with=["theo"], note="They asked for our prices.")

    await maya.chooses("Warning signs")
    await maya.enters(signs=["A complaint"])
    await maya.chooses("Has given notice")
    await maya.chooses("Warning signs")
    errors = await maya.fills()
    await settle(world)

    assert errors == {}
    await maya.presses("Details", await maya.sees("Kept between us"))
    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "A complaint" in read
    assert "They asked for our prices." in read
