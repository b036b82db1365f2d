"""Samples: who saw and did what, and what is held about whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.demo.gallery.sample import replied, shown, worded
from bot.privacy.blocks import records as blocks
from bot.privacy.blocks.deeds import DEEDS, KEPT, SETTINGS, deed_words
from bot.privacy.values import Only, Place, RecordLine, RecordsView

_AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
_LINES = (
    RecordLine(_AT, "folder.opened", "0195", "Maya Chen", "Acme Bakeries"),
    RecordLine(_AT - timedelta(minutes=5), "settings.changed", "digest_hour", "Grace Hall", None, "10", "8"),
    RecordLine(_AT - timedelta(hours=2), "customer.erased", "0191", "Grace Hall"),
    RecordLine(_AT - timedelta(hours=3), "channel.lost.archived", "C1", None),
    RecordLine(_AT - timedelta(hours=4), "kept.let_go", "sent", None),
)

SAMPLES = (
    shown(
        "an admin opens it",
        blocks.records_view,
        RecordsView(_LINES, Only.everything, Place(_AT, "1"), is_first=True),
        about="done",
    ),
    shown(
        "the last page of what was seen",
        blocks.records_view,
        RecordsView(_LINES[:1], Only.seen, None, is_first=False),
        about="saw",
    ),
    shown("nothing yet", blocks.records_view, RecordsView((), Only.settings, None, is_first=True), about="chosen"),
    shown("it is on its way", blocks.records_taken, about="record"),
    shown("beside the file", blocks.records_message, about="record"),
    shown("where no files are taken", blocks.records_without, about="record"),
    replied("somebody who is no admin", blocks.may_not_read, about="admin"),
)
SENTENCES = (
    worded("what the file is called", blocks.records_file, date(2026, 3, 2)),
    worded("something new", deed_words, "new.thing", "", "Acme Bakeries"),
    *(worded(did, deed_words, did, "setting", "Acme Bakeries") for did in DEEDS),
    *(worded(f"a setting: {name}", deed_words, "settings.changed", name, "") for name in SETTINGS),
    *(worded(f"let go: {kind}", deed_words, "kept.let_go", kind, "") for kind in KEPT),
)
