"""What a departure calls for, by how much is done about it: an interview, four questions in writing, or neither."""

from __future__ import annotations

from bot.customers.service import was_forgotten
from bot.departures.events import DepartureLogged, DepartureShared, SizeChanged, StageChanged
from bot.departures.service import facts_of
from bot.departures.values import Size, Stage
from bot.interviews.models import Interview
from bot.interviews.service.ending import call_off
from bot.interviews.service.introducing import ask_to_announce
from bot.interviews.service.records import interview_of, interviews_of
from bot.interviews.service.seeking import look_again
from bot.interviews.service.writing import write
from bot.interviews.values import OVER, TAKEN, End, InterviewState
from bot.work.unit import Unit


def begin_when_logged(unit: Unit, event: DepartureLogged) -> None:
    """Somebody logged a departure: if the customer has left, we want to learn why."""
    _begin(unit, event.departure)


def begin_when_left(unit: Unit, event: StageChanged) -> None:
    """A departure moved: once the customer has left, we want to learn why; not during the talk before they go."""
    if event.after is Stage.left:
        _begin(unit, event.departure)


def begin_when_shared(unit: Unit, event: DepartureShared) -> None:
    """A departure is no longer kept between a few: a stranger may hear of it now."""
    _begin(unit, event.departure)


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """More is done from now on, or less: what no longer belongs to it ends kindly, and what belongs to it begins.

    Where nobody chose that, but it follows from what the customer is worth, a call that somebody took on is still made.
    """
    known = list(interviews_of(unit, event.departure))
    for interview in known[1:]:
        if event.after is not Size.full and not _goes_on(interview, event):
            _call_off(unit, interview)
    if known and _goes_on(known[0], event):
        return
    for interview in known[:1]:
        _call_off(unit, interview)
    _begin(unit, event.departure, anew=event.chosen)


def _goes_on(interview: Interview, event: SizeChanged) -> bool:
    return interview.state is InterviewState.held or (interview.state in TAKEN and not event.chosen)


def _call_off(unit: Unit, interview: Interview) -> None:
    if interview.state not in OVER:
        call_off(unit, interview)


def _begin(unit: Unit, departure_id: str, *, anew: bool = False) -> None:
    """`anew`: somebody wants it, so it does not matter that nobody did before, or that they were not reached."""
    departure, known = facts_of(unit, departure_id), interview_of(unit, departure_id)
    if departure.stage is not Stage.left or departure.size is Size.record:
        return
    if known is None and not anew and was_forgotten(unit, departure.customer_id):
        return  # they asked not to be contacted, so nobody is asked to call or to write
    if known is not None and known.end is not End.no_longer_needed and not (anew and known.end):
        return
    if departure.size is Size.light:
        write(unit, _interview(unit, departure_id, known), at_once=anew)
    elif not departure.quiet:
        interview = _interview(unit, departure_id, known)
        look_again(unit, interview)
        ask_to_announce(unit, interview)


def _interview(unit: Unit, departure_id: str, known: Interview | None) -> Interview:
    if known is not None:
        return known
    fresh = unit.add(Interview(departure=departure_id, state=InterviewState.seeking, turns=0))
    unit.session.flush()
    return fresh
