"""A customer gets another name; two customers become one, and two again."""

from __future__ import annotations

from collections.abc import Mapping

from bot.customers.rules import LONGEST_NAME
from bot.departures.blocks.form import FIND_KNOWN, known_customer_input, parse_customer
from bot.departures.values import Field, Opening
from bot.folder.blocks.persons import PEOPLE
from bot.folder.putting_right import Belongings, LastMerge, Merged, MergePlan, Parted, Refusal, Renamed
from bot.slack.kit import (
    Block,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    external_select,
    modal,
    moment,
    pack,
    section,
    text_input,
)
from bot.words import _, later, listing, plural

RENAME_FORM = "folder.rename_form"
MERGE_FORM = "folder.merge_form"
MERGE_SURE = "folder.merge_sure"
UNDO_FORM = "folder.merge_undo_form"
UNDO_SURE = "folder.merge_undo_sure"
UNDO = "folder.merge_undo"
RENAME, MERGE, UNMERGE, FORGET = (f"folder.{what}" for what in ("rename", "merge", "unmerge", "forget"))
NAME, OTHER = "name", "other"

_UNDER = later("A customer's folder")
COMMANDS = (
    ("rename", "[name]", later("give a customer another name; the old one still finds them"), _UNDER),
    ("merge", "[name]", later("two customers turned out to be one"), _UNDER),
    ("unmerge", "[name]", later("take that back"), _UNDER),
)

REFUSALS = {
    Refusal.unknown: later("Please choose a customer from the list."),
    Refusal.may_not: later(
        "Only those who look after this customer, or an admin, may do that. Ask one of them; nothing was changed."
    ),
    Refusal.name_missing: later("Please type the new name."),
    Refusal.name_too_long: later("A name has at most 120 characters. Please type a shorter one."),
    Refusal.name_taken: later(
        "That name can't be used here. If there are two customers of that name, add the town; "
        "if both are one, `/lost-customer merge` puts them together."
    ),
    Refusal.the_same: later("These are one customer already. Please choose another one."),
    Refusal.both_open: later(
        "Both are logged as leaving or gone, and one customer can be that only once at a time. "
        "Close one of the two first (“Say where it stands”, then “Nothing more to do”), and merge them afterwards."
    ),
    Refusal.nothing_to_undo: later("No other customer was merged into this one, or that was taken back already."),
    Refusal.wrong_name: later("That is not their name. Please type it as it is written above; nothing was erased."),
    Refusal.merged_since: later(
        "There was another merge since then. Take that one back first; they go back one by one, the newest first."
    ),
}


def right_view(customer: str, name: str, *, may_erase: bool) -> View:
    """What can be put right of a customer: opened from their folder."""
    carried = pack(c=customer)
    ways = [
        button(_("People there"), PEOPLE, carried),
        button(_("Another name"), RENAME, carried),
        button(_("Merge with another"), MERGE, carried),
        button(_("Take a merge back"), UNMERGE, carried),
    ]
    if may_erase:
        ways.append(button(_("Erase them"), FORGET, carried))
    told = _("What should be put right about *{customer}*?").format(customer=escape(name))
    return modal(_("Put right"), "folder.right", [section(told), actions(*ways)], close=_("Close"))


def rename_form(opening: Opening) -> View:
    """Asks what a customer is called from now on; where the customer is known, that comes first."""
    still = _("They can still be found by the name that they have now, and all that is kept of them stays.")
    is_known = opening.customer_id is not None
    blocks: list[Block] = [
        *known_customer_input(opening),
        text_input(_("What they are called from now on"), NAME, hint=still, max_length=LONGEST_NAME, first=is_known),
    ]
    return modal(_("Another name"), RENAME_FORM, blocks, submit=_("Rename"), close=_("Not now"))


def renamed_view(renamed: Renamed) -> View:
    """What somebody sees who gave a customer another name."""
    told = _("*{before}* is called *{after}* from now on. Searching for the old name finds them, too.")
    told = told.format(before=escape(renamed.before), after=escape(renamed.after))
    return modal(_("Another name"), "folder.renamed", [section(told)], close=_("Close"))


def merge_form(opening: Opening) -> View:
    """Asks which two customers are one."""
    blocks: list[Block] = [
        section(_("Two customers turned out to be one? All that is kept of the second goes to the first.")),
        *known_customer_input(opening),
        external_select(
            _("Who is the same, and goes into them"), OTHER, placeholder=_("Type a name"), action_id=FIND_KNOWN
        ),
        context(_("Next you see what would be moved. Nothing is changed before you say so, and you can take it back.")),
    ]
    return modal(_("Merge two customers"), MERGE_FORM, blocks, submit=_("Next"), close=_("Not now"))


