"""The unit: one use case, in one workspace, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session

from bot import metrics
from bot.logs import cause
from bot.slack.acting import acting
from bot.slack.kit import Message, by_name
from bot.slack.reading import NotThere
from bot.store.base import Tenant, new_id
from bot.store.changed import has_changed, is_unchanged, note_change
from bot.store.engine import Database
from bot.store.within import IS_WITHIN, OF, execute_within, stay_within
from bot.work.clock import Clock
from bot.work.models import Delivery, Gesture, Obligation, Progress, Sending
from bot.work.parts import Parts
from bot.work.statements import CANCEL, CANCEL_KINDS, PLANNED, REDRAW, insert_unless_there, with_facts
from bot.work.values import Enclosure, Outcome

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Tenant)


log = structlog.stdlib.get_logger("porchlight.work")

BROUGHT_LATER = "brought later"
"""Why a delivery ended that a person's brief brings."""


class Gone(NotThere):
    """What was asked for is not there (any more), or not in this workspace."""


class Unit:
    """What a use case works with. Lives for one transaction; all that it says, plans and tells commits with it.

    `now` is the clock, read once, aware, in UTC. `by` is the person whose gesture this carries out; None where time did it.
    """

    def __init__(
        self, session: Session, workspace: str, now: datetime, parts: Parts, by: str | None = None
    ) -> None:
        self.session, self.workspace, self.now, self.parts, self.by = session, workspace, now, parts, by
        self.made_work = False
        self._read: dict[tuple[type[Tenant], str], Tenant] = {}
        self._known: dict[str, Any] = {}
        self._stale: dict[tuple[str, str], None] = {}
        stay_within(session, workspace)

    def get(self, kind: type[M], row: str | None) -> M | None:
        """The row of this workspace with that id, if there is one; read once, however often it is asked for."""
        found = self.session.get(kind, (self.workspace, row), execution_options=IS_WITHIN) if row else None
        if found is not None:
            self._read[kind, found.id] = found  # the session itself forgets what nobody holds, and would read it anew
        return found

    def need(self, kind: type[M], row: str | None) -> M:
        """The row of this workspace with that id; raises `Gone` where there is none."""
        found = self.get(kind, row)
        if found is None:
            raise Gone(f"{kind.__name__} is gone")
        return found

    def known(self, what: str, read: Callable[[], R]) -> R:
        """Something about the whole workspace that is read once in a unit, by name."""
        if what not in self._known:
            self._known[what] = read()
        found: R = self._known[what]
        return found

    def as_it_is(self, what: str, read: Callable[[], R]) -> R:
        """The same of what this unit may change: read once as long as nothing is changed in it, and anew from then on."""
        return self.known(what, read) if is_unchanged(self.session) else read()

    def unlearn(self, what: str) -> None:
        """It was changed in this unit, and is read anew when it is asked for again."""
        self._known.pop(what, None)

    def add(self, row: M) -> M:
        """Take a new row into this workspace, with an id of its own."""
        row.workspace = self.workspace
        row.id = row.id or new_id()
        self.session.add(row)
        self._read[type(row), row.id] = row
        return row

    def ensure(self, kind: type[M], row: str, **start: Any) -> M:
        """The row with that id, made with `start` where there is none yet, however many units want it at once."""
        found = self.get(kind, row)
        if found is None:
            self._insert_once(kind, {"workspace": self.workspace, "id": row, **start})
        return found or self.need(kind, row)

    def find(self, kind: type[M], /, **facts: object) -> M | None:
        """A row of this workspace of which all of that is true (no fact may be None); the query is built once for its facts."""
        query = with_facts(kind, tuple(facts))
        return self.session.scalars(query, {**facts, OF: self.workspace}, execution_options=IS_WITHIN).first()

    def read_together(self, kind: type[Tenant], row: str, query: Select[*tuple[Any, ...]]) -> None:
        """Read a row with those that belong to it in one query (of `row`, in the workspace `of`), so that `get` finds each."""
        if (kind, row) not in self._read:
            found = self.session.execute(query, {"row": row, OF: self.workspace}, execution_options=IS_WITHIN).all()
            self._read |= {(type(one), one.id): one for each in found for one in each if one is not None}

    def all(self, query: Select[R]) -> Sequence[R]:
        return self.session.scalars(query).all()

    def first(self, query: Select[R]) -> R | None:
        return self.session.scalars(query.limit(1)).first()

    def say(
        self, message: Message, *, to: str, key: str, under: str | None = None, file: Enclosure | None = None
    ) -> None:
        """Send a message once to a person or channel; `key` names the occasion. `under`: the delivery in whose thread it goes.

        With a `file` only the message's text is said: Slack takes no blocks beside a file. What a person did not bring about
        themselves, and brings no file, joins their morning brief; and in a channel nobody but them is mentioned, for that
        interrupts: others stand there by their names.
        """
        if self.parts.called is not None and not is_person(to):
            message = by_name(message, partial(self.parts.called, self), but=self.by)
        content = _content(message)
        if file is not None:
            content["file"] = {"name": file.name, "text": file.text, "without": _content(file.without)}
            if file.drawn is not None:
                content["file"]["drawn"] = list(file.drawn)
        can_wait = is_person(to) and to != self.by and file is None and under is None
        if not can_wait or self.parts.note is None:
            self._deliver(key=key, target=to, under=under, content=content)
        elif self._deliver_later(key=key, target=to, content=content):
            self.parts.note(self, to, key)

    def show(self, card: str, subject: str, *, to: str, under: str | None = None) -> str:
        """Show a card, which is drawn from the state whenever it is sent; returns the id of its delivery.

        A place where it was shown before, and then ended or given to another card, shows it again.
        """
        key = card_key(card, subject, to)
        return self._deliver(key=key, target=to, under=under, card=card, subject=subject) or self._show_again(key, card)

    def ask(self, person: str, card: str, subject: str) -> datetime:
        """Ask a person for something that cannot wait; returns when it will reach them.

        Whoever's own gesture this is has their answer at once. Anybody else is interrupted once a day at the most, in their
        hours, and what is over that waits for their next brief.
        """
        if person == self.by:
            self.show(card, subject, to=person)
            return self.now
        return self.parts.ask(self, person, card, subject)

    def on_time(self, person: str, card: str, subject: str) -> None:
        """Tell a person of an appointment of their own: it comes when it is time, and nothing else interrupts them that day."""
        self.show(card, subject, to=person)
        self.parts.on_time(self, person)

    def prompt(self, person: str, card: str, subject: str) -> None:
        """Ask a person for something that can wait for their morning brief."""
        self.parts.prompt(self, person, card, subject)

    def refresh(self, card: str, subject: str) -> None:
        """The state behind a card has changed: wherever it was shown, it is drawn and sent again, once, when the unit is over."""
        self._stale[card, subject] = None

    def redraw(self) -> None:
        """The unit is over: all that was refreshed in it, often several times, is to be sent again."""
        if not self._stale:
            return
        self.parts.changed(self, tuple(self._stale))
        kinds, about = ({one[part] for one in self._stale} for part in (0, 1))
        which = {"cards": list(self._stale), "kinds": list(kinds), "about": list(about)}
        self.made_work |= execute_within(self.session, REDRAW, {**which, "because": cause(), "at": self.now}).rowcount > 0
        self._stale.clear()

    def shown(self, card: str, subject: str) -> Delivery | None:
        """The newest living delivery of a card."""
        return self.first(
            select(Delivery)
            .where(Delivery.card == card, Delivery.subject == subject, Delivery.state != Sending.ended)
            .order_by(Delivery.id.desc())
        )

    def stands(self, card: str, subject: str) -> bool:
        """Whether a card was sent before, and people see what becomes of it; what only waits to be sent may still be dropped."""
        shown = self.shown(card, subject)
        return shown is not None and (shown.ts is not None or shown.tries > 0)

    def recast(self, card: str, subject: str, *, to: str, into: str) -> None:
        """From now on that place shows the card `into` of the same subject: where something has gone, for instance."""
        self.session.execute(
            update(Delivery)
            .where(Delivery.key == card_key(card, subject, to), Delivery.state != Sending.ended)
            .values(card=into)
            .execution_options(synchronize_session=False)
        )
        self.parts.left(self, to, card, subject, into)
        self.refresh(into, subject)

    def end_card(self, card: str, subject: str, *, to: str) -> None:
        """Stop showing a card in that place; what stands there is left as it is, and a send in hand revives nothing."""
        self.session.execute(
            update(Delivery)
            .where(Delivery.key == card_key(card, subject, to))
            .values(state=Sending.ended, trouble=None, lease=None, leased_until=None)
            .execution_options(synchronize_session=False)
        )
        self.parts.left(self, to, card, subject, None)

    def plan(self, kind: str, subject: str, due: datetime, *, key: str, **facts: Any) -> bool:
        """Put something in the agenda; False when this occurrence (`key`) was planned already. `due` is aware."""
        row: dict[str, Any] = {
            "workspace": self.workspace,
            "id": new_id(),
            "kind": kind,
            "subject": subject,
            "key": key,
        }
        row |= {"due": due, "facts": facts, "state": Progress.planned, "tries": 0, "cause": cause()}
        fresh = self._insert_once(Obligation, row)
        self.made_work |= fresh
        return fresh

    def planned(self, kind: str, subject: str) -> Sequence[Obligation]:
        """What is still planned of that kind for that subject, soonest first."""
        which = {OF: self.workspace, "kind": kind, "about": subject}
        return self.session.scalars(PLANNED, which, execution_options=IS_WITHIN).all()

    def cancel(self, subject: str | Collection[str], *kinds: str) -> None:
        """Take what is still planned for a subject, or several, out of the agenda (only these kinds, where any are named)."""
        which: dict[str, Any] = {"about": [subject] if isinstance(subject, str) else list(subject), "at": self.now}
        if kinds:
            execute_within(self.session, CANCEL_KINDS, {**which, "kinds": kinds})
        else:
            execute_within(self.session, CANCEL, which)

    def tell(self, happened: object) -> None:
        """Say what happened; whatever reacts to it does so here and now, in this transaction."""
        for reaction in self.parts.reactions.get(type(happened), ()):
            reaction(self, happened)

    def saw(self, gesture: str) -> bool:
        """Note a gesture; False when it was seen before."""
        return self._insert_once(Gesture, {"workspace": self.workspace, "id": gesture, "seen": self.now})

    def forget(self, gesture: str) -> None:
        """Nothing came of a gesture: it may be made again."""
        self.session.execute(delete(Gesture).where(Gesture.id == gesture, Gesture.workspace == self.workspace))

    def _deliver_later(self, **content: Any) -> bool:
        """Keep what is to be said until it is brought otherwise; False where it was said before."""
        return self._deliver(**content, state=Sending.ended, trouble=BROUGHT_LATER) is not None

    def _deliver(self, *, key: str, target: str, **rest: Any) -> str | None:
        """The id of a delivery that is to be made from now on; None where there is one of that key."""
        row: dict[str, Any] = {
            "workspace": self.workspace,
            "id": new_id(),
            "key": key,
            "target": target,
            "lane": target,
            "due": self.now,
        }
        row |= {
            "created": self.now,
            "state": Sending.waiting,
            "wanted": 1,
            "sent_version": 0,
            "tries": 0,
            "cause": cause(),
            **rest,
        }
        if not self._insert_once(Delivery, row):
            return None
        self.made_work = True
        return str(row["id"])

    def _show_again(self, key: str, card: str) -> str:
        """The delivery of that key, which shows that card again where it had ended, or showed another."""
        again = self.session.execute(
            update(Delivery)
            .where(Delivery.key == key, or_(Delivery.card != card, Delivery.state == Sending.ended))
            .values(
                card=card, state=Sending.waiting, due=self.now, wanted=Delivery.wanted + 1, tries=0, trouble=None, cause=cause()
            )
            .execution_options(synchronize_session=False)
            .returning(Delivery.id)
        )
        self.made_work |= again.first() is not None
        return str(self.first(select(Delivery.id).where(Delivery.key == key)))

    def _insert_once(self, kind: type[Tenant], row: dict[str, Any]) -> bool:
        note_change(self.session, kind)
        statement = insert_unless_there(kind, self.session.get_bind().dialect.name)
        return execute_within(self.session, statement, row).first() is not None


