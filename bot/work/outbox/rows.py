"""A delivery's way through the database once it is claimed: read, recorded, put off, given up."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import aliased

from bot.logs import caused_by
from bot.slack.errors import End, Refused
from bot.store.base import new_id
from bot.store.types import Instant
from bot.work.events import Undeliverable
from bot.work.leases import lay_to_rest
from bot.work.models import Attempt, Delivery, Sending
from bot.work.outbox.claims import SETTLE, Claim, free
from bot.work.outbox.pacing import A_SECOND
from bot.work.unit import BROUGHT_LATER, Unit, is_person

log = structlog.stdlib.get_logger("porchlight.work")

MOST_TRIES = 400
"""With the pauses between them about three days: so long may Slack, or the way to it, be away before a delivery ends."""
MOST_STUMBLES = 8
"""So often an error of our own is met, in about ten minutes, before a delivery ends: what stands behind it waits."""
NOTHING_TO_SHOW, THREAD_GONE, THREAD_FAILED = "nothing to show", "its thread is gone", "its thread failed"
AWAY = "taken away"
NO_COLLEAGUE = "no colleague any more"
NO_TROUBLE = frozenset({NOTHING_TO_SHOW, THREAD_GONE, AWAY, NO_COLLEAGUE, BROUGHT_LATER})
"""Ends that nobody needs to mend: what was to be said was over before it was sent."""

_next = aliased(Delivery)
PACE = (
    update(Delivery)
    .where(
        Delivery.due < bindparam("until", type_=Instant()),
        Delivery.id.in_(
            select(func.min(_next.id))
            .where(_next.lane.in_(bindparam("lanes", expanding=True)), _next.state == Sending.waiting)
            .group_by(_next.lane)
        ),
    )
    .values(due=bindparam("until", type_=Instant()))
    .execution_options(synchronize_session=False)
)
"""Whoever is next in one of these lanes waits until then."""


@dataclass(frozen=True)
class Parcel:
    """The file that goes with a message. `sent_as` is Slack's id of the last one that was made for it, shared or not."""

    name: str
    data: bytes
    sent_as: str | None


@dataclass(frozen=True)
class Away:
    """It is to be taken out of Slack again: the message, if it is known where it stands, and Slack's id of its file."""

    ts: str | None
    file: str | None


@dataclass(frozen=True)
class Letter:
    """What is to be sent, read and drawn just before sending. `version` is the state that it shows.

    `tried` is when it was last sent: where to look for it, when nobody knows whether it arrived; `looked_to` is where
    the look-up goes on, if it has begun.
    """

    version: int
    text: str
    blocks: list[dict[str, Any]]
    channel: str | None
    ts: str | None
    thread: str | None
    tried: datetime
    looked_to: str | None
    parcel: Parcel | None = None
    away: Away | None = None


@dataclass(frozen=True)
class Sent:
    """It stands in Slack since `at`, and shows that version. Where it has a file, Slack does not say where it stands (`ts`)."""

    claim: Claim
    version: int
    channel: str
    ts: str | None
    at: datetime


def read_letters(unit: Unit, claims: Sequence[Claim]) -> Sequence[Letter | None]:
    """What these deliveries say now, and where they go; None when there is nothing to send (yet, or any more)."""
    held = _all_held(unit, claims)
    letters: list[Letter | None] = []
    for claim in claims:
        with caused_by(claim.cause, workspace=claim.workspace):
            letters.append(_letter(unit, held[claim.id], claim) if claim.id in held else None)
    return letters


def _letter(unit: Unit, row: Delivery, claim: Claim) -> Letter | None:
    if row.away_since is not None:
        return _farewell(unit, row, claim)
    if is_person(row.target) and not unit.parts.may_be_told(unit, row.target):
        _give_up(unit, row, NO_COLLEAGUE)
        return None
    thread = None
    if row.under:
        parent = unit.get(Delivery, row.under)
        if parent is None or parent.state is Sending.ended:
            _end_without_thread(unit, row, parent)
            return None
        if parent.ts is None:
            free(row, Sending.waiting, max(parent.due, unit.now + A_SECOND))
            return None
        thread, row.channel = parent.ts, parent.channel
    said = _said(unit, row)
    if said is None:
        _end(unit, row, NOTHING_TO_SHOW)
        return None
    text, blocks = said
    parcel = _parcel(unit, row)
    if parcel is None and _file_of(row) is not None:
        _end(unit, row, NOTHING_TO_SHOW)
        return None
    looked_to = row.looked_to if row.looked_for == row.tried else None
    tried = row.tried or unit.now
    return Letter(row.wanted, text, blocks, row.channel, row.ts, thread, tried, looked_to, parcel)


