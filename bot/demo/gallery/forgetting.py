"""Samples: a customer is erased."""

from __future__ import annotations

from dataclasses import replace

from bot.demo.gallery.cast import CUSTOMER, NOW, TODAY
from bot.demo.gallery.sample import shown, worded
from bot.departures.values import Opening
from bot.folder.blocks import forgetting as blocks
from bot.folder.putting_right import Belongings, ErasePlan, Erasing

_GOES = Belongings(logged=1, contacts=7, people=2, signs=1, promises=3, other=5)
_PLAN = ErasePlan("c-acme", CUSTOMER, ("Acme Bread & Cake",), _GOES, messages=23, files=2, planned=4)
_LINKS = tuple(f"https://fernhill.slack.com/archives/C0DEPARTURES/p17724636000001{number:02}" for number in range(32))

SAMPLES = (
    shown("a name was typed", blocks.forget_form, Opening(TODAY, "c-acme", CUSTOMER), about="Erase a customer"),
    shown("what would go", blocks.forget_sure, _PLAN),
    shown("one of each", blocks.forget_sure, replace(_PLAN, known_as=(), messages=1, files=1, planned=1)),
    shown("little is held", blocks.forget_sure, replace(_PLAN, goes=Belongings(), messages=0, files=0, planned=0)),
    shown("done", blocks.forgotten_view, Erasing(CUSTOMER, 25, _LINKS[:2], _LINKS[2:4])),
    shown("done, and people wrote much themselves", blocks.forgotten_view, Erasing(CUSTOMER, 1, _LINKS)),
    shown("done, and nothing was said of them", blocks.forgotten_view, Erasing(CUSTOMER, 0)),
    shown("the name comes again", blocks.named_again, CUSTOMER, NOW),
)
SENTENCES = (worded("in place of the name", blocks.erased_name),)
