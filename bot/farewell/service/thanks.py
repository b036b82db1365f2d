"""Parting graciously: the responsible colleague is asked to say thank you, and for their own guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select, update

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import hours_of, name_of
from bot.customers.events import ConsentHeard
from bot.customers.models import ConsentAnswer
from bot.customers.service import log_touch
from bot.customers.values import Consent, TouchKind
from bot.departures.events import DepartureLogged, OwnerNamed, SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.departures.service import (
    carer_of,
    facts_of,
    need_departure,
    refresh_card,
    roles_in,
    tell_thread,
)
from bot.farewell import blocks
from bot.farewell.models import Guess, Thanks
from bot.farewell.rules import reminder_at
from bot.farewell.rules.letters import way_sent
from bot.farewell.values import PARTING, THANKED, GuessForm, GuessView, Outcome, ThanksView
from bot.farewell.values.letters import LetterKind
from bot.reasons.service import reasons_of
from bot.slack.kit import Message, moment
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import own_letter, record

THANKS = "thanks"
REMINDER = "thanks_reminder"
PASSED_ON = "thanks_passed_on"
REMIND = "farewell.remind"
LATELY = timedelta(days=30)


def ask_when_logged(unit: Unit, event: DepartureLogged) -> None:
    """A customer who is leaving, or has left, is thanked the same day. In private, so also while it is kept quiet."""
    _ask(unit, event.departure)


def ask_when_moved(unit: Unit, event: StageChanged) -> None:
    """A customer who was only at risk is leaving now; or one who was leaving is not any more."""
    _ask_or_stop(unit, event.departure)


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """Only a record is kept from now on, so nobody is asked for thanks; or somebody is, who was not before."""
    _ask_or_stop(unit, event.departure)


def ask_owner(unit: Unit, event: OwnerNamed) -> None:
    """The owner is known now: thanks, and the guess, are asked of them instead of whoever logged it."""
    thanks = thanks_for(unit, event.departure)
    if thanks is None or thanks.asked == event.owner:
        return
    for card in (THANKS, REMINDER):
        unit.recast(card, thanks.id, to=thanks.asked, into=PASSED_ON)
    thanks.asked = event.owner
    unit.cancel(thanks.id, REMIND)
    _prompt(unit, thanks)


def pass_on_thanks(unit: Unit, event: ColleagueGone) -> None:
    """Whoever was asked for thanks has left us: whoever looks after the customer now is asked."""
    theirs = select(Thanks).where(Thanks.asked == event.person, Thanks.sent_at.is_(None))
    for thanks in unit.all(theirs.order_by(Thanks.id)):
        heir = carer_of(unit, need_departure(unit, thanks.departure))
        if heir == event.person:
            continue
        for card in (THANKS, REMINDER):
            unit.end_card(card, thanks.id, to=event.person)
        thanks.asked = heir
        unit.session.flush()
        unit.cancel(thanks.id, REMIND)
        if is_still_wanted(unit, thanks.id):
            _prompt(unit, thanks)


def follow_answer(unit: Unit, event: ConsentHeard) -> None:
    """They said whether we may stay in touch, whoever heard it: it shows, and nobody is reminded of the thanks any more."""
    theirs = select(Thanks).join(Departure, Departure.id == Thanks.departure)
    for thanks in unit.all(theirs.where(Departure.customer == event.customer)):
        if event.answer is not Consent.not_answered:
            unit.cancel(thanks.id, REMIND)
        show_thanks(unit, thanks)
        refresh_card(unit, thanks.departure)


def show_thanks(unit: Unit, thanks: Thanks) -> None:
    """Something that its cards show has changed."""
    for card in CARDS:
        unit.refresh(card, thanks.id)


def show_letters(unit: Unit) -> None:
    """The letter has other words now: those who were asked lately, and have not sent it, see them."""
    lately = Thanks.sent_at.is_(None), Thanks.words.is_(None), Thanks.asked_at >= unit.now - LATELY
    for thanks in unit.all(select(Thanks).where(*lately)):
        show_thanks(unit, thanks)


def thanks_for(unit: Unit, departure: str) -> Thanks | None:
    """The request for thanks of a departure, once there is one."""
    return unit.find(Thanks, departure=departure)


def view_of(unit: Unit, thanks_id: str) -> ThanksView:
    """What the request shows now; raises `Gone`."""
    thanks = unit.need(Thanks, thanks_id)
    facts = facts_of(unit, thanks.departure)
    guess = _guess(unit, thanks.departure, thanks.asked)
    return ThanksView(
        id=thanks.id,
        customer=facts.customer,
        stage=facts.stage,
        is_owner=facts.owner == thanks.asked,
        asked_name=name_of(unit, thanks.asked),
        since=facts.since,
        contact=facts.contact_words,
        email=facts.contact_email,
        sent_at=thanks.sent_at,
        sent_by=thanks.sent_by,
        answer=_answer_since(unit, facts.customer_id, thanks),
        has_guess=guess is not None,
        guess_locked=thanks.guesses_locked_at is not None,
        size=facts.size,
        words=thanks.words,
        own=own_letter(unit, LetterKind.thanks.value),
        departure=thanks.departure,
        is_heir=facts.owner is not None and thanks.asked != facts.owner,
    )


def thanks_sent(unit: Unit, by: str, thanks_id: str, way: TouchKind | None = None) -> Outcome:
    """Keep that the thank-you went out, which way and with which words, and say so in the thread and on the card.

    Where nobody says which way and it is not clear either, nothing is kept.
    """
    view = view_of(unit, thanks_id)
    thanks = unit.need(Thanks, thanks_id)
    refused = _refused(unit, Deed.send_thanks, by, thanks, view)
    if refused is not None:
        return refused
    if thanks.sent_at is not None:
        return Outcome.already
    way = way or way_sent(view.email, printed=thanks.printed_at is not None)
    if way is None:
        return Outcome.unclear
    thanks.sent_at, thanks.sent_by, thanks.words = unit.now, by, blocks.letter_to(view).body
    log_touch(unit, _customer(unit, thanks), way, by=by)
    record(unit, by, "thanks.sent", thanks.departure)
    tell_thread(unit, thanks.departure, blocks.thanked_line(name_of(unit, by)), key=f"thanked:{thanks.id}")
    refresh_card(unit, thanks.departure)
    _settle(unit, thanks)
    return Outcome.done


def may_send(unit: Unit, by: str, thanks_id: str) -> Outcome:
    """Whether somebody may send the thank-you, and change its words before, now."""
    thanks = unit.need(Thanks, thanks_id)
    refused = _refused(unit, Deed.send_thanks, by, thanks, view_of(unit, thanks_id))
    return refused or (Outcome.already if thanks.sent_at else Outcome.done)


def guess_of(unit: Unit, by: str, thanks_id: str) -> tuple[Outcome, GuessView]:
    """Somebody's own guess, for themselves alone, and whether they may still change it."""
    view = view_of(unit, thanks_id)
    thanks = unit.need(Thanks, thanks_id)
    if not may(Deed.guess_reason, roles_in(unit, by, thanks.departure)):
        return Outcome.may_not, GuessView(view.customer)
    own = _guess(unit, thanks.departure, by)
    came = Outcome.locked if view.guess_locked else Outcome.done
    return came, GuessView(view.customer, GuessForm(own.reason, own.words) if own else None, reasons_of(unit))


