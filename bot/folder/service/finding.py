"""Whose folder is meant: by name, of those customers that somebody may see."""

from __future__ import annotations

from collections.abc import Iterable

from bot.colleagues.service import standing
from bot.customers.rules import Named, fold, may_be_meant, ranked
from bot.departures.service.find import visible_customers
from bot.folder.values import Ambiguous, Found, Nameless, Unknown
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may

MOST_NEAR = 8


def find_folder(unit: Unit, person: str, typed: str) -> str | Ambiguous | Unknown | Nameless:
    """The customer's id where there can be no doubt; else who may be meant. A single one who is called nearly so is meant."""
    name = " ".join(typed.split())
    if not may(Deed.list_customers, standing(unit, person)):
        return Unknown(name)
    if not name:
        return Nameless()
    visible, plain = visible_customers(unit, person), fold(name)
    exact = _once(one for one in visible if one.plain_name == plain)
    if exact:
        return exact[0].id if len(exact) == 1 else Ambiguous(name, exact)
    meant = _once(one for one in ranked(name, visible, most=MOST_NEAR) if may_be_meant(name, one))
    if meant:
        return meant[0].id if len(meant) == 1 else Ambiguous(name, meant)
    return Unknown(name, _once(ranked(name, visible, most=MOST_NEAR)))


def _once(found: Iterable[Named]) -> tuple[Found, ...]:
    return tuple({one.id: Found(one.id, one.name) for one in found}.values())
