"""The room of what happens when nobody has said whether we may stay in touch."""

from __future__ import annotations

from bot.slack.kit import Choice, Values, View, modal, radios
from bot.words import _, later
from bot.workspace.values import Unanswered

UNANSWERED_ROOM = "workspace.unanswered"
UNANSWERED_FORM = "workspace.unanswered_form"
UNANSWERED = "unanswered"


def unanswered_form(chosen: Unanswered) -> View:
    """Asks what is done then."""
    asked = radios(
        _("If they have not said whether we may stay in touch"),
        UNANSWERED,
        [Choice(one.value, _(words)) for one, words in _WORDS.items()],
        initial=chosen.value,
        hint=_("A no is always respected."),
    )
    return modal(_("Staying in touch"), UNANSWERED_FORM, [asked], submit=_("Save"))


def parse_unanswered(values: Values) -> Unanswered:
    """What that form holds."""
    return Unanswered(values.option(UNANSWERED))


_WORDS = {
    Unanswered.check_in_once: later("Ask after them once, gently, after a quarter"),
    Unanswered.nudge: later("Stay in touch about once a quarter, as after a yes"),
    Unanswered.nothing: later("Leave them in peace"),
}
