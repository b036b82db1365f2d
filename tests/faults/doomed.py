"""The bot's process as the faults need it: `porchlight serve` or `worker`, with a bell that tolls, and a step to die at.

The product knows nothing of all this. Work is added where the stages bring theirs, and the steps are
watched from outside, where use cases, claims and calls to Slack pass by.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import wraps
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

import bot.__main__
import bot.app
import bot.demo.rehearsal
import bot.migrations.run
from bot import journey
from bot.slack.client import Slack
from bot.slack.kit import Message, message
from bot.store.base import new_id
from bot.store.engine import PostgresDatabase, SqliteDatabase
from bot.work import agenda
from bot.work.models import Obligation, Progress
from bot.work.outbox import claims as deliveries
from bot.work.parts import Due, Handler, Parts
from bot.work.unit import Unit, Units
from bot.work.values import Enclosure
from bot.workspace.models import AuditEntry
from bot.workspace.service import record

EVERY = timedelta(minutes=1)
"""How often a bell tolls."""


@dataclass(frozen=True)
class Doom:
    """Where a process dies by its own hand: when it comes to `step` for the `nth` time."""

    step: str
    nth: int = 1


def live(command: str, environment: Mapping[str, str], doom: Doom | None, voice: Connection) -> None:
    """A whole life of the bot, in a process of its own that says everything to `voice`."""
    for stream in (1, 2):
        os.dup2(voice.fileno(), stream)
    voice.close()
    os.environ.clear()
    os.environ.update(environment)
    journey.parts = with_tolls(journey.parts)
    if doom is not None:
        _watch(_Fate(doom))
    bot.__main__.app([command])


def with_tolls(parts: Callable[[], Parts]) -> Callable[[], Parts]:
    """What the stages bring, and the tolls beside it."""

    @wraps(parts)
    def more() -> Parts:
        brought = parts()
        tolls = {"toll": Handler(act=_toll), "parcel": Handler(act=_parcel), "stamp": Handler(act=_stamp)}
        handlers = {**brought.handlers, **tolls}
        return replace(brought, handlers=handlers, cards={**brought.cards, "tally": _tally})

    return more


def begin_to_toll(unit: Unit, bell: str, channel: str, person: str, last: datetime | None = None) -> None:
    """From now on a bell tolls every minute: in a channel, to a person, in a thread, and on a card that counts."""
    facts = {"channel": channel, "person": person, "last": last and last.isoformat()}
    unit.plan("toll", bell, unit.now + EVERY, key=f"toll:{bell}:1", number=1, **facts)


def plan_parcel(unit: Unit, name: str, person: str) -> None:
    """In a minute somebody is sent a file of that name."""
    unit.plan("parcel", name, unit.now + EVERY, key=f"parcel:{name}", person=person)


def plan_stamps(unit: Unit, many: int) -> None:
    """So many small things fall due at half past."""
    due = unit.now.replace(minute=30)
    unit.session.execute(
        insert(Obligation),
        [
            {
                "workspace": unit.workspace,
                "id": new_id(),
                "kind": "stamp",
                "subject": str(number),
                "key": f"stamp:{number}",
            }
            | {"due": due, "facts": {}, "state": Progress.planned, "tries": 0}
            for number in range(many)
        ],
    )


def stamped(unit: Unit) -> list[str]:
    """Which of them were done, as often as they were."""
    return list(unit.all(select(AuditEntry.what).where(AuditEntry.did == "stamp")))


def stamps_left(unit: Unit) -> list[str]:
    """Which of them are not done."""
    return list(unit.all(select(Obligation.id).where(Obligation.kind == "stamp", Obligation.state != Progress.done)))


def toll_text(bell: str, number: int) -> str:
    return f"{bell} tolls {number}"


def tally_text(bell: str, number: int) -> str:
    return f"{bell} has tolled {number} times"


def _toll(unit: Unit, due: Due, _facts: Any) -> None:
    bell, number = due.subject, due.facts["number"]
    channel, person = due.facts["channel"], due.facts["person"]
    unit.by = person  # as an answer to them: whether messages arrive is at stake here, not when it suits people
    record(unit, bell, "toll", str(number))
    unit.session.flush()
    said = message(toll_text(bell, number))
    card = unit.show("tally", bell, to=channel)
    unit.refresh("tally", bell)
    unit.say(said, to=channel, key=f"toll:{bell}:{number}:channel")
    unit.say(said, to=person, key=f"toll:{bell}:{number}:person")
    unit.say(said, to=channel, key=f"toll:{bell}:{number}:thread", under=card)
    following = due.due + EVERY
    if due.facts["last"] is None or following <= datetime.fromisoformat(due.facts["last"]):
        unit.plan("toll", bell, following, key=f"toll:{bell}:{number + 1}", **due.facts | {"number": number + 1})


def _parcel(unit: Unit, due: Due, _facts: Any) -> None:
    file = Enclosure(due.subject, f"This is {due.subject}", without=message("No file"))
    unit.say(message(f"Here is {due.subject}"), to=due.facts["person"], key=f"parcel:{due.subject}", file=file)


def _tally(unit: Unit, bell: str) -> Message | None:
    tolled = unit.first(select(func.count()).select_from(AuditEntry).where(AuditEntry.who == bell))
    return message(tally_text(bell, tolled or 0))


def _stamp(unit: Unit, due: Due, _facts: Any) -> None:
    record(unit, "worker", "stamp", due.subject)


@dataclass
class _Fate:
    doom: Doom
    reached: int = 0

    def step(self, name: str) -> None:
        if name != self.doom.step:
            return
        self.reached += 1
        if self.reached >= self.doom.nth:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class _Claims:
    """Claims are made in a transaction that somebody else commits: the commit after one is the one to watch for."""

    made: list[str] = field(default_factory=list)


def _watch(fate: _Fate) -> None:
    claims = _Claims()
    agenda._claim = _watched_claim(agenda._claim, "claim obligations", fate, claims)
    deliveries.claim_heads = _watched_claim(deliveries.claim_heads, "claim deliveries", fate, claims)
    for database in (SqliteDatabase, PostgresDatabase):
        _watch_commits(database, fate, claims)
    _watch_use_cases(fate)
    _watch_calls(fate)


def _watched_claim(claim: Callable[..., Any], name: str, fate: _Fate, claims: _Claims) -> Callable[..., Any]:
    @wraps(claim)
    def watched(session: Session, *args: Any) -> Any:
        found = claim(session, *args)
        if found:
            session.flush()
            fate.step(f"{name}: not committed")
            claims.made.append(name)
        return found

    return watched


def _watch_commits(database: type[Any], fate: _Fate, claims: _Claims) -> None:
    run = database.run

    @wraps(run)
    async def watched(self: Any, work: Callable[[Session], Any], turn: str | None = None) -> Any:
        result = await run(self, work, turn)
        while claims.made:
            fate.step(f"{claims.made.pop()}: committed")
        return result

    database.run = watched


def _watch_use_cases(fate: _Fate) -> None:
    call: Callable[..., Awaitable[Any]] = Units.__call__

    @wraps(call)
    async def watched(self: Units, workspace: str, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name = use_case.__name__

        def inside(unit: Unit, *given: Any, **named: Any) -> Any:
            fate.step(f"{name}: begun")
            result = use_case(unit, *given, **named)
            unit.session.flush()
            fate.step(f"{name}: not committed")
            return result

        result = await call(self, workspace, inside, *args, **kwargs)
        fate.step(f"{name}: committed")
        return result

    Units.__call__ = watched  # type: ignore[method-assign]


def _watch_calls(fate: _Fate) -> None:
    call, upload = Slack.call, Slack.upload

    @wraps(upload)
    async def watched_upload(self: Slack, url: str, data: bytes) -> None:
        fate.step("upload: before")
        await upload(self, url, data)
        fate.step("upload: after")

    @wraps(call)
    async def watched(self: Slack, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        name = f"{method} in a thread" if arguments.get("thread_ts") else method
        fate.step(f"{name}: before")
        answer = await call(self, workspace, method, **arguments)
        fate.step(f"{name}: after")
        return answer

    Slack.call = watched  # type: ignore[method-assign]
    Slack.upload = watched_upload  # type: ignore[method-assign]
