"""Every night: does a reason come up more than chance explains? It is told once, and people say what was behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from dateutil.relativedelta import relativedelta
from sqlalchemy import Select, func, select

from bot.colleagues.service import name_of, plan_tonight, standing
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.service import roles_in, was_lost
from bot.insights import blocks
from bot.insights.models import Alert, Month
from bot.insights.rules import FEW_A_YEAR, quarter_of, quarters_to, share_of, spikes
from bot.insights.values import AlertView, Case, Heeded, Judged, Judgement, Level, Spiking, Tally
from bot.interviews.models import Finding, Interview
from bot.interviews.values import Source
from bot.reasons.service import reasons_of
from bot.reasons.values import OTHER, UNKNOWN
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import alerts_place, record

ALERT = "alert"
LOOK = "alerts.look"
ALL = "all"
QUARTER = relativedelta(months=3)


def plan_look(unit: Unit) -> None:
    """Look next night."""
    plan_tonight(unit, LOOK, ALL)


def look(unit: Unit) -> None:
    """Tell what comes up more than before, in this quarter and in the last, of which we still hear; and look again next night."""
    plan_look(unit)
    channel = alerts_place(unit)
    if channel is None:
        return
    this = quarter_of(unit.now.astimezone(UTC).date())
    for quarter in (this - QUARTER, this):
        for one in spikes_in(unit, quarter):
            if one.level is Level.alert:
                _tell(unit, one, quarter, channel)


def spikes_in(unit: Unit, quarter: date) -> Sequence[Spiking]:
    """The reasons that come up more than before in the quarter that begins on that day; none in a firm that loses few.

    Only what customers said or wrote themselves counts, and nobody who left without others knowing of it. What was chosen
    from another list of reasons is not compared: counting begins anew when the list is changed.
    """
    after = quarter + QUARTER
    since = max(quarters_to(quarter)[0], _list_began(unit, after))
    heard = [one for one in _heard(unit, after) if one[1] >= since]
    if not heard or _lost_within_a_year_of(unit, after) < FEW_A_YEAR:
        return ()
    now = Counter(code for code, day in heard if quarter <= day)
    before = Counter(code for code, day in heard if day < quarter)
    share = share_of(quarter, max(since, _first_heard(unit)), _customers_at(unit, quarters_to(quarter)))
    return spikes((Tally(code, count, before[code]) for code, count in now.items()), share)


def judge(unit: Unit, by: str, alert_id: str, judgement: Judgement | None) -> Judged:
    """Take down what somebody says of an alert; with None it is open again."""
    alert = unit.get(Alert, alert_id)
    if alert is None or not may(Deed.judge_alert, standing(unit, by)):
        return Judged.may_not
    if judgement is not None and alert.judgement is not None:
        return Judged.already
    alert.judgement, alert.judged_by, alert.judged_at = judgement, by, unit.now
    record(unit, by, f"alert.{judgement.value if judgement else 'reopened'}", alert.id)
    unit.refresh(ALERT, alert.id)
    return Judged.done


def cases_of(unit: Unit, by: str, alert_id: str) -> tuple[AlertView, Sequence[Case]]:
    """Who is behind an alert, as far as `by` may hear what they said; raises `Gone`."""
    alert = unit.need(Alert, alert_id)
    cases = [Case(departure, name) for departure, name in told_in(unit, alert.quarter, alert.reason) if _may_hear(unit, by, departure)]
    return _view(unit, alert), cases


def told_in(unit: Unit, quarter: date, reason: str) -> Sequence[tuple[str, str]]:
    """Who left in the quarter that begins on that day and told us this reason first: departure and customer's name."""
    within = Departure.happened >= quarter, Departure.happened < quarter + QUARTER
    heard: dict[str, tuple[str, str]] = {}
    for departure, code, _day, name in unit.session.execute(_findings().where(*within)):
        heard.setdefault(departure, (code, name))
    reasons = reasons_of(unit)
    return [(departure, name) for departure, (code, name) in heard.items() if reasons.now(code) == reasons.now(reason)]


