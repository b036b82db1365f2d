"""Where we were wrong: an apology, and later that it is changed. Nobody is asked for business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import hours_of, name_of
from bot.customers.rules import name_in
from bot.customers.service import consent_of, log_touch
from bot.customers.values import Consent, TouchKind
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of, need_departure, roles_in, tell_thread
from bot.departures.values import Size
from bot.farewell.blocks import apology as blocks
from bot.farewell.blocks.letters import composed
from bot.farewell.models import Apology
from bot.farewell.rules.letters import MOST_ASKED, ask_whether_fixed_at, way_sent
from bot.farewell.values import Outcome
from bot.farewell.values.letters import APOLOGISED, LETTER_OF, ApologyState, ApologyView, Known
from bot.slack.kit import Letter, Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import own_letter, record

APOLOGY = "apology"
ASKED = "apology_asked"
"""A card, and the obligation that shows it. Its subject is an apology and how often it was asked."""
CHANGED = "apology_changed"
"""The same as the apology's own card, where whoever tells the customer is somebody else, or it was long ago."""
WAITING = (ApologyState.written, ApologyState.sent, ApologyState.fixed, ApologyState.improved)


def may_apologise(unit: Unit, by: str, departure_id: str) -> Outcome:
    """Whether somebody may write to this customer that we were wrong, now."""
    departure = unit.get(Departure, departure_id)
    if departure is None or not may(Deed.apologise, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    return why_not(unit, departure_id) or Outcome.done


def open_apology(unit: Unit, by: str, departure_id: str) -> tuple[Outcome, str]:
    """The same, with the customer's name; whoever may not learns no name."""
    came = may_apologise(unit, by, departure_id)
    return came, "" if came is Outcome.may_not else facts_of(unit, departure_id).customer


def apologise(unit: Unit, by: str, departure_id: str, what: str, gesture: str) -> Outcome:
    """Keep what went wrong, once for each `gesture`, and bring its author the letter to send."""
    came = may_apologise(unit, by, departure_id)
    if came is not Outcome.done or not unit.saw(gesture):
        return came
    apology = unit.add(
        Apology(
            departure=departure_id,
            what=what,
            by=by,
            keeper=by,
            at=unit.now,
            state=ApologyState.written,
            asked=0,
            not_yet=0,
        )
    )
    unit.session.flush()
    record(unit, by, "apology.written", departure_id)
    unit.ask(by, APOLOGY, apology.id)
    return Outcome.done


def letter_sent(unit: Unit, by: str, apology_id: str, way: TouchKind | None = None) -> Outcome:
    """The apology went out, or the letter that it is changed: keep it as a contact, with its words.

    Where nobody says which way and it is not clear either, nothing is kept.
    """
    apology = unit.need(Apology, apology_id)
    refused = _refused(unit, by, apology, *LETTER_OF)
    if refused is not None:
        return refused
    view = apology_view(unit, apology_id)
    is_first = apology.state is ApologyState.written
    printed = apology.printed_at if is_first else apology.fixed_printed_at
    way = way or way_sent(view.email, printed=printed is not None)
    if way is None:
        return Outcome.unclear
    words = view.letter.body if view.letter else None
    name, line = name_of(unit, by), blocks.apologised_line if is_first else blocks.changed_line
    if is_first:
        apology.state, apology.sent_at, apology.sent_by, apology.words = ApologyState.sent, unit.now, by, words
        _plan(unit, apology, 1)
    else:
        apology.state, apology.told_at, apology.told_by, apology.fixed_words = ApologyState.told, unit.now, by, words
    record(unit, by, f"apology.{apology.state.value}", apology.departure)
    tell_thread(unit, apology.departure, line(name), key=f"apology:{apology.state.value}:{apology.id}")
    log_touch(unit, need_departure(unit, apology.departure).customer, way, by=by)
    _show(unit, apology)
    return Outcome.done


def drop_letter(unit: Unit, by: str, apology_id: str) -> Outcome:
    """No apology after all; or it is changed, and the customer need not hear of it."""
    apology = unit.need(Apology, apology_id)
    is_first = apology.state is ApologyState.written
    return _answer(unit, by, apology, ApologyState.dropped if is_first else ApologyState.never, *LETTER_OF)


def is_changed(unit: Unit, by: str, apology_id: str) -> Outcome:
    """What went wrong is changed: the words that say so are ready."""
    apology = unit.need(Apology, apology_id)
    came = _answer(unit, by, apology, ApologyState.fixed, ApologyState.sent)
    if came is Outcome.done:
        apology.fixed_at, apology.fixed_by, apology.ended_by = unit.now, by, None
    return came


def stays_as_it_is(unit: Unit, by: str, apology_id: str) -> Outcome:
    """It will not be changed, and nobody asks again."""
    return _answer(unit, by, unit.need(Apology, apology_id), ApologyState.never, ApologyState.sent)


def not_changed_yet(unit: Unit, by: str, apology_id: str, turn: int) -> Outcome:
    """Not yet: it is asked once more, a quarter later, and then no more."""
    apology = unit.need(Apology, apology_id)
    refused = _refused(unit, by, apology, ApologyState.sent)
    if refused is not None:
        return refused
    if turn != apology.asked or apology.not_yet >= turn:
        return Outcome.already
    apology.not_yet = turn
    if turn < MOST_ASKED:
        _plan(unit, apology, turn + 1)
    record(unit, by, "apology.not_yet", apology.departure)
    _show(unit, apology)
    return Outcome.done


def ask_whether_changed(unit: Unit, subject: str) -> None:
    """Some weeks have gone by: whoever looks after the apology is asked whether it is changed."""
    apology, turn = _read(unit, subject)
    if apology is None or apology.state is not ApologyState.sent or why_not(unit, apology.departure):
        return
    apology.asked = max(apology.asked, turn)
    unit.session.flush()
    unit.prompt(apology.keeper, ASKED, subject)


def why_not(unit: Unit, departure_id: str) -> Outcome | None:
    """Why nothing is sent to this customer, if nothing is."""
    facts = facts_of(unit, departure_id)
    if facts.stage not in APOLOGISED or facts.size is Size.record:
        return Outcome.over
    return Outcome.in_peace if consent_of(unit, facts.customer_id) is Consent.no else None


def apology_view(unit: Unit, apology_id: str) -> ApologyView:
    """What its cards show now; raises `Gone`."""
    apology = unit.need(Apology, apology_id)
    facts = facts_of(unit, apology.departure)
    return ApologyView(
        id=apology.id,
        departure=apology.departure,
        customer=facts.customer,
        stage=facts.stage,
        size=facts.size,
        what=apology.what,
        state=apology.state,
        in_peace=consent_of(unit, facts.customer_id) is Consent.no,
        is_author=apology.keeper == apology.by,
        letter=letter_now(unit, apology),
        contact=facts.contact_words,
        email=facts.contact_email,
        sent_at=apology.sent_at,
        sent_by=_name(unit, apology.sent_by),
        asked=apology.asked,
        not_yet=apology.not_yet,
        told_at=apology.told_at,
        told_by=_name(unit, apology.told_by),
        ended_by=_name(unit, apology.ended_by),
    )


def letter_now(unit: Unit, apology: Apology) -> Letter | None:
    """The letter that can be sent now: the apology, or that it is changed; None where there is none."""
    kind = LETTER_OF.get(apology.state)
    if kind is None:
        return None
    facts = facts_of(unit, apology.departure)
    me, contact = name_of(unit, apology.keeper), name_in(facts.contact_words)
    known = Known(facts.customer, me, facts.since, contact, apology.what)
    words = apology.words if apology.state is ApologyState.written else apology.fixed_words
    return composed(kind, own_letter(unit, kind.value), known, words)


def show_apologies(unit: Unit, departure_id: str) -> None:
    """Something that their cards show has changed."""
    for apology in unit.all(select(Apology).where(Apology.departure == departure_id)):
        _show(unit, apology)


def pass_on_apologies(unit: Unit, event: ColleagueGone) -> None:
    """Whoever wrote an apology has left us: whoever looks after the customer now has it."""
    theirs = select(Apology).where(Apology.keeper == event.person, Apology.state.in_(WAITING)).order_by(Apology.id)
    for apology in unit.all(theirs):
        heir = carer_of(unit, need_departure(unit, apology.departure))
        if heir == event.person:
            continue
        for card, subject in _cards(apology):
            unit.end_card(card, subject, to=event.person)
        apology.keeper = heir
        unit.session.flush()
        if why_not(unit, apology.departure) is None:
            unit.ask(heir, APOLOGY, apology.id)


def apology_duties(unit: Unit, person: str) -> Sequence[str]:
    """Which apologies somebody has not sent yet, and whom they have not told that it is changed."""
    theirs = select(Apology).where(Apology.keeper == person, Apology.state.in_(tuple(LETTER_OF))).order_by(Apology.at)
    waiting = [one for one in unit.all(theirs) if why_not(unit, one.departure) is None]
    return [blocks.apology_duty(apology_view(unit, one.id)) for one in waiting]


def _draw(unit: Unit, apology_id: str) -> Message | None:
    if unit.get(Apology, apology_id) is None:
        return None
    return blocks.apology_card(apology_view(unit, apology_id))


def _draw_asked(unit: Unit, subject: str) -> Message | None:
    """Nothing where it became unwelcome, or was answered, while this waited for the morning."""
    apology, turn = _read(unit, subject)
    if apology is None:
        return None
    is_open = apology.state is ApologyState.sent and why_not(unit, apology.departure) is None
    if not is_open and not unit.shown(ASKED, subject):
        return None
    return blocks.asked_card(apology_view(unit, apology.id), turn)


CARDS: Mapping[str, Renderer] = {APOLOGY: _draw, CHANGED: _draw, ASKED: _draw_asked}


def _refused(unit: Unit, by: str, apology: Apology, *states: ApologyState) -> Outcome | None:
    if not may(Deed.apologise, roles_in(unit, by, apology.departure)):
        return Outcome.may_not
    if apology.state not in states:
        return Outcome.already
    return why_not(unit, apology.departure)


def _answer(unit: Unit, by: str, apology: Apology, to: ApologyState, *states: ApologyState) -> Outcome:
    refused = _refused(unit, by, apology, *states)
    if refused is not None:
        return refused
    apology.state, apology.ended_by = to, by
    for _card, subject in _cards(apology):
        unit.cancel(subject, ASKED)
    record(unit, by, f"apology.{to.value}", apology.departure)
    _show(unit, apology)
    return Outcome.done


def _plan(unit: Unit, apology: Apology, turn: int) -> None:
    subject = f"{apology.id}:{turn}"
    due = ask_whether_fixed_at(unit.now, turn, hours_of(unit, apology.keeper))
    unit.plan(ASKED, subject, due, key=f"{ASKED}:{subject}")


def _show(unit: Unit, apology: Apology) -> None:
    unit.session.flush()
    for card, subject in _cards(apology):
        unit.refresh(card, subject)


def _cards(apology: Apology) -> list[tuple[str, str]]:
    asked = [(ASKED, f"{apology.id}:{turn}") for turn in range(1, MOST_ASKED + 1)]
    return [(APOLOGY, apology.id), (CHANGED, apology.id), *asked]


def _read(unit: Unit, subject: str) -> tuple[Apology | None, int]:
    apology_id, _colon, turn = subject.partition(":")
    return unit.get(Apology, apology_id), int(turn or 0)


def _name(unit: Unit, person: str | None) -> str | None:
    return name_of(unit, person) if person else None
