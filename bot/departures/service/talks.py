"""Whoever looks after a customer is asked to talk with them: over warning signs first, or once they have given notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.models import BriefItem
from bot.colleagues.service import hours_of, leave_brief, name_of, today_of
from bot.customers.models import Customer
from bot.departures.blocks import talks as blocks
from bot.departures.events import DepartureLogged, OwnerNamed, SizeChanged, StageChanged, StepUndone
from bot.departures.models import Departure, Talk
from bot.departures.rules import ASK_AGAIN_AFTER, ASK_WITHIN, going_problem, watch_problem
from bot.departures.service.access import carer_of, need_departure, roles_in
from bot.departures.service.card import refresh_card
from bot.departures.service.facts import facts_of, signs_of
from bot.departures.service.move import move
from bot.departures.values import Came, Outcome, Problem, Size, TalkKind, TalkState
from bot.departures.values.before import LEADS_TO, STAGE_OF, Part, TalkForm, TalkView
from bot.slack.kit import Message
from bot.work.calendar import add_working_days, morning_of
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Upcoming
from bot.workspace.roles import Deed, may
from bot.workspace.service import record, settings_of

TALK = "talk"
"""The card, and the obligation that asks about it again on a day that was set."""
AGAIN = "talk_again"
PASSED_ON = "talk_passed_on"
IN_TIME = "talk_in_time"
"""Makes sure that whoever is asked has heard of it within two working days, however much else waits for them."""
AHEAD = (Came.goes, Came.no_fit)


def ask_when_logged(unit: Unit, event: DepartureLogged) -> None:
    """Somebody is worried, or a customer has given notice: whoever looks after them is asked to talk with them."""
    _ask(unit, need_departure(unit, event.departure))


def ask_when_moved(unit: Unit, event: StageChanged) -> None:
    """The departure stands elsewhere: what was asked is over, and perhaps another talk comes next."""
    _end(unit, event.departure)
    _ask(unit, need_departure(unit, event.departure))


def follow_undo(unit: Unit, event: StepUndone) -> None:
    """The departure stands again where it stood: what came of the talk that moved it did not come, and is asked anew.

    A watch that the step had ended goes on until its day.
    """
    _end(unit, event.departure)
    moved_it = select(Talk).where(Talk.departure == event.departure, Talk.answered_at == event.at)
    for talk in unit.all(moved_it):
        talk.came = None
        unit.session.flush()
        unit.refresh(TALK, talk.id)
    _resume(unit, need_departure(unit, event.departure))


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """Only a record is kept from now on, so nobody is asked for a talk; or somebody is, who was not before."""
    if event.after is Size.record:
        _end(unit, event.departure)
    _resume(unit, need_departure(unit, event.departure))


def ask_owner(unit: Unit, event: OwnerNamed) -> None:
    """The owner is known now: the talk is asked of them."""
    talk = standing_talk(unit, event.departure)
    if talk is not None:
        _give_to(unit, talk, event.owner)


def pass_on_talks(unit: Unit, event: ColleagueGone) -> None:
    """What somebody was asked who has left us is asked of whoever looks after the customer now."""
    mine = select(Talk).where(Talk.person == event.person, Talk.state != TalkState.over)
    for talk in unit.all(mine):
        _give_to(unit, talk, carer_of(unit, need_departure(unit, talk.departure)))


def standing_talk(unit: Unit, departure_id: str) -> Talk | None:
    """The talk that is asked for, or that is to be asked about again on a day."""
    return unit.first(select(Talk).where(Talk.departure == departure_id, Talk.state != TalkState.over))


def ask_anew(unit: Unit, departure_id: str) -> None:
    """Something has come up: a talk that was to be asked about on a later day is asked about now."""
    talk = standing_talk(unit, departure_id)
    if talk is not None and talk.state is TalkState.watching:
        _close(unit, talk)
    _ask(unit, need_departure(unit, departure_id))


def open_talk(unit: Unit, by: str, talk_id: str) -> tuple[TalkView, date] | Outcome:
    """What a form about a talk opens with, and which day it is for `by`."""
    refused = _refused(unit, by, talk_id)
    return refused or (talk_view(unit, talk_id), today_of(unit, by))


def answer_talk(unit: Unit, by: str, talk_id: str, form: TalkForm, gesture: str) -> Outcome | Problem:
    """Say what came of a talk, once for each `gesture`; where the departure stands follows from it.

    A day that cannot be one is a `Problem`, and the same form may come again.
    """
    refused = _refused(unit, by, talk_id)
    if refused:
        return refused
    talk = unit.need(Talk, talk_id)
    leads_to = LEADS_TO[talk.kind]
    if form.came not in leads_to:
        return Outcome.not_from_here
    today = today_of(unit, by)
    problem = _day_problem(form, today)
    if problem:
        return problem
    if not unit.saw(gesture):
        return Outcome.done
    _keep(unit, talk, by, form)
    after = leads_to[form.came]
    if after is None or (form.came in AHEAD and form.day is not None and form.day > today):
        _watch(unit, talk, form.day)
        return Outcome.done
    talk.state = TalkState.over
    unit.session.flush()
    unit.refresh(TALK, talk.id)
    return move(unit, by, talk.departure, after, form.day, blocks.why_words(form.came))


def ask_in_time(unit: Unit, talk_id: str) -> None:
    """Two working days have passed: ask at once, where the brief had no room; and once more some days later."""
    talk = unit.get(Talk, talk_id)
    if talk is None or talk.state is not TalkState.waiting:
        return
    if not _was_told(unit, talk):
        unit.ask(talk.person, TALK, talk.id)
    due = add_working_days(unit.now, ASK_AGAIN_AFTER - ASK_WITHIN, hours_of(unit, talk.person))
    unit.plan(AGAIN, talk.id, due, key=f"{AGAIN}:{talk.id}:{talk.person}")


def ask_once_more(unit: Unit, talk_id: str) -> None:
    """Nobody has answered: it joins their next brief once more."""
    talk = unit.get(Talk, talk_id)
    if talk is not None and talk.state is TalkState.waiting:
        unit.prompt(talk.person, AGAIN, talk.id)


def ask_on_the_day(unit: Unit, talk_id: str) -> None:
    """The day has come until which somebody wanted to watch, or on which they were to go: ask how it is."""
    talk = unit.get(Talk, talk_id)
    if talk is None or talk.state is not TalkState.watching:
        return
    _close(unit, talk)
    _ask(unit, need_departure(unit, talk.departure))


def fits_us(unit: Unit, departure_id: str) -> bool:
    """Whether nobody said, in the talk before they went, that this customer is not a fit for us."""
    said = select(Talk.id).where(Talk.departure == departure_id, Talk.came == Came.no_fit)
    return unit.first(said) is None


def talk_view(unit: Unit, talk_id: str) -> TalkView:
    """What a talk shows now; raises `Gone`."""
    talk = unit.need(Talk, talk_id)
    facts = facts_of(unit, talk.departure)
    before = _before(unit, talk)
    return TalkView(
        id=talk.id,
        kind=talk.kind,
        state=talk.state,
        came=talk.came,
        departure=facts.id,
        customer=facts.customer,
        person=name_of(unit, talk.person),
        is_owner=talk.person == facts.owner,
        by=name_of(unit, talk.answered_by) if talk.answered_by else None,
        until=talk.until,
        before=before.until if before else None,
        before_came=before.came if before else None,
        before_words=before.words if before else None,
        words=talk.words,
        answered_at=talk.answered_at,
        signs=signs_of(unit, facts.customer_id) if talk.kind is TalkKind.ask_first else (),
        note=facts.note,
        contact=facts.contact_words,
        quiet=facts.quiet,
        stays=_part(talk.stays, talk, "stays"),
        goes=_part(talk.goes, talk, "goes"),
    )


def answered_talks(unit: Unit, departure_id: str) -> Sequence[TalkView]:
    """The talks of which something came, the oldest first; not those whose answer was taken back."""
    said = select(Talk.id).where(Talk.departure == departure_id, Talk.came.is_not(None))
    return [talk_view(unit, one) for one in unit.all(said.order_by(Talk.answered_at, Talk.id))]


def talk_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """For the departure's card: who asks them, or when it is looked at again."""
    talk = standing_talk(unit, departure_id)
    line = blocks.talk_line(talk_view(unit, talk.id)) if talk else None
    return (line,) if line else ()


