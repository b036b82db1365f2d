"""What customers told us is changed: those who did hear it, in a letter that asks for nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.farewell.models import Apology
from bot.farewell.rules.letters import MOST_ASKED
from bot.farewell.service.apology import ASKED, CHANGED, may_apologise, show_apologies
from bot.farewell.values import Outcome
from bot.farewell.values.letters import ApologyState
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.service import record


def tell_changed(unit: Unit, by: str, departure_id: str, what: str, gesture: str, *, same: bool) -> Outcome:
    """Bring somebody the letter that says what is changed, once for each `gesture`.

    Where we apologised for the `same` thing, it is that apology's own letter; else one for those who only told us.
    """
    came = may_apologise(unit, by, departure_id)
    if came is not Outcome.done or not unit.saw(gesture):
        return came
    apology = (_sent(unit, departure_id) if same else None) or _without_apology(unit, by, departure_id, what)
    if apology.state is ApologyState.sent:
        apology.state = ApologyState.fixed
        rest(unit, departure_id)
    apology.keeper, apology.fixed_at, apology.fixed_by = by, unit.now, by
    unit.session.flush()
    record(unit, by, f"apology.{apology.state.value}", departure_id)
    show_apologies(unit, departure_id)
    unit.ask(by, CHANGED, apology.id)
    return Outcome.done


def told_since(unit: Unit, departures: Collection[str], since: datetime) -> Mapping[str, bool]:
    """Who was to hear after that moment (aware) that something is changed, by departure; and whether the letter went out."""
    return {one: told for one, at, told in letters_of_change(unit, departures) if at >= since}


def letters_of_change(unit: Unit, departures: Collection[str]) -> Sequence[tuple[str, datetime, bool]]:
    """Who was to hear that something is changed: the departure, when, and whether the letter went out; the oldest first.

    A letter that nobody sends after all is none.
    """
    is_wanted = Apology.state.not_in((ApologyState.never, ApologyState.dropped))
    written = among(Apology.departure, departures), Apology.fixed_at.is_not(None), is_wanted
    found = unit.all(select(Apology).where(*written).order_by(Apology.fixed_at))
    return [(one.departure, one.fixed_at, one.state is ApologyState.told) for one in found if one.fixed_at is not None]


def rest(unit: Unit, departure_id: str) -> None:
    """Somebody sees to it: nobody is asked any more whether it is changed."""
    for apology in unit.all(select(Apology).where(Apology.departure == departure_id)):
        for turn in range(1, MOST_ASKED + 1):
            unit.cancel(f"{apology.id}:{turn}", ASKED)


def _sent(unit: Unit, departure_id: str) -> Apology | None:
    theirs = Apology.departure == departure_id, Apology.state.in_((ApologyState.sent, ApologyState.fixed))
    return unit.first(select(Apology).where(*theirs).order_by(Apology.at.desc(), Apology.id.desc()))


def _without_apology(unit: Unit, by: str, departure_id: str, what: str) -> Apology:
    return unit.add(
        Apology(
            departure=departure_id,
            what=what,
            by=by,
            keeper=by,
            at=unit.now,
            state=ApologyState.improved,
            asked=0,
            not_yet=0,
        )
    )
