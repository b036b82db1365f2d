"""Answers to the command's words: help, the list, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.customers.blocks import folder_button
from bot.departures.blocks.card import DETAILS
from bot.departures.blocks.words import day, stage_words
from bot.departures.values import LostList, LostRow, Unclear
from bot.slack.kit import Block, Message, actions, button, context, escape, message, pack, section, shorten
from bot.words import _, later, plural

LOG_ANYWAY = "departures.log_anyway"

Command = tuple[str, str, str] | tuple[str, str, str, str]
"""A word of the command, what may follow it, what it does, and under which heading; the last two marked with `later`."""

COMMANDS: tuple[Command, ...] = (
    ("", "[name]", later("log a customer who is leaving, or has left")),
    ("sign", "[name]", later("add a warning sign to a customer, whoever they are")),
    ("promise", "[name]", later("write down what we promised to a customer, and be reminded")),
    ("list", "", later("the lost customers you can see, the oldest contact first")),
    ("help", "", later("this overview")),
)


def help_message(commands: Sequence[Command]) -> Message:
    """Every word of the command, one line each."""
    return message(*_usage(commands), context(_shortcuts()))


def unclear_message(unclear: Unclear, commands: Sequence[Command]) -> Message:
    """What was typed is no word of the command, and may be no customer either: the way on, or how it is used."""
    typed = shorten(unclear.typed, 60)
    if unclear.meant:
        asked = _("Did you mean `/lost-customer {word}`?").format(word=unclear.meant)
        anyway = button(
            _("Log “{name}” as a customer").format(name=shorten(typed, 40)), LOG_ANYWAY, pack(n=unclear.typed)
        )
        return message(section(asked), actions(anyway), context(_("`/lost-customer help` shows all that you can type.")))
    unknown = _("I don't know what to do with “{typed}”.").format(typed=escape(typed))
    return message(section(unknown), *_usage(commands))


def list_message(lost: LostList) -> Message:
    """The lost customers, one line each with the way to its details."""
    if not lost.rows:
        return message(section(_("There is no lost customer that you can see. `/lost-customer` and a name logs one.")))
    blocks: list[Block] = [section(_("*Lost customers, the oldest contact first*"))]
    for row in lost.rows:
        details = button(
            _("Details"), DETAILS, pack(d=row.departure), label=_("Details of {name}").format(name=row.customer)
        )
        blocks += [section(_row(row)), actions(details, folder_button(row.customer_id, row.customer))]
    if lost.more:
        more = plural("and {count} more", "and {count} more", lost.more)
        blocks.append(context(_("{more}: `/lost-customer folder` and a name opens each of them").format(more=more)))
    return message(*blocks)


def _usage(commands: Sequence[Command]) -> Iterator[Block]:
    """What one begins with, then under headings as the journey goes, and last what is for admins."""
    begin, last = later("What you can type"), later("For admins")
    groups: dict[str, list[str]] = {begin: []}
    for word, takes, does, *under in commands:
        line = f"`{' '.join(part for part in ('/lost-customer', word, takes) if part)}`  {_(does)}"
        groups.setdefault(under[0] if under else begin, []).append(line)
    for heading in sorted(groups, key=lambda one: one == last):
        yield section("\n".join([f"*{_(heading)}*", *groups[heading]]))


def _shortcuts() -> str:
    return _(
        "There are shortcuts too: “Worried about a customer” in the menu of shortcuts; and in the menu of any message “This is "
        "about a customer”, “Keep in customer folder” and “They are in the news”."
    )


def _row(row: LostRow) -> str:
    contact = (
        _("last contact {day}").format(day=day(row.last_contact))
        if row.touched
        else _("no contact since {day}").format(day=day(row.last_contact))
    )
    owner = escape(row.owner) if row.owner else _("owner not known yet")
    return f"*{escape(row.customer)}*\n{stage_words(row.stage)} · {owner} · {contact}"
