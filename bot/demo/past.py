"""Two years of Fernhill's past, lived through by the bot itself: the use cases of each stage, at the moments of then.

`lost.py` tells what customers and colleagues did; whom the bot asked, nudged or put in a digest it decided itself, as
time went from one thing that fell due to the next. It goes a week at a time, so that whoever looks around meanwhile is
answered. The goodbyes of then (letters, handovers) are left out, and nothing of it all is sent now: nobody wants two
years of messages on their first morning.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256
from itertools import count, cycle
from typing import Any

from sqlalchemy import select, update

from bot import journey
from bot.app import Bot
from bot.colleagues.service import everybody_was_read, hours_of, learn_people, standing
from bot.customers.models import Customer
from bot.customers.service import describe, find_customer, log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.demo.beside import keep, nearly_lose, notice, take_in, tell_months
from bot.demo.lost import ANSWERS, KINDS, LOST, MAY_BE_NAMED, RIVALS, SOUNDED, VALUED, WORDS, Lost
from bot.demo.stayed import SAVED, SIGNS_OF_LEAVING, SIGNS_OF_NOTHING, STAYED, Saved
from bot.departures.models import Departure
from bot.departures.service import facts_of, log_departure, need_departure, place_card, responsible
from bot.departures.values import LogForm, Logged, Stage
from bot.interviews.models import Interview, Request
from bot.interviews.service import accept, arrange, file_findings, log_try, not_reached
from bot.interviews.values import USUAL_MINUTES, Appointment, ChannelsSeen, Permission, RequestState
from bot.interviews.values.heard import Findings, QuoteForm
from bot.nudges.models import Cadence, Nudge
from bot.nudges.service import NUDGE, tell_done
from bot.nudges.service.planning import open_nudge
from bot.nudges.values import DoneForm, NudgeState
from bot.store.base import making_ids
from bot.winback.models import CareCheck, Digest, DigestItem
from bot.winback.service import CARE, DIGEST, claim, come_back, plan_digest, tell_asked, tell_green
from bot.winback.service.digests import EVERYBODY
from bot.winback.values import AskedForm, BackForm, CareState
from bot.work.calendar import next_working_moment
from bot.work.clock import real_now
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.parts import Due, Parts
from bot.work.unit import Unit, Units
from bot.workspace.service import choose_channel, settings_of

CARDS_SHOWN = 3
LIVE = timedelta(hours=12)
"""What falls due in the last hours is left to the running bot."""
A_WEEK = timedelta(days=7)
A_QUARTER_AND_MORE = timedelta(days=120)
"""So long ago that whatever was noticed then came to nothing."""
PAST = "past"
AT_MOST = timedelta(minutes=10)
"""So long, by the real clock, what falls due in the past is held from the running bot."""
CHOOSE, ASK = "choose_interviewer", "ask_interviewer"
IN_TIME: Mapping[str, Any] = {CHOOSE: ChannelsSeen(), ASK: None, NUDGE: None, CARE: None, DIGEST: None}
"""What is done when it falls due, and what Slack would have told of it: that nobody shares a channel with the customer."""
LEFT_OUT = ("bot.farewell", "bot.home", "bot.insights")
TAKEN_UP_EVERY = 6
"""Of so many digests one is answered."""


async def live_through(bot: Bot, team: str, ids: dict[str, str], channel: str) -> None:
    """Give the firm its past. `ids` are Slack's ids of the people by handle; `channel` will hold the cards."""
    deps = bot.deps
    await deps.directory.join(team, channel)
    await deps.unit(team, learn_people, await deps.directory.people(team))
    await deps.unit(team, everybody_was_read)
    await deps.unit(team, _settle_in, ids["grace"], channel)
    years = _Years(deps.clock.now() - LIVE)
    quietly = Units(bot.database, deps.clock, _parts())
    by_chance = making_ids.set(ids_since(years.end))
    await quietly(team, years.begin, ids)
    while years.now < years.end:
        await quietly(team, years.live_until, min(years.now + A_WEEK, years.end))
    making_ids.reset(by_chance)
    await deps.unit(team, _show_newest)


