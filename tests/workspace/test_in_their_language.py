"""What people type is read as they write it, and what they see is written so: by the language that Slack knows of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.words import listing, locale
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.colleagues.test_gate import forget_everybody
from tests.support.world import World

SETTINGS = "/lost-customer settings"


async def limit(world: World) -> Decimal | None:
    """Below what a customer gets a letter instead of a call."""

    def read(unit: Unit) -> Decimal | None:
        return settings_of(unit).light_below

    return await world.bot.deps.unit(world.team, read)


async def test_dots_are_thousands_in_berlin_and_a_question_in_new_york(world: World) -> None:
    grace, lena = world.person("grace"), world.person("lena")
    for person in (grace, lena):
        await person.types(SETTINGS)
        await person.presses("Small customers")

    errors = await grace.fills(light_below="48.000")
    assert "read in two ways" in errors["light_below"]
    assert await limit(world) is None

    assert await lena.fills(light_below="48.000") == {}
    assert await limit(world) == 48000


async def test_each_sees_amounts_and_countries_as_they_write_them(world: World) -> None:
    grace, lena = world.person("grace"), world.person("lena")
    await lena.types(SETTINGS)
    await lena.presses("Small customers")
    assert await lena.fills(light_below="48.000") == {}
    await lena.presses("Working days")
    assert await lena.fills(country="Deutschland") == {}
    await lena.closes()

    for person, amount, country in ((grace, "48,000", "Germany"), (lena, "48.000", "Deutschland")):
        await person.types(SETTINGS)
        await person.presses("Small customers")
        assert amount in _starts_with(person.modal.body)
        await person.closes()
        await person.presses("Working days")
        assert country in _starts_with(person.modal.body)


async def test_the_hour_of_the_digest_reads_as_on_the_clock_at_home(world: World) -> None:
    lena = world.person("lena")
    await lena.types(SETTINGS)
    await lena.presses("Who hears it")

    assert await lena.fills(day="Mittwoch", hour="16:00") == {}

    def read(unit: Unit) -> tuple[int, int]:
        return settings_of(unit).digest_weekday, settings_of(unit).digest_hour

    assert await world.bot.deps.unit(world.team, read) == (2, 16)


async def test_somebody_whom_nobody_knows_yet_is_read_in_their_language_too(world: World) -> None:
    await forget_everybody(world)
    lena = world.person("lena")
    await lena.types(SETTINGS)
    await lena.presses("Small customers")

    assert await lena.fills(light_below="48.000") == {}

    assert await limit(world) == 48000


def _starts_with(view: dict[str, Any]) -> list[str]:
    """What a form is filled in with."""
    elements = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    chosen = [one["initial_option"]["text"]["text"] for one in elements if "initial_option" in one]
    return [one["initial_value"] for one in elements if "initial_value" in one] + chosen


def test_what_is_listed_in_a_sentence_is_listed_in_the_language_of_the_sentence() -> None:
    """Where there is no translation it is an English one: “1 contact und 1 note” is in no language."""
    told = {}
    for language in ("en-US", "en-GB", "de-DE", "xx-nobody"):
        spoken = locale.set(language)
        told[language] = (listing(["Maya", "Theo"]), listing(["Maya", "{Theo}", "Ben"]), listing(iter(["Maya", "Ben"]), "or"))
        locale.reset(spoken)

    assert told == {
        "en-US": ("Maya and Theo", "Maya, {Theo}, and Ben", "Maya or Ben"),
        "en-GB": ("Maya and Theo", "Maya, {Theo} and Ben", "Maya or Ben"),
        "de-DE": ("Maya and Theo", "Maya, {Theo}, and Ben", "Maya or Ben"),
        "xx-nobody": ("Maya and Theo", "Maya, {Theo}, and Ben", "Maya or Ben"),
    }
    assert (listing([]), listing(["Maya"])) == ("", "Maya")
