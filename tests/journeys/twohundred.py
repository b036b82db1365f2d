"""The firm that lost 200 customers: who works there, how it begins, and what people do twice a week, here and on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.colleagues.service import choose_hours
from bot.colleagues.values import HoursForm
from bot.customers.models import Touch
from bot.customers.service import add_customer, current_lifetime, log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.demo.firm import EVERYONE, FERNHILL
from bot.departures.events import DepartureLogged
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.nudges import service as nudging
from bot.nudges.models import Cadence, Nudge
from bot.nudges.values import Bounds, DoneForm, NewsForm, NudgeKind, NudgeState, Snooze, Sounded
from bot.winback import service as winning
from bot.winback.models import CareCheck, Digest, DigestItem
from bot.winback.values import AmberForm, Answer, AskedForm, CareState, Gone, ItemState
from bot.work.calendar import WEEKDAYS
from bot.work.unit import Unit
from bot.workspace.events import RhythmChanged
from bot.workspace.service import choose_channel, settings_of
from tests.journeys.plain_firm import Card, Desk
from tests.support.world import MONDAY, World, gesture_of

MANY = 200
WEEKS = 52
COUNTRIES = {"America/New_York": "US", "America/Los_Angeles": "US", "Europe/Berlin": "DE", "Asia/Kolkata": "IN"}
BERLIN = ZoneInfo("Europe/Berlin")
CARERS = tuple(one for one in EVERYONE if one not in ("grace", "lena"))
SHARES = {"maya": 5, "jonas": 4, "priya": 3}
"""Some look after more customers than others, who after all have one share of them."""
IN_CHANNEL = ("grace", "maya", "theo", "walt", "jonas", "lena")
KINDS: dict[str | None, tuple[int, int]] = {None: (30, 365), "Bakery": (30, 61), "Museum": (182, 365)}
AWAY = {"priya": (date(2026, 9, 1), date(2026, 9, 25)), "ben": (date(2026, 5, 18), date(2026, 6, 12))}
LATE_AWAY = date(2026, 7, 31), date(2026, 8, 21)
QUIET = datetime(2026, 6, 8, 6, tzinfo=UTC), datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
WHAT = {NudgeKind.nudge: "hello", NudgeKind.check_in: "check", NudgeKind.news: "news"}
LATER, AFTER_A_NO = timedelta(days=91), timedelta(days=365)


@dataclass
class Year:
    """The running bot, and the firm on paper beside it. `paper` is by departure."""

    world: World
    chance: Random
    desks: dict[str, Desk]
    paper: dict[str, Card] = field(default_factory=dict)
    customers: dict[str, str] = field(default_factory=dict)
    claims: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Who takes it up to ask again (a handle), and their ask, by departure."""
    answers: set[tuple[str, datetime]] = field(default_factory=set)
    """Who was answered at once because it was their own gesture, and when."""
    since: datetime = MONDAY
    lists: int = 0
    pages: int = 0
    did: Counter[str] = field(default_factory=Counter)

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    async def unit(self, use_case: Any, *args: Any, **more: Any) -> Any:
        """A use case, that time does."""
        return await self.world.bot.deps.unit(self.world.team, use_case, *args, **more)

    async def by(self, who: str, use_case: Any, *args: Any, **more: Any) -> Any:
        """A use case that somebody's own gesture carries out."""
        person = self.world.id_of(who)
        with gesture_of(person):
            return await self.unit(use_case, person, *args, **more)


async def begins(world: World) -> Year:
    """Everybody has their calendar, and the customers who left over the year before stand in it."""
    await world.rests()
    zones = {person.handle: person.tz for person in FERNHILL.people}
    desks = {one: Desk(one, ZoneInfo(zones[one]), COUNTRIES[zones[one]], AWAY.get(one)) for one in EVERYONE}
    desks["jonas"].quiet = QUIET
    year = Year(world, Random(200), desks)
    channel = await world.enter("departures")
    await year.by("grace", choose_channel, channel)
    await year.unit(_settle_settings)
    for one, desk in desks.items():
        assert await year.by(one, choose_hours, _hours(desk)) is None
    for kind, (shortest, longest) in KINDS.items():
        if kind is not None:
            await year.by("grace", nudging.choose_bounds, kind, Bounds(shortest, longest))
    world.workspace.change_person("jonas", dnd_from=int(QUIET[0].timestamp()), dnd_until=int(QUIET[1].timestamp()))
    for number in range(MANY):
        await year.unit(_lose, year, number, channel)
    return year


def _settle_settings(unit: Unit) -> None:
    settings = settings_of(unit)
    settings.zone, settings.country = BERLIN.key, "DE"
    unit.session.flush()
    unit.tell(RhythmChanged())


def _hours(desk: Desk) -> HoursForm:
    return HoursForm(WEEKDAYS, time(9), time(17), desk.country, *(desk.away or (None, None)))


