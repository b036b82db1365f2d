"""Samples: what is held about a person at a customer's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.demo.gallery.cast import CONTACT, CUSTOMER, EMAIL, NOW, TODAY
from bot.demo.gallery.sample import shown, worded
from bot.departures.values import Opening
from bot.folder.blocks import persons as blocks
from bot.folder.putting_right import HeldAbout, Mention, PeopleThere, PersonErased, PersonThere

_PAULA = PersonThere("p-paula", "c-1", CUSTOMER, CONTACT, "+1 212 555 0142", EMAIL, "Maya Okafor", NOW)
_BO = replace(_PAULA, contact="p-bo", words="Bo, Paula's assistant", phone=None, email=None)
_HELD = HeldAbout(
    _PAULA,
    (_BO,),
    ("Paula Reyes", "Paula", "Reyes", EMAIL, "+1 212 555 0142"),
    (
        Mention(NOW, "Maya Okafor wrote a note", "Paula wrote that they change to a supplier nearer to them."),
        Mention(NOW + timedelta(days=3), "A call with Paula Reyes", None),
    ),
)
_MUCH = replace(_HELD, mentions=tuple(Mention(NOW, "A note", "Paula said this. " * 180) for _each in range(9)))

SAMPLES = (
    shown("a name was typed", blocks.people_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("two people", blocks.people_view, PeopleThere(CUSTOMER, (_PAULA, _BO))),
    shown("nobody", blocks.people_view, PeopleThere(CUSTOMER, ())),
    shown(
        "many",
        blocks.people_view,
        PeopleThere(CUSTOMER, tuple(replace(_BO, contact=f"p-{number}") for number in range(32))),
    ),
    shown("to hand to them", blocks.held_view, _HELD),
    shown("much", blocks.held_view, _MUCH),
    shown("how they are reached", blocks.correct_form, _PAULA),
    shown("corrected", blocks.person_corrected, _PAULA),
    shown("before it is done", blocks.erase_form, _HELD),
    shown("named once", blocks.erase_form, replace(_HELD, also=(), mentions=_HELD.mentions[:1])),
    shown("done", blocks.person_erased, PersonErased(CUSTOMER, 3, 2)),
    shown("done, and there was little", blocks.person_erased, PersonErased(CUSTOMER, 1, 1)),
    shown("done, and they were nowhere else", blocks.person_erased, PersonErased(CUSTOMER, 0, 0)),
)
SENTENCES = (worded("where they were named", blocks.instead_of_a_person),)
