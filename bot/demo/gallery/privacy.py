"""Samples: who saw and did what, and what is held about whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.gallery.sample import replied, shown, worded
from bot.privacy.blocks import own
from bot.privacy.blocks import records as blocks
from bot.privacy.blocks.deeds import DEEDS, KEPT, SETTINGS, deed_words
from bot.privacy.blocks.keeping import folders_going, folders_gone
from bot.privacy.values import Held, Only, Place, RecordLine, RecordsView

_AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
_LINES = (
    RecordLine(_AT, "folder.opened", "0195", "Maya Chen", "Acme Bakeries"),
    RecordLine(_AT - timedelta(minutes=5), "settings.changed", "digest_hour", "Grace Hall", None, "10", "8"),
    RecordLine(_AT - timedelta(hours=2), "customer.erased", "0191", "Grace Hall"),
    RecordLine(_AT - timedelta(hours=2), "customer.merge_undone", "0190", "Grace Hall", "Acme Bakeries"),
    RecordLine(_AT - timedelta(hours=2), "customer.merged", "0192", "Maya Chen", "Acme Bakeries", other="Acme Bakery"),
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
    shown("folders go in a month", folders_going, ["Acme Bakeries", "Harbor & Sons"], date(2032, 4, 1), 6),
    shown("none of them is left", folders_gone, about="folders"),
    shown("many folders go", folders_going, [f"Acme Bakeries {number}" for number in range(23)], date(2032, 4, 1), 1),
    shown("beside what is held about somebody", own.own_message, about="about you"),
    shown("the same, where no files are taken", own.own_without, about="about you"),
    replied("it comes", own.own_coming, about="about you"),
    replied("a guest asks for it", own.not_a_colleague, about="admin"),
    replied("something else was typed", own.which_data, about="my data"),
    replied("somebody who is no admin", blocks.may_not_read, about="admin"),
)
_HELD = (
    *(Held(name, 2, "2026-01-05T09:00:00+00:00", "2026-03-02") for name in own.TABLES),
    Held("thanks", 1, None, None),
)

SENTENCES = (
    worded("all kinds of it", own.own_page, "Maya Okafor", _HELD, _AT, ZoneInfo("Europe/Berlin")),
    worded("its file", own.own_file, date(2026, 3, 2)),
    worded("what the file is called", blocks.records_file, date(2026, 3, 2)),
    worded("something new", deed_words, "new.thing", "", "Acme Bakeries", "Acme Bakery"),
    *(worded(did, deed_words, did, "setting", "Acme Bakeries", "Acme Bakery") for did in DEEDS),
    *(worded(f"a setting: {name}", deed_words, "settings.changed", name, "") for name in SETTINGS),
    *(worded(f"let go: {kind}", deed_words, "kept.let_go", kind, "") for kind in KEPT),
)
