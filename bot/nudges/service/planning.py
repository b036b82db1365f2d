"""When somebody is asked next to stay in touch with a customer; and asking them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.colleagues.service import admins, hours_of, is_here
from bot.customers.service import consent_of
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import need_departure, refresh_card, responsible
from bot.departures.values import Stage
from bot.nudges.models import Cadence, Nudge
from bot.nudges.rules import choose_recipient, is_greeting, kind_due, next_nudge, past_at, suggestion_for
from bot.nudges.service.timing import how_often, next_turn
from bot.nudges.values import CadenceState, NudgeKind, NudgeState, Occasion, Recipient, Suggestion, Turn
from bot.work.calendar import next_working_moment
from bot.work.unit import Unit
from bot.workspace.service import settings_of

NUDGE = "nudge"
"""The card, and the obligation that shows it."""
PAST = "nudge_past"
"""The obligation that lets go of what was asked because of a day, once that is well past."""
PASSED_ON = (NudgeState.snoozed, NudgeState.handed_over)
"""After these the same thing is proposed again, for the same occasion."""
OUT_OF_TURN = (NudgeKind.news, NudgeKind.article, NudgeKind.doors)
LOOK_AGAIN = 7
"""Days after which it is looked again whether there is anybody to ask."""


def nudge_now(unit: Unit, cadence_id: str) -> None:
    """Ask somebody to stay in touch, if that is still right now; and plan the next time."""
    cadence = unit.get(Cadence, cadence_id)
    if cadence is None or cadence.state is not CadenceState.going:
        return
    departure = need_departure(unit, cadence.departure)
    if departure.stage is not Stage.left:
        return
    to = recipient_of(unit, cadence, departure)
    turn = _turn(unit, cadence, to)
    occasion = _occasion(unit, cadence, turn)
    if to is None or occasion is None:
        cadence.not_before = None
        later = LOOK_AGAIN if to is None else how_often(unit, cadence)
        _plan(unit, cadence, next_nudge(unit.now, hours_of(unit, responsible(departure)), days=later))
        return
    if turn.due > unit.now:
        _plan(unit, cadence, turn.due)
        return
    ask(unit, cadence, occasion, to)


def ask(unit: Unit, cadence: Cadence, occasion: Occasion, to: Recipient) -> None:
    """Ask somebody now; a hello that waits is overtaken, and the next time counts from today.

    Of two occasions each waits for its own answer: a contract does not end later because somebody read something.
    """
    for waiting in waiting_nudges(unit, cadence):
        if occasion.kind not in OUT_OF_TURN or not _has_occasion(waiting):
            close(unit, waiting, NudgeState.overtaken)
    _ask(unit, cadence, occasion, to)
    plan_next(unit, cadence)


def let_pass(unit: Unit, nudge_id: str) -> None:
    """The day for which somebody was asked is well past, and they have not answered: it ends by itself."""
    nudge = unit.get(Nudge, nudge_id)
    if nudge is not None and nudge.state is NudgeState.waiting:
        close(unit, nudge, NudgeState.over)


def plan_next(unit: Unit, cadence: Cadence) -> None:
    """Plan the next nudge where it belongs by what is known now; it is planned once, and nothing else stays planned."""
    _plan(unit, cadence, _due_now(unit, cadence))


def plan_anew(unit: Unit, cadences: Iterable[Cadence]) -> None:
    """Plan those anew whose next time is another by what is known now."""
    for cadence in cadences:
        due = _due_now(unit, cadence)
        if [one.due for one in unit.planned(NUDGE, cadence.id)] != [due]:
            _plan(unit, cadence, due)


def cadence_of(unit: Unit, departure: str) -> Cadence | None:
    """How a customer is kept in touch with after a departure, once that has begun."""
    return unit.find(Cadence, departure=departure)


def recipient_of(unit: Unit, cadence: Cadence, departure: Departure) -> Recipient | None:
    """Who would be asked now; None where nobody is left."""
    near = {one for one in (cadence.keeper, departure.owner, departure.logged_by) if one is not None and is_here(unit, one)}
    of_all = admins(unit)
    return choose_recipient(cadence.keeper, departure.owner, departure.logged_by, near | set(of_all), of_all)


def kind_for(unit: Unit, cadence: Cadence) -> NudgeKind | None:
    """What may be asked for now, by what the customer said and the workspace wants."""
    answered = Nudge.kind == NudgeKind.check_in, Nudge.state.not_in(PASSED_ON)
    checked_in = select(Nudge.id).where(Nudge.cadence == cadence.id, *answered)
    return kind_due(
        consent_of(unit, cadence.customer),
        settings_of(unit).unanswered,
        checked_in=unit.first(checked_in) is not None,
    )


def waiting_nudges(unit: Unit, cadence: Cadence) -> Sequence[Nudge]:
    """The nudges that wait for an answer, the newest first."""
    waiting = Nudge.cadence == cadence.id, Nudge.state == NudgeState.waiting
    return unit.all(select(Nudge).where(*waiting).order_by(Nudge.number.desc()))


def open_nudge(unit: Unit, cadence: Cadence) -> Nudge | None:
    """The newest nudge that waits for an answer."""
    return next(iter(waiting_nudges(unit, cadence)), None)


def close(unit: Unit, nudge: Nudge, state: NudgeState) -> None:
    """It is not asked any more: it loses its buttons and says why."""
    nudge.state = state
    unit.refresh(NUDGE, nudge.id)


def close_open(unit: Unit, cadence: Cadence, state: NudgeState) -> None:
    """Nothing is asked any more."""
    for nudge in waiting_nudges(unit, cadence):
        close(unit, nudge, state)


def put_off_for_occasion(unit: Unit, cadence: Cadence) -> Sequence[Nudge]:
    """What was put off, or handed over, that had an occasion, and was not asked again: it does not wait for the next quarter."""
    asked = unit.all(select(Nudge).where(Nudge.cadence == cadence.id).order_by(Nudge.number))
    newest = {(one.kind, one.link, one.day): one for one in asked if _has_occasion(one)}
    return [one for one in newest.values() if one.state in PASSED_ON]


def hold_handed_over(unit: Unit, cadence: Cadence, until: datetime | None) -> None:
    """What was handed over for an occasion is not asked before a moment; None: it is asked now."""
    for nudge in put_off_for_occasion(unit, cadence):
        if nudge.state is NudgeState.handed_over:
            nudge.until = until


def close_put_off(unit: Unit, cadence: Cadence, state: NudgeState, at: datetime | None = None) -> None:
    """What was passed on for an occasion does not come back; where something happened at a moment, what was asked by then."""
    for nudge in put_off_for_occasion(unit, cadence):
        if at is None or at >= nudge.at:
            close(unit, nudge, state)


def _ask(unit: Unit, cadence: Cadence, occasion: Occasion, to: Recipient) -> None:
    last = _last(unit, cadence)
    proposed = unit.first(
        select(func.count()).select_from(Nudge).where(Nudge.cadence == cadence.id, Nudge.state.not_in(PASSED_ON))
    )
    nudge = unit.add(
        Nudge(
            cadence=cadence.id,
            number=last.number + 1 if last else 1,
            kind=occasion.kind,
            brought_by=occasion.brought_by,
            link=occasion.link,
            words=occasion.words,
            day=occasion.day,
            suggestion=_suggestion(occasion, last, (proposed or 0) + 1),
            person=to.person,
            why=to.why,
            at=unit.now,
            state=NudgeState.waiting,
        )
    )
    unit.session.flush()
    hours = hours_of(unit, to.person)
    cadence.not_before = next_nudge(unit.now, hours, days=how_often(unit, cadence))
    if nudge.day is not None:
        unit.plan(PAST, nudge.id, past_at(nudge.day, unit.now, hours), key=f"{PAST}:{nudge.id}")
    unit.prompt(to.person, NUDGE, nudge.id)


def _suggestion(occasion: Occasion, last: Nudge | None, number: int) -> Suggestion:
    """A greeting on a date of theirs; what was passed on stays what it was; else something else than the last time."""
    if is_greeting(occasion.kind, occasion.day):
        return Suggestion.greeting
    if last is not None and last.state in PASSED_ON:
        return last.suggestion
    return suggestion_for(number, last.suggestion if last else None)


def _occasion(unit: Unit, cadence: Cadence, turn: Turn) -> Occasion | None:
    """What to ask for now: what was put off, or handed to somebody else, comes back as it was."""
    again = _first_back(unit, cadence)
    if again is not None:
        welcome = consent_of(unit, cadence.customer) is not Consent.no
        return Occasion(again.kind, again.brought_by, again.link, again.words, again.day) if welcome else None
    kind = kind_for(unit, cadence)
    greets = turn.greets
    if kind is None:
        return None
    return Occasion(kind, words=greets.name, day=greets.day) if greets else Occasion(kind)


def _first_back(unit: Unit, cadence: Cadence) -> Nudge | None:
    """Of what was passed on for an occasion, the first to come back."""
    put_off = put_off_for_occasion(unit, cadence)
    return min(put_off, key=lambda one: _comes_back(unit, cadence, one), default=None)


def _has_occasion(nudge: Nudge) -> bool:
    return nudge.kind in OUT_OF_TURN or is_greeting(nudge.kind, nudge.day)


def _comes_back(unit: Unit, cadence: Cadence, nudge: Nudge) -> datetime:
    """When what was passed on is asked again; where something was asked since, the next time of the customer is another's."""
    own = nudge.until or unit.now
    last = _last(unit, cadence)
    return max(cadence.not_before or own if last is nudge else own, unit.now)


