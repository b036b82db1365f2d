"""When people wish to be asked: what they chose themselves, and else what is usual."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.colleagues.events import HoursChosen
from bot.colleagues.models import Colleague
from bot.colleagues.rules import brief_at, hours_problem
from bot.colleagues.values import HoursForm, HoursProblem, HoursView
from bot.work.calendar import Hours, usual_days
from bot.work.unit import Unit
from bot.workspace.service import record, settings_of

USUAL = Hours(ZoneInfo("UTC"))


def hours_of(unit: Unit, person: str) -> Hours:
    """When a person works, in their own zone: nine to five, on the firm's days, without its holidays, or as they said."""
    known = unit.get(Colleague, person)
    country = settings_of(unit).country
    if known is None:
        return Hours(USUAL.zone, country=country, days=firm_days(unit, country))
    return Hours(
        zone=_zone(known.zone),
        start=known.starts or USUAL.start,
        end=known.ends or USUAL.end,
        country=known.country or country,
        days=frozenset(map(int, known.days)) if known.days else firm_days(unit, known.country or country),
        away=(known.away_from, known.away_until) if known.away_from and known.away_until else None,
        brief=known.brief_at,
    )


def told_at(unit: Unit, person: str, due: datetime) -> datetime:
    """When somebody hears of what can wait and falls due then (aware): with their morning brief, in UTC."""
    return brief_at(due, hours_of(unit, person))


def firm_days(unit: Unit, country: str | None) -> frozenset[int]:
    """The working days of whoever chose none: the firm's; what is usual in the country, where it chose none or they are elsewhere."""
    settings = settings_of(unit)
    if settings.work_days and country == settings.country:
        return frozenset(map(int, settings.work_days))
    return usual_days(country)


def own_hours(unit: Unit, person: str) -> HoursView:
    """Somebody's hours, for themselves. An absence that is over is not shown any more."""
    hours, known = hours_of(unit, person), unit.get(Colleague, person)
    today = unit.now.astimezone(hours.zone).date()
    first, last = hours.away if hours.away and hours.away[1] >= today else (None, None)
    country = known.country if known else None
    chosen = HoursForm(hours.days, hours.start, hours.end, country, first, last, hours.brief)
    return HoursView(chosen, hours.zone.key, today)


def choose_hours(unit: Unit, person: str, form: HoursForm) -> HoursProblem | None:
    """Keep when somebody wishes to be asked, from now on."""
    known = unit.need(Colleague, person)
    today = unit.now.astimezone(_zone(known.zone)).date()
    problem = hours_problem(form, today)
    if problem is not None:
        return problem
    known.days, known.starts, known.ends = "".join(map(str, sorted(form.days))), form.start, form.end
    known.country, known.away_until = form.country, form.away_until
    known.away_from = (form.away_from or today) if form.away_until else None
    known.brief_at = form.brief
    record(unit, person, "hours.chosen", person)
    unit.session.flush()
    unit.tell(HoursChosen(person))
    return None


def day_of(unit: Unit, person: str, at: datetime) -> date:
    """The day that a moment (aware) is on where somebody lives."""
    return at.astimezone(hours_of(unit, person).zone).date()


def today_of(unit: Unit, person: str) -> date:
    """What day it is where somebody lives."""
    return day_of(unit, person, unit.now)


def is_away(unit: Unit, person: str) -> bool:
    """Whether somebody said that they are not to be asked today."""
    known = unit.get(Colleague, person)
    said_so = known is not None and known.away_until is not None
    return said_so and hours_of(unit, person).is_away(today_of(unit, person))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return USUAL.zone