def guess(unit: Unit, by: str, thanks_id: str, form: GuessForm) -> Outcome:
    """Keep somebody's own guess, for them alone. It is not written into the record of who did what, nor told to anybody."""
    thanks = unit.need(Thanks, thanks_id)
    if not may(Deed.guess_reason, roles_in(unit, by, thanks.departure)):
        return Outcome.may_not
    if thanks.guesses_locked_at is not None:
        return Outcome.locked
    own = _guess(unit, thanks.departure, by)
    if own is None:
        own = unit.add(Guess(departure=thanks.departure, author=by))
    own.reason, own.words, own.at = form.reason, form.words, unit.now
    show_thanks(unit, thanks)
    return Outcome.done


def lock_guesses(unit: Unit, departure_id: str) -> None:
    """The findings are filed: nobody changes, or makes up, a guess any more."""
    unit.session.execute(
        update(Guess)
        .where(Guess.departure == departure_id, Guess.locked_at.is_(None))
        .values(locked_at=unit.now)
        .execution_options(synchronize_session="fetch")
    )
    thanks = thanks_for(unit, departure_id)
    if thanks is not None:
        thanks.guesses_locked_at = thanks.guesses_locked_at or unit.now
        show_thanks(unit, thanks)


def is_still_wanted(unit: Unit, thanks_id: str) -> bool:
    """Whether a reminder makes sense: nothing was sent, nobody heard an answer, and the customer is still parting."""
    view = view_of(unit, thanks_id)
    return not (view.is_over or view.sent_at or view.is_answered)