class Units:
    """Runs use cases, each in a unit of its own: `await units(workspace, log_departure, form)`.

    Those of one workspace run one after another: of two people who press at the same moment, the second finds what the
    first has done.
    """

    def __init__(self, database: Database, clock: Clock, parts: Parts) -> None:
        self.database, self.clock, self.parts = database, clock, parts
        self.on_work: Callable[[], None] = lambda: None

    async def __call__(
        self, workspace: str, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        by = acting.get()

        def work(session: Session) -> tuple[R, bool]:
            unit = Unit(session, workspace, self.clock.now(), self.parts, by)
            result = use_case(unit, *args, **kwargs)
            session.flush()
            unit.redraw()
            if has_changed(session):
                self.parts.keep_up(unit)
                session.flush()
                self.database.memory.forget(workspace)  # whoever reads there next has its turn after this was committed
            return result, unit.made_work

        with metrics.a_unit():
            result, made_work = await self.database.run(work, turn=workspace)
        log.debug("unit", use_case=getattr(use_case, "__name__", ""), made_work=made_work)
        if made_work:
            self.on_work()
        return result

    async def glance(
        self, workspace: str, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """What a use case says that only reads: from memory, where nothing has changed in the workspace since.

        Another process's change is heard of within two seconds: for what is shown, never for what is written.
        """
        what = use_case, args, tuple(kwargs.items())
        return await self.database.memory.recall(workspace, what, lambda: self(workspace, use_case, *args, **kwargs))

    async def once(
        self,
        gesture: str,
        workspace: str,
        use_case: Callable[Concatenate[Unit, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """Run a use case for a gesture that may arrive more than once; None when it took effect before.

        What was refused (an `Outcome` that says so, or anything raised) took no effect: the same form, put right, may
        come again.
        """

        @wraps(use_case)
        def first_time(unit: Unit) -> R | None:
            if not unit.saw(gesture):
                return None
            result = use_case(unit, *args, **kwargs)
            if isinstance(result, Outcome) and result.refuses:
                unit.forget(gesture)
            return result

        return await self(workspace, first_time)


def card_key(card: str, subject: str, to: str) -> str:
    """What makes a card one: what it shows, and where."""
    return f"card:{card}:{subject}:{to}"


def is_person(target: str) -> bool:
    """Whether Slack's id is that of a person, and not of a channel."""
    return target[:1] in ("U", "W")


def _content(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}