def heeded(unit: Unit) -> Heeded:
    """How the alerts did so far, in the whole workspace."""
    rows = unit.session.execute(select(Alert.judgement, func.count()).group_by(Alert.judgement)).all()
    counts = {judgement.value if judgement else "open": count for judgement, count in rows}
    return Heeded(**counts)


def draw_alert(unit: Unit, alert_id: str) -> Message | None:
    """The card of an alert."""
    alert = unit.get(Alert, alert_id)
    return blocks.alert_card(_view(unit, alert)) if alert else None


def _tell(unit: Unit, spiking: Spiking, quarter: date, channel: str) -> None:
    code, now, before = spiking.tally.code, spiking.tally.now, spiking.tally.before
    told = select(Alert.id).where(Alert.reason == code, Alert.quarter == quarter)
    if unit.first(told) is None:
        alert = unit.add(Alert(reason=code, quarter=quarter, now=now, before=before, told_at=unit.now))
        unit.session.flush()
        unit.show(ALERT, alert.id, to=channel)


def _heard(unit: Unit, until: date) -> Sequence[tuple[str, date]]:
    """The reason that each customer who left before `until` gave us first, as it counts today, and the day they left."""
    reasons = reasons_of(unit)
    found: dict[str, tuple[str, date]] = {}
    for departure, code, day, _name in unit.session.execute(_findings().where(Departure.happened < until)):
        found.setdefault(departure, (reasons.now(code), day))
    return [one for one in found.values() if one[0] not in (UNKNOWN, OTHER)]


def _first_heard(unit: Unit) -> date:
    """The day on which the first customer left who told us why: before it nobody was asked."""
    days = select(func.min(Departure.happened)).join(Interview, Interview.departure == Departure.id)
    heard = days.join(Finding, Finding.interview == Interview.id).where(Finding.source != Source.thought)
    return unit.first(heard) or date.min


def _customers_at(unit: Unit, days: Sequence[date]) -> Mapping[date, int]:
    """How many customers there were on the first days of months, as far as somebody told."""
    told = select(Month.month, Month.customers_at_start).where(Month.month.in_(days))
    return {month: customers for month, customers in unit.session.execute(told) if customers is not None}


def _list_began(unit: Unit, until: date) -> date:
    began = reasons_of(unit).unchanged_since(datetime.combine(until, time(), UTC))
    return began.date() if began else date.min


def _findings() -> Select[str, str, date, str]:
    """Of everybody who left, what they told us, as it was filed: departure, reason, the day they left, and their name."""
    return (
        select(Departure.id, Finding.reason, Departure.happened, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .join(Interview, Interview.departure == Departure.id)
        .join(Finding, Finding.interview == Interview.id)
        .where(was_lost(), Departure.quiet.is_(False), Finding.source != Source.thought)
        .order_by(Finding.filed_at, Finding.id)
    )


def _lost_within_a_year_of(unit: Unit, until: date) -> int:
    lost = was_lost(), Departure.happened >= until - relativedelta(years=1), Departure.happened < until
    return unit.first(select(func.count()).select_from(Departure).where(*lost)) or 0


def _may_hear(unit: Unit, person: str, departure: str) -> bool:
    return may(Deed.hear_findings, roles_in(unit, person, departure))


def _view(unit: Unit, alert: Alert) -> AlertView:
    return AlertView(
        alert=alert.id,
        reason=reasons_of(unit).words(alert.reason),
        quarter=alert.quarter,
        now=alert.now,
        before=alert.before,
        judgement=alert.judgement,
        by=name_of(unit, alert.judged_by) if alert.judgement and alert.judged_by else None,
        code=alert.reason,
    )


CARDS: Mapping[str, Renderer] = {ALERT: draw_alert}
