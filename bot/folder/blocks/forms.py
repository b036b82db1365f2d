"""What people write into a folder: the forms, read and written."""

from __future__ import annotations

from bot.customers.blocks import OPEN_FOLDER as OPEN
from bot.customers.blocks import contact_choices
from bot.customers.blocks.fields import field_questions, fields_said
from bot.customers.values import Direction, TouchKind
from bot.departures.blocks.form import FIND_KNOWN, LONGEST_CONTACT, LONGEST_NOTE, initial_customer, unknown_name
from bot.departures.values import Opening
from bot.folder.blocks.finding import CUSTOMER, parse_which
from bot.folder.values import Asking, Profile, TouchForm, Unwritten
from bot.slack.kit import (
    Block,
    Choice,
    GivenFile,
    Message,
    Values,
    View,
    actions,
    button,
    date_input,
    escape,
    external_select,
    file_input,
    long_text,
    message,
    modal,
    pack,
    radios,
    section,
    select,
    text_input,
)
from bot.words import _, later
from bot.work.calendar import is_zone
from bot.workspace import blocks as choices
from bot.workspace.rules import AmountProblem

TOUCH_FORM, NOTE_FORM, PERSON_FORM, PROFILE_FORM, FILE_FORM = (
    f"folder.{what}_form" for what in ("touch", "note", "person", "profile", "file")
)
QUICK_FORM = "folder.quick_form"
KIND, DIRECTION, DAY, WHOM, WORDS = "kind", "direction", "day", "whom", "words"
VALUE, SINCE, ZONE, SEGMENTS, MAILING, REACHED_BY, FILES, OWN_DAY, OWN_DAY_NAME = (
    "value", "since", "zone", "segments", "mailing", "reached_by", "files", "own_day", "own_day_name",
)  # fmt: skip
LARGEST_IN_WORDS = 5
"""Megabytes."""
LARGEST = LARGEST_IN_WORDS * 1_000_000
MOST_FILES = 5
KEPT_KINDS = (
    *("pdf", "doc", "docx", "odt", "rtf", "txt", "md", "pages", "csv", "tsv", "xls", "xlsx", "ods", "numbers"),
    *("ppt", "pptx", "odp", "key", "png", "jpg", "jpeg", "gif", "webp", "heic", "tif", "tiff", "eml", "msg", "ics", "vcf"),
)
"""Documents, tables, slides, pictures and letters: nothing that runs, unpacks or carries programs when it is opened."""
MOST_SEGMENTS = 8
LONGEST_SEGMENTS = 200
LONGEST_SEGMENT = 40
LONGEST_DATE_NAME = 80
_YES, _NO, _UNKNOWN = "yes", "no", "unknown"

_DIRECTIONS = {Direction.ours: later("We got in touch with them"), Direction.theirs: later("They got in touch with us")}
_PROBLEMS = {
    Unwritten.may_not: later("Only those who look after this customer can do that. Nothing was changed."),
    Unwritten.in_future: later("That day is still to come. Please choose today or an earlier day."),
    Unwritten.too_long_ago: later("That is very long ago. Is the year right?"),
    Unwritten.after_leaving: later(
        "That is after the day they left. Please choose an earlier day, or leave it empty."
    ),
}


def touch_form(asking: Asking) -> View:
    """Asks about a contact with the customer."""
    return _form(
        asking,
        _("A contact"),
        TOUCH_FORM,
        radios(
            _("What was it?"),
            KIND,
            contact_choices(),
            initial=TouchKind.call.value,
        ),
        radios(
            _("Who got in touch?"),
            DIRECTION,
            [Choice(way.value, _(words)) for way, words in _DIRECTIONS.items()],
            optional=True,
        ),
        date_input(_("When"), DAY, initial=asking.today),
        text_input(_("With whom there"), WHOM, optional=True, max_length=LONGEST_CONTACT),
        long_text(_("What was said"), WORDS, optional=True, max_length=LONGEST_NOTE),
    )


