"""Samples: messages that are kept in a customer's folder."""

from __future__ import annotations

from dataclasses import replace

from bot.demo.gallery.cast import ACME_CHANNEL, CUSTOMER, DAN, DEPARTURES, GRACE, TODAY
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Opening
from bot.folder.blocks import keeping, threads
from bot.folder.messages import SharedFile, SlackMessage

_TS = "1772463600.000100"
_SAID = SlackMessage(
    ACME_CHANNEL, _TS, None, DAN, None, "Paula from Acme asked me on the phone what a cancellation costs.", (), _TS
)
_FILE = SharedFile("Offer 2026.pdf", "https://fernhill.slack.com/files/offer-2026.pdf")
_LONG = replace(
    _SAID, channel=DEPARTURES, words="\n".join([_SAID.words] * 60), files=(_FILE, SharedFile("Notes", None))
)

SAMPLES = (
    shown("from a message's menu", keeping.keep_form, Opening(TODAY), _SAID, about="Keep in a folder"),
    shown("a long one, with files", keeping.keep_form, Opening(TODAY, "c-acme", CUSTOMER), _LONG),
    shown(
        "an app wrote it",
        keeping.keep_form,
        Opening(TODAY),
        replace(_SAID, author=None, called="Helpdesk"),
        about="Keep in a folder",
    ),
    shown(
        "nobody is said to have written it",
        keeping.keep_form,
        Opening(TODAY),
        replace(_SAID, author=None),
        about="Keep",
    ),
    shown("it was kept", keeping.message_kept, CUSTOMER),
    shown("under each card, once it is turned on", threads.kept_line, CUSTOMER, GRACE),
    shown("and nobody knows who turned it on", threads.kept_line, CUSTOMER, None),
    shown("under each card, once it is turned off", threads.no_longer_kept_line, CUSTOMER),
    replied("there is nothing in it", keeping.nothing_to_keep),
)

SENTENCES = (
    worded("marked to be left out", keeping.stays_out),
    worded("kept by somebody", threads.entry_words, "Dan Whitcombe", "Maya Okafor", is_edited=False),
    worded("said in the thread", threads.entry_words, "Maya Okafor", None, is_edited=False),
    worded("said, and changed since", threads.entry_words, None, None, is_edited=True),
    worded("with a file", threads.with_files, "Here is the offer.", [_FILE]),
)