def _last(unit: Unit, cadence: Cadence) -> Nudge | None:
    return unit.first(select(Nudge).where(Nudge.cadence == cadence.id).order_by(Nudge.number.desc()))


def _turn(unit: Unit, cadence: Cadence, to: Recipient | None) -> Turn:
    hours = hours_of(unit, to.person if to else responsible(need_departure(unit, cadence.departure)))
    again = _first_back(unit, cadence)
    if again is not None:
        return Turn(next_working_moment(_comes_back(unit, cadence, again), hours))
    turn = next_turn(unit, cadence, to, greets=kind_for(unit, cadence) is NudgeKind.nudge)
    return turn if turn.due > unit.now else Turn(next_working_moment(unit.now, hours), turn.greets)


def _due_now(unit: Unit, cadence: Cadence) -> datetime:
    return _turn(unit, cadence, recipient_of(unit, cadence, need_departure(unit, cadence.departure))).due


def _plan(unit: Unit, cadence: Cadence, due: datetime) -> None:
    unit.cancel(cadence.id, NUDGE)
    cadence.turns += 1
    unit.session.flush()
    unit.plan(NUDGE, cadence.id, due, key=f"{NUDGE}:{cadence.id}:{cadence.turns}")
    refresh_card(unit, cadence.departure)