def talk_duties(unit: Unit, person: str) -> Sequence[str]:
    """With whom somebody was asked to talk."""
    mine = select(Talk).where(Talk.person == person, Talk.state == TalkState.waiting).order_by(Talk.asked_at)
    return [blocks.talk_duty(facts_of(unit, one.departure).customer, one.kind) for one in unit.all(mine)]


def talks_ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """Whom somebody wanted to look at again by then."""
    mine = Talk.person == person, Talk.state == TalkState.watching, Talk.until.is_not(None)
    found = [(morning_of(one.until, hours_of(unit, person)), one) for one in unit.all(select(Talk).where(*mine)) if one.until]
    return [
        Upcoming(due, blocks.talk_ahead(facts_of(unit, one.departure).customer)) for due, one in found if due <= until
    ]


def _draw(unit: Unit, talk_id: str) -> Message | None:
    """Nothing where it was answered while this waited for the morning."""
    return blocks.talk_card(talk_view(unit, talk_id)) if _shows(unit, TALK, talk_id) else None


def _draw_again(unit: Unit, talk_id: str) -> Message | None:
    return blocks.talk_again_card(talk_view(unit, talk_id)) if _shows(unit, AGAIN, talk_id) else None


def _draw_passed_on(unit: Unit, talk_id: str) -> Message | None:
    return blocks.talk_passed_on(talk_view(unit, talk_id)) if unit.get(Talk, talk_id) else None


