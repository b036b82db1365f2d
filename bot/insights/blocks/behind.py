"""Every figure of the report opens those behind it: the menus, and what they open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_skeleton

from bot.customers.values import Cue
from bot.departures.blocks.signs import sign_words
from bot.insights.blocks.alerts import cases_modal
from bot.insights.blocks.years import spell
from bot.insights.rules.report import mark_of
from bot.insights.rules.sums import ENOUGH_DEPARTURES
from bot.insights.values import Period
from bot.insights.values.report import (
    ALL,
    CELL,
    IN_VAIN,
    MONTH,
    SIGN,
    TRAIT,
    WATCHED,
    All,
    Behind,
    Contrast,
    Crossing,
    Report,
)
from bot.slack.kit import Block, Choice, View, actions, clip, escape, menu, pack
from bot.words import _, known_locale, later, locale

BEHIND = "insights.behind"
PERIOD, FIELD, KEY, FIELDS, HEARS_ALL = "p", "f", "k", "x", "h"
KEY_LIMIT = 60
MENU = 100
"""So many choices a menu holds."""
MOST_ROWS = 30
"""So many rows of the table of two fields are shown."""


def figures_menu(
    period: Period, field: str, choices: Sequence[tuple[str, str, int]], of: str = "", **more: str | bool
) -> list[Block]:
    """Each figure opens those behind it; where there are more than a menu holds, there is another menu.

    Several stand in one report, so each says `of` what its figures are, and which part of them it holds.
    """
    days = f"{period.first:%Y%m%d}{period.last:%Y%m%d}"
    offered = [
        Choice(pack(**{PERIOD: days, FIELD: field, KEY: key[:KEY_LIMIT], **more}), f"{clip(name, 60)} ({count})")
        for key, name, count in choices
    ]
    asked = _("Who is behind it: {figures}").format(figures=of) if of else _(_ASKED.get(field, _BEHIND_IT))
    menus = [
        menu(
            f"{BEHIND}:{field}:{start}" if start else f"{BEHIND}:{field}",
            offered[start : start + MENU],
            f"{asked} ({start // MENU + 1})" if start else asked,
        )
        for start in range(0, len(offered), MENU)
    ]
    return [actions(*menus)] if menus else []


def whole_menu(view: Report) -> list[Block]:
    """For what is not cut by anything."""
    counts = {
        All.lost: view.whole.count,
        All.heard: view.whole.interviewed,
        All.silent: view.whole.count - view.whole.interviewed,
        All.saved: view.saved,
        All.returned: view.returned,
    }
    return figures_menu(view.period, ALL, [(one.value, all_words(one), count) for one, count in counts.items() if count])


def months_menu(view: Report) -> list[Block]:
    """For each month in which anybody left."""
    choices = [(f"{one:%Y-%m}", short_month(one), count) for one, count in view.months if count]
    return figures_menu(view.period, MONTH, choices, _("month by month"))


def cells_menu(period: Period, crossing: Crossing) -> list[Block]:
    """For each cell of the table of two fields."""
    rows, columns = crossing.keys
    cells = [
        (f"{mark_of(row)}.{mark_of(column)}", f"{clip(name, 28)}, {clip(head or _('all others'), 28)}", count)
        for row, (name, counts) in zip(rows, crossing.rows[:MOST_ROWS], strict=False)
        for column, head, count in zip(columns, crossing.columns, counts, strict=True)
        if count
    ]
    made: dict[str, str | bool] = {FIELDS: " ".join(crossing.fields), HEARS_ALL: crossing.hears_all}
    return figures_menu(period, CELL, cells, f"{crossing.by}, {crossing.across}", **made)


def traits_menu(period: Period, contrasts: Sequence[Contrast], one: All, other: All) -> list[Block]:
    """For groups beside each other: each with each trait."""
    groups = [(one, each, each.one.part) for each in contrasts]
    groups += [(other, each, each.other.part) for each in contrasts]
    choices = [
        (f"{group.value}.{mark_of(each.by)}.{mark_of(each.trait)}", f"{all_words(group)}: {each.trait}", count)
        for group, each, count in groups
        if count
    ]
    return figures_menu(period, TRAIT, choices, f"{all_words(one)}, {all_words(other)}")


def watched_menu(view: Report) -> list[Block]:
    """For what came up somewhat more than before."""
    choices = [(f"{one.quarter:%Y%m%d}.{one.code}", one.reason, one.now) for one in view.watched]
    return figures_menu(view.period, WATCHED, choices)


def signs_menu(view: Report) -> list[Block]:
    """For each warning sign: whom it came before and, unless they are very few, those with whom nothing came of it."""
    before = [(one.sign.value, sign_words(one.sign), one.count) for one in view.signs]
    in_vain = [(one.sign.value, in_vain_words(one.sign), one.nothing) for one in view.signs if one.nothing >= ENOUGH_DEPARTURES]
    return [*figures_menu(view.period, SIGN, before), *figures_menu(view.period, IN_VAIN, in_vain)]


def in_vain_words(sign: Cue) -> str:
    """Those with whom a sign was noted and nothing came of it. Plain text."""
    return _("{sign}, and they stayed").format(sign=sign_words(sign))


def behind_view(view: Behind) -> View:
    """The customers behind a figure of the report, as far as the reader may see them."""
    told = f"*{escape(view.figure)}*\n{spell(view.period)}"
    return cases_modal(told, view.cases, view.hidden)


def all_words(figure: All) -> str:
    """A figure that is not cut by anything. Plain text."""
    return _(_WHOLE[figure])


def month_words(month: date) -> str:
    """Those who left in a month. Plain text."""
    return _("Left in {month}").format(month=short_month(month))


def cell_words(crossing: Crossing, cell: tuple[str, str]) -> str:
    """Those of whom two things are true at once. Plain text."""
    rows, columns = crossing.keys
    row = crossing.rows[rows.index(cell[0])][0]
    column = crossing.columns[columns.index(cell[1])] or _("all others")
    return _("{by}: {row}, {across}: {column}").format(by=crossing.by, row=row, across=crossing.across, column=column)


def trait_words(group: All, field: str, trait: str) -> str:
    """Those of a group who have something in common. Plain text."""
    return _("{group}, {field}: {trait}").format(group=all_words(group), field=field, trait=trait)


def short_month(month: date) -> str:
    """A month by its short name. Plain text."""
    return str(format_skeleton("yMMM", month, locale=known_locale(locale.get())))


_WHOLE = {
    All.lost: later("All who left"),
    All.heard: later("Those with whom somebody spoke"),
    All.silent: later("Those with whom nobody spoke"),
    All.saved: later("About to leave, and stayed"),
    All.returned: later("Came back"),
    All.stayed: later("Stayed"),
}


_BEHIND_IT = later("Who is behind it")
_ASKED = {
    WATCHED: later("Who is behind what is worth watching"),
    SIGN: later("Who left after a sign"),
    IN_VAIN: later("Who stayed after a sign"),
}
