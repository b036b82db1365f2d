"""The page of the settings that says how long things are kept."""

from __future__ import annotations

from bot.slack.kit import Block, Choice, Values, View, context, modal, section, select
from bot.words import _, plural
from bot.workspace.values import Keeping

KEEPING = "workspace.keeping"
KEEPING_FORM = "workspace.keeping_form"
FOLDERS = "keep_folders"
RECORDS = "keep_records"
FRANK = "keep_frank"
SENT = "keep_sent"
YEAR_KINDS = (FOLDERS, RECORDS, FRANK)
DAY_KINDS = (SENT,)
FOR_EVER = 0
YEARS_OF_FOLDERS = (1, 2, 3, 4, 6, 8, 10, FOR_EVER)
YEARS_OF_RECORDS = (1, 2, 3, 5, 10, FOR_EVER)
YEARS_OF_FRANK = (1, 2, 3, 6, FOR_EVER)
DAYS_OF_SENT = (90, 180, 365)
"""Not less: so long Slack's free plan shows them, and what they said may be drawn again."""


def keeping_form(keeping: Keeping) -> View:
    """Asks how long things are kept, kind by kind."""
    blocks = [
        section(_("What is older goes by itself, at night, and for good.")),
        _years(
            _("Folders of customers with whom nothing happens any more"),
            FOLDERS,
            YEARS_OF_FOLDERS,
            keeping.keep_folders,
            _(
                "Counted from the last thing that happened or is planned with them. Then they are erased as if you had asked for "
                "it; only the counts stay. I tell your admins a month before."
            ),
        ),
        _years(
            _("What interviewers wrote that is not for the owner"),
            FRANK,
            YEARS_OF_FRANK,
            keeping.keep_frank,
            _("Counted from the day it was written."),
        ),
        _years(
            _("The record of who saw and did what"),
            RECORDS,
            YEARS_OF_RECORDS,
            keeping.keep_records,
            _("It names colleagues, and holds nobody's words about customers. A year of it stays in any case."),
        ),
        select(
            _("What my own messages said"),
            SENT,
            [Choice(str(days), days_words(days)) for days in _with(DAYS_OF_SENT, keeping.keep_sent)],
            initial=str(keeping.keep_sent),
            hint=_("Only my copy of the words. The messages in Slack stay for as long as your workspace keeps messages."),
        ),
        context(_("What I keep about whom stands in docs/privacy.md, with words for your customers.")),
    ]
    return modal(_("How long I keep things"), KEEPING_FORM, blocks, submit=_("Save"))


def parse_keeping(values: Values) -> Keeping:
    """What that form holds."""
    return Keeping(**{name: int(values.option(name) or 0) for name in (*YEAR_KINDS, *DAY_KINDS)})


def years_words(years: int) -> str:
    """For so many years, in words."""
    return plural("{count} year", "{count} years", years) if years else _("Until somebody erases it")


def days_words(days: int) -> str:
    """For so many days, in words."""
    return plural("{count} day", "{count} days", days)


def _years(label: str, question: str, offered: tuple[int, ...], chosen: int, hint: str) -> Block:
    choices = [Choice(str(years), years_words(years)) for years in _with(offered, chosen)]
    return select(label, question, choices, initial=str(chosen), hint=hint)


def _with(offered: tuple[int, ...], chosen: int) -> list[int]:
    """The spans that are offered, and the chosen one, the longest last."""
    return sorted({*offered, chosen}, key=lambda span: (span == FOR_EVER, span))
