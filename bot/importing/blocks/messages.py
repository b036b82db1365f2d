"""How far a file is that somebody brings in, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.importing.blocks.troubles import broken_words, kind_words
from bot.importing.values import Kind, State, View
from bot.slack.kit import Block, Message, actions, button, context, escape, message, pack, section
from bot.words import _, later, number, plural

REVIEW = "importing.review"
DROP = "importing.drop"
BAR = 20

_NOTHING_NEW = {
    State.asking: later("I have looked through your file {name} ({what}, {rows}). Nothing in it is new."),
    State.done: later("Nothing of your file {name} ({what}) came in."),
}
"""The same where there was nothing to bring in."""
_TOLD = {
    State.reading: later("I am reading your file {name} ({what}). So far I have read {rows}."),
    State.looking: later("I am looking through your file {name} ({what}): {bar} {done} of {rows}."),
    State.asking: later("I have looked through your file {name} ({what}, {rows}). Nothing is in yet: please have a look."),
    State.bringing: later("Your file {name} ({what}) is coming in: {bar} {done} of {rows}."),
    State.done: later("Your file {name} ({what}) is in."),
    State.dropped: later("Your file {name} ({what}) was left aside. What came in before stays; nothing else of it is kept."),
    State.broken: later("I could not read your file {name} ({what}). {why}"),
}


def import_card(view: View) -> Message:
    """Stands in the messages of whoever brought the file, and follows what happens."""
    return message(*_card(view))


def correction_message(wrong: int) -> Message:
    """Beside the file of rows that stayed out."""
    return message(
        plural(
            "{count} row did not come in. It is in this file, with what is wrong beside it. "
            "Put it right there and bring that file in.",
            "{count} rows did not come in. They are in this file, with what is wrong beside each. "
            "Put them right there and bring that file in.",
            wrong,
        )
    )


def correction_without() -> Message:
    """In a workspace that takes no files from us."""
    return message(
        _(
            "Some rows did not come in, and this workspace takes no files from me to send them back in. An admin can install "
            "me again with the permission to send files; then bring the same file in again: what is in already stays as it is."
        )
    )


def name_of_wrong(name: str) -> str:
    """What the file of rows that stayed out is called, by the file that they came in; lines that were typed came in none."""
    stem = name.rpartition(".")[0].removesuffix(".wrong") or name or _("typed")
    return f"{stem[:80]}.wrong.csv"


def told_line(view: View) -> str:
    """How it stands, in one sentence of mrkdwn."""
    told = _((_NOTHING_NEW if _nothing_new(view) else _TOLD)[view.state]).format(
        name=f"“{escape(view.name)}”" if view.name else "",
        what=kind_words(view.kind),
        rows=plural("{count} row", "{count} rows", view.rows),
        done=number(view.done),
        bar=_bar(view),
        why=broken_words(view.broken, view.broken_row) if view.broken else "",
    )
    return " ".join(told.split())


def counts_line(view: View) -> str:
    """What came of the rows; of what there is none, nothing is said, but how many are new is said in any case."""
    parts = [plural("{count} is new", "{count} are new", view.new)]
    if view.known:
        parts.append(plural("{count} was known already", "{count} were known already", view.known))
    if view.wrong:
        parts.append(plural("{count} stays out", "{count} stay out", view.wrong))
    return _("{parts}.").format(parts=", ".join(parts))


def begun_line(begun: int) -> str:
    """For whom the usual began."""
    return plural("For {count} who left lately everything has begun.", "For {count} who left lately everything has begun.", begun)


def calm_line() -> str:
    """What is not done for those who left long ago."""
    return _(
        "Nothing begins for those who left more than six weeks ago: nobody is asked to thank them, to hear them out or to "
        "stay in touch. They join those who may be asked again."
    )


def _card(view: View) -> Iterator[Block]:
    yield section(told_line(view))
    if view.state in (State.asking, State.done):
        yield section(counts_line(view))
    if view.state is State.done and view.begun:
        yield section(begun_line(view.begun))
    if view.state is State.done and view.kind is Kind.departures and view.new:
        yield context(calm_line())
    if view.state is State.asking:
        look = button(_("Have a look"), REVIEW, pack(i=view.id), style="primary")
        yield actions(look, button(_("Leave it aside"), DROP, pack(i=view.id)))
    elif view.state in (State.reading, State.looking):
        yield actions(button(_("Leave it aside"), DROP, pack(i=view.id)))


def _nothing_new(view: View) -> bool:
    """Before somebody has looked, what is wrong may only be read in a wrong way."""
    return not view.new and (view.state is State.done or (view.state is State.asking and view.known > 0 and not view.wrong))


def _bar(view: View) -> str:
    full = BAR * view.done // view.rows if view.rows else 0
    return "▓" * full + "░" * (BAR - full)
