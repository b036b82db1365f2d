"""What is held about a colleague, for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.privacy.values import Held
from bot.slack.kit import Message, message
from bot.words import _, later, locale, plural
from bot.workspace.rules import write_day, write_moment


def own_message() -> Message:
    """Beside the file."""
    return message(
        _(
            "What I hold about you: a page to read, and the data for programs. What you wrote about customers stands in their "
            "folders. That you asked is written down for admins, without what it says."
        )
    )


def own_without() -> Message:
    """In a workspace that takes no files from us."""
    return message(
        _(
            "What I hold about you is ready, but this workspace takes no files from me. An admin can install me again with the "
            "permission to send files; then ask for it once more."
        )
    )


def own_coming() -> str:
    """Somebody asked for what is held about themselves, which comes to their messages. Plain text."""
    return _("What I hold about you comes to your messages with me, as a file. Nobody else gets it.")


def not_a_colleague() -> str:
    """For a guest, or somebody of another company. Plain text."""
    return _("I hold nothing about how you work with me. Of what else is held about you, please ask an admin of this workspace.")


def which_data() -> str:
    """The word was typed with something else behind it. Plain text."""
    return _("Type /lost-customer my data to get what I hold about you.")


def own_file(day: date) -> str:
    """What the file is called."""
    return f"about-you-{day.isoformat()}.zip"


def own_page(name: str, held: Iterable[Held], at: datetime, zone: ZoneInfo) -> str:
    """A page in plain text: what of each kind is held, how much, and from when to when."""
    when = write_moment(at, zone, locale.get())
    lines = [_("What Porchlight holds about {name}, on {day}").format(name=name, day=when), ""]
    lines += [_line(one) for one in held]
    lines += ["", _(_END)]
    return "\r\n".join(lines)


def _line(held: Held) -> str:
    told = f"{_(TABLES.get(held.table, _OTHER))}: {plural('{count} entry', '{count} entries', held.count)}"
    if held.first is None or held.last is None:
        return told
    first, last = (write_day(datetime.fromisoformat(one).date(), locale.get()) for one in (held.first, held.last))
    return f"{told}, {first}" if first == last else f"{told}, {first} – {last}"


_OTHER = later("Where you stand with something about a customer")
_END = later(
    "In data.json every entry stands by itself. What is about you is here in full. Of what is about a customer only your "
    "part is here, and when; the rest is the customer's, and those who may see it find it in the folder. The words that you "
    "wrote for yourself alone, such as your own guess, you read where you wrote them. Whoever looks after this workspace can "
    "put right what is wrong, and docs/privacy.md says how long each thing is kept."
)
TABLES = {
    "audit": later("What you saw and did"),
    "asks": later("Customers whom you asked again"),
    "brief_items": later("What waited for your mornings"),
    "briefs": later("Your morning messages"),
    "colleagues": later("Your name, zone and language as Slack tells them, your hours, and when you are away"),
    "consents": later("Answers of customers that you heard"),
    "contacts": later("People at customers' whom you noted"),
    "dealings": later("Customers whom you know, and who said so"),
    "deliveries": later("Messages that I sent to you"),
    "departures": later("Customers who left whom you logged, or look after"),
    "findings": later("What customers said, as you kept it"),
    "fixes": later("What we change, and you saw to or wanted"),
    "frank_notes": later("What you wrote that is not for the owner"),
    "guesses": later("Your own guesses"),
    "imports": later("Files that you brought in"),
    "interruptions": later("Days on which I interrupted you"),
    "interview_requests": later("Interviews that you were asked to hold"),
    "interviews": later("Interviews that you hold or held"),
    "kept_messages": later("Messages of yours, or kept by you, in folders"),
    "memberships": later("Channels with cards that you are in"),
    "notes": later("Notes that you wrote"),
    "nudges": later("Times when I asked you to be in touch with customers"),
    "obligations": later("What is planned for you"),
    "promises": later("Promises that you made, keep or noted"),
    "steps": later("Where you said that customers stand"),
    "talks": later("Talks with customers before they go"),
    "touches": later("Contacts with customers that you had or noted"),
    "willingness": later("Whether you wish to be asked for interviews"),
    "workspace_settings": later("Where you stand in the settings"),
}
"""What the tables hold, to the one whom it is about."""