CARDS: Mapping[str, Renderer] = {TALK: _draw, AGAIN: _draw_again, PASSED_ON: _draw_passed_on}


def _resume(unit: Unit, departure: Departure) -> None:
    """Whoever was to be asked again on a day that is still to come is asked then; else somebody is asked now."""
    kind = _kind_for(unit, departure)
    if kind is None:
        return
    told = select(Talk).where(Talk.departure == departure.id, Talk.kind == kind)
    last = unit.first(told.order_by(Talk.asked_at.desc(), Talk.id.desc()))
    if last is None or last.until is None or last.until <= today_of(unit, last.person):
        _ask(unit, departure)
        return
    last.turns += 1
    _watch(unit, last, last.until)
    _give_to(unit, last, carer_of(unit, departure))


def _kind_for(unit: Unit, departure: Departure) -> TalkKind | None:
    """The talk to ask for where a departure stands, if there is one and it is not asked for already."""
    if departure.size is Size.record or standing_talk(unit, departure.id) is not None:
        return None
    return next((kind for kind, stage in STAGE_OF.items() if stage is departure.stage), None)


def _ask(unit: Unit, departure: Departure) -> None:
    kind = _kind_for(unit, departure)
    if kind is None:
        return
    talk = unit.add(
        Talk(
            departure=departure.id,
            kind=kind,
            person=carer_of(unit, departure),
            asked_at=unit.now,
            state=TalkState.waiting,
            turns=1,
        )
    )
    unit.session.flush()
    _ask_person(unit, talk)
    refresh_card(unit, departure.id)


def _ask_person(unit: Unit, talk: Talk) -> None:
    if talk.kind is TalkKind.before_they_go:
        unit.ask(talk.person, TALK, talk.id)  # they have given notice: tomorrow they may have signed elsewhere
    else:
        unit.prompt(talk.person, TALK, talk.id)
    due = add_working_days(unit.now, ASK_WITHIN, hours_of(unit, talk.person))
    unit.plan(IN_TIME, talk.id, due, key=f"{IN_TIME}:{talk.id}:{talk.person}")


