"""What stands on the pages where somebody takes the app into their workspace, in plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.slack.kit import Message, message, moment
from bot.words import _


class Came(Enum):
    """What came of somebody's way to Slack and back."""

    installed = "installed"
    again = "again"
    cancelled = "cancelled"
    stranger = "stranger"
    late = "late"
    organisation = "organisation"
    scopes = "scopes"
    refused = "refused"
    unanswered = "unanswered"


@dataclass(frozen=True)
class Reason:
    """What some permissions are asked for."""

    scopes: tuple[str, ...]
    why: str

    @property
    def label(self) -> str:
        """Both in one line."""
        return f"{', '.join(self.scopes)}: {self.why}"


def install_words() -> Mapping[str, str]:
    """What the app does, before anybody says yes to it."""
    return {
        "title": _("Porchlight, for the day a customer leaves"),
        "does": _(
            "Porchlight lives in Slack and helps when a customer leaves: it thanks them with you, asks a colleague who never "
            "dealt with them to call and hear why, keeps what you learn in one place, and reminds you to stay in touch, until "
            "the day comes to ask again."
        ),
        "promise": _(
            "It asks people privately before anything is said about a customer in a channel, and never posts where another "
            "company can read."
        ),
        "asks": _("What it asks Slack for, and why"),
        "spare": _("can be left out"),
        "without": _("Whatever is marked so you may refuse on Slack's page: everything else works without it."),
        "begin": _("Add to Slack"),
        "afterwards": _(
            "Nobody hears of it until somebody types /lost-customer. When it is taken out again, its work ends at once, and what "
            "it kept is erased after {days} days, unless it comes back before."
        ),
    }


def scope_reasons() -> Sequence[Reason]:
    """The permissions that the app asks for, with what each is for."""
    return (
        Reason(("commands",), _("/lost-customer, and the shortcuts")),
        Reason(("chat:write",), _("cards, questions and reminders")),
        Reason(("im:write",), _("to open a private conversation with a colleague")),
        Reason(("channels:join",), _("to enter the public channel that you choose for cards")),
        Reason(
            ("channels:read", "groups:read"),
            _("to see who is in a channel, whether it is archived, and whether another company can read it"),
        ),
        Reason(
            ("channels:history", "groups:history", "im:history"),
            _(
                "to look whether its own message arrived before it is sent again; and, only where an admin wants it so, to keep "
                "what is said in the threads of cards"
            ),
        ),
        Reason(("reactions:read",), _("to leave out of the folder what somebody marks with :no_entry_sign:")),
        Reason(("users:read",), _("names and time zones of colleagues, and who is away")),
        Reason(("dnd:read",), _("not to ask somebody for a call while they want no messages")),
        Reason(("usergroups:read",), _("to ask only the people of a user group, where an admin chooses one")),
        Reason(("files:write", "files:read"), _("an appointment as a file for one's own calendar, and folders to take along")),
    )


def came_words(came: Came, name: str = "", code: str = "") -> Mapping[str, str]:
    """What somebody reads who comes back from Slack. `name` is the workspace's, `code` what Slack said."""
    words = _COMING[came](name, code)
    return {"title": words[0], "text": words[1], "next": words[2]}


def install_again(until: datetime) -> Message:
    """For whoever installed the app, while Slack still lets it in. `until` is aware."""
    return message(
        _(
            "Slack will not renew my access to this workspace. Until {moment} everything goes on as before; after that I am silent "
            "until somebody installs me again, on the page where you did it. Nothing that is kept here is lost."
        ).format(moment=moment(until))
    )


def _installed(name: str, _code: str) -> tuple[str, str, str]:
    text = _("Type /lost-customer in any channel when a customer leaves, or open Porchlight's Home to look around first.")
    return _("Porchlight is in {name} now").format(name=name), text, _("Open Slack")


def _again(name: str, _code: str) -> tuple[str, str, str]:
    text = _("Everything is as it was when it was taken out, and what waited goes on.")
    return _("Porchlight is back in {name}").format(name=name), text, _("Open Slack")


def _cancelled(_name: str, _code: str) -> tuple[str, str, str]:
    return _("Nothing was installed"), _("You said no on Slack's page, and that is fine: nothing was changed."), _again_button()


def _stranger(_name: str, _code: str) -> tuple[str, str, str]:
    text = _(
        "It was opened a second time, in another browser than the one in which installing began, or with cookies off. If you read "
        "before that Porchlight is in your workspace, all is well. If not, please begin here once more."
    )
    return _("This page is good once"), text, _again_button()


def _late(_name: str, _code: str) -> tuple[str, str, str]:
    text = _("That took longer than ten minutes, or the page was opened a second time. Please begin here once more.")
    return _("This page is no longer good"), text, _again_button()


def _organisation(_name: str, _code: str) -> tuple[str, str, str]:
    text = _("Porchlight goes into one workspace at a time, not into a whole organisation. Please choose a workspace on Slack's page.")
    return _("Nothing was installed"), text, _again_button()


def _scopes(_name: str, _code: str) -> tuple[str, str, str]:
    text = _("Something that Porchlight cannot do without was not allowed. Only what is marked as such can be left out.")
    return _("Nothing was installed"), text, _again_button()


def _refused(_name: str, code: str) -> tuple[str, str, str]:
    text = _("Slack did not take it ({code}). Nothing was changed. Please begin here once more.").format(
        code=code or _("it did not say why")
    )
    return _("Nothing was installed"), text, _again_button()


def _unanswered(_name: str, _code: str) -> tuple[str, str, str]:
    text = _(
        "Slack did not answer in time. If Porchlight is in your workspace already, that does no harm: please begin here once more."
    )
    return _("Something took too long"), text, _again_button()


def _again_button() -> str:
    return _("Begin again")


_COMING = {
    Came.installed: _installed,
    Came.again: _again,
    Came.cancelled: _cancelled,
    Came.stranger: _stranger,
    Came.late: _late,
    Came.organisation: _organisation,
    Came.scopes: _scopes,
    Came.refused: _refused,
    Came.unanswered: _unanswered,
}
