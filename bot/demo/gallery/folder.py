"""Samples: the folder of a customer, how it is found, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.customers import blocks as dealings
from bot.customers.values import Consent, Cue, Direction, FileState, PromiseState, TouchKind
from bot.demo.gallery.cast import CONTACT, CUSTOMER, LEFT, MAYA, NOTE, NOW, SINCE, TODAY
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.blocks import entries as leaving
from bot.departures.values import Came, Opening, Stage
from bot.departures.values.before import Part
from bot.folder.blocks import document, exporting, finding, folder, forms
from bot.folder.values import (
    Ambiguous,
    Asking,
    Export,
    Facts,
    FolderView,
    Found,
    Line,
    PackedFile,
    Profile,
    Time,
    Unknown,
    Unwritten,
)
from bot.interviews.blocks import entries as hearing
from bot.interviews.values import Source, TryAnswer
from bot.nudges.blocks import entries as touching
from bot.nudges.values import NudgeState, Sounded
from bot.slack.kit import Values
from bot.winback.blocks import entries as returning
from bot.winback.values import AskState, CareKind, CareState, Gone
from bot.work.values import Entry
from bot.workspace.rules import Amount

_LINK = "https://fernhill.slack.com/archives/C0/p1772463600000100"
_FACTS = Facts(
    customer="c-acme",
    name=CUSTOMER,
    old_names=("Acme Bread",),
    segments=("Bakeries", "New York"),
    value=Decimal(48000),
    currency="USD",
    times=(Time(1, SINCE, LEFT, is_over=True),),
    stands=(Stage.left, LEFT),
    people=(CONTACT,),
    carers=(MAYA,),
    reasons=("price", "how we treated them"),
    own_day=(date(1999, 5, 13), "The day the bakery opened"),
    reached_by=TouchKind.email,
    mailing=True,
    consent=Consent.yes,
)
_BARE = Facts("c-lumen", "Lumen & Vale")
_LINES = (
    Line(
        Entry(
            NOW, "touch.call", dealings.touch_entry(TouchKind.call, Direction.theirs, "Paula Reyes"), "t-1", MAYA,
            "They asked what became of the last order.",
        ),
        "Maya Okafor",
    ),
    Line(Entry(NOW - timedelta(days=3), "departure.logged", leaving.logged_entry(Stage.left, LEFT), "d", MAYA, NOTE), "Maya Okafor"),
    Line(Entry(NOW - timedelta(days=20), "sign.price", leaving.sign_entry(Cue.price), "s", MAYA, None, _LINK), "Theo Marchetti"),
    Line(Entry(NOW - timedelta(days=2500), "lifetime.began", dealings.began_entry(1), "l"), None),
)  # fmt: skip
_VIEW = FolderView(_FACTS, _LINES, page=1, pages=3, found=24, held=24, query=None, may_write=True)
_TIMES = (
    Time(1, None, date(2021, 5, 1), True, Amount(Decimal(48000), "USD"), ("price", "small things added up")),
    Time(2, date(2024, 2, 1), TODAY, False, Amount(Decimal(52000), "USD"), cost=Amount(Decimal("1200.50"), "EUR")),
)
_ASKING = Asking("c-acme", CUSTOMER, TODAY)
_PROFILE = Profile(("Bakeries",), Decimal(48000), "USD", SINCE, "America/New_York", mailing=True, reached_by=TouchKind.call)
_LARGE = {"values": {"files": {"files": {"files": [{"id": "F1", "name": "Film.mov", "size": 9_000_000}]}}}}
_RUNS = {"values": {"files": {"files": {"files": [{"id": "F1", "name": "Offer.pdf.exe", "size": 9_000}]}}}}
_NEAR = (Found("c-acme", CUSTOMER), Found("c-acre", "Acre & Sons"))

_WITH_A_FILE = Line(
    Entry(NOW, "file", dealings.file_entry("Letter.pdf", FileState.kept), "f-1", MAYA, "Their last letter"), "Maya Okafor"
)
_FILE = PackedFile("f-1", "Letter.pdf", "application/pdf", 9, "files/001 Letter.pdf")
_EXPORT = Export(
    _FACTS, ("Maya Okafor",), (_WITH_A_FILE, *_LINES), (_FILE,), "Ben Torres", NOW, ZoneInfo("America/New_York")
)
_OTHER_EXPORT = replace(
    _EXPORT,
    facts=replace(_FACTS, times=_TIMES, mailing=False, consent=Consent.no),
    files=(replace(_FILE, path=None),),
)

SAMPLES = (
    shown("in the middle of it", folder.folder_view, _VIEW),
    shown(
        "something was looked for",
        folder.folder_view,
        replace(_VIEW, lines=_LINES[:1], page=0, pages=1, found=1, query="order"),
    ),
    shown(
        "several were found",
        folder.folder_view,
        replace(_VIEW, lines=_LINES[:2], page=0, pages=1, found=2, query="Maya"),
    ),
    shown(
        "nothing was found",
        folder.folder_view,
        replace(_VIEW, lines=(), page=0, pages=1, found=0, query="Müller & <Söhne>"),
    ),
    shown(
        "for the second time with us",
        folder.folder_view,
        replace(
            _VIEW,
            facts=replace(_FACTS, times=_TIMES, mailing=False, people=(CONTACT,) * 6, consent=Consent.no),
            page=0,
            pages=1,
        ),
    ),
    shown(
        "more people than there is room for",
        folder.folder_view,
        replace(_VIEW, facts=replace(_FACTS, people=(CONTACT,) * 7)),
    ),
    shown(
        "hardly anything is known",
        folder.folder_view,
        FolderView(_BARE, _LINES[3:], page=0, pages=1, found=1, held=1, query=None, may_write=True),
        about="Lumen & Vale",
    ),
    shown("/lost-customer folder", finding.which_form, about="Whose folder"),
    shown("/lost-customer folder ac", finding.ambiguous_view, Ambiguous("ac", _NEAR), about="Which one do you mean"),
    shown("/lost-customer folder acne", finding.unknown_view, Unknown("acne", _NEAR), about="acne"),
    shown("/lost-customer folder Zebra", finding.unknown_view, Unknown("Zebra"), about="Zebra"),
    shown("the folder is gone", finding.unknown_view, Unknown(""), about="that you can see"),
    shown("Add a contact", forms.touch_form, _ASKING),
    shown("Add a note", forms.note_form, _ASKING),
    shown("A person there", forms.person_form, _ASKING),
    shown("nothing is known yet", forms.profile_form, _ASKING),
    shown("some of it is known", forms.profile_form, replace(_ASKING, profile=_PROFILE)),
    shown("not on the mailing list", forms.profile_form, replace(_ASKING, profile=Profile(mailing=False))),
    shown("Add a file", forms.file_form, _ASKING),
    shown("/lost-customer note", forms.quick_form, Opening(TODAY), None, about="Whose folder"),
    shown("a name and a note were typed", forms.quick_form, Opening(TODAY, "c-acme", CUSTOMER), "They called."),
    shown("/lost-customer note Acme Bakeries: They called.", forms.note_kept, CUSTOMER),
    shown("somebody else looks after them", forms.unwritten_view, Unwritten.may_not, about="look after"),
    shown("the zip is on its way", exporting.export_view, "c-acme", CUSTOMER),
    shown("beside the zip", exporting.export_message, CUSTOMER),
    shown("no files are taken here", exporting.export_without, CUSTOMER),
    replied("only admins take folders along here", exporting.only_admins_export, about="admins"),
    replied("an unknown name was chosen", finding.unknown_words, about="that you can see"),
)

SENTENCES = (
    worded("taken along", document.document, _EXPORT),
    worded("taken along by somebody else", document.document, _OTHER_EXPORT),
    worded("hardly anything is known", document.document, replace(_EXPORT, facts=_BARE, lines=())),
    *(worded(f"not kept, {why.value}", forms.unwritten_words, why) for why in Unwritten),
    worded("no day", forms.parse_touch, form()),
    worded("too many kinds", forms.parse_profile, form(segments="a, " * 9 + "b, c, d, e, f, g, h, i")),
    worded("a date that is not named", forms.parse_profile, form(own_day=date(1999, 5, 13))),
    worded("a date that is named, without its day", forms.parse_profile, form(own_day_name="Founders' day")),
    worded("no file", forms.parse_files, form()),
    worded("a large file", forms.parse_files, Values(_LARGE)),
    worded("a file that runs", forms.parse_files, Values(_RUNS)),
    worded("no words", forms.nothing_typed),
    *(
        worded(f"{kind.value}, {way.value if way else 'nobody knows from whom'}", dealings.touch_entry, kind, way, None)
        for kind, way in dealings.TOUCHES
    ),
    worded("with somebody", dealings.touch_entry, TouchKind.call, Direction.ours, "Paula Reyes"),
    worded("a note", dealings.note_entry),
    worded("somebody there", dealings.contact_entry),
    *(worded(f"a file, {state.value}", dealings.file_entry, "Letter.pdf", state) for state in FileState),
    worded("a customer", dealings.began_entry, 1),
    worded("a customer again", dealings.began_entry, 2),
    worded("no customer any more", dealings.ended_entry),
    worded("in the folder", leaving.logged_entry, Stage.left, LEFT),
    worded("in the folder", leaving.source_entry),
    worded("in the folder", leaving.step_entry, Stage.leaving, Stage.left, LEFT, None),
    worded("taken back", leaving.step_entry, Stage.leaving, Stage.left, None, "Ben Torres"),
    worded("in the folder", leaving.talk_entry, Came.in_part),
    worded("in the folder", leaving.talk_said, "They were glad.", Part("Gift boxes", None, None), None),
    worded("in the folder", leaving.sign_entry, Cue.silence),
    worded("in the folder", leaving.promise_entry, TouchKind.email, TODAY),
    *(
        worded(f"in the folder, {state.value}", leaving.promise_answer, state)
        for state in PromiseState
        if state is not PromiseState.open
    ),
    *(worded(f"by {kind.value}", folder.way_words, kind) for kind in TouchKind),
    worded("in the folder", hearing.accepted_entry),
    worded("in the folder", hearing.outsider_entry, "Ines Duarte"),
    worded("in the folder", hearing.questions_entry),
    *(worded(f"in the folder, they {source.value} it", hearing.held_entry, source) for source in Source),
    *(worded(f"in the folder, {how.value}", hearing.try_entry, how, None) for how in TouchKind),
    *(worded(f"in the folder, {came.value}", hearing.try_entry, TouchKind.call, came) for came in TryAnswer),
    worded("in the folder", hearing.found_entry, ("price", "how we treated them"), Source.said),
    worded("in the folder, without a reason", hearing.found_entry, (), Source.wrote),
    worded("in the folder, from before", hearing.found_entry, ("price",), Source.thought),
    worded(
        "in the folder",
        hearing.found_words,
        "Nobody called us back.",
        ("We liked Dan.",),
        competitor="Loaf & Co",
        contract_ends=TODAY,
        did_well="The boxes themselves",
        fix_owed="An answer to the complaint",
        would_return="One person to call",
    ),
    *(
        worded(f"in the folder, {state.value}", touching.nudge_entry, state, None, "Theo Marchetti")
        for state in sorted(touching.SHOWN, key=lambda state: state.value)
    ),
    worded("in the folder, until a day", touching.nudge_entry, NudgeState.snoozed, None, None, LEFT),
    worded("in the folder, to nobody any more", touching.nudge_entry, NudgeState.handed_over, None, None),
    *(worded(f"in the folder, {how.value}", touching.nudge_entry, NudgeState.done, how, None) for how in Sounded),
    worded("in the folder", touching.stopped_entry),
    worded("in the folder", returning.claimed_entry),
    *(
        worded(f"in the folder, {state.value}", returning.asked_entry, state)
        for state in AskState
        if state is not AskState.claimed
    ),
    worded("in the folder", returning.peace_entry),
    worded("in the folder", returning.peace_over_entry),
    worded("in the folder", returning.return_entry, TODAY, stayed=False),
    worded("in the folder, they never left", returning.return_entry, TODAY, stayed=True),
    worded("in the folder", returning.care_entry, CareKind.day_30, CareState.green, None, None),
    worded("in the folder, something is off", returning.care_entry, CareKind.day_90, CareState.amber, Gone.no, "price"),
)