def _give_to(unit: Unit, talk: Talk, person: str) -> None:
    before = talk.person
    if before == person:
        return
    for card in (TALK, AGAIN):
        leave_brief(unit, before, card, talk.id)
        unit.recast(card, talk.id, to=before, into=PASSED_ON)
    talk.person = person
    unit.session.flush()
    unit.cancel(talk.id, IN_TIME, AGAIN)
    if talk.state is TalkState.waiting:
        _ask_person(unit, talk)
    refresh_card(unit, talk.departure)


def _end(unit: Unit, departure_id: str) -> None:
    talk = standing_talk(unit, departure_id)
    if talk is None:
        return
    if talk.state is TalkState.waiting:
        talk.came = None
    _close(unit, talk)
    refresh_card(unit, departure_id)


def _close(unit: Unit, talk: Talk) -> None:
    talk.state = TalkState.over
    unit.session.flush()
    unit.cancel(talk.id)
    for card in (TALK, AGAIN, PASSED_ON):
        unit.refresh(card, talk.id)


def _keep(unit: Unit, talk: Talk, by: str, form: TalkForm) -> None:
    talk.came, talk.words, talk.answered_by, talk.answered_at = form.came, form.words, by, unit.now
    currency = unit.need(Customer, facts_of(unit, talk.departure).customer_id).currency or settings_of(unit).amounts_in
    if form.stays:
        talk.stays, talk.stays_worth, currency = form.stays.what, form.stays.worth, form.stays.currency or currency
    if form.goes:
        talk.goes, talk.goes_worth, currency = form.goes.what, form.goes.worth, form.goes.currency or currency
    talk.currency = currency
    unit.cancel(talk.id)
    record(unit, by, f"talk.{form.came.value}", talk.departure)


def _watch(unit: Unit, talk: Talk, until: date | None) -> None:
    if until is None:
        raise LookupError("there is no day to ask again on")
    talk.state, talk.until = TalkState.watching, until
    unit.session.flush()
    unit.plan(TALK, talk.id, morning_of(until, hours_of(unit, talk.person)), key=f"{TALK}:{talk.id}:{talk.turns}")
    for card in (TALK, AGAIN):
        unit.refresh(card, talk.id)
    refresh_card(unit, talk.departure)


def _refused(unit: Unit, by: str, talk_id: str) -> Outcome | None:
    talk = unit.get(Talk, talk_id)
    if talk is None:
        return Outcome.not_from_here
    if not may(Deed.talk_in_time, roles_in(unit, by, talk.departure)):
        return Outcome.may_not
    is_open = talk.state is TalkState.waiting and need_departure(unit, talk.departure).stage is STAGE_OF[talk.kind]
    return None if is_open else Outcome.not_from_here


def _day_problem(form: TalkForm, today: date) -> Problem | None:
    match form.came:
        case Came.watch:
            return watch_problem(form.day, today)
        case Came.left | Came.goes | Came.no_fit:
            return going_problem(form.day, today, may_be_ahead=form.came in AHEAD)
        case _:
            return None


def _was_told(unit: Unit, talk: Talk) -> bool:
    mine = BriefItem.person == talk.person, BriefItem.card == TALK, BriefItem.subject == talk.id
    told = unit.first(select(BriefItem.id).where(*mine, BriefItem.brief.is_not(None)))
    return told is not None or unit.shown(TALK, talk.id) is not None


def _before(unit: Unit, talk: Talk) -> Talk | None:
    """The talk after which this one was asked about on a day that had been set."""
    older = select(Talk).where(Talk.departure == talk.departure, Talk.kind == talk.kind, Talk.id != talk.id)
    older = older.where(Talk.asked_at <= talk.asked_at, Talk.until.is_not(None))
    found = unit.first(older.order_by(Talk.asked_at.desc(), Talk.id.desc()))
    return found if found is not None and found.id < talk.id else None


def _part(what: str | None, talk: Talk, which: str) -> Part | None:
    worth = talk.stays_worth if which == "stays" else talk.goes_worth
    return None if what is None and worth is None else Part(what, worth, talk.currency)


def _shows(unit: Unit, card: str, talk_id: str) -> bool:
    talk = unit.get(Talk, talk_id)
    return talk is not None and (talk.state is TalkState.waiting or unit.stands(card, talk_id))