def thanks_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """That the customer was thanked, and when."""
    thanks = thanks_for(unit, departure_id)
    if thanks is None or thanks.sent_at is None:
        return ()
    return (blocks.card_line(moment(thanks.sent_at, blocks.DAY)),)


def thanks_duties(unit: Unit, person: str) -> Sequence[str]:
    """Whom somebody has been asked to thank, and has not yet."""
    asked = unit.all(
        select(Thanks).where(Thanks.asked == person, Thanks.sent_at.is_(None)).order_by(Thanks.asked_at)
    )
    views = (view_of(unit, thanks.id) for thanks in asked)
    return [blocks.duty_line(view.customer) for view in views if not (view.is_over or view.is_answered)]


def _draw_thanks(unit: Unit, thanks_id: str) -> Message | None:
    return blocks.thanks_card(view_of(unit, thanks_id)) if unit.get(Thanks, thanks_id) else None


def _draw_reminder(unit: Unit, thanks_id: str) -> Message | None:
    return blocks.reminder_card(view_of(unit, thanks_id)) if unit.get(Thanks, thanks_id) else None


def _draw_passed_on(unit: Unit, thanks_id: str) -> Message | None:
    return blocks.passed_on_card(view_of(unit, thanks_id)) if unit.get(Thanks, thanks_id) else None


CARDS: Mapping[str, Renderer] = {THANKS: _draw_thanks, REMINDER: _draw_reminder, PASSED_ON: _draw_passed_on}


def _ask_or_stop(unit: Unit, departure: str) -> None:
    _ask(unit, departure)
    thanks = thanks_for(unit, departure)
    if thanks is not None:
        show_thanks(unit, thanks)


def _ask(unit: Unit, departure_id: str) -> None:
    departure = need_departure(unit, departure_id)
    is_due = departure.stage in PARTING and departure.size in THANKED
    if not is_due or thanks_for(unit, departure_id) is not None:
        return
    _prompt(unit, unit.add(Thanks(departure=departure_id, asked=carer_of(unit, departure), asked_at=unit.now)))


def _prompt(unit: Unit, thanks: Thanks) -> None:
    unit.ask(thanks.asked, THANKS, thanks.id)
    morning = reminder_at(unit.now, hours_of(unit, thanks.asked))
    unit.plan(REMIND, thanks.id, morning, key=f"{REMIND}:{thanks.id}:{thanks.asked}")


def _refused(unit: Unit, deed: Deed, by: str, thanks: Thanks, view: ThanksView) -> Outcome | None:
    if not may(deed, roles_in(unit, by, thanks.departure)):
        return Outcome.may_not
    return Outcome.over if view.is_over else None


def _settle(unit: Unit, thanks: Thanks) -> None:
    unit.cancel(thanks.id, REMIND)
    show_thanks(unit, thanks)


def _guess(unit: Unit, departure: str, author: str) -> Guess | None:
    return unit.find(Guess, departure=departure, author=author)


def _answer_since(unit: Unit, customer: str, thanks: Thanks) -> Consent:
    """The newest yes or no that somebody heard since we asked for thanks."""
    heard = (
        ConsentAnswer.customer == customer,
        ConsentAnswer.at >= thanks.asked_at,
        ConsentAnswer.answer != Consent.not_answered,
    )
    newest = unit.first(select(ConsentAnswer).where(*heard).order_by(ConsentAnswer.at.desc(), ConsentAnswer.id.desc()))
    return newest.answer if newest else Consent.not_answered


def _customer(unit: Unit, thanks: Thanks) -> str:
    return need_departure(unit, thanks.departure).customer
