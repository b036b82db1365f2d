"""A folder is taken along: as a page to read, as data, and with its files, in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from bot.colleagues.service import admins, colleague, hours_of, name_of, today_of
from bot.customers.models import KeptFile
from bot.customers.values import FileState
from bot.folder.blocks.document import document
from bot.folder.blocks.exporting import export_message, export_without
from bot.folder.rules import fitting, paths_in_zip, zip_name
from bot.folder.service.access import Sight, sight_of
from bot.folder.service.finding import find_folder
from bot.folder.service.opening import facts_of, lines_of
from bot.folder.values import Ambiguous, Export, Facts, HandedOut, Line, PackedFile, Unknown
from bot.words import locale
from bot.work.parts import FileMaker
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed
from bot.workspace.rules import Amount
from bot.workspace.service import record

EXPORT = "folder.export"
MOST_BYTES = 25_000_000
"""So much of files one zip takes along: more would take too long on its way to Slack."""


def take_along(unit: Unit, person: str, customer: str) -> str | None:
    """Send somebody the folder of a customer, by name; None where they may not see it, or not take it along."""
    sight = sight_of(unit, person, customer)
    if sight is None or not may_here(unit, Deed.take_folder, sight.roles):
        return None
    known = sight.customer
    record(unit, person, "folder.exported", known.id)
    unit.say(
        export_message(known.name),
        to=person,
        key=f"{EXPORT}:{known.id}:{person}:{unit.now.isoformat()}",
        file=Enclosure(
            zip_name(known.name, today_of(unit, person)),
            "",
            without=export_without(known.name),
            drawn=(EXPORT, f"{known.id}:{person}"),
        ),
    )
    return known.name


def hand_out(unit: Unit, typed: str) -> HandedOut | tuple[str, ...] | None:
    """A folder for whoever runs the bot, as an admin may see it; else the names that may be meant. None without an admin."""
    admin = next(iter(admins(unit)), None)
    if admin is None:
        return None
    found = find_folder(unit, admin, typed)
    sight = sight_of(unit, admin, found) if isinstance(found, str) else None
    if sight is None:
        near = found.among if isinstance(found, Ambiguous) else found.near if isinstance(found, Unknown) else ()
        return tuple(one.name for one in near)
    record(unit, "", "folder.exported", sight.customer.id)
    return HandedOut(zip_name(sight.customer.name, unit.now.date()), zipped(unit, admin, sight))


def may_take_along(unit: Unit, person: str, customer: str) -> bool:
    """Whether somebody who may see the folder may take it along, too."""
    sight = sight_of(unit, person, customer)
    return sight is not None and may_here(unit, Deed.take_folder, sight.roles)


def draw_export(unit: Unit, subject: str) -> bytes | None:
    """The zip as things stand now; None for whoever may not see the folder any more. `subject` is customer and person."""
    customer, _colon, person = subject.partition(":")
    sight = sight_of(unit, person, customer)
    if sight is None or not may_here(unit, Deed.take_folder, sight.roles):
        return None
    known = colleague(unit, person)
    speaking = locale.set(known.locale if known and known.locale else locale.get())
    try:
        return zipped(unit, person, sight)
    finally:
        locale.reset(speaking)


def zipped(unit: Unit, person: str, sight: Sight) -> bytes:
    """What somebody may see of a folder, as a zip."""
    facts, lines = facts_of(unit, person, sight), lines_of(unit, person, sight)
    files = _files(unit, lines)
    export = Export(
        facts=facts,
        carers=tuple(name_of(unit, one) for one in facts.carers),
        lines=tuple(lines),
        files=files,
        by=name_of(unit, person),
        at=unit.now,
        zone=hours_of(unit, person).zone,
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder.html", document(export))
        archive.writestr("data.json", json.dumps(_data(export, person), ensure_ascii=False, indent=1))
        for file in files:
            if file.path is not None:
                archive.writestr(file.path, _bytes_of(unit, file))
    return made.getvalue()


def _files(unit: Unit, lines: list[Line]) -> tuple[PackedFile, ...]:
    """The files among what happened, the newest first, as far as there is room."""
    shown = [line.entry.id for line in lines if line.entry.kind == "file"]
    known = {one.id: one for one in unit.all(select(KeptFile).where(KeptFile.id.in_(shown)))}
    kept = [known[one] for one in shown if one in known and known[one].state is FileState.kept]
    fits = fitting([one.size for one in kept], MOST_BYTES)
    paths = paths_in_zip([one.name for one in kept])
    return tuple(
        PackedFile(one.id, one.name, one.kind, one.size, path if has_room else None)
        for one, path, has_room in zip(kept, paths, fits, strict=True)
    )


def _bytes_of(unit: Unit, file: PackedFile) -> bytes:
    return unit.first(select(KeptFile.data).where(KeptFile.id == file.id)) or b""


def _data(export: Export, person: str) -> Mapping[str, Any]:
    """All of it for programs: keys stay as they are, moments are ISO 8601 in UTC, amounts decimal strings."""
    return {
        "format": "porchlight.folder",
        "version": 1,
        "exported_at": export.at.isoformat(),
        "exported_by": {"id": person, "name": export.by},
        "customer": _customer(export.facts),
        "entries": [_entry(line) for line in export.lines],
        "files": [
            {"id": one.id, "name": one.name, "type": one.kind, "size": one.size, "path": one.path}
            for one in export.files
        ],
    }


def _customer(facts: Facts) -> Mapping[str, Any]:
    stands = {"stage": facts.stands[0].value, "since": facts.stands[1].isoformat()} if facts.stands else None
    return {
        "id": facts.customer,
        "name": facts.name,
        "former_names": list(facts.old_names),
        "segments": list(facts.segments),
        "fields": {name: list(said) for name, said in facts.fields},
        "worth_a_year": _amount(Amount(facts.value, facts.currency) if facts.value is not None else None),
        "stands": stands,
        "times": [
            {
                "number": one.number,
                "began": one.began.isoformat() if one.began else None,
                "ended": one.until.isoformat() if one.is_over else None,
                "worth_a_year": _amount(one.worth),
                "reasons": list(one.reasons),
                "cost_of_winning_back": _amount(one.cost),
            }
            for one in facts.times
        ],
        "people": list(facts.people),
        "looked_after_by": list(facts.carers),
        "reasons": list(facts.reasons),
        "date_of_theirs": {"day": facts.own_day[0].isoformat(), "what": facts.own_day[1]} if facts.own_day else None,
        "reached_by": facts.reached_by.value if facts.reached_by else None,
        "mailing_list": facts.mailing,
        "may_stay_in_touch": facts.consent.value,
    }


def _amount(amount: Amount | None) -> Mapping[str, Any] | None:
    return {"amount": f"{amount.value:f}", "currency": amount.currency} if amount else None


def _entry(line: Line) -> Mapping[str, Any]:
    entry = line.entry
    return {
        "id": entry.id,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "what": entry.what,
        "by": {"id": entry.by, "name": line.who} if entry.by else None,
        "words": entry.words,
        "link": entry.link,
    }


FILES: Mapping[str, FileMaker] = {EXPORT: draw_export}
