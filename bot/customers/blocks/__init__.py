"""The way to a customer's folder; and what stands there of dealings with them, in sentences of plain text."""

from __future__ import annotations

from bot.customers.rules import name_in
from bot.customers.values import Direction, FileState, TouchKind
from bot.slack.kit import Choice, Element, button, pack
from bot.words import _, later

OPEN_FOLDER = "folder.open"
"""What opens a customer's folder, wherever the button stands: it carries `c`, the customer's id."""

_KINDS = {
    TouchKind.call: later("A call"),
    TouchKind.meeting: later("A meeting"),
    TouchKind.letter: later("A letter or note"),
    TouchKind.email: later("An email"),
    TouchKind.other: later("Something else"),
}
_CONTACTS = {
    TouchKind.call: later("a call"),
    TouchKind.meeting: later("a meeting"),
    TouchKind.letter: later("a letter"),
    TouchKind.email: later("an email"),
    TouchKind.other: later("something else"),
}
TOUCHES = {
    (TouchKind.call, None): later("A call"),
    (TouchKind.call, Direction.ours): later("We called them"),
    (TouchKind.call, Direction.theirs): later("They called us"),
    (TouchKind.meeting, None): later("A meeting"),
    (TouchKind.meeting, Direction.ours): later("We went to see them"),
    (TouchKind.meeting, Direction.theirs): later("They came to see us"),
    (TouchKind.letter, None): later("A letter"),
    (TouchKind.letter, Direction.ours): later("We sent them a letter"),
    (TouchKind.letter, Direction.theirs): later("They sent us a letter"),
    (TouchKind.email, None): later("An email"),
    (TouchKind.email, Direction.ours): later("We sent them an email"),
    (TouchKind.email, Direction.theirs): later("They sent us an email"),
    (TouchKind.other, None): later("In touch with them"),
    (TouchKind.other, Direction.ours): later("We got in touch with them"),
    (TouchKind.other, Direction.theirs): later("They got in touch with us"),
}
_FILES = {
    FileState.coming: later("A file: {name} (on its way)"),
    FileState.kept: later("A file: {name}"),
    FileState.too_large: later("A file that was too large to keep: {name}"),
    FileState.gone: later("A file that could not be fetched from Slack: {name}"),
}


def touch_words(kind: TouchKind) -> str:
    """A kind of contact, inside a sentence."""
    return _(_CONTACTS[kind])


def last_contact(kind: TouchKind, when: str, who: str) -> str:
    """What the last contact was, on which day, and by whom; `who` is escaped already. Mrkdwn."""
    if kind is TouchKind.other:
        return _("The last contact was on {day}, by {who}.").format(day=when, who=who)
    return _("The last contact was {what} on {day}, by {who}.").format(what=touch_words(kind), day=when, who=who)


def contact_choices() -> list[Choice]:
    """The kinds of contact, to choose from."""
    return [Choice(kind.value, _(_KINDS[kind])) for kind in TouchKind]


def folder_button(customer: str, name: str) -> Element:
    """Opens the folder of a customer."""
    return button(_("Folder"), OPEN_FOLDER, pack(c=customer), label=_("Folder of {name}").format(name=name))


def hello(contact: str | None) -> str:
    """How a letter begins, to whom it goes by name where that stands in how to reach them. Plain text."""
    name = name_in(contact)
    return _("Hello {name},").format(name=name) if name else _("Hello,")


def touch_entry(kind: TouchKind, direction: Direction | None, whom: str | None) -> str:
    """A contact: which, from whom, and with whom where that is known."""
    told = _(TOUCHES[kind, direction])
    return _("{what}, with {whom}").format(what=told, whom=whom) if whom else told


def note_entry() -> str:
    """Something that somebody wrote into the folder."""
    return _("A note")


def contact_entry() -> str:
    """Somebody to talk to at the customer's became known."""
    return _("Whom to talk to there")


def file_entry(name: str, state: FileState) -> str:
    """A file, and whether it is there."""
    return _(_FILES[state]).format(name=name)


def began_entry(number: int) -> str:
    """A time with us began."""
    if number == 1:
        return _("They became a customer")
    return _("They were a customer again: {again}").format(again=which_time(number))


def which_time(number: int) -> str:
    """Which time with us one is, inside a sentence."""
    named = {1: _("first time with us"), 2: _("second time with us"), 3: _("third time with us")}
    return named.get(number) or _("time {number} with us").format(number=number)


def ended_entry() -> str:
    """A time with us ended."""
    return _("Their time with us ended")
