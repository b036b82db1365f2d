"""The form for what an admin chooses: the cards, the days off, how much is done for whom."""

from __future__ import annotations

from bot.slack.kit import (
    Choice,
    Message,
    Values,
    View,
    button,
    channel,
    checkboxes,
    context,
    external_select,
    message,
    modal,
    section,
)
from bot.words import _, later
from bot.workspace.blocks.amounts import (
    CURRENCY,
    amount_error,
    amount_in,
    amount_input,
    currency_select,
    two_currencies,
)
from bot.workspace.blocks.channels import CHANNEL, channel_question, keeps_threads, threads_question
from bot.workspace.blocks.interviews import POOL
from bot.workspace.blocks.keeping import KEEPING
from bot.workspace.blocks.limits import LIMITS
from bot.workspace.blocks.own_channels import OWN_CHANNELS
from bot.workspace.blocks.places import country_name
from bot.workspace.blocks.rhythm import RHYTHM
from bot.workspace.blocks.times import weekday
from bot.workspace.rules import AmountProblem
from bot.workspace.values import Choices

SETTINGS = "workspace.settings"
SETTINGS_FORM = "workspace.settings_form"
LETTERS = "workspace.letters"
RECORDS = "workspace.records"
"""Opens the record of who did what, which belongs to the room of privacy."""
WORK_DAYS = "work_days"
AMOUNTS = "amounts"
COUNTRY = "country"
COUNTRY_OPTIONS = "workspace.country"
LIGHT_BELOW = "light_below"
RECORD_BELOW = "record_below"
SHOWN = "shown"
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

COMMANDS = (("settings", "", later("where the cards go, and what they show")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""


def settings_form(choices: Choices) -> View:
    """Asks for all that an admin chooses for the workspace."""
    shown = Choice(SHOWN, _("Show what a customer was worth"))
    blocks = [
        channel_question(choices.departures_channel),
        checkboxes(_("On the cards"), AMOUNTS, [shown], initial=[SHOWN] if choices.show_amounts else []),
        threads_question(keep=choices.keep_threads),
        external_select(
            _("Public holidays of"),
            COUNTRY,
            initial=Choice(choices.country, country_name(choices.country)) if choices.country else None,
            placeholder=_("A country"),
            hint=_("I leave everyone in peace on these days. Without a country, only at weekends."),
            optional=True,
            action_id=COUNTRY_OPTIONS,
        ),
        checkboxes(
            _("Working days"),
            WORK_DAYS,
            [Choice(str(day), weekday(day)) for day in range(7)],
            initial=list(choices.work_days or ""),
            hint=_(
                "With none ticked, the ones that are usual in that country. Colleagues may choose days and a country of their "
                "own on their Home."
            ),
        ),
        amount_input(
            _("A letter instead of a call below"),
            LIGHT_BELOW,
            initial=choices.light_below,
            hint=_(
                "Customers worth less a year than this get a thank-you and four questions in writing. Leave it empty to "
                "have everyone heard out in a call."
            ),
        ),
        amount_input(
            _("Only a record below"),
            RECORD_BELOW,
            initial=choices.record_below,
            hint=_(
                "For customers worth less a year than this, nobody is asked for anything. Both count for those who are logged "
                "from now on, and each card can be changed."
            ),
        ),
        currency_select(_("Currency of these amounts"), choices.amounts_in),
        section(
            _("*Channels*\nWhere I tell whom we could ask again, and that a reason comes up more than before."),
            button(_("More channels"), OWN_CHANNELS),
        ),
        section(
            _("*Staying in touch*\nWhat happens when nobody said whether we may, and when I tell whom we could ask again."),
            button(_("Staying in touch"), RHYTHM),
        ),
        section(
            _("*How often*\nBetween what it may be, for each kind of customer."),
            button(_("By kind of customer"), HOW_OFTEN),
        ),
        section(
            _("*Whom to ask again*\nWhat counts, and how much, when I choose whom to tell the channel of."),
            button(_("What counts"), WHAT_COUNTS),
        ),
        section(
            _("*Exit interviews*\nWhom I may ask to call a customer who left, and how often."),
            button(_("Who may be asked"), POOL),
        ),
        section(
            _("*Saying goodbye*\nThe list of what customers take along: what there is to hand over, who does it and until when."),
            button(_("What they take along"), HANDOVER_LIST),
        ),
        section(
            _("*Why customers leave*\nThe reasons that your colleagues choose from, in your words."),
            button(_("Reasons"), REASONS),
        ),
        section(
            _("*Telling customers apart*\nBy industry, size, region, or whatever helps you to see who leaves."),
            button(_("What they are"), FIELDS),
        ),
        section(
            _("*Letters*\nThe words that I offer your colleagues: the thank-you, an apology, and that it is changed."),
            button(_("The letters"), LETTERS),
        ),
        section(
            _("*Privacy*\nHow long I keep what, until it goes by itself."),
            button(_("How long"), KEEPING),
        ),
        section(
            _("*Who may see and do what*\nWho sees a customer, and what is for admins alone."),
            button(_("Who may what"), LIMITS),
        ),
        section(
            _("*Who saw and did what*\nThe record of it, without anybody's words, for you to read and take along."),
            button(_("Open the record"), RECORDS),
        ),
        section(
            _("*First steps*\nThe three choices that a firm begins with, one after another, and what comes after them."),
            button(_("First steps"), SET_UP),
        ),
    ]
    return modal(_("Settings"), SETTINGS_FORM, blocks, submit=_("Save"))


def parse_settings(values: Values) -> Choices | dict[str, str]:
    """What the settings form holds, or a sentence for each question that needs another look."""
    light, record = amount_in(values, LIGHT_BELOW), amount_in(values, RECORD_BELOW)
    errors = {
        question: amount_error(found)
        for question, found in ((LIGHT_BELOW, light), (RECORD_BELOW, record))
        if isinstance(found, AmountProblem)
    }
    if isinstance(light, AmountProblem) or isinstance(record, AmountProblem):
        return errors
    if light and record and record.value >= light.value:
        return {RECORD_BELOW: _("Please choose less than the amount for a letter, or leave that one empty.")}
    named = {amount.currency for amount in (light, record) if amount and amount.currency}
    chosen = values.option(CURRENCY)
    if len(named | ({chosen} if chosen else set())) > 1:
        return {CURRENCY: two_currencies()}
    return Choices(
        values.channel(CHANNEL),
        SHOWN in values.options(AMOUNTS),
        values.option(COUNTRY),
        keep_threads=keeps_threads(values),
        light_below=light.value if light else None,
        record_below=record.value if record else None,
        amounts_in=chosen or next(iter(named), None),
        work_days="".join(sorted(values.options(WORK_DAYS))) or None,
    )


def settings_shown(choices: Choices) -> Message:
    """For somebody who may not change the settings: what they are, and who may."""
    place = channel(choices.departures_channel or "")
    amounts = _("are shown") if choices.show_amounts else _("are not shown")
    return message(
        section(_("Cards of lost customers go to {channel}; amounts {amounts} there.").format(channel=place, amounts=amounts)),
        context(_("An admin of this workspace can change that with `/lost-customer settings`.")),
    )
