"""A person at a customer's: what is held about them is shown, corrected and erased."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.customers.models import Contact, Erasure
from bot.customers.service import log_touch
from bot.customers.values import Erased, TouchKind
from bot.folder.mentions import mentions, terms_of, without
from bot.folder.putting_right import HeldAbout, PeopleThere, PersonErased, PersonThere, Refusal
from bot.folder.service.persons import correct_person, erase_person, held_about, people_at
from tests.departures.support import ANA, CHANNEL, LEE, MAYA, OMAR, Firm
from tests.departures.test_journey import choose_channel, log, settle, texts
from tests.folder.test_forgetting import found_in
from tests.support.world import World

ROSA = "Rosa Quincemallow (head of buying), +1 212 555-0142, rosa@acme.example"
TERMS = ("Rosa Quincemallow", "Rosa", "Quincemallow", "rosa@acme.example", "+1 212 555-0142")


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (ROSA, TERMS),
        ("Bo", ("Bo",)),
        ("Mr. Bo Acme, bo@acme.example", ("Mr. Bo Acme", "Bo", "bo@acme.example")),
        ("the office at Acme", ()),
        ("+49 30 1234567", ("+49 30 1234567",)),
    ],
)
def test_somebody_is_found_by_name_phone_and_email(words: str, terms: tuple[str, ...]) -> None:
    """Not by common words, nor by the customer's own name."""
    assert terms_of(words, ["Acme GmbH"]) == terms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rosa said so.", "a contact said so."),
        ("I rang ROSA  QUINCEMALLOW's desk", "I rang a contact's desk"),
        ("Write to Rosa@Acme.example today", "Write to a contact today"),
        ("her number is +1 (212) 555 0142 I think", "her number is a contact I think"),
        ("Rosalind and the prosaic rosary stay", "Rosalind and the prosaic rosary stay"),
    ],
)
def test_they_are_taken_out_of_any_text(text: str, left: str) -> None:
    """Whole words, however they are written; a number however it is grouped."""
    assert without(text, TERMS, "a contact") == left
    assert mentions(text, TERMS) is (text != left)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_of_them_is_left_and_nothing_else_goes(before: str, after: str) -> None:
    text = f"{before} Rosa Quincemallow {after}"

    left = without(text, TERMS, "a contact")

    assert not mentions(left, TERMS)
    assert without(left, TERMS, "a contact") == left


async def known(firm: Firm) -> tuple[str, str]:
    """Acme, who left; Rosa is there, and people wrote of her. The customer's id, and her entry's."""
    departure = await firm.logs(owner=OMAR, contact=ROSA, note="Rosa wrote that we are too dear.", source_words="rosa: no")
    customer = (await firm.departure(departure)).customer
    await firm(log_touch, customer, TouchKind.call, by=OMAR, words="Quincemallow was kind. 212 555 0142 is her own.")
    contact = await firm(lambda unit: unit.first(select(Contact.id).where(Contact.customer == customer)))
    assert contact is not None
    return customer, contact


async def test_what_is_held_is_shown(firm: Firm) -> None:
    customer, contact = await known(firm)

    there = await firm(people_at, OMAR, customer)
    held = await firm(held_about, OMAR, contact)

    assert isinstance(there, PeopleThere)
    assert [one.words for one in there.people] == [ROSA]
    assert isinstance(held, HeldAbout)
    assert held.terms == TERMS
    assert (held.person.phone, held.person.email) == ("+1 212 555-0142", "rosa@acme.example")


async def test_it_is_corrected(firm: Firm) -> None:
    customer, contact = await known(firm)

    came = await firm(correct_person, OMAR, contact, "Rosa Reyes, rosa.reyes@acme.example")

    assert isinstance(came, PersonThere)
    assert came.email == "rosa.reyes@acme.example"
    assert came.phone is None
    there = await firm(people_at, OMAR, customer)
    assert isinstance(there, PeopleThere)
    assert [one.words for one in there.people] == ["Rosa Reyes, rosa.reyes@acme.example"]


