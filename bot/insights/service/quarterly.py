"""Once a quarter the channel reads the report of the one that has ended: on its first working day, where anything happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.colleagues.events import PeopleRead
from bot.insights import blocks
from bot.insights.rules import quarter_of
from bot.insights.service.report import report
from bot.insights.values import Period
from bot.insights.values.report import Report
from bot.slack.kit import Message
from bot.winback.service.digests import hours_of_firm
from bot.work.calendar import morning_of
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.events import RhythmChanged
from bot.workspace.service import settings_of

POST = "report.post"
REPORT, MORE = "quarter_report", "quarter_report_more"
EVERY_QUARTER = "every_quarter"
QUARTER = relativedelta(months=3)


def plan_report(unit: Unit) -> None:
    """Plan the report of this quarter for the first working morning after it, unless it is planned. For whenever the bot starts."""
    after = _this_quarter(unit) + QUARTER
    unit.plan(POST, EVERY_QUARTER, morning_of(after, hours_of_firm(unit)), key=f"{POST}:{after.isoformat()}")


def follow_days(unit: Unit, _event: PeopleRead | RhythmChanged) -> None:
    """The firm's days, or whose clock counts, may be others now: what is planned moves to the first working morning by them."""
    for planned in unit.planned(POST, EVERY_QUARTER):
        if planned.due > unit.now:
            after = date.fromisoformat(planned.key.removeprefix(f"{POST}:"))
            planned.due = morning_of(after, hours_of_firm(unit))
            planned.lease = planned.leased_until = None
            unit.made_work = True


def post_report(unit: Unit) -> None:
    """Show the channel the quarter that has ended, where anybody left, stayed after all or came back; and plan the next."""
    plan_report(unit)
    channel = settings_of(unit).departures_channel
    quarter = _this_quarter(unit) - QUARTER
    view = _of(unit, quarter)
    if channel is None or not (view.whole.count or view.saved or view.returned):
        return
    first = unit.show(REPORT, quarter.isoformat(), to=channel)
    if view.whole.count:
        unit.show(MORE, quarter.isoformat(), to=channel, under=first)


def draw_report(unit: Unit, quarter: str) -> Message:
    """What happened in it, for everybody who reads the channel."""
    return blocks.report_message(_of(unit, date.fromisoformat(quarter)))


def draw_more(unit: Unit, quarter: str) -> Message:
    """What it cost, and who they were; under it, in its thread."""
    return blocks.report_more_message(_of(unit, date.fromisoformat(quarter)))


def _this_quarter(unit: Unit) -> date:
    """By the firm's clock: in Auckland the first working morning is still yesterday in Greenwich."""
    return quarter_of(unit.now.astimezone(hours_of_firm(unit).zone).date())


def _of(unit: Unit, quarter: date) -> Report:
    view = report(unit, None, Period(quarter, quarter + QUARTER - timedelta(days=1)))
    if not isinstance(view, Report):
        raise TypeError("The report for everybody is refused to nobody.")
    return view


CARDS: Mapping[str, Renderer] = {REPORT: draw_report, MORE: draw_more}
