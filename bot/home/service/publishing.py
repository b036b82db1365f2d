"""Homes are shown anew when what they say has changed: soon, and no more often than Slack takes it.

Whoever did something sees their own Home anew at once. For everybody else who has theirs open there is one look a second,
however much happened in it, and only those Homes are published that say something else now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.colleagues.events import HoursChosen
from bot.customers.events import CustomerErased
from bot.home.models import HomePace, OpenHome
from bot.home.service.showing import home_of
from bot.home.values import HomeView
from bot.interviews.events import WillingnessChosen
from bot.store.base import new_id
from bot.words import locale
from bot.work.leases import is_free
from bot.work.models import Obligation, Progress
from bot.work.unit import Unit
from bot.workspace.events import ChannelChosen

PUBLISH = "home.publish"
LOOK = "home.look"
TURN = "home.turn"
"""That something in somebody's Home becomes late, or near, merely because time passes."""
EVERYBODY = "everybody"
OPEN_FOR = timedelta(hours=8)
"""Slack tells when a Home is opened and not when it is left, and then each opening draws it anew."""
STANDS_OPEN_FOR = timedelta(days=7)
"""So long a Home may stand open that nobody touches, over nights and a weekend: what becomes late is shown in it till then."""
EACH = timedelta(seconds=1)
AT_ONCE = timedelta(seconds=25)
"""`views.publish` may be called about a hundred times a minute: 25 at once, and then one a second, are never more than 85."""


def open_home(unit: Unit, person: str) -> HomeView:
    """Somebody looks at their Home: from now on it is kept up for a while."""
    row = unit.get(OpenHome, person)
    if row is None:
        row = unit.ensure(OpenHome, person, first_at=unit.now, opened_at=unit.now, shown="")
    row.opened_at = unit.now
    return see_home(unit, person)


def see_home(unit: Unit, person: str) -> HomeView:
    """What a colleague's Home says now, which is about to be shown to them."""
    view, row = home_of(unit, person), unit.get(OpenHome, person)
    if row is not None:
        row.shown = _hash(view)
        turns = view.inbox.turns
        if turns is not None and turns < row.opened_at + STANDS_OPEN_FOR:
            unit.plan(TURN, person, turns, key=f"{TURN}:{person}:{turns.isoformat()}")
    return view


def says_something_else(unit: Unit, person: str) -> bool:
    """Whether a Home would say something else than when it was last shown."""
    row = unit.get(OpenHome, person)
    return row is not None and row.shown != _hash(home_of(unit, person))


def open_ones(unit: Unit) -> Sequence[str]:
    """Who may be looking at their Home."""
    return unit.all(select(OpenHome.id).where(OpenHome.opened_at > unit.now - OPEN_FOR).order_by(OpenHome.id))


def keep_up(unit: Unit) -> None:
    """Something has changed. Whoever changed it sees so at once, everybody else within a second."""
    looking = open_ones(unit)
    if unit.by is not None and unit.by in looking:
        show_anew(unit, unit.by)
    if any(one != unit.by for one in looking):
        second = unit.now.replace(microsecond=0) + EACH
        unit.plan(LOOK, EVERYBODY, second, key=f"{LOOK}:{second.isoformat()}")


def show_anew(unit: Unit, person: str) -> None:
    """Publish somebody's Home as soon as Slack's rate allows; once, where that is planned already."""
    waiting = Obligation.kind == PUBLISH, Obligation.state == Progress.planned, is_free(Obligation)
    if unit.first(select(Obligation.id).where(Obligation.subject == person, *waiting)) is not None:
        return
    pace = unit.ensure(HomePace, "pace", used_until=unit.now)
    pace.used_until = max(pace.used_until, unit.now) + EACH
    due = max(unit.now, pace.used_until - AT_ONCE)
    unit.plan(PUBLISH, person, due, key=f"{PUBLISH}:{person}:{new_id()}")


def show_choice(unit: Unit, event: ChannelChosen) -> None:
    """Whoever chose the channel sees it in their Home at once."""
    show_anew(unit, event.by)


def show_own(unit: Unit, event: WillingnessChosen | HoursChosen) -> None:
    """Whoever said when they wish to be asked, and for what, sees it in their Home at once."""
    show_anew(unit, event.person)


def show_without(unit: Unit, event: CustomerErased) -> None:
    """Whoever may have read of an erased customer in their Home sees it drawn without them, however long ago that was."""
    for person in sorted(event.people):
        show_anew(unit, person)


def _hash(view: HomeView) -> str:
    return hashlib.sha256(f"{locale.get()} {view!r}".encode()).hexdigest()[:16]
