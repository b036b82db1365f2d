"""Two years of Fernhill's past: who left, what was heard, who came back, at the dates of then.

Departures, contacts, consents and returns go through the use cases; interviews, findings and asks are written as rows.
What all of it would have sent is not sent now: nobody wants two years of messages on their first morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select, update

from bot import journey
from bot.app import Bot
from bot.colleagues.service import learn_people, standing
from bot.customers.models import Customer
from bot.customers.service import keep_touch, log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.events import DepartureLogged
from bot.departures.models import Departure
from bot.departures.service import log_departure, place_card
from bot.departures.values import LogForm, Logged, Stage
from bot.interviews.models import Finding, Interview, Request
from bot.interviews.values import Evidence, InterviewState, RequestState
from bot.nudges.service import begin_when_logged
from bot.winback.models import Ask
from bot.winback.service import come_back
from bot.winback.values import AskState, BackForm
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.parts import Parts
from bot.work.unit import Unit, Units
from bot.workspace.service import choose_channel, settings_of

CARDS_SHOWN = 3


@dataclass(frozen=True)
class Past:
    """One customer who left: all times are days, before today or (`interview`, `back`) after they left."""

    name: str
    owner: str
    left: int
    years: float
    value: int
    reason: str | None = None
    said: str | None = None
    by: str | None = None
    interview: int = 24
    consent: Consent = Consent.not_answered
    touched: int | None = None
    asked: int | None = None
    back: int | None = None


YES, NO, SILENT = Consent.yes, Consent.no, Consent.not_answered

PAST = (
    Past("Juniper Soap", "maya", 716, 3.2, 18000, "price", "Your boxes were lovely; our margin was not.", "ben", consent=YES, touched=62, asked=300),
    Past("Copperfield Tea", "jonas", 698, 6.0, 42000, "treatment", "Three people told us three dates.", "priya", consent=YES, back=420),
    Past("Oak & Iron Tools", "theo", 671, 1.5, 9000, "no_choice", "We were bought, and the buyer has its own supplier.", "sana", consent=YES, touched=71),
    Past("Larkspur Candles", "walt", 640, 2.1, 12000, consent=NO),
    Past("Nordlicht Optik", "jonas", 602, 4.4, 31000, "quality", "The second misprint was the one that counted.", "arjun", consent=YES, touched=40, asked=200),
    Past("Pine Street Pharmacy", "maya", 580, 7.5, 25000, "someone_known", "My brother-in-law opened a print shop.", "felix", consent=YES, touched=83),
    Past("Velvet Cocoa", "theo", 548, 1.1, 15000, "missing", "We needed compostable film, and you had none.", "dan", consent=YES, touched=30, asked=120),
    Past("Kestrel Outdoors", "walt", 517, 3.0, 54000, "small_things", "Nothing big. It just added up.", "ruth", consent=YES, back=250),
    Past("Blue Door Books", "maya", 489, 2.4, 6000),
    Past("Steinmann Honig", "jonas", 455, 5.2, 22000, "price", "A tenth cheaper, delivered. I had to.", "ines", consent=YES, touched=55),
    Past("Marigold Nursery", "theo", 430, 1.9, 11000, "never_started", "We never got going with the portal.", "ben", consent=YES, touched=77),
    Past("Atlas Bikes", "walt", 401, 2.8, 38000, "treatment", "Nobody called back for nine days.", "lena", consent=YES, touched=48),
    Past("Willow Creek Dairy", "maya", 377, 8.1, 61000, "amends", "The mistake was fine. The month of silence was not.", "sana", consent=YES, touched=20, asked=90),
    Past("Fjord & Sohn", "jonas", 350, 3.3, 17000, "budget", "New budget, no branded boxes.", "priya", consent=YES, touched=66),
    Past("Sparrow Ceramics", "theo", 322, 0.9, 5000, consent=NO),
    Past("Granite Gym Wear", "walt", 296, 1.4, 28000, "quality", "Two seams in ten gave way.", "felix", consent=YES, touched=58),
    Past("Lumen Lamps", "maya", 270, 4.0, 33000, "in_house", "We print our own now.", "arjun", consent=YES, touched=81),
    Past("Hafenkaffee", "jonas", 241, 2.2, 14000, "champion", "Anke left, and nobody here knew you.", "dan", consent=YES, touched=35),
    Past("Tidewater Salt", "theo", 214, 3.7, 20000, "inconvenience", "Ordering took four emails, every time.", "ines", consent=YES, back=95),
    Past("Ember Hot Sauce", "walt", 188, 1.0, 8000),
    Past("Quill Stationery", "maya", 157, 5.5, 27000, "treatment", "We felt like a small customer.", "ruth", consent=YES, touched=60),
    Past("Alpenrose Seifen", "jonas", 126, 2.6, 19000, "price", "The new price list came with no word.", "lena", consent=YES, touched=44),
    Past("Cedar Pet Foods", "theo", 98, 3.1, 45000, "missing", "A window in the bag. That was all we asked.", "ben", consent=YES, touched=74),
    Past("Harvest Moon Bakery", "walt", 66, 4.7, 23000, "small_things", "Late twice, short once, then a wrong bill.", "priya", consent=YES, touched=42),
)  # fmt: skip


async def live_through(bot: Bot, team: str, ids: dict[str, str], channel: str) -> None:
    """Give the firm its past. `ids` are Slack's ids of the people by handle; `channel` will hold the cards."""
    deps = bot.deps
    await deps.directory.join(team, channel)
    await deps.unit(team, learn_people, await deps.directory.people(team))
    await deps.unit(team, _settle_in, ids["grace"], channel)
    quietly = Units(bot.database, deps.clock, Parts(standing=standing, cards=journey.parts().cards))
    await quietly(team, _relive, ids)
    await deps.unit(team, _keep_in_touch)


