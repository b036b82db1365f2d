"""Whether somebody wishes to be asked to call customers; and that a group of those who may be asked cannot be read."""

from __future__ import annotations

from datetime import date

from bot.departures.blocks.words import day
from bot.interviews.values import WillingForm, WillingView
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    date_input,
    message,
    modal,
    radios,
    section,
)
from bot.words import _
from bot.workspace.blocks import POOL

WILLING = "interviews.willing"
WILLING_FORM = "interviews.willing_form"
WHEN, UNTIL = "when", "until"
ASK_ME, LATER, NEVER = "ask_me", "later", "never"


def willing_line(view: WillingView) -> str:
    """For somebody's own Home: whether they are asked, as they wished."""
    if view.never:
        return _("I never ask you to call a customer who left, as you wished.")
    if view.paused_until:
        told = _("I do not ask you to call a customer who left before {day}, as you wished.")
        return told.format(day=day(view.paused_until))
    return _(
        "Now and then I may ask you to make one short call to a customer who left, and whom you never worked with."
    )


def willing_section(view: WillingView) -> Block:
    """The same, with the way to change it."""
    return section(willing_line(view), button(_("Change"), WILLING, label=_("Change when I may ask you")))


def willing_form(view: WillingView) -> View:
    """Asks whether, and from when on, somebody wishes to be asked."""
    now = NEVER if view.never else LATER if view.paused_until else ASK_ME
    told = _(
        "People speak most frankly with somebody who never worked with them, so I ask around. Whatever you choose here is "
        "nobody else's business: nobody sees it, and nobody is told why you were not asked."
    )
    return modal(
        _("Exit interviews"),
        WILLING_FORM,
        [
            section(told),
            radios(
                _("May I ask you?"),
                WHEN,
                [
                    Choice(ASK_ME, _("Ask me")),
                    Choice(LATER, _("Not before a day that I choose")),
                    Choice(NEVER, _("Never")),
                ],
                initial=now,
            ),
            date_input(_("Not before"), UNTIL, initial=view.paused_until, optional=True),
        ],
        submit=_("Save"),
        close=_("Not now"),
    )


def parse_willing(values: Values, today: date) -> WillingForm | dict[str, str]:
    """What was chosen, or a sentence for the question that needs another look. `today` is by their own calendar."""
    chosen, until = values.option(WHEN), values.date(UNTIL)
    if chosen != LATER:
        return WillingForm(never=chosen == NEVER, paused_until=None)
    if until is None:
        return {UNTIL: _("Please choose the day from which I may ask you again.")}
    if until <= today:
        return {UNTIL: _("That day is not ahead of us. Please choose a later one, or “Ask me”.")}
    return WillingForm(never=False, paused_until=until)


def group_unread(has_people: bool) -> Message:
    """For an admin: the group cannot be read, who is asked instead, and how to mend it."""
    told = _(
        "I cannot read the user group whose people may be asked to call customers who left. Perhaps the app lacks the permission "
        "to read user groups, or the group is gone."
    )
    instead = (
        _("Until I can, I ask only the people whom you named for that in the settings.")
        if has_people
        else _("Until I can, I ask nobody by myself: whoever looks after a customer is told, and decides.")
    )
    return message(section(f"{told} {instead}"), actions(button(_("Who may be asked"), POOL)))


def group_trouble() -> str:
    """The same, for an admin's Home."""
    return _("The user group whose people may be asked to call customers cannot be read")
