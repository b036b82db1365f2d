"""Bringing in what is known from before."""

from bot.demo.gallery.sample import Sample, Words, worded
from bot.importing.blocks import troubles
from bot.importing.values import Broken, Field, Kind, Problem, Remark, Trouble

WRONG = Trouble(7, "Left on", Problem.not_a_day, "soon")

SAMPLES: tuple[Sample, ...] = ()
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
)
