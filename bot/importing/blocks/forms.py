"""What is asked of whoever brings something in."""

from __future__ import annotations

from collections.abc import Iterator

from bot.importing.blocks.messages import calm_line, counts_line, told_line
from bot.importing.blocks.troubles import field_words, kind_words, remark_line, trouble_line, typed_trouble_line
from bot.importing.rules.rows import LONGEST_WORDS
from bot.importing.values import ASKED, NEEDED, Field, Kind, Mark, Order, Refusal, Reply, Review, Row, View
from bot.slack.kit import (
    Block,
    Choice,
    GivenFile,
    Values,
    actions,
    button,
    checkboxes,
    context,
    escape,
    file_input,
    long_text,
    modal,
    pack,
    radios,
    section,
    select,
)
from bot.slack.kit import View as Modal
from bot.words import _, later, locale, plural
from bot.workspace.rules import write_amount, write_day

PASTE, FILE = "importing.paste", "importing.file"
PASTE_FORM, FILE_FORM, REVIEW_FORM = "importing.pasted", "importing.filed", "importing.reviewed"
LINES, KIND, FILES, BEGIN, ORDER, MARK, COLUMN = "lines", "kind", "files", "begin", "order", "mark", "column"
FILE_TYPES = ("csv", "tsv", "txt", "xlsx", "xlsm")
LARGEST = 30_000_000
"""Bytes: a larger file comes in by the command line."""
MOST_COLUMNS = 98
_NONE = "none"
COMMANDS = (
    ("import", "[paste | file]", later("bring in customers who left before, from a list or a file"), later("For admins")),
)

_REFUSALS = {
    Refusal.may_not: later("Only admins bring in what is known from before. Please ask one of them."),
    Refusal.gone: later("This is settled already, or was left aside. Please bring it in anew if you still need it."),
    Refusal.nothing: later("Please write one customer a line."),
    Refusal.too_many: later("That is more than 50 lines. Please bring them in as a file."),
}


def choose_view() -> Modal:
    """How somebody would like to bring in what is known."""
    blocks = [
        section(_("What you know of customers who left before is worth having: to see why, and to know whom to ask again.")),
        actions(
            button(_("Type the last ten"), PASTE, style="primary"),
            button(_("Bring a file"), FILE),
        ),
        context(calm_line()),
    ]
    return modal(_("From before"), "importing.choose", blocks, close=_("Not now"))


def paste_form(typed: str | None = None) -> Modal:
    """Asks for a few customers, one a line; with what was typed before."""
    blocks = [
        long_text(
            _("The last ten customers you lost"),
            LINES,
            initial=typed,
            placeholder=_("Acme Ltd, March 2025, price, they went to Loaf & Co"),
            hint=_("One a line: the name, about when they left, why if you know, and whatever else you remember."),
            max_length=LONGEST_WORDS,
        )
    ]
    return modal(_("From before"), PASTE_FORM, blocks, submit=_("Go on"), close=_("Not now"))


def file_form() -> Modal:
    """Asks for a file, and what it is about."""
    kinds = [Choice(one.value, kind_words(one)) for one in Kind]
    blocks = [
        select(_("What is it about?"), KIND, kinds, initial=Kind.departures.value),
        file_input(
            _("The file"),
            FILES,
            types=FILE_TYPES,
            hint=_("CSV or Excel (.xlsx), as it comes out of the other program. Nothing comes in before you have seen it."),
        ),
    ]
    return modal(_("From before"), FILE_FORM, blocks, submit=_("Go on"), close=_("Not now"))


def parse_file(values: Values) -> tuple[Kind, GivenFile] | dict[str, str]:
    """The file, or what is wrong with it."""
    files, kind = values.files(FILES), values.option(KIND)
    if not files or kind is None:
        return {FILES: no_file()}
    if files[0].size > LARGEST:
        return {FILES: too_large()}
    if files[0].extension not in FILE_TYPES:
        return {FILES: other_kind()}
    return Kind(kind), files[0]


def no_file() -> str:
    """Nothing was chosen. Plain text."""
    return _("Please choose a file.")


def too_large() -> str:
    """It would take too long on its way. Plain text."""
    return _("This file is larger than 30 MB. Please bring it in with “porchlight import”, or in parts.")


def other_kind() -> str:
    """It is no table. Plain text."""
    return _("I cannot read this as a table. Please choose a CSV or Excel file (.csv, .tsv, .txt, .xlsx).")


def review_view(review: Review) -> Modal:
    """How it is understood and what would come of it, before anything comes in; what is wrong can be put right here."""
    asked = list(_asked(review))
    blocks = [*_told(review), *asked]
    if review.pasted:
        blocks.append(actions(button(_("Change what I typed"), f"{PASTE}:again", pack(i=review.view.id))))
    submit = _("Bring them in") if _comes_in(review) else _("Go on") if asked else None
    close = _("Not now") if submit else _("Close")
    kept = {"i": review.view.id}
    return modal(_("From before"), REVIEW_FORM, blocks, submit=submit, close=close, metadata=kept)


def parse_review(values: Values, before: Reply) -> Reply:
    """What was answered; what was not asked stays as it was."""
    columns = {
        what: int(chosen)
        for what in Field
        if (chosen := values.option(f"{COLUMN}_{what.value}")) is not None and chosen != _NONE
    }
    order, mark = values.option(ORDER), values.option(MARK)
    return Reply(
        columns if any(f"{COLUMN}_{what.value}" in values for what in Field) else before.columns,
        Order(order) if order else before.order,
        Mark(mark) if mark else before.mark,
        BEGIN in values.options(BEGIN),
    )


