"""Samples: who may be asked for an exit interview, why somebody was, and what they say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.customers.values import Bearing, Correction, DealingKind
from bot.demo.gallery.cast import ACME_CHANNEL, CUSTOMER, TODAY
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.interviews.blocks import why, willing
from bot.interviews.values import Evidence, WillingView
from bot.interviews.values.known import ChoiceView, Criterion, KnownView, OrderView, WhyView

_ASK_ME = WillingView(never=False, paused_until=None, today=TODAY)
_PAUSED = replace(_ASK_ME, paused_until=date(2026, 4, 20))
_NEVER = replace(_ASK_ME, never=True)

_BY_MAYA = KnownView(
    "e-1", DealingKind.worked_with, "Maya Okafor", date(2025, 6, 3), Bearing.excludes, None, None, is_said_again=False
)
_LONG_AGO = replace(_BY_MAYA, dealing="e-2", kind=DealingKind.touch, day=date(2021, 5, 4), bearing=Bearing.weighs)
_SAID = {
    Correction.never: Bearing.nothing,
    Correction.only_copied: Bearing.weighs,
    Correction.long_ago: Bearing.weighs,
}
_CORRECTED = tuple(
    replace(_BY_MAYA, dealing=f"e-{said.value}", bearing=bearing, correction=said, corrected=TODAY)
    for said, bearing in _SAID.items()
)
_SAID_AGAIN = replace(_CORRECTED[0], bearing=Bearing.excludes, is_said_again=True)
_STRANGER = Evidence(
    all_touches=14, channels_seen=(ACME_CHANNEL,), last="2025-11-28", eligible=9, considered=13, overlap=480
)
_CHOICE = ChoiceView("Ruth Abelson", Criterion.lot, 4, looked_at=13, dealt=4, eligible=9)
_ORDER = (
    OrderView("Ruth Abelson", 0, 0, None, 480),
    OrderView("Sana Qureshi", 0, 1, date(2025, 11, 28), 60),
    OrderView("Dan Whitcombe", 1, 0, None, 480),
    OrderView("Felix Brandt", 2, 2, date(2026, 1, 12), None),
)
_EXCLUDED = WhyView("d-acme", CUSTOMER, TODAY, None, (_BY_MAYA, _LONG_AGO), (date(2024, 3, 1),))
_ASKED = WhyView("d-acme", CUSTOMER, TODAY, _STRANGER, (), (), own_choice=_CHOICE)

SAMPLES = (
    shown("whoever may be asked", willing.willing_form, _ASK_ME, about="Exit interviews"),
    shown("not before a day", willing.willing_form, _PAUSED, about="Exit interviews"),
    shown("never", willing.willing_form, _NEVER, about="Exit interviews"),
    shown("an admin, who named people", willing.group_unread, True, about="user group"),
    shown("an admin, who named nobody", willing.group_unread, False, about="user group"),
    *(
        shown(
            f"asked: {criterion.value.replace('_', ' ')}",
            why.why_view,
            replace(_ASKED, own_choice=replace(_CHOICE, by=criterion)),
        )
        for criterion in Criterion
    ),
    shown(
        "asked by hand, by somebody known",
        why.why_view,
        replace(_ASKED, own_choice=replace(_CHOICE, by=Criterion.by_hand, chosen_by="Maya Okafor")),
    ),
    shown(
        "asked, the only one who could be",
        why.why_view,
        replace(_ASKED, own_choice=ChoiceView("Ruth Abelson", Criterion.only_one, 1, 1, 1, 1, group_unread=True)),
    ),
    shown("never asked: excluded, and why", why.why_view, _EXCLUDED),
    shown("excluded: what they said is not right", why.why_view, replace(_EXCLUDED, known=_CORRECTED, held=())),
    shown("excluded: it was said again", why.why_view, replace(_EXCLUDED, known=(_SAID_AGAIN,), held=())),
    *(
        shown(
            f"excluded: {kind.value.replace('_', ' ')}, said by {by or 'themselves'}",
            why.why_view,
            replace(_EXCLUDED, known=(replace(_BY_MAYA, kind=kind, said_by=by),), held=()),
        )
        for kind in DealingKind
        for by in ("Maya Okafor", None)
    ),
    shown("the owner", why.why_view, replace(_EXCLUDED, known=(), held=(), is_owner=True)),
    shown("nothing is known", why.why_view, replace(_EXCLUDED, known=(), held=())),
    *(
        shown(
            f"an admin, how somebody was chosen: {criterion.value.replace('_', ' ')}",
            why.why_view,
            replace(
                _EXCLUDED,
                known=(),
                held=(),
                admins_choice=replace(_CHOICE, by=criterion, tied=1 if criterion is Criterion.only_one else 3, order=_ORDER),
            ),
        )
        for criterion in Criterion
    ),
)
SENTENCES = (
    worded("a button, for an admin", why.way_words, for_admin=True),
    worded("a button, for anybody else", why.way_words, for_admin=False),
    worded("for an admin's Home", willing.group_trouble),
    worded("no day", willing.parse_willing, form(when="later"), TODAY),
    worded("a day that is over", willing.parse_willing, form(when="later", until=TODAY), TODAY),
    *(worded(what, willing.willing_line, view) for what, view in (("free", _ASK_ME), ("later", _PAUSED), ("no", _NEVER))),
)
