"""One row of every table, made from the schema alone, so that every button is about something that is there.

All of them have the id `x`. Who is what to it: maya looks after the customer, theo said that they left, dan worked with
them, walt is in the channel of the card, priya holds the interview, ben is being asked to, ines looks whether a fix holds
and does a thing of the handover, grace is an admin. Nobody else has anything to do with it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Enum, Integer

from bot.colleagues.service import learn_members
from bot.customers.models import Customer
from bot.departures.values import Stage
from bot.interviews.values import InterviewState, RequestState
from bot.store.base import Base, Tenant
from bot.store.types import Amount, Instant, Sealed, Words, WordsTree
from bot.work.unit import Unit
from bot.workspace.roles import Role

X, OTHER = "x", "y"
SECRET = "Quillfeather"
"""Stands in all that is held of the customer, and nowhere else."""
NAME = f"{SECRET} Ltd"
PLACE = "C0SHOWN"
WHO: dict[str, Role] = {
    "maya": Role.owner,
    "theo": Role.logger,
    "dan": Role.team,
    "walt": Role.channel_member,
    "priya": Role.interviewer,
    "ben": Role.asked,
    "ines": Role.helper,
    "grace": Role.admin,
    "sana": Role.member,
}
"""Each is a colleague, and that one thing more; sana is nothing more."""
LEFT_OUT = frozenset(
    {
        "attempts",
        "audit",
        "brief_items",
        "briefs",
        "colleagues",
        "deliveries",
        "erasures",
        "gestures",
        "import_marks",
        "interruptions",
        "memberships",
        "name_keys",
        "obligations",
        "rests",
        "willingness",
        "workspace_settings",
    }
)
"""What is no subject of anything that is pressed, or is there already."""


def seed(unit: Unit, ids: dict[str, str], secret: str = SECRET) -> None:
    """Make the rows; `ids` are Slack's of people, by handle. `secret` stands in all that is held of the customer."""
    learn_members(unit, PLACE, [ids["walt"]])
    unit.add(Customer(id=OTHER, name="Elmwood", plain_name="elmwood", created=unit.now))
    kinds = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_OUT and issubclass(kinds[table], Tenant):
            for number, told in enumerate(_rows(kinds[table], ids, secret)):
                row = {"id": X if number == 0 else f"{X}{number}"} | _plain(kinds[table], unit, ids, secret) | told
                unit.add(kinds[table](**row))
                unit.session.flush()


def _rows(kind: type[Tenant], ids: dict[str, str], secret: str) -> list[dict[str, Any]]:
    """What the schema cannot know: who is who, and where things stand."""
    special: dict[str, list[dict[str, Any]]] = {
        "customers": [{"name": f"{secret} Ltd", "plain_name": f"{secret} ltd".lower()}],
        "dealings": [{"person": ids["dan"], "kind": "worked_with"}],
        "departures": [
            {
                "owner": ids["maya"],
                "logged_by": ids["theo"],
                "stage": Stage.left,
                "posted_to": PLACE,
                "open_for": X,
                "contact": X,
            }
        ],
        "interviews": [
            {"number": 1, "state": InterviewState.accepted, "interviewer": ids["priya"]},
            {"number": 2, "state": InterviewState.asked},
            {"number": 3, "state": InterviewState.nobody},
            {"number": 4, "state": InterviewState.writing},
        ],
        "interview_requests": [{"interview": "x1", "person": ids["ben"], "state": RequestState.asked}],
        "interview_prompts": [{"interview": "x2", "kind": "nobody"}],
        "questionnaires": [{"interview": "x3"}],
        "fixes": [{"owner": ids["maya"], "by": ids["theo"], "asked": ids["ines"], "departure": X}],
        "handover_items": [{"owner": ids["ines"], "whose": "person"}],
        "care_checks": [{"state": "waiting", "person": ids["maya"]}],
        "promises": [{"by": ids["maya"], "keeper": ids["maya"], "noted_by": ids["theo"]}],
        "steps": [{"before": Stage.leaving, "after": Stage.left, "who": ids["theo"]}],
        "findings": [{"filed_by": ids["priya"]}],
        "successions": [{"who": ids["sana"], "asked": ids["maya"], "state": "asked"}],
        "launches": [{"by": ids["theo"]}],
        "cadences": [{"keeper": ids["maya"]}],
        "finding_drafts": [{"author": ids["priya"]}],
        "frank_notes": [{"by": ids["priya"]}],
        "guesses": [{"author": ids["maya"]}],
        "segment_rhythms": [{"shortest": 30, "longest": 61}],
        "imports": [
            {"state": "asking", "by": ids["grace"], "way": {"columns": {"customer": 0}, "order": None, "mark": None}}
        ],
        "merge_moves": [{"table": "notes", "before": {"customer": OTHER}}],
        "merges": [{"goes": OTHER, "filled": {}, "by": ids["theo"]}],
        "alerts": [{"reason": "price"}],
        "reasons": [{"id": "own-x"}],
        "own_letters": [{"id": "thanks"}],
    }
    found = special.get(kind.__tablename__, [{}])
    return [{name: _as_member(kind, name, value) for name, value in row.items()} for row in found]


def _as_member(kind: type[Tenant], name: str, value: Any) -> Any:
    column = kind.__mapper__.columns[name].type
    return column.enum_class(value) if isinstance(column, Enum) and isinstance(value, str) else value


def _plain(kind: type[Tenant], unit: Unit, ids: dict[str, str], secret: str) -> dict[str, Any]:
    """A value for each column that needs one."""
    found: dict[str, Any] = {}
    for name, column in kind.__mapper__.columns.items():
        if name in ("workspace", "id") or (column.nullable and not column.foreign_keys) or column.default is not None:
            continue
        found[name] = X if column.foreign_keys else _value(name, column.type, unit, ids, secret)
    return found


def _value(name: str, kind: Any, unit: Unit, ids: dict[str, str], secret: str) -> Any:
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class))
    if isinstance(kind, Instant):
        return unit.now
    if isinstance(kind, Date):
        return date(2026, 3, 2)
    for one, value in (
        (Boolean, False),
        (Integer, 1),
        (Amount, Decimal(1)),
        (WordsTree, {}),
        (JSON, {}),
        (Sealed, b""),
    ):
        if isinstance(kind, one):
            return value
    if name in PERSONS:
        return ids["maya"]
    return (
        f"{secret} {name}"
        if isinstance(kind, Words) or "name" in name
        else {"version": "2026"}.get(name, f"any {name}")
    )


PERSONS = frozenset(
    {
        "by",
        "who",
        "person",
        "owner",
        "keeper",
        "asked",
        "author",
        "said_by",
        "told_by",
        "heard_by",
        "filed_by",
        "added_by",
        "noted_by",
        "changed_by",
        "logged_by",
    }
)