def told_view(view: View) -> Modal:
    """It is under way, or done."""
    typed = _("They are in.") if view.new else _("Nothing came in.")
    blocks = [section(told_line(view) if view.name else typed)]
    if view.rows and view.done >= view.rows:
        blocks.append(section(counts_line(view)))
    else:
        blocks.append(context(_("In your messages with me you see how far it is.")))
    return modal(_("From before"), "importing.told", blocks, close=_("Close"))


def refused_words(why: Refusal) -> str:
    """Why it was not done. Plain text."""
    return _(_REFUSALS[why])


def refused_view(why: Refusal) -> Modal:
    """The same, where there is no form."""
    return modal(_("From before"), "importing.refused", [section(escape(refused_words(why)))], close=_("Close"))


def _told(review: Review) -> Iterator[Block]:
    name = f"*{escape(review.view.name)}*: " if review.view.name else ""
    yield section(name + plural("{count} row.", "{count} rows.", review.view.rows))
    if review.missing:
        told = _("Please say which column is “{what}”.")
        yield section(" ".join(told.format(what=field_words(one)) for one in review.missing))
        return
    yield section(counts_line(review.view))
    if not _comes_in(review):
        yield section(_nothing_line(review))
    if review.first:
        yield section(_("This is how I read the first:") + "\n" + "\n".join(f"• {row_line(row)}" for row in review.first))
    lines = [remark_line(remark, count) for remark, count in review.remarks.items()]
    if lines:
        yield context("\n".join(lines))
    if review.troubles:
        more = review.view.wrong - len({one.row for one in review.troubles})
        tell = typed_trouble_line if review.pasted else trouble_line
        wrong = [f"• {escape(tell(one))}" for one in review.troubles]
        rest = [plural("… and {count} more row.", "… and {count} more rows.", more)] if more > 0 else []
        head = _("*What stays out, and comes back to you as a file:*") if _comes_in(review) else _("*What stays out:*")
        yield section("\n".join([head, *wrong, *rest])[:2990])
    if review.view.kind is Kind.departures and _comes_in(review):
        yield context(calm_line())


def _comes_in(review: Review) -> bool:
    return review.view.new > 0 and not review.missing


def _nothing_line(review: Review) -> str:
    """What is known already changes nothing; what is wrong is put right where it was written."""
    if review.asks_order or review.asks_mark:
        return _("Please say below how it is meant: then I look again.")
    nothing = _("There is nothing to bring in.") if review.view.wrong else _("Nothing is new: there is nothing to bring in.")
    if review.pasted:
        return nothing
    if review.view.wrong:
        more = _("With *Go on* you get what stays out as a file; if you choose something else below, I look again first.")
    else:
        more = _("If a column is not right, choose another, and then *Go on*.")
    return f"{nothing} {more}"


def _asked(review: Review) -> Iterator[Block]:
    if review.asks_order:
        orders = [Choice("day_first", _("The day comes first")), Choice("month_first", _("The month comes first"))]
        told = _("How is {example} meant?").format(example=review.asks_order)
        yield radios(told, ORDER, orders, initial=review.way.order.value if review.way.order else None)
    if review.asks_mark:
        marks = [Choice("point", _("A point stands before the cents")), Choice("comma", _("A comma stands before the cents"))]
        told = _("How is {example} meant?").format(example=review.asks_mark)
        yield radios(told, MARK, marks, initial=review.way.mark.value if review.way.mark else None)
    if review.may_begin:
        told = plural(
            "{count} left within the last six weeks",
            "{count} left within the last six weeks",
            review.recent,
        )
        begin = Choice(BEGIN, _("Begin everything for them, as if they were logged today"))
        yield checkboxes(told, BEGIN, [begin])
    if not review.pasted:
        yield from _columns(review)


def _columns(review: Review) -> Iterator[Block]:
    """Each by what it may say; a column that was chosen is only forgotten when another file is brought."""
    columns = [Choice(_NONE, _("(no column)"))]
    columns += [Choice(str(place), name) for place, name in enumerate(review.headers[:MOST_COLUMNS])]
    needed = NEEDED[review.view.kind]
    for what in ASKED[review.view.kind]:
        initial = str(review.way.columns.get(what, _NONE))
        yield select(field_words(what), f"{COLUMN}_{what.value}", columns, initial=initial, optional=what not in needed)


def row_line(row: Row) -> str:
    """A row as it is understood, in mrkdwn."""
    parts: list[str] = []
    if row.left is not None:
        parts.append(_("left on {day}").format(day=write_day(row.left, locale.get())))
    if row.since is not None:
        parts.append(_("with us since {day}").format(day=write_day(row.since, locale.get())))
    if row.sent_on is not None:
        parts.append(_("sent on {day}").format(day=write_day(row.sent_on, locale.get())))
    parts += [one for one in (row.proposal, row.reason, row.competitor) if one is not None]
    if row.is_won is not None:
        parts.append(_("won") if row.is_won else _("not won"))
    if row.value is not None:
        parts.append(write_amount(row.value, row.currency, locale.get()))
    if row.month is not None:
        numbers = [
            (Field.new, row.new), (Field.at_start, row.at_start), (Field.sent, row.sent), (Field.won, row.won),
        ]  # fmt: skip
        parts += [f"{field_words(what)} {number}" for what, number in numbers if number is not None]
        name = write_day(row.month, locale.get())
    else:
        name = escape(row.customer)
    return ", ".join([f"*{name}*", *(escape(part) for part in parts)])