def ids_since(moment: datetime) -> Callable[[], str]:
    """Ids that sort as those made since that moment do, and are the same each time: so is what is drawn by lot with them."""
    first, numbers = int(moment.timestamp() * 1000), count()

    def make() -> str:
        number = next(numbers)
        after, within = divmod(number, 16**3)
        return f"{first + after:012x}7{within:03x}8{sha256(str(number).encode()).hexdigest()[:15]}"

    return make


def _parts() -> Parts:
    """The journey without what is left out; whoever is asked for something is asked at once, and not in a brief of today."""
    parts = journey.parts()
    reactions = {
        event: [one for one in all_of_them if not one.__module__.startswith(LEFT_OUT)]
        for event, all_of_them in parts.reactions.items()
    }
    return Parts(
        reactions=reactions, cards=parts.cards, handlers=parts.handlers, roles_in=parts.roles_in, standing=standing
    )


def _settle_in(unit: Unit, founder: str, channel: str) -> None:
    settings_of(unit).country = "US"
    choose_channel(unit, founder, channel)


class _Years:
    """Time that goes from one thing to the next until `end`: what the bot does when it falls due, and what people do."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self.now = end - timedelta(days=LOST[0].left)
        self.unit: Unit
        """The unit of this week. Nothing that is loaded in it outlives it."""
        self._gestures: list[tuple[datetime, int, Callable[[], None]]] = []
        self._turns, self._words, self._sounded, self._answers = count(), cycle(WORDS), cycle(SOUNDED), cycle(ANSWERS)
        self._lost: dict[str, Lost] = {}
        self._digests = 0

    def begin(self, unit: Unit, ids: Mapping[str, str]) -> None:
        """Two years ago: nobody has left yet, and the first digest is planned; each plans the next."""
        for planned in unit.planned(DIGEST, EVERYBODY):
            unit.session.delete(planned)
        unit.session.flush()
        unit.now = self.now
        plan_digest(unit)
        _keep_from_today(unit, self.end)
        for lost in LOST:
            day = self.end - timedelta(days=lost.left - 1)
            self.at(day, partial(self._lose, lost, ids[lost.owner]))
            if lost.name in SIGNS_OF_LEAVING:
                noticed = day - timedelta(days=SIGNS_OF_LEAVING[lost.name])
                self.at(noticed, partial(self._beside, notice, lost.name, ids[lost.owner]))
        self._stay(ids)

    def live_until(self, unit: Unit, moment: datetime) -> None:
        """Let all happen until then, in its order; what was said and planned in it is over."""
        self.unit, unit.now = unit, self.now
        while self._do_next(moment):
            unit.session.flush()
        self.now = moment
        _keep_from_today(unit, self.end)

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Somebody will do this then, or when the past ends, whichever is first."""
        heapq.heappush(self._gestures, (min(moment, self.end), next(self._turns), act))

    def at_work(self, person: str, after: timedelta, act: Callable[[], None]) -> None:
        """A person will do this in their working hours."""
        self.at(next_working_moment(self.unit.now + after, hours_of(self.unit, person)), act)

    def _do_next(self, moment: datetime) -> bool:
        first = self._gestures[0][0] if self._gestures else moment
        due = self._next_due(min(first, moment))
        if due is not None:
            self._do(due)
        elif self._gestures and first <= moment:
            self.unit.now, _turn, act = heapq.heappop(self._gestures)
            act()
        else:
            return False
        return True

    def _stay(self, ids: Mapping[str, str]) -> None:
        """What goes on beside those who leave: most stay, a few nearly leave, and once a year somebody counts."""
        for one in (*STAYED, *(each.customer for each in SAVED)):
            self.at(self.now, partial(self._beside, take_in, one, ids[one.owner], self.end.date()))
            if one.name in SIGNS_OF_NOTHING:
                self.at(self.end - A_QUARTER_AND_MORE, partial(self._beside, notice, one.name, ids[one.owner]))
        for saved in SAVED:
            self.at(self.end - timedelta(days=saved.ago), partial(self._nearly_lose, saved, ids[saved.customer.owner]))
        self.at(self.end, partial(self._beside, tell_months, ids["grace"], self.end.date()))

    def _beside(self, act: Callable[..., object], *what: object) -> None:
        act(self.unit, *what)

    def _nearly_lose(self, saved: Saved, owner: str) -> None:
        departure = nearly_lose(self.unit, saved, owner)
        self.at_work(owner, timedelta(days=saved.later), lambda: keep(self.unit, saved, departure, owner))

    def _lose(self, lost: Lost, owner: str) -> None:
        """A customer has left, and the owner logs it."""
        unit = self.unit
        left = (unit.now - timedelta(days=1)).date()
        known = find_customer(unit, lost.name)
        form = LogForm(Stage.left, left, known.id if known else None, None if known else lost.name, owner)
        logged = log_departure(unit, owner, form, f"past:{lost.name}")
        if not isinstance(logged, Logged):
            raise TypeError(f"{lost.name} could not be logged: {logged}")
        customer = facts_of(unit, logged.departure).customer_id
        describe(unit, customer, Decimal(lost.value), "USD", left - timedelta(days=365.25 * lost.years))
        unit.need(Customer, customer).segments = [kind for kind, names in KINDS.items() if lost.name in names]
        log_touch(unit, customer, TouchKind.letter, by=owner)
        self._lost[logged.departure] = lost
        if lost.back is not None:
            back = unit.now + timedelta(days=lost.back)
            self.at(back, lambda: self._come_back(logged.departure, owner))

    def _next_due(self, until: datetime) -> Obligation | None:
        planned = Obligation.state == Progress.planned, Obligation.kind.in_(IN_TIME), Obligation.due <= until
        return self.unit.first(select(Obligation).where(*planned).order_by(Obligation.due, Obligation.id))

    def _do(self, what: Obligation) -> None:
        """As the agenda does it, with the same handler; then people answer what they were asked."""
        unit = self.unit
        unit.now = max(unit.now, what.due)
        what.state, what.finished = Progress.done, unit.now
        unit.session.flush()
        due = Due(unit.workspace, what.id, what.kind, what.subject, what.due, what.facts)
        unit.parts.handlers[what.kind].act(unit, due, IN_TIME[what.kind])
        unit.session.flush()
        if what.kind in (CHOOSE, ASK):
            self._answer_request(what.subject)
        elif what.kind == NUDGE:
            self._answer_nudge(what.subject)
        elif what.kind == CARE:
            self._answer_care(unit.need(CareCheck, what.subject))
        elif what.kind == DIGEST:
            self._answer_digest()

    def _answer_request(self, interview: str) -> None:
        """Whoever is asked says yes after some hours, and hears the customer some weeks later."""
        unit = self.unit
        request = unit.first(select(Request).where(Request.interview == interview, Request.state == RequestState.asked))
        if request is None:
            return
        person, key = request.person, request.id
        self.at_work(person, timedelta(hours=3), lambda: _none(accept(self.unit, person, key)))
        departure = unit.need(Interview, interview).departure
        lost = self._lost[departure]
        days = timedelta(days=lost.interview)
        if lost.reason is None:
            self.at_work(person, days, lambda: self._fail_to_hear(person, interview, departure))
            return
        talk = next_working_moment(unit.now + days, hours_of(unit, person))
        appointment = Appointment(talk, USUAL_MINUTES)
        self.at_work(person, timedelta(days=4), lambda: _none(arrange(self.unit, person, interview, appointment)))
        shown = Permission.named if lost.name in MAY_BE_NAMED else Permission.anonymous
        quotes = (QuoteForm(lost.said, shown),) if lost.said else ()
        findings = Findings(
            lost.said or "",
            lost.reason,
            lost.consent,
            quotes=quotes,
            competitor=RIVALS.get(lost.name),
            did_well=VALUED.get(lost.name),
        )
        self.at(talk + timedelta(hours=1), lambda: _none(file_findings(self.unit, person, interview, findings)))

    def _fail_to_hear(self, person: str, interview: str, departure: str) -> None:
        unit, lost = self.unit, self._lost[departure]
        if lost.consent is Consent.no:
            _none(log_try(unit, person, interview, TouchKind.call, "They would rather not hear from us."))
            note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=person)
        _none(not_reached(unit, person, interview))

    def _answer_nudge(self, cadence: str) -> None:
        """Whoever is nudged calls within two days."""
        nudge = open_nudge(self.unit, self.unit.need(Cadence, cadence))
        if nudge is not None:
            person, key = nudge.person, nudge.id
            self.at_work(person, timedelta(days=2), lambda: self._tell_done(person, key))

    def _tell_done(self, person: str, nudge: str) -> None:
        if self.unit.need(Nudge, nudge).state is NudgeState.waiting:
            form = DoneForm(TouchKind.call, self._today(person), next(self._sounded), next(self._words))
            tell_done(self.unit, person, nudge, form)

    def _answer_care(self, check: CareCheck) -> None:
        """All is well with those who are back."""
        if check.state is CareState.waiting and check.person is not None:
            person, key = check.person, check.id
            self.at_work(person, timedelta(hours=4), lambda: tell_green(self.unit, person, key))

    def _answer_digest(self) -> None:
        """Now and then the owner takes up the first of the list, and asks them within a week."""
        digest = self.unit.first(select(Digest).where(Digest.at == self.unit.now))
        self._digests += digest is not None
        if digest is None or self._digests % TAKEN_UP_EVERY:
            return
        item = self.unit.first(select(DigestItem).where(DigestItem.digest == digest.id).order_by(DigestItem.place))
        if item is not None:
            person, key = responsible(need_departure(self.unit, item.departure)), item.id
            self.at_work(person, timedelta(hours=5), lambda: self._take_up(person, key))

    def _take_up(self, person: str, item: str) -> None:
        ask = claim(self.unit, person, item).id
        self.at_work(person, timedelta(days=5), lambda: self._tell_asked(person, ask))

    def _tell_asked(self, person: str, ask: str) -> None:
        answer, words = next(self._answers)
        tell_asked(self.unit, person, ask, AskedForm(answer, TouchKind.call, self._today(person), words))

    def _come_back(self, departure: str, owner: str) -> None:
        come_back(self.unit, owner, departure, BackForm(self._today(owner), words="We fixed what they left over, and asked."))

    def _today(self, person: str) -> date:
        return self.unit.now.astimezone(hours_of(self.unit, person).zone).date()


