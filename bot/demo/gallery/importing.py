"""Bringing in what is known from before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.demo.gallery.sample import Sample, Words, replied, shown, worded
from bot.importing.blocks import forms, messages, troubles
from bot.importing.values import (
    Broken,
    Field,
    Kind,
    Mark,
    Problem,
    Refusal,
    Remark,
    Review,
    Row,
    State,
    Trouble,
    View,
    Way,
)

WRONG = Trouble(7, "Left on", Problem.not_a_day, "soon")
FILE = View("i1", Kind.departures, State.reading, "lost customers.xlsx", 1200, 0, 0, 0, 0)
READ = replace(FILE, state=State.asking, done=1200, new=1180, known=8, wrong=12)
COLUMNS = {Field.customer: 0, Field.left: 1, Field.reason: 2, Field.value: 3}
ROWS = (
    Row(2, "Acme Bakeries", date(2024, 3, 5), "price", value=Decimal(48000), currency="EUR", since=date(2012, 1, 1)),
    Row(3, "Bolt & Sons", date(2023, 11, 30)),
)
REVIEW = Review(
    view=READ,
    headers=("Customer", "Left on", "Why", "ARR", "Segment", "Phone"),
    way=Way(Kind.departures, COLUMNS),
    recent=2,
    may_begin=True,
    remarks={Remark.unknown_owner: 3, Remark.rough_day: 1},
    troubles=(WRONG, Trouble(9, "Customer", Problem.missing, "")),
    first=ROWS,
    missing=(),
    asks_order="3/4/2024",
    asks_mark="1.234",
    pasted=False,
    turn=3,
)
PASTED = replace(
    REVIEW,
    view=View("i2", Kind.departures, State.asking, "", 2, 2, 2),
    headers=("Customer", "Left on", "Reason", "Notes"),
    may_begin=False,
    remarks={},
    troubles=(),
    asks_order=None,
    asks_mark=None,
    pasted=True,
)
KNOWN = replace(
    REVIEW,
    view=replace(READ, new=0, known=1200, wrong=0),
    may_begin=False,
    remarks={},
    troubles=(),
    asks_order=None,
    asks_mark=None,
)
WRONG_ONES = replace(KNOWN, view=replace(READ, new=0), troubles=REVIEW.troubles)
MEANT = replace(WRONG_ONES, view=replace(READ, new=0, known=0), asks_order=REVIEW.asks_order, first=())
MONTHS = replace(
    REVIEW,
    view=replace(READ, kind=Kind.new_customers, name="months.csv", rows=1, done=1, new=1, known=0, wrong=3),
    headers=("Month", "New", "Customers"),
    way=Way(Kind.new_customers, {Field.month: 0, Field.new: 1, Field.at_start: 2}, mark=Mark.point),
    may_begin=False,
    remarks={},
    first=(Row(2, month=date(2025, 1, 1), new=12, at_start=240),),
    asks_order=None,
    asks_mark=None,
)

SENT = replace(
    MONTHS,
    view=replace(READ, kind=Kind.each_proposal, name="proposals.csv", rows=3, done=3, new=3, known=0, wrong=0),
    headers=("Company", "Sent on", "Status", "Number"),
    way=Way(Kind.each_proposal, {Field.customer: 0, Field.sent_on: 1, Field.outcome: 2, Field.proposal: 3}),
    remarks={Remark.told_month: 1},
    troubles=(),
    first=tuple(
        Row(number, "Acme Bakeries", sent_on=date(2025, 1, 5), proposal=f"2025-{number}", is_won=won)
        for number, won in enumerate((True, False, None), 2)
    ),
)

SAMPLES: tuple[Sample, ...] = (
    shown("how to begin", forms.choose_view, about="before"),
    shown("a list", forms.paste_form, about="customers"),
    shown("a file", forms.file_form, about="file"),
    shown("of a file", forms.review_view, REVIEW, about="lost customers.xlsx"),
    shown("of a list", forms.review_view, PASTED, about="Acme Bakeries"),
    shown("of proposals, one a row", forms.review_view, SENT, about="proposals.csv"),
    shown("of numbers by month", forms.review_view, MONTHS, about="months.csv"),
    shown(
        "a column is missing",
        forms.review_view,
        replace(REVIEW, missing=(Field.left,), way=Way(Kind.departures, {Field.customer: 0}), asks_order=None, asks_mark=None),
        about="lost customers.xlsx",
    ),
    shown("nothing is new", forms.review_view, KNOWN, about="lost customers.xlsx"),
    shown("nothing is new, some is wrong", forms.review_view, WRONG_ONES, about="lost customers.xlsx"),
    shown("nothing can be read yet", forms.review_view, MEANT, about="lost customers.xlsx"),
    shown("nothing of a list is new", forms.review_view, replace(PASTED, view=replace(PASTED.view, new=0, known=2)), about="in"),
    shown("the file is being read", forms.told_view, FILE, about="lost customers.xlsx"),
    shown("nothing came in", forms.told_view, replace(PASTED.view, state=State.done, new=0, known=2), about="in"),
    shown("all is in", forms.told_view, replace(PASTED.view, state=State.done), about="in"),
    *(shown(f"because: {one.value}", forms.refused_view, one, about="") for one in Refusal),
    replied("not an admin", forms.refused_words, Refusal.may_not, about="admins"),
    shown("it is being read", messages.import_card, FILE, about="lost customers.xlsx"),
    shown("it is looked through", messages.import_card, replace(FILE, state=State.looking, done=480), about="lost customers.xlsx"),
    shown("somebody is to look", messages.import_card, READ, about="lost customers.xlsx"),
    shown("it comes in", messages.import_card, replace(FILE, state=State.bringing, done=900), about="lost customers.xlsx"),
    shown("nothing in it is new", messages.import_card, KNOWN.view, about="lost customers.xlsx"),
    shown("nothing came in", messages.import_card, replace(READ, state=State.done, new=0), about="lost customers.xlsx"),
    shown("it is in", messages.import_card, replace(READ, state=State.done, begun=2), about="lost customers.xlsx"),
    shown("it was left aside", messages.import_card, replace(READ, state=State.dropped), about="lost customers.xlsx"),
    shown(
        "it cannot be read",
        messages.import_card,
        replace(FILE, state=State.broken, broken=Broken.endless_cell, broken_row=12),
        about="lost customers.xlsx",
    ),
    shown("one row", messages.correction_message, 1, about="1 row"),
    shown("several rows", messages.correction_message, 12, about="12 rows"),
    shown("without files", messages.correction_without, about="rows"),
)
SENTENCES: tuple[Words, ...] = (
    *(worded(f"in a file, {one.value}", troubles.problem_words, one) for one in Problem),
    *(worded(f"of one row, {one.value}", troubles.remark_line, one, 1) for one in Remark),
    *(worded(f"of rows, {one.value}", troubles.remark_line, one, 12) for one in Remark),
    *(worded(f"of a file, {one.value}", troubles.broken_words, one) for one in Broken),
    worded("of a file, about where", troubles.broken_words, Broken.endless_cell, 12),
    *(worded(f"of a column, {one.value}", troubles.field_words, one) for one in Field),
    *(worded(f"of a file, {one.value}", troubles.kind_words, one) for one in Kind),
    worded("in the file that comes back", troubles.wrong_column),
    worded("of a cell", troubles.trouble_line, WRONG),
    worded("of a cell that is empty", troubles.trouble_line, Trouble(7, "Customer", Problem.missing, "")),
    worded("of a typed line without a day", troubles.typed_trouble_line, Trouble(4, "Left on", Problem.missing, "")),
    worded("of a typed line without a name", troubles.typed_trouble_line, Trouble(4, "Customer", Problem.missing, "")),
    worded("of a typed line", troubles.typed_trouble_line, WRONG),
    worded("one of each", messages.counts_line, replace(READ, new=1, known=1, wrong=1)),
    worded("of a file", forms.too_large),
    worded("of no file", forms.no_file),
    worded("of something that is no table", forms.other_kind),
)
