"""A customer gets another name, and is still found by the one before."""

from __future__ import annotations

from bot.customers.models import Customer
from bot.customers.rules import LONGEST_NAME, fold
from bot.customers.service import present, rename_customer
from bot.folder.putting_right import Refusal, Renamed
from bot.folder.service.reach import reached, redraw
from bot.folder.service.whose import roles_with, visible
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def rename(unit: Unit, by: str, customer: str | None, name: str | None) -> Renamed | Refusal:
    """Call a customer `name` from now on; whatever names them in Slack is drawn again."""
    known = visible(unit, by, customer)
    if known is None:
        return Refusal.unknown
    if not may(Deed.rename_customer, roles_with(unit, by, known.id)):
        return Refusal.may_not
    name = " ".join((name or "").split())
    if not name:
        return Refusal.name_missing
    if len(name) > LONGEST_NAME:
        return Refusal.name_too_long
    if _is_anothers(unit, known, name):
        return Refusal.name_taken
    before = known.name
    if name != before:
        rename_customer(unit, known.id, name, by=by)
        record(unit, by, "customer.renamed", known.id)
        redraw(unit, reached(unit, known.id))
    return Renamed(before, name)


def _is_anothers(unit: Unit, customer: Customer, name: str) -> bool:
    """Whether another customer is called so now. A name that somebody had before is free again."""
    found = unit.find(Customer, plain_name=fold(name))
    meant = present(unit, found.id) if found else None
    return meant is not None and meant.id != customer.id
