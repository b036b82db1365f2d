"""What people answer to a nudge. Each raises `Declined` when the answer cannot be taken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from bot.colleagues.service import hours_of, is_here, today_of
from bot.customers.models import Customer
from bot.customers.service import consent_of, log_touch, note_consent
from bot.customers.values import Consent
from bot.departures.blocks.printed import file_name, printed, printed_message, printed_message_alone
from bot.departures.service import need_departure, refresh_card, roles_in
from bot.departures.values import Size, Stage
from bot.nudges.blocks import letter_of
from bot.nudges.models import Cadence, Nudge
from bot.nudges.rules import RHYTHMS, contact_at, next_nudge, snoozed_until
from bot.nudges.service.planning import NUDGE, cadence_of, close_open, close_put_off, open_nudge, plan_next
from bot.nudges.service.shown import nudge_view
from bot.nudges.service.timing import bounds_of, how_often
from bot.nudges.values import Asking, CadenceState, Declined, DoneForm, NudgeState, Obstacle, Snooze
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def asking(unit: Unit, by: str, nudge_id: str) -> Asking:
    """What a form about this nudge opens with, for somebody who may answer it."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    return Asking(
        customer=unit.need(Customer, cadence.customer).name,
        kind=nudge.kind,
        suggestion=nudge.suggestion,
        consent=consent_of(unit, cadence.customer),
        days=how_often(unit, cadence),
        bounds=bounds_of(unit, cadence.customer),
        today=today_of(unit, by),
    )


def tell_done(unit: Unit, by: str, nudge_id: str, form: DoneForm) -> None:
    """There was contact: keep it in the folder, and count from its day."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    at = contact_at(form.day, unit.now, hours_of(unit, by))
    if at is None:
        raise Declined(Obstacle.bad_day)
    _answer(unit, nudge, by, NudgeState.done)
    cadence.not_before = None
    nudge.sounded = form.sounded
    nudge.touch = log_touch(unit, cadence.customer, form.kind, by=by, words=form.words, at=at).id
    if form.consent is not None:
        note_consent(unit, cadence.customer, form.consent, heard_by=by)
    record(unit, by, "nudge.done", cadence.departure)
    plan_next(unit, cadence)


def snooze(unit: Unit, by: str, nudge_id: str, choice: Snooze, day: date | None = None) -> None:
    """Put a nudge off; it comes back that morning, unless there was contact by then. `day` is in the zone of `by`."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    until = snoozed_until(choice, unit.now, hours_of(unit, by), day)
    if until is None:
        raise Declined(Obstacle.bad_day)
    _answer(unit, nudge, by, NudgeState.snoozed)
    nudge.until = cadence.not_before = until
    record(unit, by, "nudge.snoozed", cadence.departure)
    plan_next(unit, cadence)


def skip(unit: Unit, by: str, nudge_id: str) -> None:
    """Not this time: somebody is asked again when it is time for the next one."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    _answer(unit, nudge, by, NudgeState.skipped)
    record(unit, by, "nudge.skipped", cadence.departure)
    plan_next(unit, cadence)


def print_words(unit: Unit, by: str, nudge_id: str, gesture: str) -> None:
    """Bring somebody the words to start from as a page to print. `gesture` names the occasion."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    view = nudge_view(unit, nudge.id)
    letter, today = letter_of(view), today_of(unit, by)
    file = Enclosure(
        file_name(letter, view.customer),
        printed(letter, view.customer, None, today),
        printed_message_alone(view.customer, letter),
    )
    unit.say(printed_message(view.customer), to=by, key=f"print:{nudge.id}:{gesture}", file=file)
    record(unit, by, "nudge.printed", cadence.departure)


def set_rhythm(unit: Unit, by: str, nudge_id: str, days: int) -> None:
    """Say how often this customer is kept in touch with; the next time moves with it."""
    nudge = unit.need(Nudge, nudge_id)
    cadence = _allowed(unit, by, nudge)
    if cadence.state is CadenceState.over or days not in RHYTHMS:
        raise Declined(Obstacle.over)
    if bounds_of(unit, cadence.customer).fitted(days) != days:
        raise Declined(Obstacle.beyond_bounds)
    asked = open_nudge(unit, cadence)
    cadence.days = days
    cadence.not_before = next_nudge(asked.at, hours_of(unit, asked.person), days=days) if asked else None
    record(unit, by, "nudge.rhythm", cadence.departure)
    unit.session.flush()
    unit.refresh(NUDGE, nudge.id)
    if cadence.state is CadenceState.going:
        plan_next(unit, cadence)