def merge_sure(plan: MergePlan) -> View:
    """What would happen, before it does."""
    told = _("*{goes}* is the same customer as *{stays}*. If you go on:").format(
        goes=escape(plan.goes_name), stays=escape(plan.stays_name)
    )
    lines = [
        _("This moves from {goes} to {stays}: {what}.").format(
            what=amounts(plan.moves), goes=escape(plan.goes_name), stays=escape(plan.stays_name)
        )
        if plan.moves.any
        else _("Nothing is kept of {goes} but the name.").format(goes=escape(plan.goes_name)),
        _("{goes} is listed no longer; whoever searches for that name finds {stays}.").format(
            goes=escape(plan.goes_name), stays=escape(plan.stays_name)
        ),
        _("Whoever may see one of the two sees what is kept of the other."),
    ]
    if plan.says_no:
        lines.append(_("One of the two does not wish to hear from us: that counts for both."))
    blocks: list[Block] = [
        section("\n".join([told, *(f"• {line}" for line in lines)])),
        context(_("You or an admin can take it back with `/lost-customer unmerge`.")),
    ]
    return modal(
        _("Merge two customers"),
        MERGE_SURE,
        blocks,
        submit=_("Merge them"),
        close=_("Not now"),
        metadata={"stays": plan.stays, "goes": plan.goes},
    )


def merged_view(merged: Merged) -> View:
    """What somebody sees who merged two customers."""
    told = _("*{goes}* is one with *{stays}* now.").format(
        goes=escape(merged.goes_name), stays=escape(merged.stays_name)
    )
    moved = [context(_("Moved: {what}.").format(what=amounts(merged.moved)))] if merged.moved.any else []
    undo = actions(button(_("Take it back"), UNDO, pack(m=merged.merge)))
    return modal(_("Merge two customers"), "folder.merged", [section(told), *moved, undo], close=_("Close"))


def undo_form(opening: Opening) -> View:
    """Asks of which customer the newest merge is taken back."""
    blocks: list[Block] = [
        section(_("Two customers were merged, and should not have been? Choose the one that stayed.")),
        *known_customer_input(opening),
    ]
    return modal(_("Take a merge back"), UNDO_FORM, blocks, submit=_("Next"), close=_("Not now"))


def undo_sure(last: LastMerge) -> View:
    """What would be taken back, before it is."""
    told = _("*{goes}* was merged into *{stays}* by {name}, {when}.").format(
        goes=escape(last.goes_name),
        stays=escape(last.stays_name),
        name=escape(last.by),
        when=moment(last.at, "{date_short_pretty}"),
    )
    goes_back = _("What was moved then goes back to {goes}; what came since stays with {stays}.").format(
        goes=escape(last.goes_name), stays=escape(last.stays_name)
    )
    blocks: list[Block] = [section(told), section(goes_back)]
    return modal(
        _("Take a merge back"),
        UNDO_SURE,
        blocks,
        submit=_("Take it back"),
        close=_("Not now"),
        metadata={"m": last.merge},
    )


def parted_view(parted: Parted) -> View:
    """What somebody sees who took a merge back."""
    told = _("*{stays}* and *{goes}* are two customers again, each with what it had.").format(
        stays=escape(parted.stays_name), goes=escape(parted.goes_name)
    )
    return modal(_("Take a merge back"), "folder.parted", [section(told)], close=_("Close"))


def refused_view(refusal: Refusal) -> View:
    """A kind no, on top of what was pressed in."""
    return modal(_("Not possible"), "folder.refused", [section(refused(refusal))], close=_("Close"))


def refused(refusal: Refusal) -> str:
    """Plain text: why nothing was changed, and what helps."""
    return _(REFUSALS[refusal])


def refused_under(refusal: Refusal) -> Mapping[str, str]:
    """The same, under the question it is about."""
    of_name = {Refusal.name_missing, Refusal.name_too_long, Refusal.name_taken}
    field = NAME if refusal in of_name else OTHER if refusal is Refusal.the_same else Field.customer.value
    return {field: refused(refusal)}


def chosen(values: Values, *, block: str = Field.customer.value) -> str | None:
    """The id of the customer that was chosen; None for one that nobody knows."""
    if block == Field.customer.value:
        who = parse_customer(values)
        return None if isinstance(who, Mapping) else who[0]
    kind, _colon, known = (values.option(block) or "").partition(":")
    return known if kind == "old" else None


def amounts(moves: Belongings) -> str:
    """How much is kept of a customer, in words."""
    counted = (
        (moves.logged, plural("{count} time logged", "{count} times logged", moves.logged)),
        (moves.contacts, plural("{count} contact with them", "{count} contacts with them", moves.contacts)),
        (moves.people, plural("{count} person to talk to", "{count} people to talk to", moves.people)),
        (moves.signs, plural("{count} warning sign", "{count} warning signs", moves.signs)),
        (moves.promises, plural("{count} promise", "{count} promises", moves.promises)),
        (moves.other, plural("{count} other thing", "{count} other things", moves.other)),
    )
    return listing(words for count, words in counted if count)