def _lose(unit: Unit, year: Year, number: int, channel: str) -> None:
    """Rows alone: of the goodbye nobody is asked any more."""
    chance = year.chance
    who = chance.choices(CARERS, [SHARES.get(one, 1) for one in CARERS])[0]
    owner, desk = year.world.id_of(who), year.desks[who]
    left = MONDAY.date() - timedelta(days=chance.randrange(3, 365))
    kind = chance.choice((None, None, None, "Bakery", "Museum"))
    customer = add_customer(unit, f"Customer {number:03}")
    customer.segments = [kind] if kind else []
    row = {"customer": customer.id, "lifetime": current_lifetime(unit, customer.id).id, "stage": Stage.left, "happened": left}
    row |= {"owner": owner, "logged_by": owner, "logged_at": unit.now, "posted_to": channel, "open_for": customer.id}
    departure = unit.add(Departure(**row))
    unit.session.flush()
    last = desk.clock(left, time(12))
    if chance.random() < 0.5:
        spoke = unit.now - timedelta(days=chance.randrange(1, 88), minutes=chance.randrange(600))
        unit.add(Touch(customer=customer.id, kind=TouchKind.call, by=owner, at=spoke, noted_at=spoke))
        last = max(last, spoke)
    said = chance.choice(("yes", "yes", "yes", "no", None, None))
    if said:
        note_consent(unit, customer.id, Consent(said), heard_by=owner)
    unit.session.flush()
    nudging.begin_when_logged(unit, DepartureLogged(departure.id))
    card = Card(customer.name, left, desk, last, unit.now + timedelta(days=14), unit.now, *KINDS[kind], may_we=said)
    card.stirred = unit.now if said == "yes" else None
    year.paper[departure.id], year.customers[departure.id] = card, customer.id


async def what_waits(year: Year) -> dict[str, tuple[str, str, str, datetime]]:
    """What waits for an answer: the nudge, who was asked, what, and when; by departure."""
    handles = {year.world.id_of(one): one for one in EVERYONE}

    def look(unit: Unit) -> dict[str, tuple[str, str, str, datetime]]:
        waiting = select(Cadence.departure, Nudge).join(Cadence, Cadence.id == Nudge.cadence)
        found = unit.session.execute(waiting.where(Nudge.state == NudgeState.waiting)).all()
        return {key: (one.id, handles[one.person], WHAT[one.kind], one.at) for key, one in found}

    found: dict[str, tuple[str, str, str, datetime]] = await year.unit(look)
    return found


async def people_act(year: Year) -> None:
    """What people do on this day: each customer is dealt with once at the most."""
    touched: set[str] = set()
    if year.now.weekday() == 2:
        await _answer_claims(year, touched)
        await _look_at_list(year, touched)
    else:
        await _look_after_returned(year)
    await _answer_reminders(year, touched)
    await _live(year, touched)
    if year.now.date() == date(2026, 7, 17):
        year.desks["walt"].away = LATE_AWAY
        assert await year.by("walt", choose_hours, _hours(year.desks["walt"])) is None


async def _answer_reminders(year: Year, touched: set[str]) -> None:
    for departure, (nudge, who, what, _at) in sorted((await what_waits(year)).items()):
        if departure in touched or year.chance.random() < 0.45:
            continue
        touched.add(departure)
        await _answer(year, year.paper[departure], nudge, who, what)


async def _answer(year: Year, card: Card, nudge: str, who: str, what: str) -> None:
    """Whoever was reminded says what comes of it."""
    now, chance, desk = year.now, year.chance, year.desks[who]
    today = desk.day(now)
    did = chance.choices(("done", "snooze", "skip", "hand", "often", "stop"), (60, 14, 10, 6, 8, 2))[0]
    match did:
        case "done":
            yesterday = chance.random() < 0.3
            day = today - timedelta(days=1) if yesterday else today
            sounded = chance.choice((None, *Sounded))
            said = chance.choice(("yes", "no", None)) if what == "check" else None
            form = DoneForm(TouchKind.call, day, sounded, consent=Consent(said) if said else None)
            await year.by(who, nudging.tell_done, nudge, form)
            card.done(desk.clock(day, time(12)) if yesterday else now, now)
            card.stirred = now if sounded is Sounded.glad else card.stirred
            if said:
                card.answers(said, now)
        case "snooze":
            choice, days = chance.choice(((Snooze.tomorrow, 1), (Snooze.week, 7), (Snooze.monday, 7 - today.weekday())))
            await year.by(who, nudging.snooze, nudge, choice)
            card.snooze(desk.morning(today + timedelta(days=days)), now)
        case "skip":
            await year.by(who, nudging.skip, nudge)
            card.skip(now)
        case "hand":
            to = chance.choice([one for one in CARERS if one != who])
            await year.by(who, nudging.hand_over, nudge, year.world.id_of(to))
            card.hand_over(year.desks[to], now)
        case "often":
            fits = [days for days in (30, 61, 91, 182, 365) if card.shortest <= days <= card.longest]
            days = chance.choice(fits)
            await year.by(who, nudging.set_rhythm, nudge, days)
            card.how_often(days, now)
        case "stop":
            await year.by(who, nudging.stop, nudge, None)
            card.ends("stop")
    year.did[did] += 1


