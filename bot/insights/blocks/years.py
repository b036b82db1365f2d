"""A period beside the years before, and the form for what no departure says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel.dates import format_date, format_skeleton

from bot.insights.values import Beside, Difference, MonthForm, Numbers, Period, Rate, Told, YearsView
from bot.slack.kit import (
    Block,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    message,
    modal,
    number,
    pack,
    section,
    table,
    users_select,
)
from bot.words import _, known_locale, later, locale, plural

TELL = "insights.tell_numbers"
LEAVE_OUT = "insights.leave_out_month"
NUMBERS_FORM = "insights.numbers_form"
MONTH = "m"
NEW, SENT, WON, AT_START, ASKED = "new", "sent", "won", "at_start", "asked"
MOST = 1_000_000
_UNDER = later("What we learn")
COMMANDS = (
    ("report", "[2025, Q2 2025] [by …]", later("who left, over what, and what it cost"), _UNDER),
    ("year", "[2025, Q2 2025]", later("lost, new and won back, beside the years before"), _UNDER),
    ("numbers", "[2025-03]", later("tell a month's new customers and proposals"), _UNDER),
)
"""What the command answers to here, for its help: word, what may follow, what it does."""


def years_message(view: YearsView) -> Message:
    """A table of the period beside the years before, and in words what may be said of it."""
    first = view.numbers[0]
    rows = [[_("Counted"), *(spell(one.period) for one in view.numbers)], *_counts(view), *_rates(view)]
    blocks: list[Block] = [
        section(
            _("*{period} beside the years before*\nLost customers, new ones, and those who came back.").format(
                period=spell(first.period)
            )
        ),
        table(rows, numbers=range(1, len(rows[0]))),
        section("\n".join(_told(view))),
    ]
    if view.may_tell:
        told = _missing(first) if first.missing else None
        blocks.append(actions(button(_("Tell a month's numbers"), TELL)))
        blocks += [context(told)] if told else []
    return message(*blocks)


def not_a_period(words: str) -> str:
    """For somebody who named a time that nobody can tell, in plain text."""
    return _("I cannot tell which time “{words}” is. A year, a quarter or a month works: 2025, Q2 2025, March 2025.").format(
        words=words
    )


def not_a_month(words: str) -> str:
    """For somebody who named no month whose numbers could be told, in plain text."""
    return _("I cannot tell which month “{words}” is. Type it as 2025-03 or as March 2025.").format(words=words)


def still_to_come(month: date) -> str:
    """For somebody who named a month that has not begun, in plain text."""
    return _("{month} is still to come. Its numbers can be told once it has begun.").format(month=_month(month))


def numbers_card(month: date) -> Message:
    """Asks whoever is set to know for a month's numbers."""
    told = _(
        "*How was {month}?*\nHow many customers were new, and how many proposals went out? Only with these can a report say "
        "whether we lose more than we win."
    )
    value = pack(**{MONTH: month.isoformat()[:7]})
    return message(
        section(told.format(month=_month(month))),
        actions(button(_("Tell the numbers"), TELL, value, style="primary"), button(_("Leave it out"), LEAVE_OUT, value)),
        context(
            _(
                "You get this because an admin named you for these numbers. I ask once more, then leave it. "
                "`/lost-customer numbers` works at any time."
            )
        ),
    )


def numbers_told_card(month: date) -> Message:
    """The question has its answer."""
    again = button(_("Change them"), TELL, pack(**{MONTH: month.isoformat()[:7]}))
    return message(section(_are_in(month), accessory=again))


def numbers_kept(month: date) -> View:
    """What somebody sees who told them."""
    return modal(_("Kept"), "insights.numbers_kept", [section(_are_in(month))], close=_("Close"))


def numbers_form(form: MonthForm, *, is_admin: bool) -> View:
    """Asks for a month's numbers; an admin also for who is asked from now on."""
    blocks = [
        section(
            _("*{month}*\nLeave empty what nobody knows. Those who left are counted already.").format(
                month=_month(form.month)
            )
        ),
        _asks(_("New customers"), NEW, form.new_customers),
        _asks(_("Proposals sent"), SENT, form.proposals_sent),
        _asks(_("Proposals won"), WON, form.proposals_won),
        _asks(_("Customers at the start of the month"), AT_START, form.customers_at_start),
    ]
    if is_admin:
        blocks.append(
            users_select(
                _("Who is asked for these each month"),
                ASKED,
                initial=form.asked,
                optional=True,
                hint=_("On the first working day, in their morning message, and once more after some days."),
            )
        )
    return modal(
        _("A month's numbers"), NUMBERS_FORM, blocks, submit=_("Save"), metadata={MONTH: form.month.isoformat()[:7]}
    )