async def test_they_are_erased_and_what_people_wrote_stays(firm: Firm) -> None:
    """Their entry is gone, and they are out of every text; the rest of it is as it was."""
    customer, contact = await known(firm)

    came = await firm(erase_person, ANA, contact, TERMS)

    assert isinstance(came, PersonErased)
    assert came.places == 3
    for word in ("quincemallow", "rosa", "0142"):
        assert await found_in(firm, word) == []
    assert "departures.note" in await found_in(firm, "wrote that we are too dear")
    assert await found_in(firm, "somebody there was kind. somebody there is her own.") == ["touches.words"]
    there = await firm(people_at, OMAR, customer)
    assert there == PeopleThere("Acme GmbH", ())
    erasure = await firm(lambda unit: unit.need(Erasure, contact))
    assert (erasure.kind, erasure.by, erasure.marks) == (Erased.contact, ANA, [])


async def test_who_may(firm: Firm) -> None:
    """Who looks after the customer sees and corrects; the owner and admins erase; others learn nothing."""
    await firm.choose_channel(CHANNEL, LEE)
    customer, contact = await known(firm)

    assert await firm(people_at, LEE, customer) is Refusal.may_not
    assert await firm(held_about, LEE, contact) is Refusal.may_not
    assert isinstance(await firm(held_about, MAYA, contact), HeldAbout)
    assert await firm(erase_person, MAYA, contact, TERMS) is Refusal.may_not
    assert await firm(held_about, LEE, "nobody") is Refusal.unknown
    quiet = await firm.logs(by=MAYA, new_name="Corda", quiet=True, contact="Zoe")
    corda = (await firm.departure(quiet)).customer
    assert await firm(people_at, OMAR, corda) is Refusal.unknown
    assert isinstance(await firm(erase_person, OMAR, contact, TERMS), PersonErased)


@pytest.mark.slow
async def test_in_slack(world: World) -> None:
    """From the command to the receipt: shown as a text to copy, and then erased, out of the bot's own messages too."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo", contact=ROSA, note="Rosa was clear.")
    theo = world.person("theo")
    await theo.types("/lost-customer Acme Bakeries")
    await theo.closes()
    await theo.types("/lost-customer person Acme Bakeries")
    await theo.submits()
    await theo.presses("What is held")
    assert theo.modal is not None
    held = "\n".join(theo.modal.texts())
    await theo.closes()

    await theo.presses("Erase")
    assert await theo.fills() == {}
    assert theo.modal is not None
    receipt = "\n".join(theo.modal.texts())
    await settle(world)

    assert ROSA in held
    assert "They are erased at *Acme Bakeries*" in receipt
    everywhere = [text for handle in ("maya", "theo") for text in texts(world.person(handle).dm)]
    assert not any("Rosa" in text or "rosa@" in text for text in everywhere)


@pytest.mark.slow
async def test_the_list_behind_a_form_says_what_became_of_it(world: World) -> None:
    """Whoever goes back from a correction reads the new words, and after an erasure nobody of that name."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo", contact=ROSA)
    theo = world.person("theo")
    await theo.types("/lost-customer person Acme Bakeries")
    await theo.submits()

    await theo.presses("Correct")
    assert await theo.fills(words="Rosa Blau") == {}
    await theo.closes()

    assert theo.modal is not None
    assert "Rosa Blau" in theo.modal.texts()
    await theo.presses("Erase")
    assert await theo.fills() == {}
    await theo.closes()
    assert theo.modal is not None
    assert "Nobody is written down." in theo.modal.texts()


async def test_from_the_folder(world: World) -> None:
    """The button in the folder leads to all that can be put right."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo", contact=ROSA)
    theo = world.person("theo")

    await theo.types("/lost-customer folder Acme Bakeries")
    await theo.presses("Put right")
    await theo.presses("Another name")
    assert await theo.fills(name="Bakehouse") == {}
    await settle(world)

    assert theo.modal is not None
    assert "is called *Bakehouse* from now on" in "\n".join(theo.modal.texts())
