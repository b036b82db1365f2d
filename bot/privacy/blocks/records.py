"""The record of who saw and did what, for admins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot.privacy.blocks.chosen import chosen_words, setting_words
from bot.privacy.blocks.deeds import deed_words
from bot.privacy.values import Only, Place, RecordLine, RecordsView
from bot.slack.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    escape,
    message,
    modal,
    moment,
    pack,
    section,
)
from bot.words import _, later

RECORDS_FORM = "privacy.records"
ONLY = "privacy.only"
OLDER = "privacy.older"
NEWEST = "privacy.newest"
EXPORT = "privacy.export_records"
_DATA = "data"
COMMANDS = (
    ("my", _DATA, later("what is held about you, as a file for you alone")),
    ("records", "", later("who saw and did what"), later("For admins")),
)
"""What the command answers to here, for its help: word, what may follow, what it does."""


def records_view(view: RecordsView) -> View:
    """A page of the record, the newest first."""
    ways = [] if view.is_first else [button(_("Newest"), NEWEST, pack(only=view.only.value))]
    if view.older:
        ways.append(button(_("Older"), OLDER, pack(only=view.only.value, at=view.older.at.isoformat(), id=view.older.id)))
    ways.append(button(_("Take it along"), EXPORT))
    blocks: list[Block] = [
        section(f"*{_(_ONLY[view.only])}*"),
        actions(
            *(
                button(_(words), f"{ONLY}:{one.value}", pack(only=one.value))
                for one, words in _ONLY.items()
                if one is not view.only
            )
        ),
        *_lines(view.lines),
        actions(*ways),
        context(
            _(
                "Nobody can change this record. It holds nobody's words about customers; what your reasons, fields, letters and lists "
                "were called stays in it. A customer is named as long as we still have them. That you opened it is written down, too."
            )
        ),
    ]
    return modal(_("Who did what"), RECORDS_FORM, blocks, close=_("Close"))


def parse_only(chosen: str | None) -> Only:
    """Which part somebody wants to see."""
    return Only(chosen) if chosen in {one.value for one in Only} else Only.everything


def place_in(value: dict[str, object]) -> Place | None:
    """Where the older ones begin that a button asks for."""
    at, which = value.get("at"), value.get("id")
    return Place(datetime.fromisoformat(str(at)), str(which)) if at and which else None


def records_taken() -> View:
    """It is on its way."""
    told = _("The whole record comes to your messages with me, as a table.")
    return modal(_("Who did what"), "privacy.records_taken", [section(told)], close=_("Close"))


def may_not_read() -> str:
    """For somebody who is no admin, or is none any more. Plain text."""
    return _("Only an admin of this workspace can read who did what.")


def records_message() -> Message:
    """Beside the file."""
    return message(
        _("The record of who saw and did what. It names colleagues, so please keep it where nobody else can read it.")
    )


def records_without() -> Message:
    """In a workspace that takes no files from us."""
    return message(
        _(
            "The record is ready, but this workspace takes no files from me. An admin can install me again with the permission "
            "to send files; then ask for it once more."
        )
    )


def records_file(day: date) -> str:
    """What the file is called."""
    return f"records-{day.isoformat()}.csv"


def _lines(lines: Iterable[RecordLine]) -> Iterator[Block]:
    told = [_line(one) for one in lines]
    if not told:
        yield section(_("Nothing of this is written down yet."))
    for begin in range(0, len(told), _TOGETHER):
        yield section("\n".join(told[begin : begin + _TOGETHER]))


def _line(line: RecordLine) -> str:
    about = f"*{escape(line.about)}*" if line.about else _("a customer")
    who = escape(line.who) if line.who else _("Porchlight")
    other = f"*{escape(line.other)}*" if line.other else _("another customer")
    did = deed_words(line.did, escape(setting_words(line.did, line.what)), about, other)
    return f"• {moment(line.at)}: {who} {did}{_changed(line)}"


def _changed(line: RecordLine) -> str:
    if line.before is None and line.after is None:
        return ""
    before, after = (chosen_words(line.did, line.what, one) for one in (line.before, line.after))
    return f" ({before})" if before == after else f" ({before} → {after})"


_TOGETHER = 8
_ONLY = {
    Only.everything: later("Everything that was done"),
    Only.seen: later("Who saw something"),
    Only.settings: later("What was chosen"),
}