def _none(obstacle: object) -> None:
    """What people did then could be done; else the past is written wrongly."""
    if obstacle is not None:
        raise ValueError(f"the past cannot be lived as it is told: {obstacle}")


def _keep_from_today(unit: Unit, end: datetime) -> None:
    """What was said then is over, and not sent; what falls due then is done here alone, not by the running bot."""
    unsent = Delivery.state == Sending.waiting, Delivery.created <= end
    unit.session.execute(
        update(Delivery).where(*unsent).values(state=Sending.ended).execution_options(synchronize_session=False)
    )
    then = Obligation.state == Progress.planned, Obligation.due <= end
    for which, values in (
        (Obligation.kind.in_(IN_TIME), {"lease": PAST, "leased_until": real_now() + AT_MOST}),
        (Obligation.kind.not_in(IN_TIME), {"state": Progress.cancelled, "finished": unit.now}),
    ):
        unit.session.execute(
            update(Obligation).where(*then, which).values(**values).execution_options(synchronize_session=False)
        )


def _show_newest(unit: Unit) -> None:
    """The cards of the last few who left stand in the channel, and the list of whom to ask again that was the last."""
    lost = unit.all(select(Departure).where(Departure.stage == Stage.left).order_by(Departure.happened))
    for departure in lost[-CARDS_SHOWN:]:
        place_card(unit, departure)
    digest = unit.first(select(Digest).order_by(Digest.at.desc()))
    if digest is not None:
        unit.show(DIGEST, digest.id, to=digest.channel)
