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
        [Choice(one.value, unanswered_words(one)) for one in _WORDS],
        initial=chosen.value,
        hint=_("A no is always respected."),
    )
    return modal(_("Staying in touch"), UNANSWERED_FORM, [asked], submit=_("Save"))


def parse_unanswered(values: Values) -> Unanswered:
    """What that form holds."""
    return Unanswered(values.option(UNANSWERED))


def unanswered_words(chosen: Unanswered) -> str:
    """What is done then, in a few words."""
    return _(_WORDS[chosen])


_WORDS = {
    Unanswered.check_in_once: later("Ask after them once, gently, after a quarter"),
    Unanswered.nudge: later("Stay in touch about once a quarter, as after a yes"),
    Unanswered.nothing: later("Leave them in peace"),
}
