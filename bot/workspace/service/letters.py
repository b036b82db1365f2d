"""The words that a workspace has of its own for the letters to customers."""

from __future__ import annotations

from bot.slack.kit import Letter
from bot.work.unit import Unit
from bot.workspace.models import OwnLetter
from bot.workspace.records import record_named
from bot.workspace.service.settings import may_change_settings
from bot.workspace.values import Outcome


def own_letter(unit: Unit, kind: str) -> Letter | None:
    """The workspace's own words for a kind of letter; None where it has none."""
    found = unit.get(OwnLetter, kind)
    return Letter(found.subject, found.body) if found else None


def change_letter(unit: Unit, by: str, kind: str, letter: Letter | None) -> Outcome:
    """Write that kind of letter with these words from now on; None goes back to the words that we bring along."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    found = unit.get(OwnLetter, kind)
    before = found.subject if found else None
    if letter is None:
        if found is not None:
            unit.session.delete(found)
    elif found is None:
        unit.add(OwnLetter(id=kind, subject=letter.subject, body=letter.body, changed_by=by, changed_at=unit.now))
    else:
        found.subject, found.body, found.changed_by, found.changed_at = letter.subject, letter.body, by, unit.now
    record_named(unit, by, "letter.changed" if letter else "letter.shipped", kind, before, letter.subject if letter else None)
    unit.session.flush()
    return Outcome.done
