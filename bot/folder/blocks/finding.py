"""Whose folder is meant: the question, and what is said where nobody of that name is known."""

from __future__ import annotations

from collections.abc import Sequence

from bot.customers.blocks import OPEN_FOLDER as OPEN
from bot.departures.blocks.form import FIND_KNOWN
from bot.folder.values import Ambiguous, Found, Unknown
from bot.slack.kit import Block, Values, View, actions, button, escape, external_select, modal, pack, section, shorten
from bot.words import _, later

FIND_FORM = "folder.find"
CUSTOMER = "customer"
_UNDER = later("A customer's folder")
COMMANDS = (
    ("folder", "[name]", later("all that is known of a customer, in order of time"), _UNDER),
    ("note", "[name: text]", later("keep a note in the folder of a customer"), _UNDER),
)


def which_form() -> View:
    """Asks whose folder it is to be."""
    question = external_select(
        _("Whose folder?"), CUSTOMER, placeholder=_("Type a name"), action_id=FIND_KNOWN
    )
    return modal(_("Folder"), FIND_FORM, [question], submit=_("Open"), close=_("Not now"))


def parse_which(values: Values) -> str | None:
    """The id of the customer that was chosen; None for one that nobody knows yet."""
    chosen = values.option(CUSTOMER) or ""
    return chosen.removeprefix("old:") if chosen.startswith("old:") else None


def ambiguous_view(asked: Ambiguous) -> View:
    """Several may be meant."""
    told = _("Several customers may be meant by “{typed}”. Which one do you mean?").format(typed=_typed(asked.typed))
    return modal(_("Folder"), "folder.ambiguous", [section(told), *_buttons(asked.among)], close=_("Close"))


def unknown_view(unknown: Unknown) -> View:
    """Nobody of that name is known here, or none whom this person may see: there is no telling which."""
    return modal(_("Folder"), "folder.unknown", _unknown(unknown), close=_("Close"))


def unknown_words() -> str:
    """The same, under a question or for a button. Plain text."""
    return _("There is no customer of that name that you can see.")


def _unknown(unknown: Unknown) -> list[Block]:
    if not unknown.typed:
        return [section(unknown_words())]
    told = _("There is no customer called “{typed}” that you can see.").format(typed=_typed(unknown.typed))
    if not unknown.near:
        return [section(told + " " + _("`/lost-customer` and the name logs one who is leaving."))]
    return [section(told + " " + _("Did you mean one of these?")), *_buttons(unknown.near)]


def _buttons(found: Sequence[Found]) -> list[Block]:
    return [actions(*(button(one.name, f"{OPEN}:{one.id}", pack(c=one.id, r=True)) for one in found))]


def _typed(name: str) -> str:
    return escape(shorten(name, 60))
