"""What is said when somebody takes a folder along."""

from __future__ import annotations

from bot.customers.blocks import OPEN_FOLDER as OPEN
from bot.slack.kit import Message, View, actions, button, context, escape, message, modal, pack, section
from bot.words import _


def export_message(customer: str) -> Message:
    """Beside the zip."""
    told = _(
        "The folder of *{customer}*, as you may see it: a page to read, the data for programs, and the files. "
        "Please keep it where nobody else can read it."
    )
    return message(told.format(customer=escape(customer)))


def export_without(customer: str) -> Message:
    """In a workspace that takes no files from us."""
    told = _(
        "The folder of *{customer}* is ready, but this workspace takes no files from me. An admin can install me again with "
        "the permission to send files; then press “Export” once more."
    )
    return message(told.format(customer=escape(customer)))


def only_admins_export() -> str:
    """For somebody who may see the folder, where only admins take folders along. Plain text."""
    return _("In this workspace only admins take folders along. Please ask one of them.")


def export_view(customer: str, name: str) -> View:
    """It is on its way."""
    told = _("The folder of *{customer}* comes to your messages with me, as a zip.").format(customer=escape(name))
    blocks = [
        section(told),
        actions(button(_("Back to the folder"), f"{OPEN}:back", pack(c=customer, r=True))),
        context(_("It holds what you may see of it when it is sent. That you took it along is written down for admins.")),
    ]
    return modal(_("Folder"), "folder.exported", blocks, close=_("Close"))
