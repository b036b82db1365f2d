"""A period beside the same one of the years before, and the monthly numbers that no departure says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import may_as_colleague, standing
from bot.departures.models import Departure
from bot.departures.service import was_lost
from bot.insights import blocks
from bot.insights.models import Month
from bot.insights.rules import difference, last_year_to, months_of, rate, years_beside
from bot.insights.values import Beside, Difference, MonthForm, Numbers, Period, Rate, Told, YearsView
from bot.slack.kit import Message
from bot.winback.models import Return
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.records import record_changes
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record, settings_of

NUMBERS = "numbers"
ASK_NUMBERS = "numbers.ask"
EVERY_MONTH = "every_month"
MORNING = time(5, tzinfo=UTC)
REMIND_AFTER = timedelta(days=9)


def years(unit: Unit, person: str, period: Period | None = None) -> YearsView | None:
    """The last twelve months, or the period asked for, beside the same ones before; None for who may not read the report."""
    if not may_as_colleague(unit, Deed.read_report, person):
        return None
    today = unit.now.astimezone(UTC).date()
    period = period or last_year_to(today)
    numbers = [_numbers(unit, one) for one in (period, *years_beside(period))]
    kept = _beside([rate(one.at_start - one.lost if one.at_start else None, one.at_start) for one in numbers])
    return YearsView(
        tuple(numbers),
        kept=kept if period.last < today else replace(kept, now=None, told=Difference.not_over),
        new=_beside([rate(one.new, one.at_start) for one in numbers]),
        won=_beside([rate(one.won, one.sent) for one in numbers]),
        may_tell=may_tell(unit, person),
    )


def may_tell(unit: Unit, person: str) -> bool:
    """Admins, and whoever is asked for the numbers."""
    return may(Deed.tell_numbers, standing(unit, person)) or settings_of(unit).numbers_from == person


def month_opening(unit: Unit, person: str, month: date | None) -> tuple[MonthForm, bool] | None:
    """What a month's form opens with (the last one, unless another is named), and whether they say who is asked.

    None for those who do not tell.
    """
    if not may_tell(unit, person):
        return None
    may_set = may(Deed.tell_numbers, standing(unit, person))
    month = month or last_month(unit)
    known = unit.get(Month, _id(month))
    asked = settings_of(unit).numbers_from
    if known is None:
        return MonthForm(month, None, None, None, None, asked), may_set
    told = known.new_customers, known.proposals_sent, known.proposals_won, known.customers_at_start
    return MonthForm(month, *told, asked), may_set


def tell_month(unit: Unit, by: str, form: MonthForm) -> Told:
    """Take down a month's numbers in place of those told before; an admin also says who is asked from now on."""
    if not may_tell(unit, by):
        return Told.may_not
    is_admin = may(Deed.tell_numbers, standing(unit, by))
    if is_admin and form.asked is not None and Role.member not in standing(unit, form.asked):
        return Told.stranger
    _take(unit, by, form)
    if is_admin and form.asked != settings_of(unit).numbers_from:
        record_changes(unit, by, settings_of(unit), {"numbers_from": form.asked})
    return Told.done


def leave_out(unit: Unit, by: str, month: date) -> Told:
    """Nobody tells that month's numbers, so they are not asked for again."""
    if not may_tell(unit, by):
        return Told.may_not
    if unit.get(Month, _id(month)) is None:
        _take(unit, by, MonthForm(month, None, None, None, None))
    return Told.done


def plan_asking(unit: Unit) -> None:
    """Plan the next month's question, unless it is planned. For whenever the bot starts."""
    first = unit.now.astimezone(UTC).date().replace(day=1) + relativedelta(months=1)
    due = datetime.combine(first, MORNING)
    unit.plan(ASK_NUMBERS, EVERY_MONTH, due, key=f"{ASK_NUMBERS}:{first.isoformat()}")


def ask_for_month(unit: Unit, subject: str) -> None:
    """Ask whoever is set to know for the month that has ended; once more after some days, and then no more."""
    if subject == EVERY_MONTH:
        plan_asking(unit)
        month, turn = _id(last_month(unit)), 1
        unit.plan(ASK_NUMBERS, f"{month}:2", unit.now + REMIND_AFTER, key=f"{ASK_NUMBERS}:{month}:2")
    else:
        month, turn = subject.split(":")[0], 2
    person = settings_of(unit).numbers_from
    if person is not None and unit.get(Month, month) is None:
        unit.prompt(person, NUMBERS, f"{month}:{turn}")


