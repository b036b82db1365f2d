"""Samples: a customer gets another name; two turn out to be one."""

from __future__ import annotations

from bot.demo.gallery.cast import CUSTOMER, NOW, TODAY
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Opening
from bot.folder.blocks import putting_right as blocks
from bot.folder.putting_right import Belongings, LastMerge, Merged, MergePlan, Parted, Refusal, Renamed

_OTHER = "Acme Bread & Cake"
_SOME = Belongings(logged=1, contacts=4, people=2, signs=1, promises=3, other=1)
_MANY = Belongings(logged=2, contacts=1, people=1, signs=5, promises=1, other=6)
_PLAN = MergePlan("c-acme", CUSTOMER, "c-bread", _OTHER, _SOME, says_no=False)

SAMPLES = (
    shown("from the folder", blocks.right_view, "c-acme", CUSTOMER, may_erase=False),
    shown("from the folder, for an admin", blocks.right_view, "c-acme", CUSTOMER, may_erase=True),
    shown("a name was typed", blocks.rename_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("nobody is called so", blocks.rename_form, Opening(TODAY, name="Acme Bakerie", alike=CUSTOMER)),
    shown("done", blocks.renamed_view, Renamed(CUSTOMER, "Acme & Daughters")),
    shown("a name was typed", blocks.merge_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("what would be moved", blocks.merge_sure, _PLAN),
    shown(
        "one of them said no",
        blocks.merge_sure,
        MergePlan("c-acme", CUSTOMER, "c-bread", _OTHER, _MANY, says_no=True),
    ),
    shown(
        "nothing is kept of the other",
        blocks.merge_sure,
        MergePlan("c-acme", CUSTOMER, "c-bread", _OTHER, Belongings(), says_no=False),
    ),
    shown("done", blocks.merged_view, Merged("m-acme", CUSTOMER, _OTHER, _SOME)),
    shown("done, and there was little", blocks.merged_view, Merged("m-acme", CUSTOMER, _OTHER, Belongings())),
    shown("a name was typed", blocks.undo_form, Opening(TODAY, "c-acme", CUSTOMER)),
    shown("nobody is called so", blocks.undo_form, Opening(TODAY, name="Zebra"), about="Zebra"),
    shown("what would be taken back", blocks.undo_sure, LastMerge("m-acme", CUSTOMER, _OTHER, "Maya Okafor", NOW)),
    shown("taken back", blocks.parted_view, Parted(CUSTOMER, _OTHER)),
    shown("it cannot be", blocks.refused_view, Refusal.both_open, about="one customer"),
    *(
        replied(f"it cannot be: {one.value.replace('_', ' ')}", blocks.refused, one)
        for one in blocks.REFUSALS
    ),
)
SENTENCES = (worded("under a question", blocks.refused_under, Refusal.the_same),)
