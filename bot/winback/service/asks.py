"""Somebody takes it upon themselves to ask a customer again: they plan it, ask, and say what was answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import day_of, hours_of, name_of, standing, today_of
from bot.customers.models import Customer, Lifetime
from bot.customers.service import consent_of, log_touch, touches_of
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of, need_departure, refresh_card
from bot.departures.values import Stage
from bot.interviews.models import Finding, Interview
from bot.nudges.rules import contact_at
from bot.reasons.service import reasons_of
from bot.slack.kit import Message
from bot.winback import blocks
from bot.winback.models import Ask
from bot.winback.service.digests import free_items, make_peace, open_item, settle_items
from bot.winback.service.opportunities import with_us_since
from bot.winback.service.proposing import letter_of
from bot.winback.service.returns import come_back
from bot.winback.service.ways import show_news_of, ways_in
from bot.winback.values import Answer, AskedForm, AskState, BackForm, Declined, ItemState, Obstacle
from bot.winback.ways import AskedOpening, AskView
from bot.work.calendar import next_working_moment
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import record

ASK = "ask"
FOLLOW_UP = "ask_follow_up"
"""The two cards; the second is also the obligation that shows it, and that lets go of what nobody answers."""
CLAIM_FOR = timedelta(days=14)
LATER = timedelta(days=91)
AFTER_A_NO = timedelta(days=365)
LONGEST_REST = timedelta(days=3 * 366)


def claim(unit: Unit, by: str, item_id: str) -> Ask:
    """Take up to ask a customer again, for two weeks; nobody else is offered them meanwhile."""
    _item, departure = open_item(unit, by, item_id)
    return take_up(unit, by, departure)


def take_up(unit: Unit, by: str, departure: Departure) -> Ask:
    """The same, wherever it was offered. The caller has asked who may, and whether they may be asked."""
    news = ways_in(unit, [departure.id]).get(departure.id)
    ask = unit.add(
        Ask(
            departure=departure.id,
            customer=departure.customer,
            by=by,
            claimed_at=unit.now,
            until=_in_two_weeks(unit, by),
            state=AskState.claimed,
            turns=0,
            follow_ups=0,
            follow_up_open=False,
            launch=news.launch if news else None,
        )
    )
    unit.session.flush()
    settle_items(unit, departure.id, ItemState.claimed, by, until=_day(unit, ask), ask=ask.id)
    _plan(unit, ask)
    unit.ask(by, ASK, ask.id)
    record(unit, by, "ask.claimed", departure.id)
    refresh_card(unit, departure.id)
    show_news_of(unit, departure.id)
    return ask


def asked_opening(unit: Unit, by: str, ask_id: str) -> AskedOpening:
    """What the form for the answer opens with, in the zone of `by`."""
    ask = need_claimed(unit, by, ask_id)
    today = today_of(unit, by)
    return AskedOpening(unit.need(Customer, ask.customer).name, today, was_asked=ask.made_at is not None)


def tell_asked(unit: Unit, by: str, ask_id: str, form: AskedForm) -> None:
    """They were asked: keep the contact and what they said, and do what follows from it."""
    ask = need_claimed(unit, by, ask_id)
    at = contact_at(form.day, unit.now, hours_of(unit, by))
    again = form.again or (form.day + (AFTER_A_NO if form.answer is Answer.no else LATER))
    if at is None or not form.day < again <= form.day + LONGEST_REST:
        raise Declined(Obstacle.bad_day)
    ask.touch = log_touch(unit, ask.customer, form.kind, by=by, words=form.words, at=at).id
    if form.answer is Answer.waiting:
        _wait_for_answer(unit, ask, at)
        return
    ask.words = form.words
    ask.again = None if form.answer is Answer.back else again
    _close(unit, ask, AskState(form.answer.value))
    record(unit, by, f"ask.{form.answer.value}", ask.departure)
    if form.answer is Answer.back:
        come_back(unit, by, ask.departure, BackForm(form.day))
        return
    if form.in_peace:
        settle_items(unit, ask.departure, ItemState.open, None, of=ItemState.claimed)
        make_peace(unit, by, need_departure(unit, ask.departure), form.words)
        return
    settle_items(unit, ask.departure, ItemState.not_now, by, until=again, of=ItemState.claimed)


def not_yet(unit: Unit, by: str, ask_id: str) -> None:
    """It takes another two weeks, to ask or until they answer."""
    ask = need_claimed(unit, by, ask_id)
    _two_weeks_more(unit, ask)
    record(unit, by, "ask.not_yet", ask.departure)


def give_back(unit: Unit, by: str, ask_id: str) -> None:
    """Let somebody else ask them; whoever has been asked is not asked again by another."""
    ask = need_claimed(unit, by, ask_id)
    if ask.made_at is not None:
        raise Declined(Obstacle.answered)
    _close(unit, ask, AskState.given_back)
    free_items(unit, ask.id)
    record(unit, by, "ask.given_back", ask.departure)


def follow_up(unit: Unit, ask_id: str) -> None:
    """The two weeks are over: ask once what came of it; after two more without an answer, let go."""
    ask = unit.get(Ask, ask_id)
    if ask is None or ask.state is not AskState.claimed:
        return
    due = next_working_moment(max(unit.now, ask.until), hours_of(unit, ask.by))
    if due > unit.now:
        ask.until = due
        _plan(unit, ask)
        return
    if ask.made_at is not None and ask.follow_up_open and _may_go_on(unit, ask):
        _rest_unanswered(unit, ask)
        return
    if ask.follow_up_open or not _may_go_on(unit, ask):
        _close(unit, ask, AskState.lapsed)
        free_items(unit, ask.id)
        return
    ask.follow_ups += 1
    ask.follow_up_open, ask.until = True, _in_two_weeks(unit, ask.by)
    _plan(unit, ask)
    unit.prompt(ask.by, FOLLOW_UP, f"{ask.id}:{ask.follow_ups}")
    redraw_ask(unit, ask)


def let_go_of(unit: Unit, event: ColleagueGone) -> None:
    """Whoever has left us asks nobody any more; the answer to what they asked is awaited by whoever looks after the customer."""
    for ask in unit.all(select(Ask).where(Ask.by == event.person, Ask.state == AskState.claimed)):
        heir = carer_of(unit, need_departure(unit, ask.departure))
        if ask.made_at is None or Role.member not in standing(unit, heir):
            _close(unit, ask, AskState.lapsed if ask.made_at is None else AskState.unanswered)
            free_items(unit, ask.id)
            continue
        ask.by = heir
        _two_weeks_more(unit, ask)
        unit.prompt(heir, ASK, ask.id)


def end_asks(unit: Unit, departure: str) -> None:
    """There is nothing left to ask: they are back, or the matter is closed."""
    stop_asking(unit, departure)
    settle_items(unit, departure, ItemState.over, None, of=ItemState.in_peace)


def stop_asking(unit: Unit, departure: str) -> None:
    """Nobody asks them now, and no list offers them; that somebody left them in peace may still be taken back."""
    for ask in unit.all(select(Ask).where(Ask.departure == departure, Ask.state == AskState.claimed)):
        is_back = ask.made_at is not None and need_departure(unit, departure).stage is Stage.returned
        _close(unit, ask, AskState.back if is_back else AskState.over)
    for state in (ItemState.open, ItemState.claimed, ItemState.not_now):
        settle_items(unit, departure, ItemState.over, None, of=state)


def draw_ask(unit: Unit, ask_id: str) -> Message | None:
    """What whoever took it up sees; None when it is gone."""
    return blocks.ask_card(_view(unit, ask_id)) if unit.get(Ask, ask_id) else None


def draw_follow_up(unit: Unit, subject: str) -> Message | None:
    """The question what came of it; only the newest of several has buttons. Nothing where it was over while it waited."""
    ask_id, _colon, number = subject.partition(":")
    ask = unit.get(Ask, ask_id)
    if ask is None:
        return None
    is_open = ask.state is AskState.claimed and ask.follow_up_open and ask.follow_ups == int(number or 0)
    if not (is_open or unit.shown(FOLLOW_UP, subject)):
        return None
    return blocks.follow_up_card(_view(unit, ask_id), is_open=is_open)


def need_claimed(unit: Unit, by: str, ask_id: str) -> Ask:
    """An ask that somebody has taken up, for themselves alone; raises `Declined`."""
    ask = unit.need(Ask, ask_id)
    if ask.by != by:
        raise Declined(Obstacle.may_not)
    if ask.state in (AskState.over, AskState.lapsed):
        raise Declined(Obstacle.over)
    if ask.state is not AskState.claimed:
        raise Declined(Obstacle.answered)
    return ask


def redraw_ask(unit: Unit, ask: Ask) -> None:
    """Something about an ask is different: wherever it is shown, it is drawn again."""
    unit.session.flush()
    unit.refresh(ASK, ask.id)
    for number in range(1, ask.follow_ups + 1):
        unit.refresh(FOLLOW_UP, f"{ask.id}:{number}")
    refresh_card(unit, ask.departure)
    show_news_of(unit, ask.departure)


def _view(unit: Unit, ask_id: str) -> AskView:
    ask = unit.need(Ask, ask_id)
    facts = facts_of(unit, ask.departure)
    departure, customer = need_departure(unit, ask.departure), unit.need(Customer, ask.customer)
    newest = next(iter(touches_of(unit, ask.customer)), None)
    told = unit.first(
        select(Finding)
        .join(Interview, Interview.id == Finding.interview)
        .where(Interview.departure == ask.departure)
        .order_by(Finding.filed_at, Finding.id)
    )
    return AskView(
        ask=ask.id,
        customer=facts.customer,
        state=ask.state,
        until=ask.until,
        made_at=ask.made_at,
        contact=facts.contact_words,
        email=facts.contact_email,
        left=facts.happened,
        since=with_us_since(unit.need(Lifetime, departure.lifetime), customer),
        last=(newest.kind, newest.at, name_of(unit, newest.by)) if newest else None,
        reason=reasons_of(unit).words(told.reason) if told else None,
        wished=told.would_return if told else None,
        liked=(told.stay_by if told else None) or customer.reached_by,
        again=ask.again,
        words=letter_of(unit, ask),
    )


def _wait_for_answer(unit: Unit, ask: Ask, at: datetime) -> None:
    ask.made_at = ask.made_at or at
    _two_weeks_more(unit, ask)
    record(unit, ask.by, "ask.made", ask.departure)


def _rest_unanswered(unit: Unit, ask: Ask) -> None:
    """They were asked, and did not answer: that is an answer, too, and they are left alone for a while."""
    ask.again = today_of(unit, ask.by) + LATER
    _close(unit, ask, AskState.unanswered)
    settle_items(unit, ask.departure, ItemState.not_now, ask.by, until=ask.again, of=ItemState.claimed)


def _two_weeks_more(unit: Unit, ask: Ask) -> None:
    ask.until, ask.follow_up_open = _in_two_weeks(unit, ask.by), False
    settle_items(unit, ask.departure, ItemState.claimed, ask.by, until=_day(unit, ask), ask=ask.id, of=ItemState.claimed)
    _plan(unit, ask)
    redraw_ask(unit, ask)


def _may_go_on(unit: Unit, ask: Ask) -> bool:
    return need_departure(unit, ask.departure).stage is Stage.left and consent_of(unit, ask.customer) is not Consent.no


def _close(unit: Unit, ask: Ask, state: AskState) -> None:
    ask.state, ask.answered_at, ask.follow_up_open = state, unit.now, False
    unit.cancel(ask.id, FOLLOW_UP)
    redraw_ask(unit, ask)


def _plan(unit: Unit, ask: Ask) -> None:
    unit.cancel(ask.id, FOLLOW_UP)
    ask.turns += 1
    unit.session.flush()
    unit.plan(FOLLOW_UP, ask.id, ask.until, key=f"{FOLLOW_UP}:{ask.id}:{ask.turns}")


def _in_two_weeks(unit: Unit, person: str) -> datetime:
    return next_working_moment(unit.now + CLAIM_FOR, hours_of(unit, person))


def _day(unit: Unit, ask: Ask) -> date:
    return day_of(unit, ask.by, ask.until)