def hand_over(unit: Unit, by: str, nudge_id: str, to: str | None) -> None:
    """Let a colleague stay in touch from now on: they are asked in their next working hour."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    if to is None or to == nudge.person or not is_here(unit, to):
        raise Declined(Obstacle.not_a_colleague)
    _answer(unit, nudge, by, NudgeState.handed_over)
    nudge.handed_to = cadence.keeper = to
    cadence.not_before = unit.now
    record(unit, by, "nudge.handed_over", cadence.departure)
    plan_next(unit, cadence)


def stop(unit: Unit, by: str, nudge_id: str, why: str | None) -> None:
    """Nobody is asked to stay in touch with this customer any more, until somebody starts it again."""
    nudge, cadence = _waiting(unit, by, nudge_id)
    _answer(unit, nudge, by, NudgeState.stopped)
    _stop(unit, cadence, by, why)


def start_again(unit: Unit, by: str, nudge_id: str) -> None:
    """Undo a stop: the nudge that was stopped asks again."""
    nudge = unit.need(Nudge, nudge_id)
    cadence = _allowed(unit, by, nudge)
    if (
        need_departure(unit, cadence.departure).stage is not Stage.left
        or consent_of(unit, cadence.customer) is Consent.no
    ):
        raise Declined(Obstacle.over)
    if cadence.state is not CadenceState.stopped or nudge.state is not NudgeState.stopped:
        raise Declined(Obstacle.answered)
    nudge.state, nudge.answered_by, nudge.answered_at = NudgeState.waiting, None, None
    unit.refresh(NUDGE, nudge.id)
    _start(unit, cadence, by)
    cadence.not_before = next_nudge(unit.now, hours_of(unit, nudge.person), days=how_often(unit, cadence))
    plan_next(unit, cadence)


def leave_be(unit: Unit, departure_id: str) -> None:
    """For the stage that leaves a customer in peace: nobody is asked to stay in touch either. The caller has asked who may."""
    cadence = cadence_of(unit, departure_id)
    if cadence is None or need_departure(unit, departure_id).stage is not Stage.left:
        return
    if cadence.state is not CadenceState.in_peace:
        cadence.state, cadence.not_before = CadenceState.in_peace, None
        unit.cancel(cadence.id, NUDGE)
        close_open(unit, cadence, NudgeState.over)
        close_put_off(unit, cadence, NudgeState.over)
        _redraw(unit, cadence)


def revive(unit: Unit, departure_id: str) -> None:
    """For the stage that takes "in peace" back: staying in touch goes on from the last contact, unless it was stopped before."""
    cadence = cadence_of(unit, departure_id)
    if cadence is None or cadence.state is not CadenceState.in_peace:
        return
    cadence.state = CadenceState.stopped if cadence.stopped_at else CadenceState.going
    if need_departure(unit, departure_id).size is Size.record:
        cadence.state = CadenceState.over
    _redraw(unit, cadence)
    if cadence.state is CadenceState.going:
        plan_next(unit, cadence)


def _stop(unit: Unit, cadence: Cadence, by: str, why: str | None) -> None:
    cadence.state, cadence.not_before = CadenceState.stopped, None
    cadence.stopped_by, cadence.stopped_at, cadence.stopped_why = by, unit.now, why
    unit.cancel(cadence.id, NUDGE)
    close_open(unit, cadence, NudgeState.over)
    close_put_off(unit, cadence, NudgeState.over)
    record(unit, by, "nudge.stopped", cadence.departure)
    _redraw(unit, cadence)


def _start(unit: Unit, cadence: Cadence, by: str) -> None:
    cadence.state = CadenceState.going
    cadence.stopped_by = cadence.stopped_at = cadence.stopped_why = None
    record(unit, by, "nudge.started_again", cadence.departure)
    _redraw(unit, cadence)


def _redraw(unit: Unit, cadence: Cadence) -> None:
    refresh_card(unit, cadence.departure)
    stopped = select(Nudge.id).where(Nudge.cadence == cadence.id, Nudge.state == NudgeState.stopped)
    for nudge in unit.all(stopped):
        unit.refresh(NUDGE, nudge)


def _answer(unit: Unit, nudge: Nudge, by: str, state: NudgeState) -> None:
    nudge.state, nudge.answered_by, nudge.answered_at = state, by, unit.now
    unit.session.flush()
    unit.refresh(NUDGE, nudge.id)


def _waiting(unit: Unit, by: str, nudge_id: str) -> tuple[Nudge, Cadence]:
    nudge = unit.need(Nudge, nudge_id)
    cadence = _allowed(unit, by, nudge)
    if nudge.state is NudgeState.over or cadence.state is CadenceState.over:
        raise Declined(Obstacle.over)
    if nudge.state is not NudgeState.waiting:
        raise Declined(Obstacle.answered)
    return nudge, cadence


def _allowed(unit: Unit, by: str, nudge: Nudge) -> Cadence:
    cadence = unit.need(Cadence, nudge.cadence)
    if not may(Deed.keep_in_touch, roles_in(unit, by, cadence.departure)):
        raise Declined(Obstacle.may_not)
    return cadence
