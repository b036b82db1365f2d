"""Another interview about the same departure: the way to it, and whom to talk to."""

from __future__ import annotations

from bot.interviews.blocks import ids
from bot.slack.kit import View, email, escape, modal, pack, section, text_input
from bot.words import _
from bot.work.values import Way

LONGEST_NAME = 120
LONGEST_PHONE = 60


def another_way(departure: str) -> Way:
    """In the details of a departure."""
    return Way(another_words(), ids.ANOTHER, pack(d=departure))


def another_words() -> str:
    """What that button is called."""
    return _("Talk to another of them")


def another_form(departure: str, customer: str) -> View:
    """Asks which of the customer's people somebody should talk to as well."""
    told = _(
        "Whom else of *{customer}* should somebody ask? Two people of one firm often leave for different reasons. I look for "
        "a colleague who had nothing to do with them, and not the same as the first time, if I can."
    )
    hint = _("Only whoever calls reads this; the card says “a second person there”, and never whom.")
    return modal(
        _("Another talk"),
        ids.ANOTHER_FORM,
        [
            section(told.format(customer=escape(customer))),
            text_input(_("Name"), ids.NAME, hint=hint, max_length=LONGEST_NAME),
            text_input(_("Phone"), ids.PHONE, optional=True, max_length=LONGEST_PHONE),
            email(_("Email"), ids.EMAIL, optional=True),
        ],
        submit=_("Look for somebody"),
        close=_("Not now"),
        metadata={"d": departure},
    )
