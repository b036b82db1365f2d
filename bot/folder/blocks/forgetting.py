"""A customer is erased: what goes, in numbers; what is left to do by hand; and word to an admin when the name comes again."""

from __future__ import annotations

from datetime import datetime

from bot.customers.rules import LONGEST_NAME
from bot.departures.blocks.form import known_customer_input
from bot.departures.values import Opening
from bot.folder.blocks.putting_right import amounts
from bot.folder.putting_right import ErasePlan, Erasing
from bot.slack.kit import (
    Block,
    Message,
    View,
    context,
    escape,
    link,
    message,
    modal,
    moment,
    section,
    text_input,
)
from bot.words import _, later, listing, plural

FORGET_FORM = "folder.forget_form"
FORGET_SURE = "folder.forget_sure"
CONFIRM = "confirm"
ERASED = "erased"
"""What an erased customer is found by, with an id: nobody types that."""
MOST_LINKS = 30
COMMANDS = (("forget", "[name]", later("erase all that is held about a customer"), later("For admins")),)


def erased_name() -> str:
    """What a customer is called who was erased."""
    return _("an erased customer")


def forget_form(opening: Opening) -> View:
    """Asks which customer is to be erased."""
    blocks: list[Block] = [
        section(_("A customer asks you to forget them? Choose whom. Next you see what would go; nothing goes before that.")),
        *known_customer_input(opening),
    ]
    return modal(_("Erase a customer"), FORGET_FORM, blocks, submit=_("Next"), close=_("Not now"))


def forget_sure(plan: ErasePlan) -> View:
    """What would go, and the name to be typed for it."""
    goes = [
        _("all that is written of them: {what}").format(what=amounts(plan.goes))
        if plan.goes.any
        else _("their name; nothing else is held"),
        plural(
            "{count} message of mine in Slack", "{count} messages of mine in Slack", plan.messages
        ) if plan.messages else None,
        plural("{count} file that I sent", "{count} files that I sent", plan.files) if plan.files else None,
        plural("{count} thing that is planned", "{count} things that are planned", plan.planned) if plan.planned else None,
    ]  # fmt: skip
    told = _("All that says who *{name}* is goes, and cannot be brought back:").format(name=escape(plan.name))
    blocks: list[Block] = [section("\n".join([told, *(f"• {line}" for line in goes if line)]))]
    if plan.known_as:
        names = listing(escape(name) for name in plan.known_as)
        blocks.append(section(_("Their other names go as well: {names}").format(names=names)))
    blocks += [
        section(
            _(
                "What stays: that somebody left, when, and for which reason, without a name; and that they are not to be "
                "contacted, which I recognise by a code of their name."
            )
        ),
        text_input(_("Type their name to confirm"), CONFIRM, max_length=LONGEST_NAME),
    ]
    return modal(
        _("Erase a customer"),
        FORGET_SURE,
        blocks,
        submit=_("Erase"),
        close=_("Not now"),
        metadata={"c": plan.customer},
    )


def forgotten_view(erasing: Erasing) -> View:
    """What an admin sees who erased a customer: what I cannot delete, and where it is."""
    blocks: list[Block] = [section(_("*{name}* is erased.").format(name=escape(erasing.name)))]
    if erasing.messages:
        leaving = plural(
            "{count} message of mine is being taken out of Slack.",
            "{count} messages of mine are being taken out of Slack; about fifty a minute.",
            erasing.messages,
        )
        blocks.append(section(leaving))
    if erasing.links:
        by_hand = _(
            "What people wrote themselves I cannot delete. Ask them, or whoever may delete messages here, to look at these. "
            "This list is shown only now, and kept nowhere."
        )
        shown = [link(one, _("message {number}").format(number=number)) for number, one in enumerate(erasing.links, 1)]
        blocks += [section(by_hand), section(", ".join(shown[:MOST_LINKS]))]
        if len(shown) > MOST_LINKS:
            more = len(shown) - MOST_LINKS
            blocks.append(context(plural("and {count} more", "and {count} more", more)))
    else:
        blocks.append(context(_("What people wrote in Slack themselves I cannot delete; I know of no such message.")))
    if erasing.threads:
        threads = [link(one, _("thread {number}").format(number=number)) for number, one in enumerate(erasing.threads, 1)]
        under = _("People may also have written under my cards: {threads}").format(threads=", ".join(threads))
        blocks.append(section(under))
    blocks.append(context(_("Backups: see docs/forgetting.md for how an erasure is applied again after one is restored.")))
    return modal(_("Erase a customer"), "folder.forgotten", blocks, close=_("Close"))


def named_again(name: str, erased: datetime) -> Message:
    """For an admin alone: a name that was erased was logged again."""
    told = _(
        "Somebody has just written down *{name}*. A customer of that name was erased here ({day}), so I have noted "
        "that they don't wish to be contacted: nobody is asked to call them, or to stay in touch."
    )
    told = told.format(name=escape(name), day=moment(erased, "{date_short_pretty}"))
    after = _(
        "Only you hear this. If it is somebody else of the same name, or they came back to you themselves, note their new "
        "answer; if it was a mistake, `/lost-customer forget` erases it."
    )
    return message(section(told), context(after))