def _relive(unit: Unit, ids: dict[str, str]) -> None:
    """All of it in one transaction, so that nothing of it can be sent before it is over."""
    today = unit.now
    for past in PAST:
        left = today - timedelta(days=past.left)
        unit.now = left + timedelta(days=1)
        departure = _log(unit, past, left.date(), ids[past.owner])
        if past.reason and past.by:
            unit.now = left + timedelta(days=past.interview)
            _hear(unit, departure, past, ids[past.by])
        if past.asked is not None:
            unit.now = today - timedelta(days=past.asked)
            _ask(unit, departure, ids[past.owner])
        if past.touched is not None:
            unit.now = today - timedelta(days=past.touched)
            _touch(unit, departure, ids[past.owner])
        if past.back is not None:
            unit.now = left + timedelta(days=past.back)
            form = BackForm(unit.now.date(), words="We fixed what they left over, and asked.")
            come_back(unit, ids[past.owner], departure, form)
    unit.now = today
    _send_nothing_of_it(unit)


def _settle_in(unit: Unit, founder: str, channel: str) -> None:
    settings_of(unit).country = "US"
    choose_channel(unit, founder, channel)


def _log(unit: Unit, past: Past, left: date, owner: str) -> str:
    form = LogForm(Stage.left, left, new_name=past.name, owner=owner)
    logged = log_departure(unit, owner, form, f"past:{past.name}")
    assert isinstance(logged, Logged), logged  # noqa: S101 - the past is our own writing
    departure = unit.need(Departure, logged.departure)
    customer = unit.need(Customer, departure.customer)
    customer.since = left - timedelta(days=365.25 * past.years)
    customer.value, customer.currency = Decimal(past.value), "USD"
    log_touch(unit, customer.id, TouchKind.letter, by=owner)
    if past.consent is not SILENT:
        note_consent(unit, customer.id, past.consent, heard_by=owner)
    return departure.id


def _hear(unit: Unit, departure_id: str, past: Past, person: str) -> None:
    departure = unit.need(Departure, departure_id)
    interview = unit.add(
        Interview(
            departure=departure_id,
            state=InterviewState.held,
            interviewer=person,
            accepted_at=unit.now - timedelta(days=18),
            held_at=unit.now,
        )
    )
    unit.session.flush()
    asked = unit.now - timedelta(days=19)
    unit.add(
        Request(
            interview=interview.id,
            number=1,
            person=person,
            state=RequestState.accepted,
            evidence=Evidence(considered=13, eligible=9).kept(),
            asked_at=asked,
            answered_at=asked + timedelta(hours=3),
        )
    )
    unit.add(
        Finding(
            interview=interview.id,
            filed_by=person,
            filed_at=unit.now,
            said=past.said or "",
            reason=past.reason or "unknown",
            consent=past.consent,
        )
    )
    keep_touch(unit, departure.customer, TouchKind.call, by=person)


def _ask(unit: Unit, departure_id: str, by: str) -> None:
    departure = unit.need(Departure, departure_id)
    unit.add(
        Ask(
            departure=departure_id,
            customer=departure.customer,
            by=by,
            claimed_at=unit.now - timedelta(days=5),
            until=unit.now + timedelta(days=9),
            state=AskState.later,
            answered_at=unit.now,
        )
    )


def _touch(unit: Unit, departure_id: str, by: str) -> None:
    departure = unit.need(Departure, departure_id)
    log_touch(unit, departure.customer, TouchKind.call, by=by, words="A short call. They are well.")


def _send_nothing_of_it(unit: Unit) -> None:
    """What was said and planned at the dates of then is over; what is of today stays."""
    long_ago = unit.now - timedelta(hours=12)
    unit.session.execute(
        update(Delivery)
        .where(Delivery.state == Sending.waiting, Delivery.created < long_ago)
        .values(state=Sending.ended)
        .execution_options(synchronize_session=False)
    )
    unit.session.execute(
        update(Obligation)
        .where(Obligation.state == Progress.planned, Obligation.due < long_ago)
        .values(state=Progress.cancelled, finished=unit.now)
        .execution_options(synchronize_session=False)
    )


def _keep_in_touch(unit: Unit) -> None:
    """From today on the bot goes on with it as with everything else; the cards of the last few stand in the channel."""
    lost = unit.all(select(Departure).where(Departure.stage == Stage.left).order_by(Departure.happened))
    for departure in lost:
        begin_when_logged(unit, DepartureLogged(departure.id))
    for departure in lost[-CARDS_SHOWN:]:
        place_card(unit, departure)
