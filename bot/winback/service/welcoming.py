"""What follows when a departure moves: asks end, people are thanked, and whoever looks after the customer welcomes them."""

from __future__ import annotations

from datetime import UTC, datetime, time

from sqlalchemy import select

from bot.colleagues.service import is_here, today_of
from bot.customers.events import ConsentHeard
from bot.customers.models import Customer, Touch
from bot.customers.values import Consent
from bot.departures.events import DepartureLogged, StageChanged, StepUndone
from bot.departures.models import Departure
from bot.departures.service import fits_us, need_departure, tell_thread
from bot.departures.values import Stage
from bot.interviews.models import Interview
from bot.interviews.values import InterviewState
from bot.winback import blocks
from bot.winback.models import Ask, Peace
from bot.winback.service.asks import end_asks, stop_asking
from bot.winback.service.care import carer_of
from bot.winback.service.digests import make_peace
from bot.winback.service.returns import WELCOME, begin_return, begin_stay, end_care, take_back_care
from bot.winback.values import MADE
from bot.work.unit import Unit

LEAVING = (Stage.leaving, Stage.left)


def follow_move(unit: Unit, event: StageChanged) -> None:
    """They are back, and are welcomed; or stay after all, and get extra care; or the matter is closed, or they leave again."""
    departure = need_departure(unit, event.departure)
    if event.after is Stage.returned:
        _welcome(unit, departure, event.by)
    elif event.after is Stage.saved and event.before is Stage.leaving:
        begin_stay(unit, departure.id, event.by, today_of(unit, event.by))
    elif event.after is Stage.closed:
        end_asks(unit, departure.id)
    elif event.after in LEAVING:
        end_care(unit, departure.customer, departure.id)
        _let_go(unit, departure, event)


def follow_undo(unit: Unit, event: StepUndone) -> None:
    """A step was a mistake: they are not back, or do not stay, or have not left, and nothing follows from it any more."""
    take_back_care(unit, event.departure)
    if event.before is Stage.left:
        end_asks(unit, event.departure)
        resting = select(Peace).where(Peace.departure == event.departure, Peace.undone_at.is_(None))
        for peace in unit.all(resting):
            peace.undone_by, peace.undone_at = event.by, unit.now


def follow_log(unit: Unit, event: DepartureLogged) -> None:
    """Somebody who had returned is leaving again: extra care ends, and the new departure goes its own way."""
    departure = need_departure(unit, event.departure)
    if departure.stage in LEAVING:
        end_care(unit, departure.customer, departure.id)


def hear_no(unit: Unit, event: ConsentHeard) -> None:
    """They said that we may not stay in touch: whoever wanted to ask them need not, and the lists offer them no more."""
    if event.answer is Consent.no:
        gone = Departure.customer == event.customer, Departure.stage == Stage.left
        for departure in unit.all(select(Departure.id).where(*gone)):
            stop_asking(unit, departure)


def _welcome(unit: Unit, departure: Departure, by: str) -> None:
    came_back = begin_return(unit, departure.id, by, today_of(unit, by))
    end_asks(unit, departure.id)
    customer = unit.need(Customer, departure.customer).name
    helpers = _helpers(unit, departure)
    key = f"returned:{came_back.id}:{came_back.said_at.isoformat()}"
    tell_thread(unit, departure.id, blocks.thanks_line(customer, helpers), key=key)
    unit.ask(carer_of(unit, came_back), WELCOME, came_back.id)


def _let_go(unit: Unit, departure: Departure, event: StageChanged) -> None:
    """Somebody found in the talk before they went that they are not a fit for us: nobody asks them again."""
    if event.after is Stage.left and not fits_us(unit, departure.id):
        make_peace(unit, event.by, departure, None)


def _helpers(unit: Unit, departure: Departure) -> list[str]:
    """Everybody who is still here and had a part in it: owner, logger, interviewer, whoever stayed in touch, and whoever asked."""
    talked = Interview.departure == departure.id, Interview.state == InterviewState.held
    interviewers = unit.all(select(Interview.interviewer).where(*talked))
    asked = select(Ask.by).where(Ask.departure == departure.id, Ask.state.in_(MADE)).order_by(Ask.id)
    left = datetime.combine(departure.happened, time(), UTC)
    touched = select(Touch.by).where(Touch.customer == departure.customer, Touch.at >= left).order_by(Touch.at, Touch.id)
    everybody = (departure.owner, departure.logged_by, *interviewers, *unit.all(touched), *unit.all(asked))
    return [person for person in dict.fromkeys(everybody) if person is not None and is_here(unit, person)]
