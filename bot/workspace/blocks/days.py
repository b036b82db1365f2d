"""The room of the days on which all of the firm are off."""

from __future__ import annotations

from bot.slack.kit import Choice, Values, View, checkboxes, external_select, modal
from bot.words import _
from bot.workspace.blocks.places import country_name
from bot.workspace.blocks.times import weekday
from bot.workspace.values import Choices, Days

DAYS = "workspace.days"
DAYS_FORM = "workspace.days_form"
WORK_DAYS = "work_days"
COUNTRY = "country"
COUNTRY_OPTIONS = "workspace.country"


def days_form(choices: Choices) -> View:
    """Asks whose holidays count, and which days of the week are for work."""
    blocks = [
        external_select(
            _("Public holidays of"),
            COUNTRY,
            initial=Choice(choices.country, country_name(choices.country)) if choices.country else None,
            placeholder=_("A country"),
            hint=_("On these days I leave everyone in peace. Without a country I do so at weekends only."),
            optional=True,
            action_id=COUNTRY_OPTIONS,
        ),
        checkboxes(
            _("Working days"),
            WORK_DAYS,
            [Choice(str(day), weekday(day)) for day in range(7)],
            initial=list(choices.work_days or ""),
            hint=_(
                "Tick none for the days that are usual in that country. Each colleague can choose days and a country of their own in "
                "their Home."
            ),
        ),
    ]
    return modal(_("Working days"), DAYS_FORM, blocks, submit=_("Save"))


def parse_days(values: Values) -> Days:
    """What that form holds."""
    return Days(values.option(COUNTRY), "".join(sorted(values.options(WORK_DAYS))) or None)