def record_away(unit: Unit, claim: Claim, trouble: str | None = None) -> None:
    """It stands in Slack no longer; or cannot be taken away, and `trouble` says why."""
    row = _held(unit, claim)
    if row is not None:
        _note(unit, claim, trouble or "away")
        row.channel, row.ts, row.file = None, None, None
        _end(unit, row, trouble or AWAY)
        unit.made_work = True


def record_sent(unit: Unit, sent: Sequence[Sent]) -> Sequence[None]:
    """These stand in Slack. A card waits from now on in a lane of its own, for updates; whoever is next waits a second.

    Nothing is written under a message with a file, or changed in it.
    """
    held = _all_held(unit, [one.claim for one in sent])
    if held:
        lanes, until = [row.lane for row in held.values()], max(one.at for one in sent) + A_SECOND
        unit.session.execute(PACE, {"lanes": lanes, "until": until})
    for one in sent:
        row = held.get(one.claim.id)
        if row is None:
            continue
        _note(unit, one.claim, "sent")
        row.channel, row.ts, row.sent_version, row.tries, row.trouble = one.channel, one.ts, one.version, 0, None
        row.lane = f"update:{row.id}"
        is_done = row.wanted <= one.version and row.away_since is None
        free(row, Sending.sent if is_done else Sending.waiting, unit.now)
        unit.made_work = True
    return [None] * len(sent)


def put_off(
    unit: Unit, claim: Claim, trouble: str, until: datetime | None = None, most_tries: int = MOST_TRIES
) -> None:
    """It was not sent now. Until then, or, where Slack did not say when, with a growing pause, and not for ever."""
    row = _held(unit, claim)
    if row is None:
        return
    _note(unit, claim, trouble)
    row.trouble = trouble
    if until is None:
        row.tries += 1
        until = unit.now + _back_off(row.tries)
    if row.tries >= most_tries:
        _give_up(unit, row, trouble)
        return
    _put_back(row, claim, until)


def look_on(unit: Unit, claim: Claim, cursor: str) -> None:
    """It was not on this page of Slack's history: the next page is read as soon as Slack allows, whoever does it."""
    row = _held(unit, claim)
    if row is not None:
        row.looked_for, row.looked_to = row.tried, cursor
        free(row, Sending.unknown, unit.now)
        unit.made_work = True


def look_anew(unit: Unit, claim: Claim, trouble: str) -> None:
    """Slack has forgotten how far it was looked for: from the start, after a while."""
    row = _held(unit, claim)
    if row is not None:
        row.looked_for, row.looked_to = None, None
        put_off(unit, claim, trouble)


def send_again(unit: Unit, claim: Claim) -> None:
    """It was looked for and is not there: it has surely not been sent, and waits for its turn like any other."""
    row = _held(unit, claim)
    if row is not None:
        row.looked_for, row.looked_to = None, None
        free(row, Sending.waiting, unit.now)
        unit.made_work = True


def keep_file(unit: Unit, claim: Claim, file: str) -> bool:
    """The file that is about to be shared is known from now on; False when somebody else holds the delivery meanwhile."""
    row = _held(unit, claim)
    if row is not None:
        row.file = file
    return row is not None


def leave_out_file(unit: Unit, claim: Claim, trouble: str) -> None:
    """The workspace takes no file: what is said without it waits for its turn like any other message."""
    row = _held(unit, claim)
    if row is None or not row.content:
        return
    _note(unit, claim, trouble)
    row.content, row.file = row.content["file"]["without"], None
    free(row, Sending.waiting, unit.now)
    unit.made_work = True


def wait_for_room(unit: Unit, claim: Claim, until: datetime) -> None:
    """Nothing went wrong and nothing was sent: it is only not its turn yet."""
    row = _held(unit, claim)
    if row is not None:
        _put_back(row, claim, until)


def doubt(unit: Unit, claim: Claim) -> None:
    """Nobody knows whether it arrived: it is looked up after the settle time, and later while Slack goes on failing."""
    row = _held(unit, claim)
    if row is None:
        return
    _note(unit, claim, "unknown")
    row.tries, row.trouble = row.tries + 1, "unknown"
    if row.tries >= MOST_TRIES:
        _give_up(unit, row, "unknown")
        return
    free(row, Sending.unknown, unit.now + max(SETTLE, _back_off(row.tries)))


