"""When somebody wishes to be asked: what their Home says of it, and the form."""

from __future__ import annotations

from bot.colleagues.values import HoursForm, HoursProblem, HoursView
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    button,
    checkboxes,
    context,
    date_input,
    external_select,
    modal,
    section,
    time_input,
)
from bot.words import _, later
from bot.workspace.blocks.days import COUNTRY_OPTIONS
from bot.workspace.blocks.places import country_name
from bot.workspace.blocks.times import clock, long_date, weekday

HOURS = "colleagues.hours"
HOURS_FORM = "colleagues.hours_form"
DAYS, START, END, BRIEF = "days", "start", "end", "brief"
COUNTRY, AWAY_FROM, AWAY_UNTIL = "country", "away_from", "away_until"

_PROBLEMS = {
    HoursProblem.no_day: (DAYS, later("Please choose one day at least.")),
    HoursProblem.too_short: (END, later("Please choose a time at least an hour after you begin.")),
    HoursProblem.outside: (BRIEF, later("Please choose a time in your hours, half an hour before they end at the latest.")),
    HoursProblem.backwards: (AWAY_UNTIL, later("Please choose the last day, not before the first.")),
    HoursProblem.over: (AWAY_UNTIL, later("This day is over. Leave both empty if you are here.")),
    HoursProblem.too_long: (AWAY_UNTIL, later("Please choose a day within a year.")),
}


def hours_section(view: HoursView) -> Block:
    """For their Home: when they are asked, with the way to change it."""
    chosen = view.chosen
    told = _(
        "*Your hours:* {days}, {start} to {end}. What waits for you comes at {brief}; I ask you for nothing outside your hours."
    ).format(
        days=_days(chosen.days),
        start=clock(chosen.start),
        end=clock(chosen.end),
        brief=clock(chosen.brief or chosen.start),
    )
    if chosen.away_until:
        told += " " + _("You are left in peace until {day}.").format(day=long_date(chosen.away_until))
    return section(told, button(_("My hours"), HOURS))


def hours_form(view: HoursView) -> View:
    """Asks when somebody wishes to be asked."""
    chosen = view.chosen
    days = [Choice(str(number), weekday(number)) for number in range(7)]
    return modal(
        _("Your hours"),
        HOURS_FORM,
        [
            section(
                _(
                    "What waits for you comes once a day, in one message. Beside it at most one thing a day comes at once, if it "
                    "cannot wait: an interview that needs you, say, or a customer who came back. Your own "
                    "appointments go before that."
                )
            ),
            checkboxes(_("On which days?"), DAYS, days, initial=[str(one) for one in sorted(chosen.days)]),
            time_input(_("You begin at"), START, zone=view.zone, initial=chosen.start),
            time_input(_("You end at"), END, zone=view.zone, initial=chosen.end),
            time_input(
                _("What waits comes at"),
                BRIEF,
                zone=view.zone,
                initial=chosen.brief,
                hint=_("Where you leave this empty: when you begin."),
                optional=True,
            ),
            external_select(
                _("Public holidays of"),
                COUNTRY,
                initial=Choice(chosen.country, country_name(chosen.country)) if chosen.country else None,
                placeholder=_("As for everybody here"),
                optional=True,
                action_id=COUNTRY_OPTIONS,
            ),
            date_input(_("Away from"), AWAY_FROM, initial=chosen.away_from, optional=True),
            date_input(
                _("Away until, the last day"),
                AWAY_UNTIL,
                initial=chosen.away_until,
                hint=_("What comes meanwhile waits for you. Nobody is told why."),
                optional=True,
            ),
            context(
                _(
                    "Your time zone comes from Slack. While you pause notifications there, or your status says that you are "
                    "away, everything waits as well."
                )
            ),
        ],
        submit=_("Save"),
    )


def parse_hours(values: Values) -> HoursForm | dict[str, str]:
    """When somebody wishes to be asked, or a sentence under the question that needs another look."""
    start, end = values.time(START), values.time(END)
    if start is None or end is None:
        return {START if start is None else END: _("Please choose a time.")}
    return HoursForm(
        days=frozenset(map(int, values.options(DAYS))),
        start=start,
        end=end,
        country=values.option(COUNTRY),
        away_from=values.date(AWAY_FROM),
        away_until=values.date(AWAY_UNTIL),
        brief=values.time(BRIEF),
    )


def hours_words(problem: HoursProblem) -> dict[str, str]:
    """What is wrong with the hours, under the question that it is about."""
    question, words = _PROBLEMS[problem]
    return {question: _(words)}


def _days(days: frozenset[int]) -> str:
    ordered = sorted(days)
    in_a_row = ordered == list(range(ordered[0], ordered[-1] + 1))
    if in_a_row and len(ordered) > 2:
        return _("{first} to {last}").format(first=weekday(ordered[0]), last=weekday(ordered[-1]))
    return ", ".join(weekday(one) for one in ordered)
