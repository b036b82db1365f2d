"""What is wrong in a file, by row and column, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Mapping

from bot.importing.values import Broken, Field, Kind, Problem, Remark, Trouble
from bot.words import _, later, later_plural, plural

_PROBLEMS: Mapping[Problem, str] = {
    Problem.missing: later("This has to be filled in."),
    Problem.not_a_day: later("I cannot read this as a day. Please write it like 2025-03-31."),
    Problem.ambiguous_day: later("This may be two days: please say whether the day or the month comes first."),
    Problem.in_future: later("This day is still to come. Please write today's or an earlier one."),
    Problem.too_long_ago: later("That is very long ago. Is the year right?"),
    Problem.after_leaving: later("They cannot have begun after they left. Please look at both days."),
    Problem.no_number: later("I cannot read this as an amount. Please write it like 48000 EUR."),
    Problem.ambiguous_amount: later("This may be two amounts: please say whether a point or a comma stands before the cents."),
    Problem.too_much: later("That is more than any customer is worth. Please look at the digits."),
    Problem.too_long: later("This is too long: names have at most 120 characters, anything else 3000."),
    Problem.formula: later("This is a formula, and the file does not say what it comes to. Please save it with values."),
    Problem.not_a_currency: later("I do not know this currency. Please write it like EUR."),
    Problem.not_yes_or_no: later("Please write yes or no here, or leave it empty."),
    Problem.not_won_or_lost: later("Please write won, lost or open here, or leave it empty."),
    Problem.not_a_month: later("I cannot read this as a month. Please write it like 2025-03."),
    Problem.not_whole: later("This has to be a whole number."),
    Problem.more_won_than_sent: later("More were won than were sent. Please look at both numbers."),
    Problem.no_way: later("I cannot read this as an email address. Please correct it, or leave it empty."),
    Problem.too_many_cells: later(
        "This row has more cells than there are columns. Please put quotation marks around what has a comma in it."
    ),
    Problem.unknown_customer: later("I know no customer of this name. Please bring in the customer first."),
    Problem.already_open: later(
        "This customer has left already, or is about to, by what is written down here. Please put it right there first."
    ),
    Problem.another_number: later("Another number is written down here for that month. Please change it there if the file is right."),
}
_REMARKS: Mapping[Remark, tuple[str, str]] = {
    Remark.unknown_owner: later_plural(
        "{count} row names somebody as owner who is not a colleague here: the name is kept in the note.",
        "{count} rows name somebody as owner who is not a colleague here: the names are kept in the notes.",
    ),
    Remark.unknown_reason: later_plural(
        "{count} row has a reason in words of its own: it is kept as “something else”, with these words.",
        "{count} rows have a reason in words of their own: they are kept as “something else”, with these words.",
    ),
    Remark.rough_day: later_plural(
        "{count} row says only a month or a year: I take its first day.",
        "{count} rows say only a month or a year: I take its first day.",
    ),
    Remark.told_month: later_plural(
        "{count} row is of a month whose number somebody has told: that number stays.",
        "{count} rows are of months whose numbers somebody has told: those numbers stay.",
    ),
}
_BROKEN: Mapping[Broken, str] = {
    Broken.empty: later("There is nothing in this file. Please choose another."),
    Broken.old_excel: later(
        "This is a file of an old Excel, or one with a password. Please save it as .xlsx without a password, or as CSV."
    ),
    Broken.locked: later("This file is locked with a password. Please save it without."),
    Broken.not_a_table: later("I cannot read this as a table. Please save it as CSV (UTF-8) or .xlsx."),
    Broken.damaged: later("This file is damaged. Please save it anew."),
    Broken.too_large: later("This file is too large. Please bring it in with “porchlight import”, or in parts."),
    Broken.endless_cell: later("One cell goes on without an end: a closing quotation mark is probably missing."),
    Broken.no_such_sheet: later("There is no sheet of that name in this file. Please name one that is there."),
}
_FIELDS: Mapping[Field, str] = {
    Field.customer: later("Customer"),
    Field.left: later("Left on"),
    Field.reason: later("Reason"),
    Field.words: later("Notes"),
    Field.competitor: later("Went to"),
    Field.valued: later("What they valued"),
    Field.owner: later("Looked after by"),
    Field.value: later("Worth a year"),
    Field.currency: later("Currency"),
    Field.since: later("Customer since"),
    Field.segment: later("Kind of customer"),
    Field.contact: later("Person there"),
    Field.email: later("Email"),
    Field.phone: later("Phone"),
    Field.role: later("What they do there"),
    Field.stay: later("May we stay in touch"),
    Field.known_by: later("How we know the reason"),
    Field.month: later("Month"),
    Field.new: later("New customers"),
    Field.at_start: later("Customers at the start"),
    Field.sent: later("Proposals sent"),
    Field.won: later("Proposals won"),
    Field.sent_on: later("Proposal sent on"),
    Field.proposal: later("Number or title of the proposal"),
    Field.outcome: later("Won or lost"),
}
_KINDS: Mapping[Kind, str] = {
    Kind.departures: later("Customers who left"),
    Kind.customers: later("Customers"),
    Kind.contacts: later("People at customers"),
    Kind.new_customers: later("New customers, by month"),
    Kind.proposals: later("Proposals, by month"),
    Kind.each_new_customer: later("New customers, one a row"),
    Kind.each_proposal: later("Proposals, one a row"),
}


def problem_words(problem: Problem) -> str:
    """What is wrong, and what to do."""
    return _(_PROBLEMS[problem])


def trouble_line(trouble: Trouble) -> str:
    """Where it is, what stands there, and what is wrong with it."""
    told = _("Row {row}, {column}: “{shown}”. {problem}") if trouble.shown else _("Row {row}, {column}: {problem}")
    return told.format(
        row=trouble.row, column=trouble.column or "–", shown=trouble.shown, problem=problem_words(trouble.problem)
    )


def typed_trouble_line(trouble: Trouble) -> str:
    """The same of a line that was typed, in which there are no columns: mostly it says no day that can be read."""
    if trouble.shown:
        told = _("Line {row}: “{shown}”. {problem}")
    elif trouble.column == field_words(Field.left):
        told = _("Line {row}: I find no day in it. Please write about when they left, such as March 2025.")
    else:
        told = _("Line {row}: I find no name in it. Please begin with the customer's name.")
    return told.format(row=trouble.row, shown=trouble.shown, problem=problem_words(trouble.problem))


def wrong_column() -> str:
    """What the column is called that says what is wrong with a row."""
    return _("What is wrong")


def remark_line(remark: Remark, count: int) -> str:
    """What is worth knowing of rows that come in all the same."""
    return plural(*_REMARKS[remark], count)


def broken_words(broken: Broken, row: int | None = None) -> str:
    """Why the file cannot be read."""
    told = _(_BROKEN[broken])
    return _("{told} (About row {row}.)").format(told=told, row=row) if row else told


def field_words(what: Field) -> str:
    """What a column says."""
    return _(_FIELDS[what])


def kind_words(kind: Kind) -> str:
    """What a file is about."""
    return _(_KINDS[kind])