def parse_touch(values: Values) -> TouchForm | dict[str, str]:
    """The contact, or a sentence under the question that needs another look."""
    day, direction = values.date(DAY), values.option(DIRECTION)
    if day is None:
        return {DAY: _("Please choose a day; about when is good enough.")}
    kind = TouchKind(values.option(KIND) or TouchKind.call.value)
    way = Direction(direction) if direction else None
    return TouchForm(kind, way, day, values.text(WHOM), values.text(WORDS))


def note_form(asking: Asking) -> View:
    """Asks for a note."""
    return _form(asking, _("A note"), NOTE_FORM, long_text(_("Note"), WORDS, max_length=LONGEST_NOTE))


def person_form(asking: Asking) -> View:
    """Asks whom to talk to at the customer's."""
    question = text_input(
        _("Whom to talk to there"),
        WORDS,
        placeholder=_("A name, a phone number or an email address"),
        max_length=LONGEST_CONTACT,
    )
    return _form(asking, _("A person there"), PERSON_FORM, question)


def profile_form(asking: Asking) -> View:
    """Asks what is known of a customer."""
    known = asking.profile
    return _form(
        asking,
        _("About them"),
        PROFILE_FORM,
        text_input(
            _("What kind of customer they are"),
            SEGMENTS,
            initial=", ".join(known.segments) or None,
            hint=_("As you call it here; several with commas between them."),
            optional=True,
            max_length=LONGEST_SEGMENTS,
        ),
        *field_questions(asking.fields, known.fields),
        choices.amount_input(_("Worth a year"), VALUE, initial=known.value),
        choices.currency_select(_("Currency"), known.currency),
        date_input(_("Customer since"), SINCE, initial=known.since, optional=True),
        external_select(
            _("By the clock of"),
            ZONE,
            initial=Choice(known.zone, choices.zone_name(known.zone)) if known.zone else None,
            placeholder=_("A city near them"),
            optional=True,
            action_id=choices.ZONE_OPTIONS,
        ),
        date_input(
            _("A date of theirs"),
            OWN_DAY,
            initial=known.own_day,
            hint=_("A holiday of theirs, or the day the firm was founded. It comes round every year; the year does not matter."),
            optional=True,
        ),
        text_input(
            _("What that date is"),
            OWN_DAY_NAME,
            initial=known.own_day_name,
            placeholder=_("The day the bakery opened"),
            optional=True,
            max_length=LONGEST_DATE_NAME,
        ),
        select(
            _("How they like to hear from us"),
            REACHED_BY,
            contact_choices(),
            initial=known.reached_by.value if known.reached_by else None,
            optional=True,
        ),
        radios(
            _("On the mailing list"),
            MAILING,
            [Choice(_YES, _("Yes")), Choice(_NO, _("No")), Choice(_UNKNOWN, _("I don't know"))],
            initial={True: _YES, False: _NO, None: _UNKNOWN}[known.mailing],
        ),
    )


def parse_profile(values: Values) -> Profile | dict[str, str]:
    """What was said of a customer, or a sentence for each question that needs another look."""
    amount, chosen = choices.amount_in(values, VALUE), values.option(choices.CURRENCY)
    if isinstance(amount, AmountProblem):
        return {VALUE: choices.amount_error(amount)}
    if amount and amount.currency and chosen and amount.currency != chosen:
        return {choices.CURRENCY: choices.two_currencies()}
    named = [" ".join(one.split()) for one in (values.text(SEGMENTS) or "").split(",")]
    segments = {one.casefold(): one for one in named if one}
    if len(segments) > MOST_SEGMENTS or any(len(one) > LONGEST_SEGMENT for one in segments):
        return {SEGMENTS: _("Please name at most eight kinds, each in a few words, with commas between them.")}
    own_day, own_day_name = values.date(OWN_DAY), values.text(OWN_DAY_NAME)
    if own_day and not own_day_name:
        return {OWN_DAY_NAME: _("Please say in a few words what that date is.")}
    if own_day_name and not own_day:
        return {OWN_DAY: _("Please choose the day, in any year.")}
    zone, reached_by = values.option(ZONE), values.option(REACHED_BY)
    return Profile(
        segments=tuple(segments.values()),
        value=amount.value if amount else None,
        currency=(amount.currency if amount else None) or chosen,
        since=values.date(SINCE),
        zone=zone if zone and is_zone(zone) else None,
        mailing={_YES: True, _NO: False}.get(values.option(MAILING) or _UNKNOWN),
        reached_by=TouchKind(reached_by) if reached_by else None,
        own_day=own_day,
        own_day_name=own_day_name,
        fields=fields_said(values),
    )