def let_go_of(unit: Unit, event: ColleagueGone) -> None:
    """Somebody who is gone is asked for nothing; an admin names another when they tell a month's numbers themselves."""
    if settings_of(unit).numbers_from == event.person:
        settings_of(unit).numbers_from = None


def last_month(unit: Unit) -> date:
    """The first day of the month before this one, in UTC."""
    return unit.now.astimezone(UTC).date().replace(day=1) - relativedelta(months=1)


def draw_numbers(unit: Unit, subject: str) -> Message | None:
    """The question for a month's numbers, or that they are told; nothing where nobody is asked any more."""
    month = date.fromisoformat(f"{subject.split(':')[0]}-01")
    if unit.get(Month, _id(month)) is not None:
        return blocks.numbers_told_card(month)
    return blocks.numbers_card(month) if settings_of(unit).numbers_from else None


CARDS: dict[str, Renderer] = {NUMBERS: draw_numbers}


def _take(unit: Unit, by: str, form: MonthForm) -> None:
    month = unit.get(Month, _id(form.month))
    if month is None:
        month = unit.add(Month(id=_id(form.month), month=form.month, told_by=by, told_at=unit.now))
    before = month.new_customers, (month.proposals_sent, month.proposals_won)
    month.new_counted = bool(month.new_counted) and before[0] == form.new_customers
    month.proposals_counted = bool(month.proposals_counted) and before[1] == (form.proposals_sent, form.proposals_won)
    month.new_customers, month.customers_at_start = form.new_customers, form.customers_at_start
    month.proposals_sent, month.proposals_won = form.proposals_sent, form.proposals_won
    month.told_by, month.told_at = by, unit.now
    record(unit, by, "numbers.told", month.id)
    for turn in (1, 2):
        unit.refresh(NUMBERS, f"{month.id}:{turn}")


def _numbers(unit: Unit, period: Period) -> Numbers:
    within = Departure.happened.between(period.first, period.last)
    lost = select(func.count()).select_from(Departure).where(within, was_lost(), Departure.quiet.is_(False))
    back = (
        select(func.count())
        .select_from(Return)
        .join(Departure, Departure.id == Return.departure)
        .where(Return.day.between(period.first, period.last), Return.stayed.is_(False), Departure.quiet.is_(False))
    )
    ids = [_id(one) for one in months_of(period)]
    months = {one.id: one for one in unit.all(select(Month).where(Month.id.in_(ids)))}
    told = [months.get(one) for one in ids]
    customers, proposals = _span(unit, Month.new_counted), _span(unit, Month.proposals_counted)
    new = _with_noughts([one.new_customers if one else None for one in told], period, customers)
    sent = _with_noughts([one.proposals_sent if one else None for one in told], period, proposals)
    won = _with_noughts([one.proposals_won if one else None for one in told], period, proposals)
    return Numbers(
        period,
        lost=unit.first(lost) or 0,
        won_back=unit.first(back) or 0,
        new=_sum(new),
        sent=_sum(sent),
        won=_sum(won),
        at_start=told[0].customers_at_start if told[0] else None,
        missing=sum(one is None and all(n is None for n in known) for one, *known in zip(told, new, sent, won, strict=True)),
    )


def _span(unit: Unit, counted: InstrumentedAttribute[bool]) -> tuple[date, date] | None:
    """The first and the last of the months that were counted of single rows."""
    months = unit.all(select(Month.month).where(counted).order_by(Month.month))
    return (months[0], months[-1]) if months else None


def _with_noughts(
    numbers: Sequence[int | None], period: Period, span: tuple[date, date] | None
) -> Sequence[int | None]:
    """Between the first and the last month that rows were counted of, one without a row had none."""
    if span is None:
        return numbers
    months = zip(numbers, months_of(period), strict=True)
    return [0 if one is None and span[0] <= month <= span[1] else one for one, month in months]


def _sum(parts: Iterable[int | None]) -> int | None:
    """All together; None where one is not known."""
    known = list(parts)
    told = [one for one in known if one is not None]
    return sum(told) if len(told) == len(known) else None


def _beside(rates: list[Rate | None]) -> Beside:
    now, *before = rates
    return Beside(now, tuple(before), difference(now, before[0]))


def _id(month: date) -> str:
    return month.isoformat()[:7]
