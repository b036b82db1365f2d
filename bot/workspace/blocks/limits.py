"""The room of who may see and do what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from bot.slack.kit import Block, Choice, Values, View, context, modal, section, select
from bot.words import _, later
from bot.workspace.roles import LIMITED, SETTABLE, Reach
from bot.workspace.values import Limits

LIMITS = "workspace.limits"
LIMITS_FORM = "workspace.limits_form"
FIRST_LIMIT = next(iter(LIMITED))


def limits_form(limits: Limits) -> View:
    """Asks how far each of a few deeds reaches, and says what does not change by it."""
    told = context(
        _(
            "Whatever you choose: a customer kept between a few of you is seen by nobody else, a guess is its author's alone, guests "
            "and other companies see nothing, and only admins change settings, erase a customer or read the record. Who reads what "
            "is not for the owner, you choose in your Home. The whole table is docs/roles.md."
        )
    )
    return modal(_("Who may do what"), LIMITS_FORM, [*_questions(limits), told], submit=_("Save"))


def parse_limits(values: Values) -> Limits:
    """What that form holds."""
    return Limits(**{name: Reach(values.option(name)) for name in LIMITED})


def reach_words(reach: Reach) -> str:
    """How far something reaches, in a few words."""
    return _(_REACHES[reach])


def _questions(limits: Limits) -> Iterator[Block]:
    yield section(
        _(
            "*Who sees a customer's card*\nWhoever looks after them, logged them or worked with them; whoever is in the channel "
            "that has it; admins; and whoever holds the interview, while it lasts. The rest you choose:"
        )
    )
    chosen = asdict(limits)
    for name, deed in LIMITED.items():
        offered = [Choice(reach.value, reach_words(reach)) for reach in SETTABLE[deed]]
        hint = _(_HINTS[name]) if name in _HINTS else None
        yield select(_(_LABELS[name]), name, offered, initial=chosen[name].value, hint=hint)


_LABELS = {
    "who_logs": later("Log customers, signs and promises"),
    "who_reads_report": later("Read the report"),
    "who_sees_folders": later("Read a customer's whole folder"),
    "who_takes_folders": later("Take a folder along as files"),
    "who_moves": later("Say where a customer stands, and close it"),
    "who_asks_again": later("Take on asking a customer again"),
    "who_merges": later("Say that two customers are one"),
}
_HINTS = {
    "who_logs": later("While no channel is chosen for the cards, “in the channel” is admins alone."),
    "who_reads_report": later("Whoever may not read it sees no sums in their Home, either."),
    "who_sees_folders": later("Whoever only reads the channel sees the card in either case."),
    "who_merges": later("In each case only if they may see both, and look after or worked with both."),
}
_REACHES = {
    Reach.everybody: later("Every colleague"),
    Reach.channel: later("Everybody in the channel with the cards"),
    Reach.circle: later("Everybody who may see them"),
    Reach.close: later("Whoever looks after, logged or worked with them"),
    Reach.owners: later("Whoever looks after them"),
    Reach.admins: later("Admins alone"),
}
