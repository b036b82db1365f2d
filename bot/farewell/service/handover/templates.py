"""The workspace's own lists of what customers take along: one for everybody, and one for each segment that wants another."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.colleagues.service import name_of, standing
from bot.customers.rules import plain_segment
from bot.customers.service import customer_of
from bot.farewell.blocks.things import part_words
from bot.farewell.models import HandoverTemplate, HandoverTemplateItem
from bot.farewell.rules import list_for
from bot.farewell.values import MOST_THINGS, SHIPPED, Outcome, TemplateView, Thing, ThingForm, Whose
from bot.work.unit import Unit
from bot.workspace.records import record_named
from bot.workspace.roles import Role
from bot.workspace.service import may_change_settings

EVERYBODY = ""
"""The folded segment of the list for everybody who has no other."""


def things_for(unit: Unit, customer: str) -> Sequence[Thing]:
    """What a customer takes along: by the list of their first segment that has one, else by the one for everybody."""
    lists = {one.plain_segment: _things(unit, one) for one in _templates(unit)}
    return list_for(customer_of(unit, customer).segments, lists, lists.get(EVERYBODY, SHIPPED))


def template_view(unit: Unit, by: str, template_id: str = "") -> TemplateView | None:
    """A list as an admin sees it, the one for everybody where none is named or it is gone; None for anybody else."""
    if not may_change_settings(unit, by):
        return None
    template = unit.get(HandoverTemplate, template_id) or _default(unit)
    lists = [(one.id, one.segment) for one in _templates(unit)]
    if _default(unit) is None:
        lists.insert(0, ("", None))
    if template is None:
        return TemplateView("", None, SHIPPED, tuple(lists))
    return TemplateView(template.id, template.segment, tuple(_things(unit, template)), tuple(lists))


def keep_thing(unit: Unit, by: str, template_id: str, ref: str | None, form: ThingForm) -> Outcome:
    """Add a thing to a list, at its end; or change the one that is named."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    if form.whose is Whose.person and (form.person is None or Role.member not in standing(unit, form.person)):
        return Outcome.not_a_colleague
    template = _own(unit, by, template_id)
    items = _items(unit, template)
    known = _named(items, ref) if ref else None
    if ref and known is None:
        return Outcome.over
    if known is None:
        if len(items) >= MOST_THINGS:
            return Outcome.full
        known = unit.add(HandoverTemplateItem(template=template.id, place=len(items), part=None))
    called = _shown_label(known) if ref else None
    if form.label != _shown_label(known):
        known.part, known.label = None, form.label
    known.days, known.since, known.whose = form.days, form.since, form.whose
    known.person = form.person if form.whose is Whose.person else None
    _changed(unit, by, template, called, form.label)
    return Outcome.done


def move_thing(unit: Unit, by: str, template_id: str, ref: str, places: int) -> Outcome:
    """Move a thing that many places down its list, or up where they are negative."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    template = _own(unit, by, template_id)
    items = list(_items(unit, template))
    known = _named(items, ref)
    if known is None:
        return Outcome.over
    before = items.index(known)
    items.insert(max(0, before + places), items.pop(before))
    _number(items)
    label = _shown_label(known)
    _changed(unit, by, template, f"{before + 1}. {label}", f"{known.place + 1}. {label}")
    return Outcome.done


def remove_thing(unit: Unit, by: str, template_id: str, ref: str) -> Outcome:
    """Take a thing out of a list. What runs already keeps it; the last one stays, for an empty list hands over nothing."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    template = _own(unit, by, template_id)
    items = list(_items(unit, template))
    known = _named(items, ref)
    if known is None or len(items) == 1:
        return Outcome.over
    items.remove(known)
    unit.session.delete(known)
    _number(items)
    _changed(unit, by, template, _shown_label(known), None)
    return Outcome.done


def add_segment(unit: Unit, by: str, segment: str) -> str | Outcome:
    """Begin a list for a segment, with all that stands on the one for everybody; its id. One that exists is opened."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    known = _of_segment(unit, plain_segment(segment))
    if known is not None:
        return known.id
    default = _default(unit)
    template = _begin(unit, by, segment, _things(unit, default) if default else SHIPPED)
    _changed(unit, by, template, None, segment)
    return template.id


def remove_template(unit: Unit, by: str, template_id: str) -> Outcome:
    """Go back: of a segment to the list for everybody; of everybody to the one that we ship."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    template = unit.get(HandoverTemplate, template_id)
    if template is None:
        return Outcome.over
    for item in _items(unit, template):
        unit.session.delete(item)
    unit.session.flush()
    unit.session.delete(template)
    record_named(unit, by, "handover_list.removed", template.id, template.segment, None)
    unit.session.flush()
    return Outcome.done


def _own(unit: Unit, by: str, template_id: str) -> HandoverTemplate:
    """The list to be changed; the one that we ship becomes the workspace's own."""
    known = unit.get(HandoverTemplate, template_id) or _default(unit)
    return known or _begin(unit, by, None, SHIPPED)


def _begin(unit: Unit, by: str, segment: str | None, things: Sequence[Thing]) -> HandoverTemplate:
    plain = plain_segment(segment) if segment else EVERYBODY
    template = unit.add(HandoverTemplate(segment=segment, plain_segment=plain, changed_by=by, changed_at=unit.now))
    unit.session.flush()
    for place, one in enumerate(things):
        item = HandoverTemplateItem(template=template.id, place=place, part=one.part, label=one.label)
        item.days, item.since, item.whose, item.person = one.days, one.since, one.whose, one.person
        unit.add(item)
    unit.session.flush()
    return template


def _changed(unit: Unit, by: str, template: HandoverTemplate, called: str | None, now_called: str | None) -> None:
    template.changed_by, template.changed_at = by, unit.now
    record_named(unit, by, "handover_list.changed", template.id, called, now_called)
    unit.session.flush()


def _named(items: Sequence[HandoverTemplateItem], ref: str) -> HandoverTemplateItem | None:
    """The thing with that id; or, seen on the list that we ship, in those words of ours."""
    return next((one for one in items if ref in (one.id, one.part.value if one.part else None)), None)


def _shown_label(item: HandoverTemplateItem) -> str | None:
    return part_words(item.part) if item.part else item.label


def _number(items: Sequence[HandoverTemplateItem]) -> None:
    for place, item in enumerate(items):
        item.place = place


def _templates(unit: Unit) -> Sequence[HandoverTemplate]:
    return unit.all(select(HandoverTemplate).order_by(HandoverTemplate.plain_segment))


def _default(unit: Unit) -> HandoverTemplate | None:
    return _of_segment(unit, EVERYBODY)


def _of_segment(unit: Unit, plain: str) -> HandoverTemplate | None:
    return unit.find(HandoverTemplate, plain_segment=plain)


def _items(unit: Unit, template: HandoverTemplate) -> Sequence[HandoverTemplateItem]:
    theirs = select(HandoverTemplateItem).where(HandoverTemplateItem.template == template.id)
    return unit.all(theirs.order_by(HandoverTemplateItem.place, HandoverTemplateItem.id))


def _things(unit: Unit, template: HandoverTemplate) -> Sequence[Thing]:
    return [
        Thing(
            one.id,
            one.part,
            one.label,
            one.days,
            one.since,
            one.whose,
            one.person,
            name_of(unit, one.person) if one.person else None,
        )
        for one in _items(unit, template)
    ]