def refuse(unit: Unit, claim: Claim, refused: Refused) -> None:
    """Slack said no. A card that is gone is posted anew; a workspace that we have lost rests; the rest ends here."""
    row = _held(unit, claim)
    if row is None:
        return
    _note(unit, claim, refused.code)
    if refused.end is End.WORKSPACE_GONE:
        lay_to_rest(unit, refused.code)
        row.trouble = refused.code
        _put_back(row, claim, unit.now)
        log.warning("the workspace rests", workspace=unit.workspace, code=refused.code)
        return
    if row.ts and refused.end is End.MESSAGE_GONE and row.away_since is None:
        row.ts, row.channel, row.sent_version, row.lane = None, None, 0, row.target
        free(row, Sending.waiting, unit.now)
        unit.made_work = True
        return
    _give_up(unit, row, refused.code)


def _farewell(unit: Unit, row: Delivery, claim: Claim) -> Letter | None:
    """What was said is to be taken away. Where nobody knows whether it arrived, that is found out first."""
    parent = unit.get(Delivery, row.under) if row.under else None
    is_known = row.ts is not None or row.file is not None
    if not is_known and (not claim.in_doubt or (row.under and (parent is None or parent.ts is None))):
        _end(unit, row, AWAY)
        return None
    away = Away(row.ts, row.file) if is_known else None
    looked_to = row.looked_to if row.looked_for == row.tried else None
    thread = parent.ts if parent is not None else None
    return Letter(row.wanted, "", [], row.channel, None, thread, row.tried or unit.now, looked_to, away=away)


def _said(unit: Unit, row: Delivery) -> tuple[str, list[dict[str, Any]]] | None:
    """The words and blocks of a delivery as they are now; None when there is nothing (more) to show."""
    if row.card and row.subject:
        drawn = unit.parts.cards[row.card](unit, row.subject)
        return (drawn.text, list(drawn.blocks)) if drawn else None
    content: dict[str, Any] = row.content or {}
    return content["text"], content["blocks"]


def _parcel(unit: Unit, row: Delivery) -> Parcel | None:
    """The file that goes with it, as it is now; None where there is none, or nothing (more) to put into it."""
    file = _file_of(row)
    if file is None:
        return None
    if "drawn" not in file:
        return Parcel(file["name"], str(file["text"]).encode(), row.file)
    maker, subject = file["drawn"]
    data = unit.parts.files[maker](unit, subject)
    return None if data is None else Parcel(file["name"], data, row.file)


def _file_of(row: Delivery) -> dict[str, Any] | None:
    return (row.content or {}).get("file")


def _end_without_thread(unit: Unit, row: Delivery, parent: Delivery | None) -> None:
    """What was taken away on purpose takes its thread along; what failed leaves a reply that somebody should know of."""
    if parent is not None and parent.trouble not in (None, *NO_TROUBLE):
        _give_up(unit, row, THREAD_FAILED)
    else:
        _end(unit, row, THREAD_GONE)


def _give_up(unit: Unit, row: Delivery, code: str) -> None:
    _end(unit, row, code)
    if row.away_since is not None:
        return  # there is nothing left of it that could be brought elsewhere
    log.warning("a delivery was given up", id=row.id, card=row.card, code=code)
    unit.tell(Undeliverable(row.id, row.target, row.card, row.subject, code))
    unit.made_work = True


def _end(unit: Unit, row: Delivery, trouble: str) -> None:
    """It ends now, and `due` says from here on when that was."""
    row.trouble = trouble
    free(row, Sending.ended, unit.now)


def _put_back(row: Delivery, claim: Claim, due: datetime) -> None:
    """Nothing was sent now: what was in doubt before is in doubt as before."""
    free(row, Sending.unknown if claim.in_doubt else Sending.waiting, due)


def _note(unit: Unit, claim: Claim, outcome: str) -> None:
    unit.add(Attempt(id=new_id(), delivery=claim.id, at=unit.now, outcome=outcome))


def _all_held(unit: Unit, claims: Sequence[Claim]) -> dict[str, Delivery]:
    """The deliveries, locked, that these leases still hold."""
    leases = {claim.id: claim.lease for claim in claims}
    rows = unit.all(select(Delivery).where(Delivery.id.in_(leases)).order_by(Delivery.id).with_for_update())
    return {row.id: row for row in rows if row.lease == leases[row.id]}


def _held(unit: Unit, claim: Claim) -> Delivery | None:
    """The delivery, locked, if this lease still holds it."""
    mine = Delivery.id == claim.id, Delivery.lease == claim.lease
    return unit.first(select(Delivery).where(*mine).with_for_update())


def _back_off(tries: int) -> timedelta:
    """Five seconds, doubled at each try up to ten minutes, with jitter so that many do not return at once."""
    seconds: float = min(600, 5 * 2 ** (tries - 1))
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