def parse_numbers(values: Values, month: date) -> MonthForm | dict[str, str]:
    """What was told, or what cannot be, by question."""
    read = {one: _whole(values.text(one)) for one in (NEW, SENT, WON, AT_START)}
    wrong = {one: _("Please write a whole number, such as 12.") for one, number in read.items() if number == -1}
    sent, won = read[SENT], read[WON]
    if not wrong and won is not None and sent is not None and won > sent:
        wrong[WON] = _("More were won than sent. Proposals count in the month in which they were sent.")
    if wrong:
        return wrong
    return MonthForm(month, read[NEW], sent, won, read[AT_START], values.user(ASKED))


def may_not_tell() -> str:
    """For somebody who does not tell the numbers, in plain text."""
    return _("An admin tells these numbers, or whoever they named for them. Nothing was changed.")


def numbers_problem(why: Told) -> dict[str, str]:
    """Why a form was not taken, under the right question."""
    if why is Told.stranger:
        return {ASKED: _("Please choose a colleague of this workspace.")}
    return {NEW: may_not_tell()}


def _are_in(month: date) -> str:
    return _("The numbers of {month} are in. Thank you.").format(month=_month(month))


def _asks(label: str, block_id: str, initial: int | None) -> Block:
    return number(label, block_id, initial=None if initial is None else str(initial), optional=True, least=0, most=MOST)


def _whole(typed: str | None) -> int | None:
    if typed is None:
        return None
    return int(typed) if typed.isdecimal() and int(typed) <= MOST else -1


def _counts(view: YearsView) -> list[list[str]]:
    read: tuple[tuple[str, Callable[[Numbers], int | None]], ...] = (
        (_("Customers at the start"), lambda one: one.at_start),
        (_("New customers"), lambda one: one.new),
        (_("Lost customers"), lambda one: one.lost),
        (_("Came back"), lambda one: one.won_back),
        (_("Proposals sent"), lambda one: one.sent),
        (_("Proposals won"), lambda one: one.won),
    )
    return [[name, *(_number(value(one)) for one in view.numbers)] for name, value in read]


def _rates(view: YearsView) -> list[list[str]]:
    named = ((_("Stayed"), view.kept), (_("New, of those at the start"), view.new), (_("Proposals won, of those sent"), view.won))
    return [[name, *(_share(one) for one in (beside.now, *beside.before))] for name, beside in named]


def _told(view: YearsView) -> list[str]:
    said = (
        (view.kept, _("Customers who stayed")),
        (view.new, _("New customers, of those at the start")),
        (view.won, _("Proposals won")),
    )
    return [f"*{what}:* {_compared(beside)}" for beside, what in said]


def _compared(beside: Beside) -> str:
    if beside.told is Difference.not_over:
        return _("this time is not over yet.")
    if beside.now is None:
        return _("not known for this time.")
    now = _between(beside.now)
    if beside.told is Difference.unknown:
        return _("{now}. The year before is not known.").format(now=now)
    return f"{now}. {_(_DIFFERENCES[beside.told])}"


def _between(rate: Rate) -> str:
    told = _("{part} of {whole}; with so many, the true share lies between {low} % and {high} %")
    return told.format(part=rate.part, whole=rate.whole, low=round(100 * rate.low), high=round(100 * rate.high))


def _missing(numbers: Numbers) -> str:
    return plural(
        "Nobody has told {count} month of this time yet.", "Nobody has told {count} months of this time yet.", numbers.missing
    )


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _share(rate: Rate | None) -> str:
    return "–" if rate is None else f"{round(100 * rate.share)} % ({rate.part}/{rate.whole})"


def spell(period: Period) -> str:
    """A period, by its months. Plain text."""
    tongue = known_locale(locale.get())
    first, last = (format_skeleton("yMMM", one, locale=tongue) for one in (period.first, period.last))
    return first if first == last else f"{first} – {last}"


def _month(month: date) -> str:
    return format_date(month, "LLLL y", locale=known_locale(locale.get()))


_DIFFERENCES = {
    Difference.higher: later("That is more than in the year before, and chance hardly explains it."),
    Difference.lower: later("That is less than in the year before, and chance hardly explains it."),
    Difference.too_few: later("Too few to tell whether that differs from the year before."),
}