def file_form(asking: Asking) -> View:
    """Asks for files."""
    return _form(
        asking,
        _("A file"),
        FILE_FORM,
        file_input(
            _("Files"),
            FILES,
            most=MOST_FILES,
            types=KEPT_KINDS,
            hint=_("I keep a copy of each, at most {size} MB, for Slack may not keep them.").format(
                size=LARGEST_IN_WORDS
            ),
        ),
        text_input(_("What it is"), WORDS, optional=True, max_length=LONGEST_CONTACT),
    )


def parse_files(values: Values) -> tuple[GivenFile, ...] | dict[str, str]:
    """The files, or a sentence where one of them is too large, of no kind that is kept, or there is none."""
    files = values.files(FILES)
    if not files:
        return {FILES: _("Please choose a file.")}
    large = next((one for one in files if one.size > LARGEST), None)
    if large is not None:
        told = _("“{name}” is larger than {size} MB. Please keep it where you keep large files, and note where that is.")
        return {FILES: told.format(name=large.name, size=LARGEST_IN_WORDS)}
    odd = next((one for one in files if one.extension not in KEPT_KINDS), None)
    if odd is not None:
        told = _("“{name}” is of a kind that I don't keep: I keep documents, tables, slides, pictures and emails.")
        return {FILES: told.format(name=odd.name)}
    return files


def quick_form(opening: Opening, words: str | None) -> View:
    """Asks for a note, and whose folder it belongs in; with what was typed already."""
    blocks = [
        external_select(
            _("Whose folder?"),
            CUSTOMER,
            initial=initial_customer(opening) if opening.customer_id else None,
            placeholder=_("Type a name"),
            action_id=FIND_KNOWN,
        ),
        *unknown_name(opening),
        long_text(_("Note"), WORDS, initial=words, max_length=LONGEST_NOTE),
    ]
    return modal(_("A note"), QUICK_FORM, blocks, submit=_("Keep"), close=_("Not now"))


def parse_quick(values: Values) -> tuple[str | None, str | None]:
    """The id of the customer who was chosen, if they are known; and the note."""
    return parse_which(values), values.text(WORDS)


def note_kept(customer: str) -> Message:
    """Somebody typed a note after the command."""
    return message(_("Your note is in the folder of *{customer}*.").format(customer=escape(customer)))


def nothing_typed() -> str:
    """A note without words. Plain text."""
    return _("Please write something.")


def unwritten_words(why: Unwritten) -> str:
    """Why it was not kept. Plain text."""
    return _(_PROBLEMS[why])


def unwritten_view(why: Unwritten) -> View:
    """The same, where there is no form."""
    return modal(_("Folder"), "folder.unwritten", [section(escape(unwritten_words(why)))], close=_("Close"))


def _form(asking: Asking, title: str, callback_id: str, *questions: Block) -> View:
    """The form stands in place of the folder: keeping, or going back, brings the folder again."""
    back = button(_("Back to the folder"), f"{OPEN}:back", pack(c=asking.customer, r=True))
    blocks = [section(f"*{escape(asking.name)}*"), *questions, actions(back)]
    kept = {"c": asking.customer}
    return modal(title, callback_id, blocks, submit=_("Keep"), close=_("Not now"), metadata=kept)