async def _live(year: Year, touched: set[str]) -> None:
    """Somebody talks with a customer, reads of one, or hears whether we may stay in touch."""
    now, chance = year.now, year.chance
    for did in chance.choices(("contact", "yesterday", "news", "answer"), (4, 2, 2, 2), k=4):
        departure = chance.choice([key for key in year.paper if key not in touched])
        card, customer = year.paper[departure], year.customers[departure]
        if card.ended == "back":
            continue
        touched.add(departure)
        who = chance.choice(CARERS)
        match did:
            case "contact" | "yesterday":
                at = now if did == "contact" else now - timedelta(hours=26)
                person = year.world.id_of(who)
                await year.unit(log_touch, customer, TouchKind.email, by=person, at=at)
                card.contact(at, now)
            case "news" if card.ended is None and card.may_we != "no":
                year.pages += 1
                form = NewsForm(customer, None, f"https://news.example/{year.pages}", None)
                await year.by("grace", nudging.bring_news, form)
                card.brings_news(now)
            case "answer" if card.may_we is None or chance.random() < 0.2:
                said = chance.choice(("yes", "yes", "no"))
                await year.unit(note_consent, customer, Consent(said), heard_by=year.world.id_of(who))
                card.answers(said, now)
                if said == "no":
                    year.claims.pop(departure, None)
            case _:
                continue
        year.did[did] += 1


async def _look_at_list(year: Year, touched: set[str]) -> None:
    """Of the newest list people take some up, and leave others for later, or in peace."""
    now, chance = year.now, year.chance

    def look(unit: Unit) -> list[tuple[str, str]]:
        newest = unit.first(select(Digest).order_by(Digest.at.desc()))
        places = select(DigestItem).where(DigestItem.digest == (newest.id if newest else ""), DigestItem.state == ItemState.open)
        return [(one.departure, one.id) for one in unit.all(places.order_by(DigestItem.place))]

    for departure, item in await year.unit(look):
        card = year.paper[departure]
        if departure in touched or not card.may_be_asked(now.date()) or card.shown is None:
            continue
        touched.add(departure)
        who = chance.choice(IN_CHANNEL)
        did = chance.choices(("claim", "not now", "peace", "nothing"), (40, 15, 4, 41))[0]
        match did:
            case "claim":
                ask = await year.by(who, winning.claim, item)
                year.claims[departure], card.taken_by = (who, ask.id), who
                year.answers.add((who, now))
            case "not now":
                card.not_now_until = now.date() + timedelta(days=chance.choice((30, 60)))
                await year.by(who, winning.not_now, item, card.not_now_until)
            case "peace":
                await year.by(who, winning.leave_in_peace, item, "They wish it")
                card.ends("peace")
        year.did[did] += 1


async def _answer_claims(year: Year, touched: set[str]) -> None:
    """Whoever took one up last week has asked them, or gives them back."""
    now, chance = year.now, year.chance
    for departure, (who, ask) in sorted(year.claims.items()):
        card = year.paper[departure]
        touched.add(departure)
        did = chance.choices(("later", "no", "back", "give back", "in peace"), (40, 22, 12, 20, 6))[0]
        card.taken_by = None
        if did == "give back":
            await year.by(who, winning.give_back, ask)
            card.stirred = now
        else:
            answer = Answer.no if did == "in peace" else Answer(did)
            day = year.desks[who].day(now)
            form = AskedForm(answer, TouchKind.call, day, in_peace=did == "in peace")
            await year.by(who, winning.tell_asked, ask, form)
            card.contact(now, now)
            card.was_asked = True
            if did != "back":
                card.rests_until = day + (LATER if answer is Answer.later else AFTER_A_NO)
            if did in ("back", "in peace"):
                card.ends("back" if did == "back" else "peace")
            year.answers.add((who, now))
        year.did[did] += 1
    year.claims.clear()


async def _look_after_returned(year: Year) -> None:
    """Who came back is looked at: most of the time all is well."""
    handles = {year.world.id_of(one): one for one in EVERYONE}
    waiting = select(CareCheck).where(CareCheck.state == CareState.waiting).order_by(CareCheck.id)
    for check in await year.unit(lambda unit: unit.all(waiting)):
        who = handles[check.person]
        if year.chance.random() < 0.3:
            await year.by(who, winning.tell_amber, check.id, AmberForm(Gone.no, None, "The pallets were late"))
            year.did["amber"] += 1
        else:
            await year.by(who, winning.tell_green, check.id)
            year.did["green"] += 1


