"""The settings: a short menu of rooms, each a short form of its own, or a button to the form of another stage."""

from __future__ import annotations

from collections.abc import Iterator

from bot.slack.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    channel,
    context,
    message,
    modal,
    section,
)
from bot.words import _, later
from bot.workspace.blocks.cards import CARDS
from bot.workspace.blocks.days import DAYS
from bot.workspace.blocks.hearing import HEARING
from bot.workspace.blocks.interviews import POOL
from bot.workspace.blocks.keeping import KEEPING
from bot.workspace.blocks.limits import LIMITS
from bot.workspace.blocks.sizes import SIZES
from bot.workspace.blocks.unanswered import UNANSWERED_ROOM
from bot.workspace.values import Choices

SETTINGS = "workspace.settings"
LETTERS = "workspace.letters"
RECORDS = "workspace.records"
"""Opens the record of who did what, which belongs to the room of privacy."""
HOW_OFTEN = "workspace.how_often"
"""Opens how often kinds of customers are kept in touch with, which belongs to the stage of staying in touch."""
HANDOVER_LIST = "workspace.handover_list"
"""Opens the lists of what customers take along, which belong to the stage of parting."""
FIELDS = "workspace.fields"
"""Opens what customers are told apart by, which belongs to the customers."""
REASONS = "workspace.reasons"
"""Opens the reasons why customers leave, which have a room of their own."""
WHAT_COUNTS = "workspace.what_counts"
"""Opens the weights of what speaks for asking a customer again, which belong to the stage of asking again."""
SET_UP = "workspace.set_up"
"""Opens the first steps, which belong to Home."""

COMMANDS = (("settings", "", later("where the cards go, who hears what, who may do what, in which words")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""


def settings_menu() -> View:
    """The rooms of the settings, in a few lines; each opens on top of this."""
    return modal(_("Settings"), "workspace.settings_menu", list(_rooms()), close=_("Close"))


def settings_shown(choices: Choices) -> Message:
    """For somebody who may not change the settings: what they are, and who may."""
    place = channel(choices.departures_channel or "")
    amounts = _("are shown") if choices.show_amounts else _("are not shown")
    return message(
        section(_("Cards of lost customers go to {channel}; amounts {amounts} there.").format(channel=place, amounts=amounts)),
        context(_("An admin of this workspace can change that with `/lost-customer settings`.")),
    )


def _rooms() -> Iterator[Block]:
    yield section(_("*Channels and days*\nWhere the cards go and what they show, and when all of you are off."))
    yield actions(button(_("Channels"), CARDS), button(_("Working days"), DAYS))
    yield section(_("*Exit interviews*\nWhom I may ask to call, how often, and for which customers a letter is enough."))
    yield actions(button(_("Who may be asked"), POOL), button(_("Small customers"), SIZES))
    yield section(_("*Staying in touch*\nWhat we do if they never said whether we may, and how often with each kind of customer."))
    yield actions(button(_("If they never said"), UNANSWERED_ROOM), button(_("By kind of customer"), HOW_OFTEN))
    yield section(_("*Whom to ask again*\nWho hears the list, and when; and what puts a customer on it."))
    yield actions(button(_("Who hears it"), HEARING), button(_("What counts"), WHAT_COUNTS))
    yield section(_("*In your words*\nThe reasons, the letters, what customers take along, and what you tell them apart by."))
    yield actions(
        button(_("Reasons"), REASONS),
        button(_("The letters"), LETTERS),
        button(_("What they take along"), HANDOVER_LIST),
        button(_("Kinds of customer"), FIELDS),
    )
    yield section(_("*Who may do what, and what is kept*\nWho sees and does what, how long I keep things, and who did what."))
    yield actions(
        button(_("Who may do what"), LIMITS),
        button(_("How long I keep things"), KEEPING),
        button(_("Open the record"), RECORDS),
    )
    yield section(_("*First steps*\nThe three choices to begin with, and what comes next."))
    yield actions(button(_("First steps"), SET_UP))
    yield context(_("I write down each change: who made it, when, and what it was before."))
