"""What was erased stays so when a backup is restored: the erasures are kept as ids beside the backups, and applied again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from bot.customers.models import Contact, Customer, Erasure
from bot.customers.values import Erased
from bot.folder.service.forgetting import erase_customer, let_go_of
from bot.folder.service.persons import erase_person_again
from bot.migrations.run import with_connection
from bot.work.unit import Unit, Units

ALL = text("SELECT workspace, id, kind, by, at FROM erasures ORDER BY at, workspace, id")


class Unreadable(ValueError):
    """A line is no erasure; the text says which, to whoever runs the command."""


@dataclass(frozen=True)
class Applied:
    """What came of applying erasures: `again` were there and are erased now; `before` were not, or were erased already."""

    again: int
    before: int


@dataclass(frozen=True)
class _Listed:
    """One line of the list; `at` is aware; None where it does not say."""

    kind: Erased
    id: str
    by: str
    at: datetime | None


def listed(url: str) -> list[str]:
    """Every erasure in the database at `url`, one line of JSON each: ids alone, nobody's name. The bot may be running."""

    def look(connection: Connection) -> list[str]:
        rows = connection.execute(ALL).mappings()
        return [json.dumps({key: str(row[key]) for key in ("workspace", "kind", "id", "by", "at")}) for row in rows]

    return with_connection(url, look)


def keep_listed(url: str, file: Path) -> int:
    """Write every erasure to a file, beside those that stand in it already; how many there are then. The bot may be running.

    A database that was restored does not know of the erasures since its backup until they are applied: so nothing that is
    listed once is dropped.
    """
    before = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    lines = dict.fromkeys([*before, *listed(url)])
    partial = file.with_name(f"{file.name}.partial")
    partial.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    partial.replace(file)
    return len(lines)


async def apply(units: Units, lines: Iterable[str]) -> Applied:
    """Erase again whatever of this is there; as often as one likes. Raises Unreadable before anything is changed."""
    wanted = [_read(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    done = [await units(workspace, _again, one) for workspace, one in wanted]
    if any(done):
        await units.database.scrub()
    return Applied(sum(done), len(done) - sum(done))


def _read(number: int, line: str) -> tuple[str, _Listed]:
    try:
        one = json.loads(line)
        when = datetime.fromisoformat(one["at"]) if "at" in one else None
        return str(one["workspace"]), _Listed(Erased(one["kind"]), str(one["id"]), str(one["by"]), when and _aware(when))
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"Line {number} is no erasure. Nothing was changed.") from None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _again(unit: Unit, one: _Listed) -> bool:
    is_done = _erase(unit, one.kind, one.id, one.by)
    known = unit.get(Erasure, one.id)
    if known is not None and one.at is not None:
        known.at = min(known.at, one.at)  # they were erased then, and not on the day of the restore
    return is_done


def _erase(unit: Unit, kind: Erased, which: str, by: str) -> bool:
    if kind is Erased.contact:
        return unit.get(Contact, which) is not None and erase_person_again(unit, which, by)
    customer = unit.get(Customer, which)
    if customer is None or customer.erased_at is not None:
        return False
    if by:
        erase_customer(unit, which, by)
    else:
        let_go_of(unit, which)
    return True
