"""What was promised to a customer: reminded of before, asked about afterwards, and a warning sign where it was not kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import hours_of, may_as_colleague, name_of, standing
from bot.customers.models import Contact, Promise
from bot.customers.service import customer_of, log_touch
from bot.customers.values import Cue, PromiseState
from bot.departures.blocks import promises as blocks
from bot.departures.rules import ask_whether_kept_at, due_problem, is_on_time, remind_at
from bot.departures.service.find import may_see_customer
from bot.departures.service.naming import customer_problem, named_customer
from bot.departures.service.signs import hearers_of, notice_signs
from bot.departures.values import Field, MayNot, Problem, Rejected
from bot.departures.values.before import PromiseFacts, PromiseForm, PromiseView
from bot.slack.kit import Message
from bot.work.calendar import UTC
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Upcoming
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

PROMISE = "promise"
SOON = "promise_soon"
KEPT = "promise_kept"
"""Cards; the last two are obligations, too. Their subject is a promise and how often its day was set."""


def make_promise(unit: Unit, by: str, form: PromiseForm, gesture: str) -> PromiseView | Rejected | Problem | MayNot:
    """Keep what was promised, once for each `gesture`. A moment that has passed is a `Problem`, and the form may come again."""
    if not may_as_colleague(unit, Deed.log_departure, by):
        return MayNot()
    wrong = customer_problem(unit, by, form.customer_id, form.new_name)
    if wrong:
        return Rejected({Field.customer: wrong})
    if Role.member not in standing(unit, form.by):
        return Rejected({Field.by: Problem.not_a_colleague})
    due = _moment(unit, by, form.day, form.at)
    problem = due_problem(due, unit.now)
    if problem:
        return problem
    customer = named_customer(unit, form.customer_id, form.new_name)
    promise = Promise(
        customer=customer.id,
        what=form.what,
        way=form.way,
        due=due,
        by=form.by,
        keeper=form.by,
        noted_by=by,
        noted_at=unit.now,
        state=PromiseState.open,
        turns=1,
        link=form.link,
    )
    if unit.saw(gesture):
        unit.add(promise)
        unit.session.flush()
        record(unit, by, "promise.made", customer.id)
        _plan(unit, promise)
        if form.by != by:
            unit.ask(form.by, PROMISE, _subject(promise))
    return _view(unit, promise, 1, name=form.new_name)


def remind(unit: Unit, subject: str) -> None:
    """The moment comes near: whoever promised it is reminded; not any more when it has passed."""
    promise, turn = _read(unit, subject)
    if promise is not None and promise.state is PromiseState.open and promise.turns == turn and unit.now < promise.due:
        unit.on_time(promise.keeper, SOON, subject)


def ask_whether_kept(unit: Unit, subject: str) -> None:
    """The moment has passed: whoever promised it is asked whether it was kept; long after, when it suits them."""
    promise, turn = _read(unit, subject)
    if promise is not None and promise.state is PromiseState.open and promise.turns == turn:
        promise.asked_at = unit.now
        unit.session.flush()
        _refresh(unit, promise)
        asks = unit.on_time if is_on_time(promise.due, unit.now, hours_of(unit, promise.keeper)) else unit.prompt
        asks(promise.keeper, KEPT, subject)


def promise_of(unit: Unit, by: str, promise_id: str) -> PromiseView | None:
    """A promise that waits for an answer of this person; None where it does not."""
    promise = _mine(unit, by, promise_id)
    return _view(unit, promise, promise.turns) if promise else None


def keep(unit: Unit, by: str, promise_id: str) -> bool:
    """It was kept: that is a contact with the customer. False where there is nothing (more) to answer."""
    promise = _answered(unit, by, promise_id, PromiseState.kept)
    if promise is not None:
        log_touch(unit, promise.customer, promise.way, by=promise.keeper, words=promise.what)
    return promise is not None


def break_promise(unit: Unit, by: str, promise_id: str) -> bool:
    """It was not kept: that is a warning sign."""
    promise = _answered(unit, by, promise_id, PromiseState.broken)
    if promise is not None:
        notice_signs(unit, promise.customer, [Cue.promise], by=by, words=promise.what, link=promise.link)
    return promise is not None


def drop(unit: Unit, by: str, promise_id: str) -> bool:
    """It is not needed any more."""
    return _answered(unit, by, promise_id, PromiseState.dropped) is not None


def move_promise(unit: Unit, by: str, promise_id: str, day: date, at: time, gesture: str) -> bool | Problem:
    """It has a new day, by the clock of `by`: all begins anew, once for each `gesture`."""
    promise = _mine(unit, by, promise_id)
    if promise is None:
        return False
    due = _moment(unit, by, day, at)
    problem = due_problem(due, unit.now)
    if problem:
        return problem
    if not unit.saw(gesture):
        return True
    _cancel(unit, promise)
    promise.due, promise.turns, promise.asked_at = due, promise.turns + 1, None
    unit.session.flush()
    record(unit, by, "promise.moved", promise.customer)
    _refresh(unit, promise)
    _plan(unit, promise)
    return True


def pass_on_promises(unit: Unit, event: ColleagueGone) -> None:
    """What somebody promised who has left us is kept by whoever looks after the customer."""
    theirs = select(Promise).where(Promise.keeper == event.person, Promise.state == PromiseState.open)
    for promise in unit.all(theirs):
        heir = next((person for person, _why in hearers_of(unit, promise.customer) if person != event.person), None)
        if heir is None:
            continue
        _cancel(unit, promise)
        promise.keeper, promise.turns = heir, promise.turns + 1
        unit.session.flush()
        _plan(unit, promise)
        unit.ask(heir, PROMISE, _subject(promise))


def promises_to(unit: Unit, customer: str) -> tuple[PromiseFacts, ...]:
    """What was promised to a customer, the earliest first."""
    theirs = select(Promise).where(Promise.customer == customer).order_by(Promise.due, Promise.id)
    return tuple(
        PromiseFacts(one.what, one.way, one.due, name_of(unit, one.by), one.state) for one in unit.all(theirs)
    )


def promise_duties(unit: Unit, person: str) -> Sequence[str]:
    """What somebody has promised, and not yet said that it was kept."""
    mine = select(Promise).where(Promise.keeper == person, Promise.state == PromiseState.open).order_by(Promise.due)
    return [blocks.promise_duty(_view(unit, one, one.turns)) for one in unit.all(mine)]


def promises_ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """What somebody has promised by then."""
    mine = Promise.keeper == person, Promise.state == PromiseState.open, Promise.due <= until
    found = unit.all(select(Promise).where(*mine).order_by(Promise.due))
    return [Upcoming(one.due, blocks.promise_duty(_view(unit, one, one.turns))) for one in found]


def _draws(card: Callable[[PromiseView], Message]) -> Renderer:
    def draw(unit: Unit, subject: str) -> Message | None:
        promise, turn = _read(unit, subject)
        return card(_view(unit, promise, turn)) if promise else None

    return draw


CARDS: Mapping[str, Renderer] = {
    PROMISE: _draws(blocks.promise_card),
    SOON: _draws(blocks.promise_soon_card),
    KEPT: _draws(blocks.promise_kept_card),
}


def _plan(unit: Unit, promise: Promise) -> None:
    hours, subject = hours_of(unit, promise.keeper), _subject(promise)
    before = remind_at(promise.due, unit.now, hours)
    if before is not None:
        unit.plan(SOON, subject, before, key=f"{SOON}:{subject}")
    unit.plan(KEPT, subject, ask_whether_kept_at(promise.due, hours), key=f"{KEPT}:{subject}")


def _cancel(unit: Unit, promise: Promise) -> None:
    unit.cancel(_subject(promise), SOON, KEPT)


def _refresh(unit: Unit, promise: Promise) -> None:
    for turn in range(1, promise.turns + 1):
        for card in CARDS:
            unit.refresh(card, f"{promise.id}:{turn}")


def _mine(unit: Unit, by: str, promise_id: str) -> Promise | None:
    promise = unit.get(Promise, promise_id)
    if promise is None or promise.state is not PromiseState.open:
        return None
    roles = standing(unit, by)
    if Role.member in roles:
        found = {Role.owner: by in (promise.keeper, promise.by), Role.logger: by == promise.noted_by}
        roles |= {role for role, applies in found.items() if applies}
    return promise if may(Deed.answer_promise, roles) else None


def _answered(unit: Unit, by: str, promise_id: str, state: PromiseState) -> Promise | None:
    promise = _mine(unit, by, promise_id)
    if promise is None:
        return None
    promise.state, promise.answered_by, promise.answered_at = state, by, unit.now
    unit.session.flush()
    _cancel(unit, promise)
    record(unit, by, f"promise.{state.value}", promise.customer)
    _refresh(unit, promise)
    return promise


def _view(unit: Unit, promise: Promise, turn: int, name: str | None = None) -> PromiseView:
    newest = select(Contact).where(Contact.customer == promise.customer).order_by(Contact.added.desc())
    contact = unit.first(newest) if may_see_customer(unit, promise.keeper, promise.customer) else None
    was_moved = promise.turns > turn and promise.state is PromiseState.open
    return PromiseView(
        id=promise.id,
        customer=name or customer_of(unit, promise.customer).name,
        what=promise.what,
        way=promise.way,
        due=promise.due,
        state=promise.state,
        by=name_of(unit, promise.by),
        keeper=name_of(unit, promise.keeper),
        keeper_promised=promise.keeper == promise.by,
        noted_by=name_of(unit, promise.noted_by) if promise.noted_by != promise.keeper else None,
        answered_by=name_of(unit, promise.answered_by) if promise.answered_by else None,
        contact=contact.words if contact else None,
        new_due=promise.due if was_moved else None,
        is_asked=promise.due <= unit.now,
    )


def _read(unit: Unit, subject: str) -> tuple[Promise | None, int]:
    promise_id, _, turn = subject.partition(":")
    return unit.get(Promise, promise_id), int(turn or 0)


def _subject(promise: Promise) -> str:
    return f"{promise.id}:{promise.turns}"


def _moment(unit: Unit, by: str, day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=hours_of(unit, by).zone).astimezone(UTC)
